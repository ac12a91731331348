using CsMonolith.Health.Patterns;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Kernel;
using CsMonolith.Learning.Patterns;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Health.Tests.Patterns;

public sealed class PublishPatternsTests
{
    private static readonly PatternToPublish Kickoff = new(
        "onboarding",
        "kickoff = 1",
        "kickoff",
        [new(50, 45, 50, 26)],
        [new(30, 28, 20, 8), new(20, 16, 30, 16)],
        Verdict.Raises
    );
    private static readonly PatternToPublish Training = new(
        "onboarding",
        "training = 1",
        "training",
        [new(50, 40, 50, 30)],
        [new(50, 34, 50, 33)],
        Verdict.CannotTell
    );

    [Fact]
    public async Task A_pattern_becomes_a_candidate_with_evidence_that_the_host_worked_out()
    {
        using var health = Stage.Alone();

        var published = await health.Send(Ask(Kickoff, Training));
        var line = (await health.Send(new ListPublishedPatterns(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        published.Value.ShouldBe(new PublishedPatterns(Published: 1, Known: 0, Untold: 1));
        var effect = Effect.Of([new Arms(30, 28, 20, 8), new Arms(20, 16, 30, 16)]);
        (line.State, line.Condition, line.HeldOut, line.P).ShouldBe(
            ("candidate", "kickoff = 1", new PatternArms(50, 44, 50, 24), effect.FisherP)
        );
        line.Q.ShouldBe(2 * effect.FisherP, 1e-12);
        (line.AdjustedDifference.Low, line.Difference.Low).ShouldBe((effect.Adjusted.Low, effect.Difference.Low));
        (line.Code, line.Data, line.DataFingerprint, line.Tried).ShouldBe(
            ("churn 0.1.0", "train.csv", new string('a', 64), 9)
        );
    }

    [Fact]
    public async Task Candidates_are_ranked_by_the_hosts_customers_of_a_year_times_the_held_out_effect()
    {
        using var health = Stage.Alone();
        DateOnly[] months = [new(2025, 9, 30), new(2026, 9, 30), new(2026, 10, 31)];
        await health.Hold([
            .. months.SelectMany(
                (month, i) =>
                    Stage
                        .Accounts.Skip(40 * i)
                        .Take(40)
                        .Select(account => Stage.Row(account, month, 3, phase: "onboarding"))
            ),
        ]);
        var weak = Kickoff with { Condition = "weak", HeldOut = [new(60, 54, 60, 38)] };
        var bad = Kickoff with
        {
            Condition = "bad",
            Mined = [new(50, 26, 50, 45)],
            HeldOut = [new(20, 6, 80, 70)],
            Verdict = Verdict.Lowers,
        };

        (await health.Send(Ask(weak, bad, Kickoff))).Value.Published.ShouldBe(3);
        var lines = (await health.Send(new ListPublishedPatterns(ListAsk.Plain))).Value.Items;

        // Eighty were in the phase within the year: half, half and a fifth of them stand on the worse side.
        lines
            .ToDictionary(line => line.Condition, line => line.Worth.Customers)
            .ShouldBe(
                new Dictionary<string, int>
                {
                    ["kickoff = 1"] = 40,
                    ["weak"] = 40,
                    ["bad"] = 16,
                },
                ignoreOrder: true
            );
        lines
            .Select(line => line.Worth.Outcomes.Value)
            .ShouldBe(lines.Select(line => line.Worth.Outcomes.Value).OrderDescending());
        var kickoff = lines.Single(line => line.Condition == "kickoff = 1");
        kickoff.Worth.Outcomes.Low.ShouldBe(40 * kickoff.AdjustedDifference.Low, 1e-9);
        kickoff
            .Worth.Arr.ShouldHaveSingleItem()
            .Value.Minor.ShouldBe((long)Math.Round(40 * 1_200_000 * kickoff.AdjustedDifference.Value));
    }

    [Fact]
    public async Task What_nobody_can_act_on_becomes_no_candidate()
    {
        using var health = Stage.Alone();

        var refused = await health.Send(
            Ask(
                Training,
                Kickoff with
                {
                    Column = "contacts_90d ∧ industry",
                    Condition = "contacts_90d ≥ 3 ∧ industry = 製造",
                }
            )
        );

        refused
            .Error!.Fields.Single()
            .ShouldSatisfyAllConditions(
                fault => fault.Pointer.ShouldBe("/patterns/1/column"),
                fault => fault.En.ShouldContain("'industry'")
            );
        (
            await health.Send(Ask(Training with { Column = "industry" }, Kickoff with { Column = "contacts_90d" }))
        ).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_published_from_the_same_data_stands_as_it_is()
    {
        using var health = Stage.Alone();
        await health.Send(Ask(Kickoff, Training));

        var again = await health.Send(Ask(Kickoff with { HeldOut = [new(50, 50, 50, 1)] }));

        again.Value.ShouldBe(new PublishedPatterns(Published: 0, Known: 1, Untold: 0));
        (await health.Send(new ListPublishedPatterns(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .HeldOut.WithOutcome.ShouldBe(44);
    }

    [Fact]
    public async Task A_verdict_that_the_held_out_counts_do_not_bear_is_refused()
    {
        using var health = Stage.Alone();
        PatternToPublish[] liars =
        [
            Training with
            {
                Verdict = Verdict.Raises,
            },
            Kickoff with
            {
                Verdict = Verdict.Lowers,
            },
            // The half that proposed it said the opposite.
            Kickoff with
            {
                Mined = [new(50, 20, 50, 45)],
            },
            // The strata explain it away.
            Kickoff with
            {
                HeldOut = [new(60, 54, 20, 18), new(20, 4, 60, 12)],
            },
        ];

        foreach (var liar in liars)
        {
            (await health.Send(Ask(Training with { Condition = "other" }, liar)))
                .Error!.Fields.Single()
                .Pointer.ShouldBe("/patterns/1/verdict");
        }

        (await health.Send(new ListPublishedPatterns(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_that_were_looked_at_make_one_of_them_harder_to_believe()
    {
        using var health = Stage.Alone();
        var faint = Kickoff with { HeldOut = [new(50, 35, 50, 24)] };
        var others = Enumerable.Range(0, 20).Select(i => Training with { Condition = $"other {i}" }).ToArray();

        (await health.Send(Ask([faint, .. others]))).Error!.Fields.Single().Pointer.ShouldBe("/patterns/0/verdict");
        (await health.Send(Ask(faint))).Value.Published.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0, "/patterns/0/heldOut")]
    [InlineData(19, 30, "/patterns/0/heldOut")]
    [InlineData(30, 19, "/patterns/0/heldOut")]
    public async Task Without_held_out_evidence_nothing_is_published(int with, int without, string pointer)
    {
        using var health = Stage.Alone();

        var refused = await health.Send(Ask(Kickoff with { HeldOut = [new(with, 0, without, 0)] }));

        refused.Error!.Fields.Single().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public async Task More_outcomes_than_rows_and_an_unknown_model_are_refused_by_name()
    {
        using var health = Stage.Alone();

        (await health.Send(Ask(Kickoff with { HeldOut = [new(50, 44, 50, 24), new(1, 2, 0, 0)] })))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("/patterns/0/heldOut/1");
        (await health.Send(Ask(Kickoff) with { Model = "2020-01-01-1" })).Error!.Code.ShouldBe(
            "health.model.not-found"
        );
        (await health.Send(Ask(Kickoff) with { DataFingerprint = "abc" })).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task A_csm_publishes_nothing()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(Ask(Kickoff))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    private static PublishPatterns Ask(params PatternToPublish[] patterns) =>
        new(
            "retained",
            "churn 0.1.0",
            "train.csv",
            new string('a', 64),
            Model: null,
            Seed: 1,
            FalseDiscoveryRate: 0.1,
            Tried: Math.Max(9, patterns.Length),
            Hidden: 0,
            patterns
        );
}
