using System.Text;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Extracts;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Tests.Snapshots.Extracts;

public sealed class GetScoringExtractTests
{
    private static readonly GetScoringExtract Ask = new(new Month(2026, 1), new Month(2026, 12));

    [Fact]
    public async Task Rows_whose_outcome_nobody_knows_yet_are_among_them_and_no_label_is()
    {
        using var health = await WithTwoMonths();

        var (rows, lines) = await Read(health, Ask);

        rows.ShouldBe(3);
        lines[0].ShouldBe("account,snapshot_month,industry,tier,departments_using,usage_rate");
        lines[1..]
            .Select(line => string.Join(',', line.Split(',')[1..]))
            .ShouldBe(["2026-01,小売,2,3,0.5", "2026-02,小売,1,4,0.5", "2026-10,小売,2,5,0.5"]);
    }

    [Fact]
    public async Task An_account_bears_the_pseudonym_that_it_has_in_the_training_extract()
    {
        using var health = await WithTwoMonths();
        var labelled = await health.Send(
            new GetTrainingExtract(Ask.From, Ask.To, "churned", 90, ChurnPolicy.RecordedEvent)
        );
        using var body = new MemoryStream();
        await labelled.Value.File.Write(body, CancellationToken.None);

        var lines = (await Read(health, Ask)).Lines;

        var trained = Encoding.UTF8.GetString(body.ToArray()).TrimEnd('\n').Split('\n');
        // The same rows but for the day, the label with what tells rows apart, and the rows that have no label.
        lines[1..3]
            .ShouldBe(
                trained[1..]
                    .Select(line => line.Split(','))
                    .Select(cells => string.Join(',', [cells[0], .. cells[2..^2]]))
            );
        lines[1].ShouldNotContain(Stage.Accounts[0].ToString("N"));
    }

    [Fact]
    public async Task Another_purpose_has_other_pseudonyms_of_the_same_rows()
    {
        using var health = await WithTwoMonths();

        var usual = (await Read(health, Ask)).Lines;
        var again = (await Read(health, Ask)).Lines;
        var other = (await Read(health, Ask with { Purpose = "price-study" })).Lines;

        again.ShouldBe(usual);
        Accounts(other).Intersect(Accounts(usual)).ShouldBeEmpty();
        Facts(other).ShouldBe(Facts(usual), ignoreOrder: true);
        (await health.Send(Ask with { Purpose = "" })).Error!.Fields.Single().Pointer.ShouldBe("purpose");

        static IEnumerable<string> Accounts(string[] lines) => lines[1..].Select(line => line.Split(',')[0]);
        static IEnumerable<string> Facts(string[] lines) =>
            lines[1..].Select(line => string.Join(',', line.Split(',')[1..]));
    }

    [Fact]
    public async Task Rows_of_a_month_come_by_pseudonym_and_the_start_is_told_by_its_month()
    {
        using var health = Stage.Alone();
        var day = new DateOnly(2026, 1, 31);
        await health.Hold([
            .. Stage.Accounts.Take(40).Select((account, i) => Tenured(Stage.Row(account, day, 1), day, i)),
        ]);

        var lines = (await Read(health, Ask)).Lines;

        var column = Array.IndexOf(lines[0].Split(','), "tenure_days");
        var cells = lines[1..].Select(line => line.Split(',')).ToList();
        cells.Select(row => row[0]).ShouldBe(cells.Select(row => row[0]).Order(StringComparer.Ordinal));
        // Starts from 2 December to 10 January: two months, so two figures.
        cells
            .CountBy(row => row[column])
            .ToDictionary()
            .ShouldBe(new Dictionary<string, int> { ["16"] = 10, ["47"] = 30 }, ignoreOrder: true);

        static Snapshot Tenured(Snapshot row, DateOnly day, int number)
        {
            var began = new DateOnly(2025, 12, 2).AddDays(number);
            row.Features = row.Features.Replace(
                "{",
                $"{{\"tenure_days\":{day.DayNumber - began.DayNumber},",
                StringComparison.Ordinal
            );
            return row;
        }
    }

    [Fact]
    public async Task Only_accounts_that_were_live_in_months_that_were_asked_for_are_told()
    {
        using var health = await WithTwoMonths();
        await health.Hold(Stage.Row(Stage.Accounts[2], new DateOnly(2026, 2, 28), 9, isLive: false));

        (await Read(health, new GetScoringExtract(new Month(2026, 2), new Month(2026, 2)))).Lines.Length.ShouldBe(2);
        (await Read(health, new GetScoringExtract(new Month(2025, 2), new Month(2025, 3)))).Lines.ShouldBe([
            "account,snapshot_month",
        ]);
    }

    [Fact]
    public async Task More_rows_than_are_read_at_once_are_all_written_in_order()
    {
        using var health = Stage.Alone();
        var months = Month.Between(new Month(2025, 1), new Month(2025, 6)).ToList();
        await health.Hold([
            .. months.SelectMany(month =>
                Stage.Accounts.Select((account, i) => Stage.Row(account, month.Last, i % 10))
            ),
        ]);

        var (rows, lines) = await Read(health, new GetScoringExtract(months[0], months[^1]));

        rows.ShouldBe(2_400);
        lines[1..]
            .Select(line => line.Split(',')[1])
            .ShouldBe(months.SelectMany(month => Enumerable.Repeat(month.ToString(), Stage.Accounts.Length)));
        lines[1..].Select(line => line.Split(',')[0]).Distinct().Count().ShouldBe(Stage.Accounts.Length);
    }

    [Fact]
    public async Task Every_read_leaves_one_audit_row()
    {
        using var health = await WithTwoMonths();

        await Read(health, Ask);

        (await health.InStore(db => db.Set<AuditRow>().SingleAsync())).Operation.ShouldBe(nameof(GetScoringExtract));
    }

    [Fact]
    public async Task Months_in_the_wrong_order_are_refused_and_nobody_but_a_data_scientist_takes_rows_out()
    {
        using var health = Stage.Alone();
        (await health.Send(Ask with { From = new Month(2027, 1) })).Error!.Fields.Single().Pointer.ShouldBe("to");

        health.SignIn(Guid.CreateVersion7(), Role.Leader);
        (await health.Send(Ask)).Error!.Code.ShouldBe("platform.not-allowed");
    }

    private static async Task<HealthAlone> WithTwoMonths()
    {
        var health = Stage.Alone([new ChurnOn(Stage.Accounts[0], new DateOnly(2026, 3, 15), null)]);
        await health.Hold(
            Stage.Row(Stage.Accounts[0], new DateOnly(2026, 1, 31), 3),
            Stage.Row(Stage.Accounts[0], new DateOnly(2026, 2, 28), 4),
            Stage.Row(Stage.Accounts[1], new DateOnly(2026, 10, 31), 5)
        );
        return health;
    }

    // The rows are read while they are written, within the request.
    private static Task<(int Rows, string[] Lines)> Read(HealthAlone health, GetScoringExtract ask) =>
        health.InScope(async services =>
        {
            var extract = (await services.GetRequiredService<IMediator>().Send(ask)).Value;
            using var body = new MemoryStream();
            await extract.File.Write(body, CancellationToken.None);
            return (extract.Rows, Encoding.UTF8.GetString(body.ToArray()).TrimEnd('\n').Split('\n'));
        });
}
