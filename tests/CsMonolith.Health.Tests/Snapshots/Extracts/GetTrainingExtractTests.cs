using System.Text;
using CsMonolith.Health.Snapshots.Extracts;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Snapshots.Extracts;

public sealed class GetTrainingExtractTests
{
    private static readonly GetTrainingExtract Ask = new(
        new Month(2026, 1),
        new Month(2026, 12),
        "churned",
        90,
        ChurnPolicy.RecordedEvent
    );

    [Fact]
    public async Task Rows_bear_a_pseudonym_that_stays_the_same_and_a_label()
    {
        using var health = await WithTwoMonths();

        var lines = await Read(health);
        var again = await Read(health);

        lines[0]
            .ShouldBe(
                "account,as_of,snapshot_month,industry,tier,departments_using,usage_rate,due_within_horizon,label"
            );
        lines.Length.ShouldBe(3);
        lines[1].Split(',')[1..].ShouldBe(["2026-01-31", "2026-01", "小売", "2", "3", "0.5", "yes", "1"]);
        lines[2].Split(',')[^2..].ShouldBe(["no", "1"]);
        lines[1].Split(',')[0].ShouldBe(lines[2].Split(',')[0]);
        lines[1].ShouldNotContain(Stage.Accounts[0].ToString("N"));
        again.ShouldBe(lines);
    }

    [Fact]
    public async Task Every_read_leaves_one_audit_row()
    {
        using var health = await WithTwoMonths();

        await health.Send(Ask);

        (await health.InStore(db => db.Set<AuditRow>().SingleAsync())).Operation.ShouldBe(nameof(GetTrainingExtract));
    }

    [Fact]
    public async Task Months_in_the_wrong_order_are_refused()
    {
        using var health = Stage.Alone();

        (await health.Send(Ask with { From = new Month(2027, 1) })).Error!.Fields.Single().Pointer.ShouldBe("to");
    }

    [Fact]
    public async Task Only_a_data_scientist_takes_rows_out()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Leader);

        (await health.Send(Ask)).Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public async Task As_of_a_day_the_extract_is_the_same_to_the_byte_whatever_is_learnt_later()
    {
        var facts = new KnownOutcomes();
        facts.Expansions.Add((Stage.Accounts[0], new(2026, 2, 10), RecordedOn: new(2026, 2, 10)));
        using var health = Stage.Alone(facts: facts);
        await health.Hold([
            .. Months(1, 6)
                .SelectMany(month =>
                    Stage.Accounts.Take(30).Select((account, i) => Stage.Row(account, month.Last, 1 + (i % 9)))
                ),
        ]);
        var ask = Ask with
        {
            Outcome = "expanded",
            From = new Month(2026, 1),
            To = null,
            KnownOn = new DateOnly(2026, 5, 31),
        };
        var (before, live) = (await Bytes(health, ask), await Bytes(health, ask with { KnownOn = null }));

        // A fact of April, recorded in July; a later month; and a table of February that is loaded only now.
        facts.Expansions.Add((Stage.Accounts[1], new(2026, 4, 2), RecordedOn: new(2026, 7, 1)));
        var loaded = Stage.Row(Stage.Accounts[31], new DateOnly(2026, 2, 28), 3);
        loaded.LoadedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);
        await health.Hold([loaded, .. Months(7, 10).Select(month => Stage.Row(Stage.Accounts[0], month.Last, 2))]);

        (await Bytes(health, ask)).ShouldBe(before);
        (await Bytes(health, ask with { KnownOn = null })).ShouldNotBe(live);
        before.Length.ShouldBeGreaterThan(2 * 30 * 20);
    }

    [Fact]
    public async Task A_day_that_is_not_over_and_a_month_without_snapshots_are_refused_by_name()
    {
        using var health = await WithTwoMonths();

        (await health.Send(Ask with { KnownOn = new DateOnly(2026, 11, 20) }))
            .Error!.Fields.Single()
            .En.ShouldContain("2026-11-20 is not over");
        (await health.Send(Ask with { KnownOn = new DateOnly(2026, 4, 15) }))
            .Error!.Fields.Single()
            .En.ShouldContain("no snapshots of 2026-03");
        (await health.Send(Ask with { KnownOn = new DateOnly(2026, 3, 30), From = new Month(2025, 12) }))
            .Error!.Fields.Single()
            .En.ShouldContain("no snapshots of 2025-12");
        (await health.Send(Ask with { KnownOn = new DateOnly(2026, 3, 30) })).Error.ShouldBeNull();
        new GetTrainingExtractValidator()
            .Validate(Ask with { KnownOn = DateOnly.MinValue })
            .Errors.Single()
            .PropertyName.ShouldBe("KnownOn");
    }

    [Fact]
    public async Task An_outcome_that_is_none_is_refused_with_those_that_are()
    {
        using var health = Stage.Alone();

        (await health.Send(Ask with { Outcome = "happy" }))
            .Error!.Fields.Single()
            .En.ShouldContain("churned, renewed, expanded, first-value, goal-reached");
    }

    private static IEnumerable<Month> Months(int from, int to) =>
        Month.Between(new Month(2026, from), new Month(2026, to));

    private static async Task<byte[]> Bytes(HealthAlone health, GetTrainingExtract ask)
    {
        var extract = await health.Send(ask);
        extract.Error.ShouldBeNull();
        using var body = new MemoryStream();
        await extract.Value.File.Write(body, CancellationToken.None);
        return body.ToArray();
    }

    private static async Task<HealthAlone> WithTwoMonths()
    {
        var facts = new KnownOutcomes();
        facts.Terms.Add((Stage.Accounts[0], new(2026, 2, 20), WentOn: true, RecordedOn: new(2026, 2, 20)));
        var health = Stage.Alone([new ChurnOn(Stage.Accounts[0], new DateOnly(2026, 3, 15), null)], facts: facts);
        await health.Hold(
            Stage.Row(Stage.Accounts[0], new DateOnly(2026, 1, 31), 3),
            Stage.Row(Stage.Accounts[0], new DateOnly(2026, 2, 28), 4),
            Stage.Row(Stage.Accounts[1], new DateOnly(2026, 10, 31), 5)
        );
        return health;
    }

    private static async Task<string[]> Read(HealthAlone health)
    {
        (await health.Send(Ask)).Value.Undecidable.ShouldBe(1);
        return Encoding.UTF8.GetString(await Bytes(health, Ask)).TrimEnd('\n').Split('\n');
    }
}
