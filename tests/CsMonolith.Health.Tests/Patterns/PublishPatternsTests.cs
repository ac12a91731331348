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
        var line = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        published.Value.ShouldBe(new PublishedPatterns(Published: 1, Known: 0, Untold: 1));
        var effect = Effect.Of([new Arms(30, 28, 20, 8), new Arms(20, 16, 30, 16)]);
        (line.Origin, line.Condition, line.HeldOut, line.P).ShouldBe(
            (PatternOrigin.Published, "kickoff = 1", PatternFigures.Of(effect), effect.P)
        );
        line.Q.ShouldBe(2 * effect.P, 1e-12);
        (line.HeldOut.WithSuccess, line.HeldOut.WithoutSuccess).ShouldBe((44, 24));
        (line.With, line.WithSuccess, line.Without, line.WithoutSuccess).ShouldBe((100, 89, 100, 50));
        (line.Source.Program, line.Source.Data, line.Source.DataFingerprint, line.Source.Tried).ShouldBe(
            ("churn 0.1.0", "train.csv", new string('a', 64), 9)
        );
        (line.VerdictWords, line.Evidence).ShouldBe(
            (
                "raises the share with 'retained'",
                "89 of 100 rows are with 'retained'; of the 100 to which the condition does not apply, 50 are."
            )
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
        var lines = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items;

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
        kickoff.Worth.Outcomes.Low.ShouldBe(40 * kickoff.HeldOut.Adjusted!.Low, 1e-9);
        kickoff
            .Worth.Arr.ShouldHaveSingleItem()
            .Value.Minor.ShouldBe((long)Math.Round(40 * 1_200_000 * kickoff.HeldOut.Adjusted!.Value));
    }

    [Fact]
    public async Task Of_an_outcome_that_is_a_loss_successes_are_counted_and_the_verdict_is_about_them()
    {
        using var health = Stage.Alone();

        var refused = await health.Send(
            Ask(Kickoff with { HeldOut = [new(50, 44, 50, 51)] }) with
            {
                Outcome = "left",
                OutcomeIsLoss = true,
            }
        );
        await health.Send(Ask(Kickoff) with { Outcome = "left", OutcomeIsLoss = true });
        var line = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        refused.Error!.Fields.Single().Pointer.ShouldBe("/patterns/0/heldOut/0");
        (line.Verdict, line.HeldOut.WithSuccess, line.HeldOut.WithoutSuccess).ShouldBe((Verdict.Lowers, 6, 26));
        (line.VerdictWords, line.Source.OutcomeIsLoss).ShouldBe(("lowers the share without 'left'", true));
        line.P.ShouldBe(Effect.Of([new Arms(30, 28, 20, 8), new Arms(20, 16, 30, 16)]).P, 1e-12);
    }

    [Fact]
    public async Task Mined_and_published_patterns_stand_in_one_list_under_one_ranking()
    {
        using var health = await new Stage(planted: true).Enter();
        await health.Send(new StartPatternMining());
        await health.RunJobs();
        await health.Send(Ask(Kickoff));

        var all = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items;
        var published = (await health.Send(new ListPatterns(Only("published")))).Value.Items.ShouldHaveSingleItem();
        var mined = (await health.Send(new ListPatterns(Only("mined")))).Value.Items;

        all.Select(one => one.Rank).ShouldBe(Enumerable.Range(1, mined.Count + 1));
        all.Where(one => one.Verdict != Verdict.CannotTell)
            .Select(one => one.Worth.Outcomes.Value)
            .ShouldBeInOrder(SortDirection.Descending);
        all.Single(one => one.Id == published.Id).Rank.ShouldBe(published.Rank);
        (published.Source.Program, published.ReachAccounts).ShouldBe(("churn 0.1.0", null));
        mined.ShouldAllBe(one => one.Source.Program == "CsMonolith" && one.Source.DataFingerprint.Length == 64);
        mined.ShouldAllBe(one => one.Condition == $"{one.Feature} ≥ {one.AtLeast}");
    }

    [Fact]
    public async Task A_new_mining_takes_the_place_of_the_last_and_leaves_what_was_published()
    {
        using var health = await new Stage(planted: true).Enter();
        await health.Send(Ask(Kickoff));
        await health.Send(new StartPatternMining());
        await health.RunJobs();
        var before = (await health.Send(new ListPatterns(Only("mined")))).Value.Items;

        health.Time.Pass(TimeSpan.FromMinutes(1));
        await health.Send(new StartPatternMining(Seed: 2));
        await health.RunJobs();

        var after = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items;
        after.Select(one => one.Id).Intersect(before.Select(one => one.Id)).ShouldBeEmpty();
        after.Count(one => one.Origin == PatternOrigin.Published).ShouldBe(1);
        after.Where(one => one.Origin == PatternOrigin.Mined).ShouldAllBe(one => one.Source.Seed == 2);
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
        (await health.Send(new ListPatterns(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .HeldOut.WithSuccess.ShouldBe(44);
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

        (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
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

    private static ListAsk Only(string origin) =>
        ListAsk.Plain with
        {
            Filters = [new Filter("origin", FilterOperator.Eq, origin)],
        };

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
