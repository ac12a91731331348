using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.MlNet.Tests;

/// <summary>Tables of customers with a known truth.</summary>
internal static class Customers
{
    /// <summary>
    /// A bend, a tier, a region of many levels, missing cells that tell something, a flag that few bear, and noise.
    /// </summary>
    public static Table Drawn(int rows, int seed = 7, bool weighted = false, int rowsOfGroup = 0)
    {
        var random = new Random(seed);
        var builder = new TableBuilder()
            .Numeric("logins")
            .Category("tier")
            .Category("region")
            .Numeric("tickets")
            .Numeric("flag")
            .Numeric("noise");
        for (var row = 0; row < rows; row++)
        {
            var logins = random.NextDouble() * 4 - 2;
            var tier = new[] { "bronze", "silver", "gold" }[random.Next(3)];
            var region = random.Next(25);
            var silent = random.Next(8) == 0;
            var flag = random.Next(9) == 0;
            var logOdds =
                -1.2
                - logins
                + logins * logins / 2
                + (tier == "gold" ? -1 : 0.3)
                + Math.Sin(region) * 0.8
                + (silent ? 1 : 0)
                + (flag ? 0.8 : 0);
            builder.Add(
                [
                    random.Next(20) == 0 ? Cell.Missing : logins,
                    random.Next(30) == 0 ? Cell.Missing : tier,
                    $"r{region}",
                    silent ? Cell.Missing : (double)random.Next(12),
                    flag,
                    random.NextDouble(),
                ],
                label: random.NextDouble() < Logistic.Sigmoid(logOdds),
                group: rowsOfGroup > 0 ? $"c{row / rowsOfGroup}" : null
            );
        }

        var table = builder.Build();
        return weighted
            ? new Table(
                table.Columns,
                table.Labels.ToArray(),
                weights: [.. Enumerable.Range(0, rows).Select(row => 1.0 + row % 3)]
            )
            : table;
    }

    /// <summary>A table in the form that a training gives it.</summary>
    public static Table Aligned(Table table) => Schema.Of(table, minRows: 5).Align(table);
}
