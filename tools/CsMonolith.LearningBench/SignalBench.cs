using System.Globalization;
using System.Text;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>
/// The power of the verdict "signal": how often it is given where one of ten columns says something, and how often
/// where none does; beside the same permutation test given the true score, which no learner can know.
/// </summary>
/// <remarks>
/// A quarter as many customers as rows, each at four dates, 20 % of them leave. The area under the curve is that of the
/// true score, by customer. Half of the other columns stay with the customer, half change with the date.
/// </remarks>
internal static class SignalBench
{
    private const int Dates = 4;
    private const int Noise = 9;
    private const int Draws = 99;
    private const double Leave = 0.2;
    private static readonly double[] Areas = [0.50, 0.55, 0.60, 0.65, 0.70];

    public static string Run(int[] sizes, int tables, int threads, CancellationToken cancellation)
    {
        var text = new StringBuilder(
            "| rows | AUC of the true score | tables | called signal % | true score alone % | largest of the columns alone % |\n"
                + "|---|---|---|---|---|---|\n"
        );
        foreach (var size in sizes)
        {
            foreach (var area in Areas)
            {
                var (called, known, largest) = (0, 0, 0);
                for (var i = 0; i < tables; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var random = new Random(HashCode.Combine(size, (int)(1000 * area), i));
                    var made = Made(size / Dates, area, random);
                    called += Called(made, threads, cancellation) ? 1 : 0;
                    known += Chance(made.Leaves, [made.Scores], random) <= 0.05 ? 1 : 0;
                    largest += Chance(made.Leaves, made.Means, random) <= 0.05 ? 1 : 0;
                }

                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {size} | {area:F2} | {tables} | {100.0 * called / tables:F0} | {100.0 * known / tables:F0} | "
                        + $"{100.0 * largest / tables:F0} |\n"
                );
                Console.Error.WriteLine(text.ToString().Split('\n')[^2]);
            }
        }

        return text.ToString().TrimEnd();
    }

    private static bool Called(MadeCompany made, int threads, CancellationToken cancellation) =>
        new AutoTrainer()
            .Train(made.Table, new TrainingSettings(Seed: 1, threads), progress: null, cancellation)
            .Model.Signal == Signal.Found;

    private sealed record MadeCompany(Table Table, bool[] Leaves, double[] Scores, double[][] Means);

    // Normal scores whose means lie so far apart that the area is as wanted: √2 · Φ⁻¹(area).
    private static MadeCompany Made(int customers, double area, Random random)
    {
        var apart = area switch
        {
            0.50 => 0,
            0.55 => 0.17771,
            0.60 => 0.35829,
            0.65 => 0.54492,
            _ => 0.74161,
        };
        var builder = new TableBuilder().Numeric("true");
        for (var noise = 0; noise < Noise; noise++)
        {
            builder.Numeric($"noise{noise}");
        }

        bool[] leaves = [.. Enumerable.Range(0, customers).Select(customer => customer < Leave * customers)];
        double[] scores = [.. leaves.Select(leaves => Normal(random) + (leaves ? apart : 0))];
        var means = Enumerable.Range(0, Noise + 1).Select(_ => new double[customers]).ToArray();
        for (var customer = 0; customer < customers; customer++)
        {
            var own = Enumerable.Range(0, Noise).Select(_ => Normal(random)).ToArray();
            for (var date = 0; date < Dates; date++)
            {
                double[] cells =
                [
                    scores[customer],
                    .. own.Select((value, noise) => noise % 2 == 0 ? value : Normal(random)),
                ];
                for (var column = 0; column < cells.Length; column++)
                {
                    means[column][customer] += cells[column] / Dates;
                }

                builder.Add(
                    [.. cells.Select(cell => (Cell)cell)],
                    leaves[customer],
                    $"c{customer}",
                    new DateOnly(2026, 1 + 3 * date, 1)
                );
            }
        }

        return new MadeCompany(builder.Build(), leaves, scores, means);
    }

    // Share of permutations, the true one among them, whose largest difference of means is as large.
    private static double Chance(bool[] leaves, double[][] columns, Random random)
    {
        var seen = Largest(leaves, columns);
        var reached = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            var permuted = leaves.ToArray();
            random.Shuffle(permuted);
            reached += Largest(permuted, columns) >= seen ? 1 : 0;
        }

        return reached / (Draws + 1.0);
    }

    private static double Largest(bool[] leaves, double[][] columns)
    {
        var left = leaves.Count(one => one);
        return columns.Max(column =>
        {
            var (mean, deviation) = (column.Average(), Math.Sqrt(column.Select(x => x * x).Average()));
            return Math.Abs(leaves.Zip(column).Where(pair => pair.First).Sum(pair => pair.Second) / left - mean)
                / deviation;
        });
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
