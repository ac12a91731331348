using System.Text.Json;
using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Tests.Usage;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Snapshots;

public sealed class SnapshotTests
{
    private static readonly Month October = new(2026, 10);
    private readonly Neighbours _neighbours = new();

    [Fact]
    public async Task A_snapshot_holds_what_every_module_knew_at_the_end_of_the_month()
    {
        _neighbours.MrrOfSakura = day => day < new DateOnly(2026, 10, 1) ? 400_000 : 480_000;
        _neighbours.Voices = [new FeedbackSummaryAsOf(Sakura, 3, 1, 0, 45, 4.5, 1, 0.8, 20, 2, 1)];
        _neighbours.Handoffs[Sakura] = new HandoffSignal(0.75, OpenGaps: 2, AskedAgain: 0);
        _neighbours.Onboardings.AddRange([
            new(
                Sakura,
                Start,
                null,
                null,
                null,
                Start.AddDays(40),
                3,
                null,
                new LaunchOf(Start.AddDays(20), Waived: 2)
            ),
            new(Fuji, Start, null, null, null, null, 0, null, null),
        ]);
        _neighbours.Rivals.Add(
            new RivalsAsOf(
                Sakura,
                [
                    new(Guid.NewGuid(), "navi", "ナビ", "物流部", Start, "threat", Seats: 40, Share: 0.3m, null),
                    new(Guid.NewGuid(), "sheet", "表計算", null, Start, "beside", null, null, null),
                ]
            )
        );
        using var health = _neighbours.Health();
        health.Time.NoonOf(new DateOnly(2026, 10, 20));
        await health.Load(
            "usage",
            Use("U-1", new(2026, 10, 19), "search", count: 6, user: "a"),
            Use("U-2", new(2026, 9, 19), "export", count: 3, user: "a")
        );
        await health.Send(new RecordLicenceCount(Sakura, new(2026, 10, 1), Purchased: null, Assigned: 50));

        var built = await Build(health, October, October);

        built.ShouldBe(new BuiltSnapshots(October, October, Built: 2, Kept: 0));
        var (row, features) = await Of(health, Sakura);
        (row.AsOf, row.Phase, row.MrrMinor, row.Currency, row.IsLive).ShouldBe(
            (October.Last, "adoption", 480_000, "JPY", true)
        );
        features["industry"].GetString().ShouldBe("製造");
        var numbers = features
            .Where(pair => pair.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(pair => pair.Key, pair => pair.Value.GetDouble());
        numbers.ShouldContainKeyAndValue("tenure_days", 213);
        numbers.ShouldContainKeyAndValue("mrr_change_90d", 0.2);
        numbers.ShouldContainKeyAndValue("days_to_end", 151);
        numbers.ShouldContainKeyAndValue("tickets_90d", 3);
        numbers.ShouldContainKeyAndValue("handoff_completeness", 0.75);
        numbers.ShouldContainKeyAndValue("promise_gaps", 2);
        numbers.ShouldContainKeyAndValue("asked_again", 0);
        (await Of(health, Fuji)).Features.ShouldNotContainKey("promise_gaps");
        numbers.ShouldContainKeyAndValue("first_value_reached", 1);
        numbers.ShouldContainKeyAndValue("daily_work_steps", 3);
        numbers.ShouldContainKeyAndValue("launch_waived", 2);
        (await Of(health, Fuji)).Features.ShouldNotContainKey("first_value_reached");
        numbers.ShouldContainKeyAndValue("rival_tools", 2);
        numbers.ShouldContainKeyAndValue("rival_threats", 1);
        (await Of(health, Fuji)).Features.ShouldNotContainKey("rival_tools");
        numbers.ShouldContainKeyAndValue("uses_30d", 6);
        numbers.ShouldContainKeyAndValue("use_trend", 2);
        numbers.ShouldContainKeyAndValue("breadth", 0.5);
        numbers.ShouldContainKeyAndValue("depth", 6);
        numbers.ShouldContainKeyAndValue("distribution_rate", 0.5);
        numbers.ShouldContainKeyAndValue("usage_rate", 0.02);
        numbers.ShouldContainKeyAndValue("days_since_use", 12);
    }

    [Fact]
    public async Task The_use_of_the_last_month_that_is_built_is_told_once()
    {
        using var health = _neighbours.Health();
        health.Time.NoonOf(new DateOnly(2026, 10, 20));
        await health.Load(
            "usage",
            Use("U-1", new(2026, 10, 19), "search", count: 6, user: "a"),
            Use("U-2", new(2026, 9, 19), "export", count: 3, user: "a")
        );
        await health.Send(new RecordLicenceCount(Sakura, new(2026, 10, 1), Purchased: 80, Assigned: 50));

        await Build(health, October.Plus(-1), October);
        await Build(health, October, October);

        (await health.Published<UsageSummarised>()).ShouldBe([
            new UsageSummarised(
                Sakura,
                October.Last,
                Uses: 6,
                UsesBefore: 3,
                Features: 1,
                FeaturesKnown: 2,
                ActiveUsers: 1,
                Licences: 80
            ),
        ]);
    }

    [Fact]
    public async Task What_is_unknown_is_absent_and_silence_of_a_source_that_speaks_is_nothing()
    {
        _neighbours.Voices = [new FeedbackSummaryAsOf(Sakura, 3, 1, 0, 45, 4.5, 1, 0.8, 20, 2, 1)];
        using var health = _neighbours.Health();

        await Build(health, October, October);

        var (row, features) = await Of(health, Fuji);
        row.IsLive.ShouldBeFalse();
        features["tickets_90d"].GetDouble().ShouldBe(0);
        features.Keys.ShouldNotContain("satisfaction");
        features.Keys.ShouldNotContain("uses_30d");
        features.Keys.ShouldNotContain("mrr_change_90d");
        features.Keys.ShouldNotContain("days_since_contact");
    }

    [Fact]
    public async Task A_fact_recorded_after_the_month_does_not_enter()
    {
        using var health = _neighbours.Health();
        health.Time.NoonOf(new DateOnly(2026, 10, 20));
        await health.Load("usage", Use("U-1", new(2026, 10, 19), count: 6));
        health.Time.NoonOf(new DateOnly(2026, 11, 1));
        await health.Load("usage", Use("U-2", new(2026, 10, 18), "export", count: 100, user: "late"));
        await health.Send(new RecordLicenceCount(Sakura, new(2026, 10, 1), 10, 5));

        await Build(health, October, October);

        var (_, features) = await Of(health, Sakura);
        features["uses_30d"].GetDouble().ShouldBe(6);
        features["breadth"].GetDouble().ShouldBe(1);
        features.Keys.ShouldNotContain("distribution_rate");
    }

    [Fact]
    public async Task A_history_loaded_at_go_live_counts_from_when_it_happened()
    {
        using var health = _neighbours.Health();
        var row = new ImportRow(2, Use("U-1", new(2026, 10, 19), count: 6));
        await health.InScope(async services =>
        {
            var usage = services.GetServices<ImportKind>().Single(kind => kind.Name == "usage");
            services.GetRequiredService<ImportInProgress>().IsHistory = true;
            await usage.Db.Transact(() => usage.Load([row], CancellationToken.None), CancellationToken.None);
            return 0;
        });

        await Build(health, October, October);

        var (_, features) = await Of(health, Sakura);
        features["uses_30d"].GetDouble().ShouldBe(6);
        (await health.InStore(db => db.Set<UsageEvent>().SingleAsync())).Backfilled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_event_counts_for_its_day_and_leaves_the_snapshot_as_it_is()
    {
        using var health = _neighbours.Health();
        health.Time.NoonOf(new DateOnly(2026, 10, 20));
        await health.Load("usage", Use("U-1", new(2026, 10, 19), count: 6));
        health.Time.NoonOf(new DateOnly(2026, 11, 20));
        await Build(health, October, October);
        var (before, _) = await Of(health, Sakura);

        await health.Load("usage", Use("U-2", new(2026, 10, 19), count: 4));
        var again = await Build(health, October, October);

        again.ShouldBe(new BuiltSnapshots(October, October, Built: 0, Kept: 2));
        var (after, _) = await Of(health, Sakura);
        (after.Id, after.Features).ShouldBe((before.Id, before.Features));
        var usage = (await health.Send(new GetAccountUsage(Sakura, AsOf: null, Days: null))).Value;
        usage.Series.Select(day => (day.Day, day.Uses)).ShouldBe([(new DateOnly(2026, 10, 19), 10)]);
    }

    [Fact]
    public async Task Months_before_an_account_started_have_no_snapshot_of_it()
    {
        using var health = _neighbours.Health();

        var built = await Build(health, new Month(2026, 2), new Month(2026, 5));

        built.Built.ShouldBe(4);
    }

    [Fact]
    public async Task A_month_that_is_not_over_or_not_closed_is_refused_with_the_missing_step()
    {
        using var health = _neighbours.Health();
        _neighbours.Closed = new Month(2026, 9);

        (await health.Send(new StartSnapshotBuild(October, new Month(2026, 11)))).Error!.Code.ShouldBe(
            "health.snapshot.month-not-over"
        );
        var open = (await health.Send(new StartSnapshotBuild(October, October))).Error!;
        open.Code.ShouldBe("health.snapshot.month-not-closed");
        open.En.ShouldContain("2026-09");
        _neighbours.Closed = null;
        (await health.Send(new StartSnapshotBuild(October, October))).Error!.Ja.ShouldContain("締めた月がありません");
        (await health.Send(new StartSnapshotBuild(October, new Month(2026, 9)))).Error!.Code.ShouldBe(
            "platform.invalid"
        );
        (await health.Send(new StartSnapshotBuild(new Month(2006, 10), October))).Error!.Code.ShouldBe(
            "platform.invalid"
        );
    }

    [Fact]
    public async Task Snapshots_are_listed_and_read_in_words_within_the_callers_sight()
    {
        using var health = _neighbours.Health();
        await Build(health, October, October);
        _neighbours.Scope = new AccountScope(All: false, new HashSet<Guid> { Sakura });
        var fuji = (await Of(health, Fuji)).Row.Id;
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        var page = (await health.Send(new ListSnapshots(ListAsk.Plain))).Value;
        var read = (await health.Send(new GetSnapshot(page.Items.Single().Id))).Value;

        page.Items.Single().AccountId.ShouldBe(Sakura);
        read.Mrr.ShouldBe(new Money(480_000, "JPY"));
        read.Features.First().Label.ShouldBe("Industry");
        (await health.Send(new GetSnapshot(fuji))).Error!.Code.ShouldBe("snapshot.not-found");
    }

    [Fact]
    public async Task A_partner_sees_no_amount_and_a_data_scientist_reads_features_in_extracts_only()
    {
        using var health = _neighbours.Health();
        await Build(health, October, October);
        var sakura = (await Of(health, Sakura)).Row.Id;
        health.SignIn(Guid.CreateVersion7(), Role.PartnerCsm);

        var read = (await health.Send(new GetSnapshot(sakura))).Value;

        read.Mrr.ShouldBeNull();
        read.Features.ShouldNotContain(feature => feature.Name == "mrr");
        health.SignIn(Guid.CreateVersion7(), Role.DataScientist);
        (await health.Send(new GetSnapshot(sakura))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public async Task Under_pseudonyms_an_account_is_another_one_every_month()
    {
        using var health = _neighbours.Health();
        await Build(health, new Month(2026, 9), October);
        health.SignIn(Guid.CreateVersion7(), Role.DataScientist);

        var rows = (await health.Send(new ListSnapshots(ListAsk.Plain))).Value.Items;

        rows.Count.ShouldBe(4);
        rows.Select(row => row.AccountId).Distinct().Count().ShouldBe(4);
        rows.ShouldAllBe(row => row.Phase == null && row.AccountId != Sakura && row.AccountId != Fuji);
        rows.Select(row => row.AsOf).ShouldBe(rows.Select(row => row.AsOf).OrderDescending());
    }

    [Fact]
    public async Task Snapshots_can_be_walked_in_the_order_of_being_live()
    {
        using var health = _neighbours.Health();
        await Build(health, October, October);
        var ask = new ListAsk([], [new SortKey("isLive", Descending: true)], Limit: 1, Cursor: null);

        var first = (await health.Send(new ListSnapshots(ask))).Value;
        var second = (await health.Send(new ListSnapshots(ask with { Cursor = first.NextCursor }))).Value;

        first.Items.Concat(second.Items).Select(row => row.IsLive).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Ready_made_snapshots_are_taken_once_and_never_changed()
    {
        using var health = _neighbours.Health();

        var outcomes = await health.Load(
            "snapshots",
            Row("A-1", 0.4m),
            Row("A-1", 0.4m),
            Row("A-1", 0.5m),
            Row("A-9", 0.4m)
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Skipped, null),
                (RowFate.Refused, "asOf"),
                (RowFate.Refused, "accountExternalId"),
            ]);
        var (row, features) = await Of(health, Sakura);
        (row.ImportedLabel, row.MrrMinor, row.IsLive).ShouldBe((true, 120_000, true));
        features["breadth"].GetDouble().ShouldBe(0.4);
        features["mrr_change_90d"].GetDouble().ShouldBe(-0.1);
    }

    private static Dictionary<string, object?> Row(string account, decimal breadth) =>
        new()
        {
            ["accountExternalId"] = account,
            ["asOf"] = new DateOnly(2026, 3, 31),
            ["label"] = true,
            ["mrr"] = 120_000m,
            ["currency"] = "JPY",
            ["breadth"] = breadth,
            ["mrrChange90d"] = -0.1m,
        };

    private static async Task<BuiltSnapshots> Build(HealthAlone health, Month from, Month to)
    {
        health.Time.NoonOf(new DateOnly(2026, 11, 20));
        var accepted = (await health.Send(new StartSnapshotBuild(from, to))).Value;
        await health.RunJobs();
        var job = await health.InStore(db => db.Set<JobRow>().SingleAsync(row => row.Id == accepted.JobId));
        job.State.ShouldBe(JobState.Succeeded, job.Refusal);
        return HealthAlone.AnswerOf<BuiltSnapshots>(job);
    }

    private static async Task<(Snapshot Row, Dictionary<string, JsonElement> Features)> Of(
        HealthAlone health,
        Guid account
    )
    {
        var row = await health.InStore(db => db.Set<Snapshot>().SingleAsync(one => one.AccountId == account));
        return (row, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Features)!);
    }
}
