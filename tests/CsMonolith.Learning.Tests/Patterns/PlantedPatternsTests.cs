using System.Globalization;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Patterns;

/// <summary>Five patterns planted among sixty factors, twenty times over.</summary>
public sealed class PlantedPatternsTests(ITestOutputHelper output)
{
    private static readonly string[] Planted = ["f3", "f17", "f29", "f41", "f58"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_five_planted_patterns_four_are_found_and_hardly_another(int mostConditions)
    {
        var (found, verdicts, wrong) = (0, 0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var table = Sixty(seed);
            var told = PatternMiner
                .Mine(
                    table,
                    Condition.Of(table, except: []),
                    new PatternSettings(Seed: (ulong)seed, MostConditions: mostConditions)
                )
                .Patterns.Where(pattern => pattern.Verdict != Verdict.CannotTell)
                .ToArray();

            found += Planted.Count(name => told.Any(pattern => pattern.Column.Split(" ∧ ").Contains(name)));
            verdicts += told.Length;
            wrong += told.Count(pattern => !pattern.Column.Split(" ∧ ").All(Planted.Contains));
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"patterns, at most {mostConditions} conditions: {found / 20.0:F2} of 5 found on average over 20 "
                    + $"seeds; {wrong} of {verdicts} verdicts false ({100.0 * wrong / verdicts:F1} %)"
            )
        );
        (found / 20.0).ShouldBeGreaterThanOrEqualTo(4);
        (wrong / (double)verdicts).ShouldBeLessThanOrEqualTo(0.1);
    }

    [Fact]
    public void Two_conditions_that_matter_only_together_are_found_together()
    {
        var table = Together(rows: 2_400, seed: 5);

        var told = PatternMiner
            .Mine(table, Condition.Of(table, except: []), new PatternSettings(MostConditions: 2))
            .Patterns.Where(pattern => pattern.Verdict != Verdict.CannotTell)
            .ToArray();

        var both = told.Single(pattern => pattern.Column.Contains(" ∧ "));
        both.Column.Split(" ∧ ").Order().ShouldBe(["kickoff", "training"]);
        both.UnproductiveP.ShouldBeLessThan(0.05);
        both.Tested.Lift.ShouldBeGreaterThan(
            told.Where(pattern => pattern != both).Max(pattern => pattern.Tested.Lift)
        );
    }

    [Fact]
    public void A_shrunk_lift_is_nearer_to_one_and_its_interval_holds_it()
    {
        var table = Sixty(seed: 1);

        var patterns = PatternMiner.Mine(table, Condition.Of(table, except: []), new PatternSettings()).Patterns;

        patterns.ShouldNotBeEmpty();
        patterns.ShouldAllBe(pattern =>
            Math.Abs(Math.Log(pattern.ShrunkLift.Value)) < Math.Abs(Math.Log(pattern.Tested.Lift)) + 1e-12
            && pattern.ShrunkLift.Low <= pattern.ShrunkLift.Value
            && pattern.ShrunkLift.Value <= pattern.ShrunkLift.High
        );
    }

    [Fact]
    public void Cuts_of_one_column_are_one_pattern()
    {
        var random = new Random(2);
        var builder = new TableBuilder().Numeric("use");
        for (var row = 0; row < 1_200; row++)
        {
            var use = random.NextDouble();
            builder.Add([use], label: random.NextDouble() < 0.2 + 0.6 * use);
        }

        var table = builder.Build();
        PatternMiner
            .Mine(table, Condition.Of(table, except: []), new PatternSettings())
            .Patterns.ShouldHaveSingleItem()
            .Stability!.Bootstraps.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_pattern_of_one_season_alone_has_no_verdict()
    {
        var random = new Random(3);
        var builder = new TableBuilder().Category("campaign").Category("kickoff");
        for (var row = 0; row < 3_000; row++)
        {
            var (campaign, kickoff, month) = (random.Next(2) == 0, random.Next(2) == 0, row % 9);
            var share =
                0.4
                + (kickoff ? 0.15 : 0)
                + (
                    campaign
                        ? month < 3
                            ? 0.5
                            : -0.1
                        : 0
                );
            builder.Add(
                [campaign ? "yes" : "no", kickoff ? "yes" : "no"],
                random.NextDouble() < share,
                $"c{row}",
                new DateOnly(2026, 1 + month, 1)
            );
        }

        var table = builder.Build();
        var patterns = PatternMiner.Mine(table, Condition.Of(table, except: []), new PatternSettings()).Patterns;

        patterns.Single(pattern => pattern.Column == "kickoff").Verdict.ShouldNotBe(Verdict.CannotTell);
        var seasonal = patterns.Single(pattern => pattern.Column == "campaign");
        (seasonal.Verdict, seasonal.Stability!.SameSide, seasonal.Stability.Stretches).ShouldBe(
            (Verdict.CannotTell, 1, 3)
        );
    }

    private static Table Sixty(int seed)
    {
        var random = new Random(seed + 100);
        var builder = new TableBuilder();
        for (var factor = 0; factor < 60; factor++)
        {
            _ = factor % 3 == 0 ? builder.Numeric($"f{factor}") : builder.Category($"f{factor}");
        }

        for (var row = 0; row < 1_600; row++)
        {
            var factors = Enumerable.Range(0, 60).Select(_ => random.NextDouble()).ToArray();
            var share =
                0.4
                + Planted
                    .Select(
                        (name, i) =>
                            (
                                factors[int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture)] > 0.5
                                    ? 0.1
                                    : -0.1
                            )
                            * (i % 2 == 0 ? 1 : -1)
                            * 0.9
                    )
                    .Sum();
            builder.Add(
                [.. factors.Select((one, factor) => factor % 3 == 0 ? one : (Cell)(one > 0.5 ? "yes" : "no"))],
                label: random.NextDouble() < share
            );
        }

        return builder.Build();
    }

    private static Table Together(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = new TableBuilder().Category("kickoff").Category("training").Category("noise");
        for (var row = 0; row < rows; row++)
        {
            var (kickoff, training) = (random.Next(2) == 0, random.Next(2) == 0);
            builder.Add(
                [kickoff ? "yes" : "no", training ? "yes" : "no", random.Next(2) == 0 ? "yes" : "no"],
                label: random.NextDouble() < (kickoff && training ? 0.7 : 0.4)
            );
        }

        return builder.Build();
    }
}
