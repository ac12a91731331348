using System.Text.Json;
using CsMonolith.Health.Briefs;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.CallList;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Health.Tests.Scores.Changes;
using CsMonolith.Kernel;
using CsMonolith.Learning.Patterns;
using CsMonolith.Platform;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using static CsMonolith.Health.Tests.Scores.Changes.Moves;
using Pattern = CsMonolith.Health.Patterns.Pattern;

namespace CsMonolith.Health.Tests.Briefs;

public sealed class BriefTests
{
    private static readonly Guid Falls = Stage.Accounts[0];
    private static readonly Guid Rises = Stage.Accounts[1];
    private static readonly Guid Stays = Stage.Accounts[2];
    private static readonly DateOnly Monday = new(2026, 11, 2);
    private static readonly MonthAtRisk March = new(
        new Month(2027, 3),
        "JPY",
        2,
        Money.Of("2400000", "JPY"),
        Money.Of("700000", "JPY"),
        Money.Zero("JPY"),
        Money.Of("1200000", "JPY"),
        0.9,
        Money.Zero("JPY"),
        Money.Zero("JPY"),
        Money.Zero("JPY"),
        Money.Zero("JPY"),
        [new OwnerAtRisk(null, null, 2, Money.Of("2400000", "JPY"), Money.Of("700000", "JPY"))]
    );

    [Fact]
    public async Task What_is_due_at_risk_is_what_Revenue_says_of_the_six_months_from_now_with_the_way_to_it()
    {
        ArrAtRiskIn? asked = null;
        using var health = await Company(ask => asked = ask);

        var risk = (await Brief(health)).ArrAtRisk;

        asked.ShouldBe(new ArrAtRiskIn(new(2026, 11), new(2027, 4)));
        risk.Evidence.ShouldBe("/v1/arr-at-risk?from=2026-11&to=2027-04");
        var line = risk.Lines.ShouldHaveSingleItem();
        (line.Arr, line.AtRisk, line.Low, line.High, line.Owners).ShouldBe(
            (March.Arr, March.AtRisk, March.Low, March.High, March.Owners)
        );
        (line.Key, line.Evidence).ShouldBe(("risk.2027-03.jpy", "/v1/arr-at-risk?from=2027-03&to=2027-03"));
    }

    [Fact]
    public async Task A_score_that_changed_its_band_stands_first_with_parts_that_its_evidence_bears_out()
    {
        using var health = await Company();

        var moves = (await Brief(health)).Moves;

        (moves.Compared, moves.Riskier, moves.Safer).ShouldBe((3, 1, 1));
        moves.Lines.Take(2).Select(line => line.AccountId).ShouldBe([Falls, Rises], ignoreOrder: true);
        foreach (var line in moves.Lines)
        {
            var why = (await health.Send(Evidence(line.Evidence))).Value;
            (line.Customer + line.LateData + line.Model)!.Value.ShouldBe(line.Probability, 1e-9);
            (why.Before.Probability, why.After.Probability).ShouldBe((line.Before.Probability, line.After.Probability));
            (why.Customer.Probability, why.Model.Probability).ShouldBe((line.Customer!.Value, line.Model!.Value));
        }

        var worse = moves.Lines.Single(line => line.AccountId == Falls);
        (worse.IsBandChanged, worse.Before.Band, worse.After.Band).ShouldBe((true, ScoreBand.Low, ScoreBand.High));
        worse.Reasons[0].Words.ShouldBe("Departments using it 10 → 1");
    }

    [Fact]
    public async Task In_a_week_in_which_nothing_was_scored_nothing_moved()
    {
        using var health = await Company();
        health.Time.NoonOf(new(2026, 11, 16));

        (await Brief(health)).Moves.Compared.ShouldBe(0);
        (await Brief(health, Monday)).Moves.Compared.ShouldBe(3);
    }

    [Fact]
    public async Task Where_all_was_scored_this_week_the_month_before_stands_for_what_stood()
    {
        using var health = await Company(scoredBefore: new(2026, 11, 1));

        var moves = (await Brief(health)).Moves;

        moves.Compared.ShouldBe(3);
        moves.Words.ShouldContain("the month end before");
        (await health.Send(Evidence(moves.Lines[0].Evidence))).Value.Before.AsOf.ShouldBe(September);
    }

    [Fact]
    public async Task Patterns_are_told_that_came_by_a_verdict_lost_it_or_turned()
    {
        using var health = await Company();
        var (old, now) = (Run(Night(10, 20)), Run(Night(10, 30)));
        await health.Hold([
            old,
            now,
            Found(old, "breadth", Verdict.Raises),
            Found(old, "depth", Verdict.Raises),
            Found(old, "usage_rate", Verdict.Raises),
            Found(old, "open_tickets", Verdict.CannotTell),
            Found(now, "breadth", Verdict.Raises),
            Found(now, "depth", Verdict.Lowers),
            Found(now, "usage_rate", Verdict.CannotTell),
            Found(now, "open_tickets", Verdict.Lowers),
        ]);

        var patterns = (await Brief(health)).Patterns;

        (patterns.MinedAt, patterns.ComparedWith).ShouldBe((now.At, old.At));
        patterns
            .Lines.Select(line => (line.News, line.Words))
            .ShouldBe([
                (PatternNews.Gained, "Open tickets at least 3"),
                (PatternNews.Lapsed, "Licence usage rate at least 300 %"),
                (PatternNews.Turned, "Depth of use at least 3"),
            ]);
        var lapsed = (await health.Send(new ListPatterns(ListAsk.Plain with { Limit = 200 }, new(2026, 10, 25))))
            .Value
            .Items;
        patterns.Lines[1].Evidence.ShouldStartWith("/v1/patterns?asOf=2026-10-25&filter[outcome][eq]=churned");
        lapsed.Single(line => line.Feature == "usage_rate").Verdict.ShouldBe(Verdict.Raises);
        (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Whom_to_help_first_is_the_call_list_with_the_next_renewal()
    {
        using var health = await Company();

        var help = (await Brief(health)).Help;
        var sheet = (await health.Send(new GetCallList(Limit: 10))).Value;

        help.Lines.Select(line => (line.Rank, line.AccountId, line.ExpectedLoss, line.Probability))
            .ShouldBe(sheet.Items.Select(row => (row.Rank, row.AccountId, row.ExpectedLoss, row.Probability)));
        help.RankedBy.ShouldBe(sheet.RankedBy);
        help.Lines.Single(line => line.AccountId == Falls).NextRenewalOn.ShouldBe(new DateOnly(2027, 3, 31));
        help.Lines.Single(line => line.AccountId == Rises).NextRenewalOn.ShouldBeNull();
        help.Lines.ShouldAllBe(line => line.Evidence == $"/v1/accounts/{line.AccountId}/churn-scores/latest");
    }

    [Fact]
    public async Task A_mark_is_ones_own_stands_on_its_line_and_what_is_done_is_told_until_the_span_is_over()
    {
        using var health = await Company();
        var (leader, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var key = $"help.{Falls:N}";
        health.SignIn(leader, Role.CsOps);
        await health.Send(new MarkBriefLine(key, new(BriefMarkState.Seen)));
        await health.Send(new MarkBriefLine(key, new(BriefMarkState.Done, "電話した")));

        var own = await Brief(health);
        health.SignIn(other, Role.CsOps);
        var others = await Brief(health);

        own.Help.Lines.Single(line => line.Key == key).Mark!.State.ShouldBe(BriefMarkState.Done);
        own.Done.ShouldHaveSingleItem().Words.ShouldBe("電話した");
        others.Help.Lines.ShouldAllBe(line => line.Mark == null);
        others.Done.ShouldBeEmpty();
        (await health.Send(new UnmarkBriefLine(key))).Value.WasMarked.ShouldBeFalse();

        health.SignIn(leader, Role.CsOps);
        health.Time.NoonOf(Monday.AddDays(14));
        (await Brief(health)).Done.ShouldBeEmpty();
        (await health.Send(new UnmarkBriefLine(key))).Value.WasMarked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_that_is_no_Monday_or_lies_ahead_and_a_key_that_is_none_are_refused_by_name()
    {
        using var health = await Company();

        (await health.Send(new GetBrief(new(2026, 11, 3)))).Error!.Fields.Single().En.ShouldContain("Use 2026-11-02");
        (await health.Send(new GetBrief(new(2026, 11, 9)))).Error!.Code.ShouldBe("health.day-ahead");
        (await health.Send(new MarkBriefLine("Nothing", new(BriefMarkState.Seen))))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("/key");
        health.SignIn(person: null, Role.CsOps);
        (await health.Send(new MarkBriefLine("help.1", new(BriefMarkState.Seen)))).Error!.Code.ShouldBe(
            "health.brief.no-person"
        );
    }

    private static async Task<HealthAlone> Company(Action<ArrAtRiskIn>? hear = null, DateOnly? scoredBefore = null)
    {
        var health = Alone();
        health.Answers<ArrAtRiskIn, IReadOnlyList<MonthAtRisk>>(ask =>
        {
            hear?.Invoke(ask);
            return [March];
        });
        health.Answers<NextRenewals, IReadOnlyDictionary<Guid, NextRenewal>>(_ => new Dictionary<Guid, NextRenewal>
        {
            [Falls] = new(Guid.NewGuid(), Falls, new(2027, 3, 31), new(2027, 2, 28), Money.Of("100000", "JPY")),
        });
        await health.Hold([
            Stage.Row(Falls, September, 10),
            Stage.Row(Falls, October, 1),
            Stage.Row(Rises, September, 1),
            Stage.Row(Rises, October, 10),
            Stage.Row(Stays, September, 10, noise: 0.2),
            Stage.Row(Stays, October, 10, noise: 0.2),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(scoredBefore ?? new(2026, 10, 2), September);
        await health.ScoreOn(scoredBefore ?? Monday);
        health.Time.NoonOf(Monday);
        return health;
    }

    private static async Task<MondayBrief> Brief(HealthAlone health, DateOnly? week = null) =>
        (await health.Send(new GetBrief(week))).Value;

    private static GetWhyChanged Evidence(string path)
    {
        var parts = path.Split('/', '?', '&', '=');
        return new GetWhyChanged(Guid.Parse(parts[3]), DateOnly.Parse(parts[6], null), DateOnly.Parse(parts[8], null));
    }

    private static PatternRun Run(DateTime at) =>
        new()
        {
            Origin = PatternOrigin.Mined,
            At = at,
            Outcome = "churned",
            OutcomeIsLoss = true,
            Program = "test",
            Data = "test",
            DataFingerprint = "",
            Seed = 1,
            FalseDiscoveryRate = 0.1,
            Tried = 4,
            Hidden = 0,
        };

    private static Pattern Found(PatternRun run, string feature, Verdict verdict)
    {
        var effect = Effect.Of([new Arms(50, 40, 50, 30)]);
        return new Pattern
        {
            RunId = run.Id,
            Origin = run.Origin,
            Outcome = run.Outcome,
            Phase = "adoption",
            Condition = $"{feature} ≥ 3",
            Feature = feature,
            AtLeast = 3,
            EvidenceJson = JsonSerializer.Serialize(PatternEvidence.Of(effect, effect, counted: null), Wire.Json),
            Q = 0.01,
            Verdict = verdict,
            IsTold = verdict != Verdict.CannotTell,
            ReachMrrJson = "[]",
            YearCustomers = 10,
            YearArrJson = "[]",
            Worth = 1,
        };
    }
}
