using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Leaks;

/// <summary>Honest churn tables of several kinds, with room for a column that is not.</summary>
internal sealed class Customers
{
    private readonly List<(string Name, bool IsNumber, Cell[] Cells)> _columns = [];

    private Customers(int rows, int seed)
    {
        Random = new Random(seed);
        Labels = new bool[rows];
    }

    public Random Random { get; }

    public bool[] Labels { get; private set; }

    public string[]? Groups { get; private set; }

    public DateOnly[]? Times { get; private set; }

    public int Rows => Labels.Length;

    /// <summary>
    /// One row a customer: amounts, counts, levels, some cells missing, more of them for those about to leave.
    /// </summary>
    public static Customers Once(int seed)
    {
        var made = new Customers(400 + 150 * (seed % 8), seed);
        var random = made.Random;
        var count = made.Rows;
        var tenure = Array.ConvertAll(made.Labels, _ => (double)random.Next(1, 73));
        var plan = Array.ConvertAll(made.Labels, _ => random.Next(4));
        var usage = Array.ConvertAll(made.Labels, _ => Math.Exp(3 + made.Normal()));
        var rate = new[] { -2.2, -1.4, -0.8, 0 }[seed % 4];
        for (var row = 0; row < count; row++)
        {
            var logOdds =
                rate - 0.04 * (tenure[row] - 36) + (plan[row] == 0 ? 0.9 : -0.3) - 0.5 * Math.Log(usage[row] / 20);
            made.Labels[row] = random.NextDouble() < Logistic.Sigmoid(logOdds);
        }

        made.Number("tenure_months", row => tenure[row])
            .Level("plan", row => $"plan {plan[row]}")
            .Number("usage_hours", row => Math.Round(usage[row], 1))
            .Number("annual_income", _ => random.Next(20_000, 90_000))
            .Number("seats", _ => Math.Ceiling(Math.Exp(1 + made.Normal())))
            .Number("mrr", row => Math.Round(40 * (plan[row] + 1) * Math.Exp(0.4 * made.Normal()), 2))
            .Level("region", _ => $"region {random.Next(12)}")
            .Number(
                "satisfaction",
                row => random.NextDouble() < (made.Labels[row] ? 0.45 : 0.25) ? Cell.Missing : 1.0 + random.Next(5)
            )
            .Level("industry", _ => random.Next(20) == 0 ? Cell.Missing : $"industry {random.Next(30)}")
            .Number("is_partner", _ => (double)random.Next(2))
            .Number("tickets_closed", row => (double)random.Next(made.Labels[row] ? 6 : 5));
        return made;
    }

    /// <summary>Eight months of each customer, its seats and use drifting from one to the next.</summary>
    public static Customers Monthly(int seed)
    {
        const int months = 8;
        var made = new Customers(100 * months, seed);
        var random = made.Random;
        var (use, seats) = (new double[made.Rows], new double[made.Rows]);
        (made.Groups, made.Times) = (new string[made.Rows], new DateOnly[made.Rows]);
        for (var row = 0; row < made.Rows; row++)
        {
            var first = row % months == 0;
            use[row] = first ? 50 + 20 * made.Normal() : use[row - 1] * 0.9 + 5 + 6 * made.Normal();
            seats[row] = first ? random.Next(3, 40) : Math.Max(1, seats[row - 1] + random.Next(-2, 3));
            (made.Groups[row], made.Times[row]) = (
                $"c{row / months}",
                new DateOnly(2025, 1 + row % months, 1).AddMonths(1).AddDays(-1)
            );
            made.Labels[row] = random.NextDouble() < Logistic.Sigmoid(-1.2 - 0.05 * (use[row] - 50));
        }

        made.Number("use_hours", row => Math.Round(use[row], 1))
            .Number("seats", row => seats[row])
            .Level("segment", row => $"s{row / months % 3}")
            .Number("tickets", _ => (double)random.Next(4))
            .Level("plan", row => row / months % 7 < 3 ? "basic" : "pro");
        return made;
    }

    /// <summary>A handful of columns of few values, in which many rows must be equal.</summary>
    public static Customers Coarse(int seed)
    {
        var made = new Customers(600, seed);
        var levels = Array.ConvertAll(made.Labels, _ => made.Random.Next(5));
        for (var row = 0; row < made.Rows; row++)
        {
            made.Labels[row] = made.Random.NextDouble() < Logistic.Sigmoid(0.7 * levels[row] - 2.5);
        }

        return made.Number("grade", row => levels[row])
            .Level("size", _ => "SML"[made.Random.Next(3)].ToString())
            .Number("stage", row => Math.Min(levels[row] + made.Random.Next(2), 4))
            .Level("channel", _ => made.Random.Next(2) == 0 ? "web" : "shop");
    }

    public Customers Number(string name, Func<int, Cell> cell) => Add(name, isNumber: true, cell);

    public Customers Level(string name, Func<int, Cell> cell) => Add(name, isNumber: false, cell);

    /// <summary>Replaces rows by copies of others.</summary>
    public Customers Copied(double share)
    {
        for (var i = 0; i < share * Rows; i++)
        {
            var (from, to) = (Random.Next(Rows), Random.Next(Rows));
            Labels[to] = Labels[from];
            foreach (var (_, _, cells) in _columns)
            {
                cells[to] = cells[from];
            }
        }

        return this;
    }

    public Customers Relabelled(Func<int, bool> label)
    {
        Labels = [.. Enumerable.Range(0, Rows).Select(label)];
        return this;
    }

    public Customers Without(params string[] names)
    {
        _columns.RemoveAll(column => names.Contains(column.Name));
        return this;
    }

    public Table Build()
    {
        var builder = new TableBuilder();
        foreach (var (name, isNumber, _) in _columns)
        {
            _ = isNumber ? builder.Numeric(name) : builder.Category(name);
        }

        for (var row = 0; row < Rows; row++)
        {
            builder.Add([.. _columns.Select(column => column.Cells[row])], Labels[row], Groups?[row], Times?[row]);
        }

        return builder.Build();
    }

    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    /// <summary>The column's cells so far.</summary>
    public Cell[] Of(string name) => _columns.Single(column => column.Name == name).Cells;

    private Customers Add(string name, bool isNumber, Func<int, Cell> cell)
    {
        _columns.Add((name, isNumber, [.. Enumerable.Range(0, Rows).Select(cell)]));
        return this;
    }
}
