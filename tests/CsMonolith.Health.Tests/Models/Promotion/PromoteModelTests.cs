using CsMonolith.Health.Contracts;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Models.Training;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Models.Promotion;

public sealed class PromoteModelTests
{
    [Fact]
    public async Task A_challenger_that_is_worse_than_the_champion_on_the_same_rows_is_refused_with_figure_and_limit()
    {
        using var health = await new Stage(planted: true).Enter([
            .. Stage.LearnedModel("2026-11-01-1"),
            .. Stage.BaseRateModel("2026-11-01-2", champion: false),
        ]);

        var refused = await health.Send(
            new PromoteModel("2026-11-01-2", new ModelWaiver(Gates.NoUsableSignal, "We try it."))
        );

        refused.Error!.Kind.ShouldBe(ErrorKind.Conflict);
        var fault = refused.Error.Fields.Single();
        fault.Pointer.ShouldBe("/gates/worse-than-champion");
        fault.En.ShouldContain("2026-11-01-1");
        (await health.Published()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_challenger_that_was_not_compared_on_the_same_rows_is_refused()
    {
        using var health = await new Stage(planted: true).Enter([
            .. Stage.BaseRateModel("2026-11-01-2"),
            .. Stage.LearnedModel("2026-11-01-1", champion: false, horizonDays: 60),
        ]);

        var refused = await health.Send(new PromoteModel("2026-11-01-1", Waiver: null));

        var fault = refused.Error!.Fields.Single();
        fault.Pointer.ShouldBe("/gates/worse-than-champion");
        fault.En.ShouldContain("churned, 60, RecordedEvent");
        (
            await health.Send(
                new PromoteModel(
                    "2026-11-01-1",
                    new ModelWaiver(Gates.WorseThanChampion, "We now foretell two months.")
                )
            )
        ).Value.WaivedGate.ShouldBe(Gates.WorseThanChampion);
    }

    [Fact]
    public async Task Test_months_without_a_row_compare_nothing()
    {
        using var health = Stage.Alone();
        await health.Hold([
            .. Stage.BaseRateModel("2026-11-01-2"),
            .. Stage.LearnedModel("2026-11-01-1", champion: false),
        ]);

        var fault = (await health.Send(new PromoteModel("2026-11-01-1", Waiver: null))).Error!.Fields.Single();

        fault.Pointer.ShouldBe("/gates/worse-than-champion");
        fault.En.ShouldContain("was not compared with champion 2026-11-01-2");
    }

    [Theory]
    [InlineData(-0.010, -0.018, -0.002, false)]
    [InlineData(-0.010, -0.021, 0.001, true)]
    [InlineData(0.010, 0.002, 0.018, true)]
    public async Task A_model_behind_its_reference_beyond_chance_fails_a_gate_by_name(
        double difference,
        double low,
        double high,
        bool passes
    )
    {
        var reference = new ReferenceMeasures("mlnet-lightgbm", 0.8, 0.29, 0.1, 0.01, 0.3, difference, low, high);
        using var health = await new Stage(planted: true).Enter(
            Stage.LearnedModel("2026-11-01-1", champion: false, reference: reference)
        );

        var gate = (await health.Send(new GetModel("2026-11-01-1"))).Value.Gates.Single(one =>
            one.Name == Gates.BehindReference
        );
        var promoted = await health.Send(new PromoteModel("2026-11-01-1", Waiver: null));

        (gate.Passed, gate.Figure).ShouldBe((passes, -difference));
        gate.Words.ShouldContain("mlnet-lightgbm");
        promoted.Error?.Fields.Single().Pointer.ShouldBe("/gates/behind-reference");
        (promoted.Error is null).ShouldBe(passes);
    }

    [Fact]
    public async Task A_better_challenger_takes_over_and_the_news_is_told()
    {
        using var health = await new Stage(planted: true).Enter([
            .. Stage.LearnedModel("2026-11-01-1", champion: false),
            .. Stage.BaseRateModel("2026-11-01-2"),
        ]);

        var promoted = await health.Send(new PromoteModel("2026-11-01-1", Waiver: null));

        promoted.Value.ShouldBe(
            new PromotedModel("2026-11-01-1", ModelAlias.Champion, "2026-11-01-2", WaivedGate: null)
        );
        (await health.Send(new GetModel("2026-11-01-2"))).Value.Alias.ShouldBe(ModelAlias.Retired);
        (await health.Published<ModelPromoted>()).Single().Version.ShouldBe("2026-11-01-1");
        (await health.Send(new PromoteModel("2026-11-01-1", Waiver: null))).Error!.Code.ShouldBe(
            "health.model.already-champion"
        );
    }

    [Fact]
    public async Task A_model_of_another_outcome_never_scores_churn()
    {
        using var health = Stage.Alone();
        await health.Hold(Stage.BaseRateModel(champion: false, outcome: "renewed"));

        var refused = await health.Send(
            new PromoteModel("2026-11-01-2", new ModelWaiver(Gates.NoUsableSignal, "We try it."))
        );

        (refused.Error!.Code, refused.Error.En.Contains("'renewed'")).ShouldBe(("health.model.not-about-churn", true));
    }

    [Fact]
    public async Task A_waiver_names_a_gate_and_gives_a_reason()
    {
        using var health = await new Stage(planted: true).Enter(Stage.BaseRateModel(champion: false));

        var refused = await health.Send(new PromoteModel("2026-11-01-2", new ModelWaiver("all-of-them", "")));

        refused
            .Error!.Fields.Select(field => field.Pointer)
            .ShouldBe(["/waiver/name", "/waiver/reason"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_data_scientist_does_not_promote()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.DataScientist);

        (await health.Send(new PromoteModel("2026-11-01-2", Waiver: null))).Error!.Code.ShouldBe(
            "platform.not-allowed"
        );
    }

    [Fact]
    public async Task A_model_that_nobody_registered_is_not_found()
    {
        using var health = Stage.Alone();

        (await health.Send(new PromoteModel("2020-01-01-1", Waiver: null))).Error!.Code.ShouldBe(
            "health.model.not-found"
        );
        (await health.Send(new GetModel("2020-01-01-1"))).Error!.Code.ShouldBe("health.model.not-found");
    }

    [Fact]
    public async Task A_promotion_and_its_waiver_are_asked_for_by_one_and_confirmed_by_another()
    {
        using var health = Stage.Alone();
        var (leader, ops) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        health.People =
        [
            new(leader, "村上 里奈", [Role.Leader], IsDemo: false),
            new(ops, "大野 恵", [Role.CsOps], IsDemo: false),
            new(Guid.CreateVersion7(), "藤田 航", [Role.DataScientist], IsDemo: false),
        ];
        await health.Hold([.. Stage.BaseRateModel("2026-11-01-2", champion: false)]);
        health.SignIn(ops, Role.CsOps);
        var waiver = new ModelWaiver(Gates.NoUsableSignal, "We start with the base rate.");

        (await health.Send(new ConfirmPromotion("2026-11-01-2"))).Error!.Code.ShouldBe(
            "health.model.nothing-to-confirm"
        );
        (await health.Send(new PromoteModel("2026-11-01-2", Waiver: null))).Error!.Code.ShouldBe(
            "health.model.gates-failed"
        );
        var asked = (await health.Send(new PromoteModel("2026-11-01-2", waiver))).Value;

        (asked.Alias, asked.AwaitsConfirmation).ShouldBe((ModelAlias.Challenger, true));
        asked.MayConfirm.ShouldBe(["村上 里奈"]);
        (await health.Published<ModelPromoted>()).ShouldBeEmpty();
        (await health.Send(new GetModel("2026-11-01-2"))).Value.Asked!.Waiver.ShouldBe(waiver);
        (await health.Send(new ConfirmPromotion("2026-11-01-2"))).Error!.Code.ShouldBe("health.model.own-confirmation");

        health.SignIn(leader, Role.Leader);
        var confirmed = (await health.Send(new ConfirmPromotion("2026-11-01-2"))).Value;

        (confirmed.Alias, confirmed.WaivedGate).ShouldBe((ModelAlias.Champion, Gates.NoUsableSignal));
        var news = (await health.Published<ModelPromoted>()).ShouldHaveSingleItem();
        news.By.ShouldBe(ops);
        var stored = await health.InStore(db =>
            db.Set<ModelVersion>().SingleAsync(model => model.Name == "2026-11-01-2")
        );
        (stored.PromotedBy, stored.ConfirmedBy, stored.AskedAt, stored.WaiverReason).ShouldBe(
            (ops, leader, null, waiver.Reason)
        );
    }

    [Fact]
    public async Task Where_nobody_else_may_confirm_the_promotion_is_refused_with_the_two_ways_out()
    {
        using var health = Stage.Alone();
        health.OneMayAct = false;
        await health.Hold([.. Stage.LearnedModel("2026-11-01-1", champion: false)]);
        health.SignIn(Guid.CreateVersion7(), Role.CsOps);

        var refused = (await health.Send(new PromoteModel("2026-11-01-1", Waiver: null))).Error!;

        refused.Code.ShouldBe("health.model.no-second-person");
        refused.En.ShouldContain("POST /v1/two-person-rules");
        (await health.Send(new GetModel("2026-11-01-1"))).Value.Asked.ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_owner_relaxed_the_rule_one_person_promotes_and_the_audit_says_so()
    {
        using var health = Stage.Alone();
        await health.Hold([.. Stage.LearnedModel("2026-11-01-1", champion: false)]);
        health.SignIn(Guid.CreateVersion7(), Role.CsOps);

        (await health.Send(new PromoteModel("2026-11-01-1", Waiver: null))).Value.Alias.ShouldBe(ModelAlias.Champion);

        var row = await health.InStore(db =>
            db.Set<AuditRow>().SingleAsync(one => one.Operation == nameof(PromoteModel))
        );
        row.ActedAloneAs.ShouldBe("csOps");
    }
}
