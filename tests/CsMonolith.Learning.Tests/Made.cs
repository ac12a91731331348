using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests;

/// <summary>Tables with a known truth.</summary>
internal static class Made
{
    /// <summary>A bend, a level effect, an interaction, a column of noise, and some cells missing.</summary>
    public static Table Signal(int rows, ulong seed = 7)
    {
        var random = new Random((int)seed);
        var builder = new TableBuilder()
            .Numeric("bend")
            .Category("tier")
            .Numeric("left")
            .Numeric("right")
            .Numeric("noise");
        for (var row = 0; row < rows; row++)
        {
            var (bend, left, right) = (random.NextDouble() * 4 - 2, random.Next(2), random.Next(2));
            var tier = new[] { "bronze", "silver", "gold" }[random.Next(3)];
            var logOdds =
                -1
                + 1.2 * bend * bend
                - 1.5
                + (
                    tier == "gold" ? -1
                    : tier == "bronze" ? 0.8
                    : 0
                )
                + (left == right ? 1.2 : -1.2);
            builder.Add(
                [
                    random.Next(20) == 0 ? Cell.Missing : bend,
                    random.Next(30) == 0 ? Cell.Missing : tier,
                    (double)left,
                    (double)right,
                    random.NextDouble(),
                ],
                label: random.NextDouble() < Logistic.Sigmoid(logOdds)
            );
        }

        return builder.Build();
    }

    public static Table Noise(int rows, int columns, int seed, double rate = 0.3)
    {
        var random = new Random(seed);
        var builder = new TableBuilder();
        for (var column = 0; column < columns; column++)
        {
            builder.Numeric($"x{column}");
        }

        for (var row = 0; row < rows; row++)
        {
            builder.Add(
                [.. Enumerable.Range(0, columns).Select(_ => (Cell)random.NextDouble())],
                label: random.NextDouble() < rate
            );
        }

        return builder.Build();
    }

    public static (double[] Scores, bool[] Labels) Forecasts(int rows, int seed, int distinct = int.MaxValue)
    {
        var random = new Random(seed);
        var scores = Enumerable
            .Range(0, rows)
            .Select(_ => distinct == int.MaxValue ? random.NextDouble() : random.Next(distinct) / (double)distinct)
            .ToArray();
        var labels = scores.Select(score => random.NextDouble() < 0.2 + 0.5 * score).ToArray();
        (labels[0], labels[1]) = (true, false);
        return (scores, labels);
    }

    /// <summary>
    /// Twelve months of each customer; where it turns, the effect of <c>use</c> on the label changes its sign over the
    /// year.
    /// </summary>
    public static Table Months(int customers, bool turns = false)
    {
        var random = new Random(4);
        var builder = new TableBuilder().Numeric("use");
        for (var row = 0; row < 12 * customers; row++)
        {
            var (use, month) = (random.NextDouble() * 4 - 2, row % 12);
            builder.Add(
                [use],
                random.NextDouble() < Logistic.Sigmoid(use * (turns ? (month - 4) / 3.0 : 1)),
                $"c{row / 12}",
                new DateOnly(2025, month + 1, 1)
            );
        }

        return builder.Build();
    }
}
