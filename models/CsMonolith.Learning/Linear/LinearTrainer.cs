using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Linear;

/// <summary>Logistic regression with an elastic net; mixing and penalty are chosen by out-of-fold log loss.</summary>
/// <remarks>O(folds × penalties × rows × features²). See <see cref="ElasticNet"/> for the equations.</remarks>
public sealed class LinearTrainer : ITrainer
{
    private const int Penalties = 14;
    private const double Smallest = 2e-4;

    /// <summary>
    /// Most rows from which a fold's path is fitted: beyond them coefficients hardly move, and the work would be most
    /// of a training.
    /// </summary>
    private const int MaxRows = 25_000;

    // Nearly a ridge, and nearly a lasso: the one keeps groups of related columns, the other drops noise.
    private static readonly double[] Mixings = [0.02, 0.9];

    /// <inheritdoc/>
    public string Name => "linear";

    /// <inheritdoc/>
    public CrossFit Fit(
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(settings);
        var all = Enumerable.Range(0, aligned.Rows).ToArray();
        var (counts, signs) = (aligned.RowWeights(), settings.SignsOf(aligned));
        var paths = LambdaPaths(aligned, Subsampled(all), counts);
        var fits = new Path[folds.Count];
        var done = 0;
        Parallel.For(
            0,
            folds.Count,
            settings.Parallel(cancellation),
            fold =>
            {
                fits[fold] = FitPath(
                    aligned,
                    Subsampled(folds.OtherRows(fold)),
                    folds.Rows(fold),
                    counts,
                    signs,
                    paths,
                    cancellation
                );
                progress?.Report(new(Name, Interlocked.Increment(ref done) / (folds.Count + 1.0)));
            }
        );

        var (mixing, penalty) = Best(fits);
        var model = FitTo(
            aligned,
            all,
            counts,
            signs,
            Mixings[mixing],
            paths[mixing][(all.Length > MaxRows ? penalty : 0)..(penalty + 1)],
            cancellation
        );
        progress?.Report(new(Name, 1));
        return new CrossFit(model, [.. fits.Select(fit => fit.Models[mixing][penalty])]);
    }

    private static double[][] LambdaPaths(Table aligned, int[] all, double[] counts)
    {
        var x = DesignRows.Of(Design.Of(aligned, all), aligned, all);
        var (labels, weights) = (
            Array.ConvertAll(all, row => aligned.Labels[row]),
            Array.ConvertAll(all, row => counts[row])
        );
        return
        [
            .. Mixings.Select(mixing =>
            {
                // The ridge's own largest penalty is infinite; ten times the lasso's is as good as that.
                var largest = ElasticNet.Largest(x, labels, weights, Math.Max(mixing, 0.1));
                return Enumerable
                    .Range(0, Penalties)
                    .Select(i => largest * Math.Pow(Smallest, i / (Penalties - 1.0)))
                    .ToArray();
            }),
        ];
    }

    private static Path FitPath(
        Table aligned,
        int[] training,
        int[] left,
        double[] counts,
        int[] signs,
        double[][] lambdas,
        CancellationToken cancellation
    )
    {
        var design = Design.Of(aligned, training);
        var x = DesignRows.Of(design, aligned, training);
        var apart = DesignRows.Of(design, aligned, left);
        var labels = Array.ConvertAll(training, row => aligned.Labels[row]);
        var path = new Path(
            [.. Mixings.Select(_ => new double[Penalties])],
            [.. Mixings.Select(_ => new IModel[Penalties])]
        );
        for (var mixing = 0; mixing < Mixings.Length; mixing++)
        {
            var net = new ElasticNet(
                x,
                labels,
                Array.ConvertAll(training, row => counts[row]),
                SignsOf(design, signs),
                Mixings[mixing],
                cancellation
            );
            for (var i = 0; i < Penalties; i++)
            {
                net.Fit(lambdas[mixing][i]);
                path.Models[mixing][i] = new LinearModel(net.Coefficients[^1], design, net.Coefficients[..^1]);
                path.Losses[mixing][i] = Loss(apart, net.Coefficients, aligned, counts, left);
            }
        }

        return path;
    }

    private static double Loss(DesignRows x, double[] coefficients, Table aligned, double[] counts, int[] rows)
    {
        var scores = x.Scores(coefficients);
        var loss = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            loss += counts[rows[i]] * Logistic.Loss(scores[i], aligned.Labels[rows[i]]);
        }

        return loss;
    }

    private static (int Mixing, int Penalty) Best(Path[] fits)
    {
        var best = (Mixing: 0, Penalty: 0, Loss: double.PositiveInfinity);
        for (var mixing = 0; mixing < Mixings.Length; mixing++)
        {
            for (var penalty = 0; penalty < Penalties; penalty++)
            {
                var loss = fits.Sum(fit => fit.Losses[mixing][penalty]);
                if (loss < best.Loss)
                {
                    best = (mixing, penalty, loss);
                }
            }
        }

        return (best.Mixing, best.Penalty);
    }

    private static LinearModel FitTo(
        Table aligned,
        int[] rows,
        double[] counts,
        int[] signs,
        double mixing,
        double[] lambdas,
        CancellationToken cancellation
    )
    {
        var design = Design.Of(aligned, rows);
        var net = new ElasticNet(
            DesignRows.Of(design, aligned, rows),
            Array.ConvertAll(rows, row => aligned.Labels[row]),
            Array.ConvertAll(rows, row => counts[row]),
            SignsOf(design, signs),
            mixing,
            cancellation
        );
        foreach (var lambda in lambdas)
        {
            net.Fit(lambda);
        }

        return new LinearModel(net.Coefficients[^1], design, net.Coefficients[..^1]);
    }

    private static int[] Subsampled(int[] rows)
    {
        var every = (rows.Length + MaxRows - 1) / MaxRows;
        return every == 1 ? rows : [.. rows.Where((_, i) => i % every == 0)];
    }

    private static int[] SignsOf(DesignColumn[] design, int[] signs) =>
        Array.ConvertAll(design, column => column.Role == DesignRole.Number ? signs[column.Feature] : 0);

    /// <param name="Losses">Shape (mixings) of (penalties,): summed over the rows left out.</param>
    /// <param name="Models">As the losses.</param>
    private sealed record Path(double[][] Losses, IModel[][] Models);
}
