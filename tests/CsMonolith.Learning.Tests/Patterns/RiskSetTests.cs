using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Patterns;

/// <summary>
/// Customers over months, some of whom leave, and factors that only look as if they kept them: what grows with time,
/// what only survivors can have, what large customers have, what a season brings.
/// </summary>
public sealed class RiskSetTests(ITestOutputHelper output)
{
    private static readonly string[] Traps = ["survey_age", "anniversaries", "calls", "tickets", "first_order_age"];

    private static readonly PatternSettings ByTier = new(StratumColumns: ["tier"])
    {
        TimeInPhaseColumn = "phase_days",
        OutcomeIsLoss = true,
    };

    [Fact]
    public void What_grows_with_time_or_is_seen_in_survivors_alone_is_no_factor_and_the_planted_habit_is()
    {
        var (found, verdicts, wrong) = (0, 0, new List<string>());
        for (var seed = 0; seed < 20; seed++)
        {
            var table = Company(seed);
            var told = Mine(table, ByTier with { Seed = (ulong)seed })
                .Where(pattern => pattern.Verdict != Verdict.CannotTell)
                .ToList();
            found += told.Exists(pattern =>
                (pattern.Condition, pattern.Verdict)
                    is
                        ("training = yes", Verdict.Lowers)
                        or
                        ("training = no", Verdict.Raises)
            )
                ? 1
                : 0;
            verdicts += told.Count;
            wrong.AddRange(told.Where(pattern => Traps.Contains(pattern.Column)).Select(pattern => pattern.Condition));
        }

        var names = string.Join(", ", wrong);
        output.WriteLine($"habit found in {found} of 20 companies; {wrong.Count} of {verdicts} verdicts false {names}");
        found.ShouldBeGreaterThanOrEqualTo(18);
        wrong.Count.ShouldBeLessThanOrEqualTo(verdicts / 10);
    }

    [Fact]
    public void If_each_customers_last_row_stood_for_it_what_grows_with_time_would_look_like_success()
    {
        var table = Company(seed: 1);
        int[] last = [.. Enumerable.Range(0, table.Rows).GroupBy(row => table.Groups[row]).Select(own => own.Last())];

        Mine(table.Take(last), ByTier with { HorizonDays = 3_650 })
            .Where(pattern => pattern.Verdict == Verdict.Lowers)
            .Select(pattern => pattern.Column)
            .ShouldContain("first_order_age");
    }

    [Fact]
    public void A_customer_counts_once_a_horizon_and_no_more_after_it_left()
    {
        var builder = new TableBuilder().Numeric("phase_days");
        foreach (var customer in new[] { "stays", "leaves" })
        {
            for (var month = 0; month < 8; month++)
            {
                builder.Add(
                    [(double)(10 + 30 * month)],
                    label: customer == "leaves" && month is 3 or 4,
                    customer,
                    new DateOnly(2026, 1, 31).AddMonths(month)
                );
            }
        }

        var table = builder.Build();
        var sets = RiskSets.Of(table, [.. Enumerable.Repeat("", 16)], table.Find("phase_days"), horizonDays: 90);

        sets.Rows.ShouldBe([0, 3, 6, 8, 11]);
        sets.Rows.Select(row => sets.Bands[row] / 4).ShouldBe([0, 1, 2, 0, 1]);
        sets.Rows.Select(row => sets.Bands[row] % 4).ShouldBe([0, 1, 2, 0, 1], "quarters of the year");
    }

    [Fact]
    public void One_habit_that_shows_in_two_columns_is_one_pattern()
    {
        var random = new Random(4);
        var builder = new TableBuilder().Numeric("breadth").Numeric("depth");
        for (var row = 0; row < 3_000; row++)
        {
            var breadth = random.NextDouble();
            builder.Add(
                [breadth, 1 / (0.2 + breadth) + random.NextDouble()],
                label: random.NextDouble() < 0.3 + 0.4 * (breadth > 0.5 ? 1 : 0)
            );
        }

        var patterns = Mine(builder.Build(), new PatternSettings());

        patterns
            .Where(pattern => pattern.Verdict != Verdict.CannotTell)
            .ShouldHaveSingleItem()
            .Column.ShouldBe("breadth");
        patterns.Single(pattern => pattern.Column == "depth").ExplainedBy.ShouldStartWith("breadth ≥ ");
    }

    // R: mantelhaen.test(array(c(12,5,6,11, 9,4,7,14), c(2,2,2)), exact=TRUE) and fisher.test add up the same tables.
    [Fact]
    public void The_exact_test_within_strata_is_fishers_for_one_and_the_convolution_for_two()
    {
        var one = new Arms(17, 12, 17, 6);
        var two = new Arms(13, 9, 21, 7);

        Effect.Of([one]).P.ShouldBe(Effect.Of([one]).FisherP, 1e-15);
        Effect.Of([one, two]).P.ShouldBe(ByEnumeration(one, two), 1e-12);
        Effect.Of([one, new Arms(5, 3, 0, 0)]).P.ShouldBe(Effect.Of([one]).FisherP, 1e-15);
    }

    [Fact]
    public void Many_rows_are_tested_by_mantel_and_haenszels_statistic_near_the_exact_one()
    {
        // 2 × 1,500 values are too many to add up; the same shares in fewer rows are not.
        Arms[] large = [new(3_000, 1_560, 3_000, 1_500), new(3_000, 1_530, 3_000, 1_500)];

        Effect.Of(large).P.ShouldBeInRange(0.02, 0.12);
    }

    private static double ByEnumeration(Arms a, Arms b)
    {
        var (first, second) = (Distribution(a), Distribution(b));
        var seen = a.WithOutcome + b.WithOutcome;
        var sums = first
            .SelectMany(x => second.Select(y => (Sum: x.Value + y.Value, P: x.P * y.P)))
            .GroupBy(pair => pair.Sum)
            .ToDictionary(sum => sum.Key, sum => sum.Sum(pair => pair.P));
        return sums.Values.Where(p => p <= sums[seen] * (1 + 1e-7)).Sum();
    }

    private static List<(int Value, double P)> Distribution(Arms arms)
    {
        var hits = arms.WithOutcome + arms.WithoutOutcome;
        return
        [
            .. Enumerable
                .Range(0, arms.With + 1)
                .Where(k => k <= hits && hits - k <= arms.Without)
                .Select(k => (k, Choose(arms.With, k) * Choose(arms.Without, hits - k) / Choose(arms.Rows, hits))),
        ];
    }

    private static double Choose(int n, int k) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    private static IReadOnlyList<Pattern> Mine(Table table, PatternSettings settings) =>
        PatternMiner.Mine(table, Condition.Of(table, except: ["tier", "phase_days"]), settings).Patterns;

    // 400 customers over two years. Training halves the chance to leave. Everything else only goes with staying: the
    // age of the last survey and of the first order grow with time, anniversary gifts go to whoever is still there,
    // large customers get calls and stay, and before March everybody asks more and more leave.
    private static Table Company(int seed)
    {
        var random = new Random(seed + 500);
        var builder = new TableBuilder()
            .Category("tier")
            .Numeric("phase_days")
            .Category("training")
            .Numeric("survey_age")
            .Numeric("first_order_age")
            .Numeric("anniversaries")
            .Numeric("calls")
            .Numeric("tickets");
        for (var customer = 0; customer < 400; customer++)
        {
            var (large, training) = (random.Next(2) == 0, random.Next(2) == 0);
            var start = new DateOnly(2024, 1, 1).AddDays(random.Next(360));
            var (firstOrder, survey) = (start.AddDays(random.Next(40)), start);
            var rows = new List<(DateOnly Day, Cell[] Cells)>();
            DateOnly? left = null;
            for (var month = 0; month < 20; month++)
            {
                var day = start.AddDays(30 * month);
                if (random.Next(8) == 0)
                {
                    survey = day;
                }

                rows.Add(
                    (
                        day,
                        [
                            large ? "1" : "3",
                            30.0 * month,
                            training ? "yes" : "no",
                            (double)(day.DayNumber - survey.DayNumber),
                            (double)Math.Max(day.DayNumber - firstOrder.DayNumber, 0),
                            (double)(30 * month / 365),
                            random.Next(3) + (large ? 3.0 : 0),
                            random.Next(4) + (day.Month is 2 or 3 ? 2.0 : 0),
                        ]
                    )
                );
                var hazard = 0.05 * (large ? 0.5 : 1.3) * (training ? 0.4 : 1.6) * (day.Month == 3 ? 2.5 : 0.9);
                if (random.NextDouble() < hazard)
                {
                    left = day.AddDays(random.Next(1, 30));
                    break;
                }
            }

            foreach (var (day, cells) in rows)
            {
                builder.Add(cells, left is { } gone && gone <= day.AddDays(90), $"c{customer}", day);
            }
        }

        return builder.Build();
    }
}
