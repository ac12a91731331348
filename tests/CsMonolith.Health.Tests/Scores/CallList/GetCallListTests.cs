using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.CallList;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Scores.CallList;

public sealed class GetCallListTests
{
    private static readonly Guid Thin = Stage.Accounts[0];
    private static readonly Guid Broad = Stage.Accounts[1];
    private static readonly Guid Rich = Stage.Accounts[2];
    private static readonly DateOnly October = new(2026, 10, 31);

    [Fact]
    public async Task Accounts_are_ranked_by_expected_loss_with_reasons_one_can_act_on_first()
    {
        using var health = await Scored(Stage.LearnedModel());

        var sheet = (await health.Send(new GetCallList(Limit: 2))).Value;

        sheet.HasSignal.ShouldBeTrue();
        sheet.Items.Select(row => row.Rank).ShouldBe([1, 2]);
        var thin = sheet.Items.Single(row => row.AccountId == Thin);
        thin.ExpectedLoss.ShouldBe(Money.Round(100_000m * (decimal)thin.Probability, "JPY"));
        thin.Reasons[0].Name.ShouldBe("departments_using");
        thin.OwnerName.ShouldBe("佐藤 健");
        sheet.Items[0].ExpectedLoss.Minor.ShouldBeGreaterThanOrEqualTo(sheet.Items[1].ExpectedLoss.Minor);
    }

    [Fact]
    public async Task Without_signal_the_list_is_by_mrr_and_says_so()
    {
        using var health = await Scored(Stage.BaseRateModel());

        var sheet = (await health.Send(new GetCallList(Limit: 20))).Value;

        sheet.Items[0].AccountId.ShouldBe(Rich);
        sheet.RankedBy.ShouldContain("MRR alone");
    }

    [Fact]
    public async Task A_csm_is_told_to_call_their_own_accounts_only()
    {
        using var health = await Scored(Stage.LearnedModel(), sees: Broad);
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new GetCallList(Limit: 20))).Value.Items.Single().AccountId.ShouldBe(Broad);
        (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single().AccountId.ShouldBe(Broad);
    }

    [Fact]
    public async Task A_list_of_nobody_is_refused()
    {
        using var health = Stage.Alone();

        (await health.Send(new GetCallList(Limit: 0))).Error!.Fields.Single().Pointer.ShouldBe("limit");
    }

    [Fact]
    public async Task A_contact_is_remembered_with_the_score_that_led_to_it()
    {
        using var health = await Scored(Stage.LearnedModel());
        var news = new CustomerContacted(
            Thin,
            new DateOnly(2026, 11, 20),
            By: null,
            Proactive: true,
            BecauseOfScore: true,
            "課題を聞いた"
        );

        await health.Hear(news, news);

        var treatment = await health.InStore(db => db.Set<Treatment>().SingleAsync());
        (treatment.AccountId, treatment.BecauseOfScore, treatment.ModelVersion).ShouldBe((Thin, true, "2026-11-01-1"));
        treatment.Probability.ShouldBe((await health.Send(new GetLatestChurnScore(Thin))).Value.Probability);
        (await health.Send(new GetCallList(Limit: 20)))
            .Value.Items.Single(row => row.AccountId == Thin)
            .LastContactOn.ShouldBe(new DateOnly(2026, 11, 20));
    }

    [Fact]
    public async Task A_contact_before_any_score_is_remembered_without_one()
    {
        using var health = Stage.Alone();

        await health.Hear(
            new CustomerContacted(
                Thin,
                new DateOnly(2026, 11, 19),
                null,
                Proactive: false,
                BecauseOfScore: false,
                "電話"
            )
        );

        (await health.InStore(db => db.Set<Treatment>().SingleAsync())).Probability.ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_left_drops_off_the_list_at_once()
    {
        using var health = await Scored(Stage.LearnedModel());

        await health.Hear(
            new MrrMoved(
                Thin,
                MovementKind.Churn,
                Money.Of("100000", "JPY"),
                Money.Zero("JPY"),
                new DateOnly(2026, 11, 15)
            )
        );

        (await health.Send(new GetCallList(Limit: 20))).Value.Items.ShouldNotContain(row => row.AccountId == Thin);
    }

    private static async Task<HealthAlone> Scored(object[] model, Guid? sees = null)
    {
        var health = Stage.Alone();
        if (sees is { } account)
        {
            health.Answers<AccountsInScope, AccountScope>(_ => new AccountScope(
                All: false,
                new HashSet<Guid> { account }
            ));
        }

        await health.Hold([
            Stage.Row(Thin, October, 1),
            Stage.Row(Broad, October, 10),
            Stage.Row(Rich, October, 9, mrr: 900_000),
            .. model,
        ]);
        await health.Send(new StartScoring());
        await health.RunJobs();
        return health;
    }
}
