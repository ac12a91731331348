using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Leaks;

/// <summary>24 planted leaks, each in several draws of a table, and 24 clean tables.</summary>
public sealed class LeakSuiteTests(ITestOutputHelper output)
{
    private const string Leak = "planted";

    private static readonly int Draws = Nightly.Is ? 5 : 2;

    // What is planted, what names it, and where.
    private static readonly (string Code, string Column, Func<int, Customers> Plant)[] Planted =
    [
        ("leak.twins", "", seed => Customers.Once(seed).Copied(0.06)),
        (
            "leak.twins",
            "",
            seed => Customers.Once(seed).Copied(0.03) is var made ? made.Number("row_number", row => row) : made
        ),
        (
            "leak.identifier",
            Leak,
            seed => Customers.Once(seed) is var made ? made.Number(Leak, row => 700_000 - row) : made
        ),
        (
            "leak.identifier",
            Leak,
            seed => Customers.Once(seed) is var made ? made.Level(Leak, _ => $"{made.Random.NextInt64():x}") : made
        ),
        (
            "leak.identifier",
            Leak,
            seed => Customers.Monthly(seed) is var made ? made.Level(Leak, row => $"K-{made.Groups![row]}") : made
        ),
        (
            "leak.identifier",
            "account_id",
            seed => Customers.Once(seed) is var made ? made.Number("account_id", _ => made.Random.Next(5_000)) : made
        ),
        (
            "leak.missingness",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Number(Leak, row => made.Labels[row] ? Cell.Missing : made.Random.Next(9))
                    : made
        ),
        (
            "leak.missingness",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Level(
                        Leak,
                        row => made.Random.NextDouble() < (made.Labels[row] ? 0.7 : 0.06) ? "yes" : Cell.Missing
                    )
                    : made
        ),
        (
            "leak.too-good",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Number(Leak, row => (made.Labels[row] ? 1 : 0) + 0.3 * made.Normal())
                    : made
        ),
        (
            "leak.too-good",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Level(Leak, row => made.Random.NextDouble() < 0.04 != made.Labels[row] ? "left" : "stays")
                    : made
        ),
        (
            "leak.too-good",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Number(Leak, row => 2 * made.Random.Next(20) + (made.Labels[row] ? 1 : 0))
                    : made
        ),
        (
            "leak.certain",
            Leak,
            seed =>
                Customers.Once(4 * seed) is var made
                    ? made.Level(Leak, row => made.Labels[row] && made.Random.NextDouble() < 0.5 ? "opened" : "never")
                    : made
        ),
        (
            "leak.future",
            Leak,
            seed =>
                Customers.Monthly(seed) is var made
                    ? made.Level(
                        Leak,
                        row =>
                            Day(
                                made.Times![row]
                                    .AddDays(made.Labels[row] ? made.Random.Next(1, 60) : -made.Random.Next(60))
                            )
                    )
                    : made
        ),
        (
            "leak.future",
            "last_seen_on",
            seed =>
                Customers.Monthly(seed) is var made
                    ? made.Level(
                        "last_seen_on",
                        row =>
                            made.Random.Next(3) == 0
                                ? Cell.Missing
                                : Day(made.Times![row].AddDays(made.Random.Next(-30, 15)))
                    )
                    : made
        ),
        (
            "leak.future",
            Leak,
            seed =>
                Customers.Monthly(seed) is var made
                    ? made.Number(Leak, row => row + 1 < made.Rows ? made.Of("use_hours")[row + 1] : Cell.Missing)
                    : made
        ),
        (
            "leak.target-encoded",
            Leak,
            seed => Customers.Once(seed) is var made ? made.Number(Leak, Encoded(made, "region", smoothing: 0)) : made
        ),
        (
            "leak.target-encoded",
            Leak,
            seed =>
                Customers.Once(seed) is var made ? made.Number(Leak, Encoded(made, "industry", smoothing: 10)) : made
        ),
        (
            "leak.target-encoded",
            Leak,
            seed => Customers.Once(seed) is var made ? made.Number(Leak, LeftOut(made, "industry")) : made
        ),
        (
            "leak.after-event",
            Leak,
            seed =>
                Customers.Once(4 * seed) is var made
                    ? made.Number(
                        Leak,
                        row => made.Random.NextDouble() < (made.Labels[row] ? 0.7 : 0.02) ? 0 : Math.Exp(made.Normal())
                    )
                    : made
        ),
        (
            "leak.afterwards",
            "last_retention_call_result",
            seed =>
                Customers.Once(seed) is var made
                    ? made.Level(
                        "last_retention_call_result",
                        row => made.Random.NextDouble() < (made.Labels[row] ? 0.5 : 0.1) ? "refused" : "none"
                    )
                    : made
        ),
        (
            "leak.shift",
            Leak,
            seed =>
                Customers.Monthly(seed) is var made
                    ? made.Number(Leak, row => 100.0 * made.Times![row].Month + made.Random.Next(50))
                    : made
        ),
        ("leak.constant", Leak, seed => Customers.Once(seed) is var made ? made.Level(Leak, _ => "JP") : made),
        (
            "leak.copy",
            Leak,
            seed =>
                Customers.Once(seed) is var made
                    ? made.Number(Leak, row => Math.Log(1 + Number(made, "usage_hours", row)))
                    : made
        ),
        (
            "leak.no-signal",
            "",
            seed =>
                Customers.Once(seed) is var made
                    ? made.Relabelled(_ => made.Random.Next(4) == 0).Without("satisfaction", "tickets_closed")
                    : made
        ),
    ];

    [Fact]
    public void Each_planted_leak_is_named_with_its_count_in_every_draw()
    {
        var faults = Enumerable
            .Range(0, Planted.Length)
            .AsParallel()
            .AsOrdered()
            .Select(plant => Enumerable.Range(0, Draws).SelectMany(seed => FaultsOf(plant, seed)).ToArray())
            .ToArray();

        output.WriteLine(
            $"leaks: {faults.Count(one => one.Length == 0)} of {Planted.Length} found in each of {Draws} draws"
        );
        faults.SelectMany(one => one).ShouldBeEmpty();
    }

    private static IEnumerable<string> FaultsOf(int plant, int seed)
    {
        var (code, column, made) = Planted[plant];
        var findings = LeakDetector.Detect(made(seed + 1).Build());
        if (!findings.Any(finding => finding.Code == code && finding.Column == column && finding.Count > 0))
        {
            yield return $"{code} of '{column}', plant {plant}, draw {seed}: not found";
        }

        foreach (var stray in findings.Where(finding => finding.Column != column && !Explained(code, finding)))
        {
            yield return $"{code} of '{column}', plant {plant}, draw {seed}: {stray.Code} of '{stray.Column}' "
                + "beside it";
        }
    }

    [Fact]
    public void The_suite_plants_twenty_four_leaks() => Planted.Length.ShouldBe(24);

    [Fact]
    public void Twenty_four_clean_tables_raise_at_most_one_alarm()
    {
        var alarms = Enumerable
            .Range(0, 24)
            .AsParallel()
            .AsOrdered()
            .Select(seed =>
                (seed % 3) switch
                {
                    0 => Customers.Once(seed),
                    1 => Customers.Monthly(seed),
                    _ => Customers.Coarse(seed),
                }
            )
            .SelectMany((made, seed) => LeakDetector.Detect(made.Build()).Select(finding => $"{seed}: {finding}"))
            .ToArray();

        output.WriteLine($"leaks: {alarms.Length} false alarms on 24 clean tables");
        alarms.Length.ShouldBeLessThanOrEqualTo(1, string.Join('\n', alarms));
    }

    [SharedDataTheory]
    [InlineData("telco_ibm")]
    [InlineData("bank")]
    [InlineData("bankchurners")]
    [InlineData("attrition_ibm")]
    public void Public_tables_without_known_leaks_raise_no_alarm(string name) =>
        LeakDetector
            .Detect(CsvTable.Read(SharedData.Path($"{name}.csv"), new CsvLayout("churned")).Table)
            .ShouldBeEmpty();

    [SharedDataFact]
    public void In_the_Iranian_table_the_age_follows_from_the_age_group() =>
        LeakDetector
            .Detect(CsvTable.Read(SharedData.Path("iranian_dedup.csv"), new CsvLayout("churned")).Table)
            .Select(finding => (finding.Code, finding.Column))
            .ShouldBe([("leak.copy", "Age")]);

    [Fact]
    public void A_date_that_is_no_feature_is_held_against_the_rows_day()
    {
        var csv =
            "as_of,use,closed_on,churned\n"
            + string.Concat(
                Enumerable
                    .Range(0, 300)
                    .Select(row =>
                        $"2026-0{1 + row % 3}-28,{row * 7 % 100},2026-0{(row % 4 == 0 ? 6 : 1)}-01,{(row % 4 == 0 ? 1 : 0)}\n"
                    )
            );
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));

        var read = CsvTable.Read(stream, new CsvLayout("churned", "as_of"));

        LeakDetector
            .Detect(read.Table, dates: read.Dates)
            .ShouldContain(finding =>
                finding.Code == "leak.future" && finding.Column == "closed_on" && finding.Count == 75
            );
    }

    // A row number makes every copy look like a row of its own; the month that shifts is a finding about itself alone.
    private static bool Explained(string code, Finding finding) =>
        code == "leak.twins" && finding.Column == "row_number";

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static double Number(Customers made, string column, int row) => made.Of(column)[row].Number;

    private static Func<int, Cell> Encoded(Customers made, string column, double smoothing)
    {
        var prior = made.Labels.Average(label => label ? 1.0 : 0);
        var share = Enumerable
            .Range(0, made.Rows)
            .GroupBy(row => made.Of(column)[row].Level ?? "")
            .ToDictionary(
                rows => rows.Key,
                rows => (rows.Count(row => made.Labels[row]) + smoothing * prior) / (rows.Count() + smoothing)
            );
        return row => share[made.Of(column)[row].Level ?? ""];
    }

    private static Func<int, Cell> LeftOut(Customers made, string column)
    {
        var sums = Enumerable
            .Range(0, made.Rows)
            .GroupBy(row => made.Of(column)[row].Level ?? "")
            .ToDictionary(rows => rows.Key, rows => (Hits: rows.Count(row => made.Labels[row]), Rows: rows.Count()));
        return row =>
            sums[made.Of(column)[row].Level ?? ""] is var own && own.Rows > 1
                ? (own.Hits - (made.Labels[row] ? 1.0 : 0)) / (own.Rows - 1)
                : Cell.Missing;
    }
}
