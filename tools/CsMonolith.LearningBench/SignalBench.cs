using System.Globalization;
using System.Text;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>
/// The power of the verdict "signal": how often it is given where one of eleven columns says something, and how often
/// where none does; beside the same permutation test given the true score, which no learner can know, and beside the
/// most that any test can have that treats the columns alike.
/// </summary>
/// <remarks>
/// A quarter as many customers as rows, each at four dates, 20 % of them leave. The area under the curve is that of the
/// true score, by customer. Half of the other columns stay with the customer, half change with the date.
/// </remarks>
internal static class SignalBench
{
    private const int Dates = 4;
    private const int Noise = 10;
    private const int Draws = 399;
    private const int BoundDraws = 200_000;
    private const double Leave = 0.2;
    private const double Level = 0.05;
    private static readonly int[] AreasInPercent = [50, 55, 60, 65, 70];

    public static string Run(
        int[] sizes,
        int[] areas,
        int tables,
        string learner,
        int threads,
        CancellationToken cancellation
    )
    {
        var text = new StringBuilder(
            "| rows | AUC of the true score | tables | called signal % | of these without a test % "
                + "| no gain out of fold % | true score alone % | most of any test alike % |\n"
                + "|---|---|---|---|---|---|---|---|\n"
        );
        foreach (var size in sizes)
        {
            foreach (var area in areas.Length > 0 ? areas : AreasInPercent)
            {
                var (called, untested, none, known) = (0, 0, 0, 0);
                for (var i = 0; i < tables; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var random = new Random(size * 100_000 + area * 1_000 + i);
                    var made = Made(size / Dates, Apart(area), random);
                    var trained = Trained(made, learner, threads, cancellation);
                    var (isCalled, isTested) = (
                        trained.Model.Signal == Signal.Found,
                        trained.Evidence.ChanceOfNoSignal is not null
                    );
                    called += isCalled ? 1 : 0;
                    untested += isCalled && !isTested ? 1 : 0;
                    none += trained.Evidence.GainOverBaseRate.Value > 0 ? 0 : 1;
                    known += Chance(made.Leaves, made.Scores, random) <= Level ? 1 : 0;
                }

                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {size} | {area / 100.0:F2} | {tables} | {100.0 * called / tables:F0} | "
                        + $"{100.0 * untested / tables:F0} | {100.0 * none / tables:F0} | "
                        + $"{100.0 * known / tables:F0} | {100 * Most(size / Dates, Apart(area)):F0} |\n"
                );
                Console.Error.WriteLine(text.ToString().Split('\n')[^2]);
            }
        }

        return text.ToString().TrimEnd();
    }

    private static TrainedModel Trained(
        MadeCompany made,
        string learner,
        int threads,
        CancellationToken cancellation
    ) =>
        new AutoTrainer([.. AutoTrainer.Learners.Where(one => learner == "auto" || one.Name == learner)]).Train(
            made.Table,
            new TrainingSettings(Seed: 1, threads),
            progress: null,
            cancellation
        );

    // How far the means of normal scores lie apart that the area is as wanted: √2 · Φ⁻¹(area).
    private static double Apart(int areaInPercent) =>
        areaInPercent == 50 ? 0 : Math.Sqrt(2) * NormalDistribution.Quantile(areaInPercent / 100.0);

    /// <summary>
    /// The power of the most powerful test of level 0.05 that treats the columns alike, though it knows how strong the
    /// true one is: by Neyman and Pearson's lemma it rejects where the likelihood ratio is large, which for normal
    /// scores is the mean over the columns, and over the two directions, of exp(±δz − δ²/2); z is the difference of a
    /// column's means in its standard errors and δ its expectation. Any test has the same mean power over the columns
    /// as one that treats them alike (Hunt and Stein; Lehmann and Romano, Testing Statistical Hypotheses, 2005, section
    /// 8.5).
    /// </summary>
    private static double Most(int customers, double apart)
    {
        if (apart == 0)
        {
            return Level;
        }

        var delta = apart * Math.Sqrt(customers * Leave * (1 - Leave));
        var random = new Random(1);
        var nothing = Ratios(shift: 0);
        Array.Sort(nothing);
        var threshold = nothing[(int)((1 - Level) * BoundDraws)];
        return Ratios(delta).Count(ratio => ratio > threshold) / (double)BoundDraws;

        double[] Ratios(double shift) =>
            [
                .. Enumerable
                    .Range(0, BoundDraws)
                    .Select(_ =>
                        Math.Cosh(delta * (Normal(random) + shift))
                        + Enumerable.Range(0, Noise).Sum(_ => Math.Cosh(delta * Normal(random)))
                    ),
            ];
    }

    private sealed record MadeCompany(Table Table, bool[] Leaves, double[] Scores);

    private static MadeCompany Made(int customers, double apart, Random random)
    {
        var builder = new TableBuilder().Numeric("true");
        for (var noise = 0; noise < Noise; noise++)
        {
            builder.Numeric($"noise{noise}");
        }

        bool[] leaves = [.. Enumerable.Range(0, customers).Select(customer => customer < Leave * customers)];
        double[] scores = [.. leaves.Select(leaves => Normal(random) + (leaves ? apart : 0))];
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
                builder.Add(
                    [.. cells.Select(cell => (Cell)cell)],
                    leaves[customer],
                    $"c{customer}",
                    new DateOnly(2026, 1 + 3 * date, 1)
                );
            }
        }

        return new MadeCompany(builder.Build(), leaves, scores);
    }

    // Share of permutations, the true one among them, whose difference of means is as large.
    private static double Chance(bool[] leaves, double[] scores, Random random)
    {
        var mean = scores.Average();
        double[] centred = [.. scores.Select(score => score - mean)];
        var seen = Difference(leaves);
        var reached = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            var permuted = leaves.ToArray();
            random.Shuffle(permuted);
            reached += Difference(permuted) >= seen ? 1 : 0;
        }

        return reached / (Draws + 1.0);

        double Difference(bool[] who) => Math.Abs(centred.Where((_, customer) => who[customer]).Sum());
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
