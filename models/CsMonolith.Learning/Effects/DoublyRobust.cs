using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Effects;

/// <summary>How to estimate an effect.</summary>
/// <param name="Folds">Folds of the cross-fitting, at least 2.</param>
/// <param name="Clip">Propensities are held within [clip, 1 − clip], in (0, 0.5).</param>
/// <param name="Seed">Seed of folds, learners and refuters.</param>
/// <param name="Threads">Threads; 0 is one per core. Changes no result.</param>
/// <param name="Learners">Learners to choose from; null for the library's.</param>
public sealed record EffectSettings(
    int Folds = 5,
    double Clip = 0.02,
    ulong Seed = 1,
    int Threads = 0,
    IReadOnlyList<ITrainer>? Learners = null
);

/// <summary>The average effect of a treatment on the share of an outcome, as fractions.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Clusters">Independent draws among them.</param>
/// <param name="Difference">Share if all were treated less share if none were, with its 95% interval.</param>
/// <param name="Treated">Share if all were treated.</param>
/// <param name="Untreated">Share if none were.</param>
/// <param name="RiskRatio">Treated over untreated share, with its 95% interval.</param>
/// <param name="P">Two-sided p of no difference.</param>
/// <param name="Propensities">
/// Shape (rows,): clipped probability of the treatment, by models that had not seen the row.
/// </param>
/// <param name="ClippedShare">Share of rows whose propensity was clipped.</param>
public sealed record DoublyRobustEffect(
    int Rows,
    int Clusters,
    Interval Difference,
    double Treated,
    double Untreated,
    Interval RiskRatio,
    double P,
    double[] Propensities,
    double ClippedShare
)
{
    /// <summary>
    /// Names of the learners that forecast best out of fold: of the treatment, of the outcome if treated, of the
    /// outcome if not.
    /// </summary>
    public IReadOnlyList<string> Learners { get; init; } = [];
}

/// <summary>
/// Estimates effects that stay right if either the forecast of the treatment or that of the outcome is.
/// </summary>
public static class DoublyRobust
{
    /// <summary>Estimates the average effect by augmented inverse propensity weighting, cross-fitted.</summary>
    /// <param name="covariates">
    /// What was known before the treatment: labels are the outcome, groups are customers whose rows count as one draw.
    /// A column that the treatment has changed must not be among them.
    /// </param>
    /// <param name="treated">Shape (rows,).</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <param name="cancellation">Stops within a fit.</param>
    /// <exception cref="ArgumentException">
    /// No labels, another number of rows, or an arm with fewer customers than two for each fold.
    /// </exception>
    /// <remarks>
    /// ψ = m₁ − m₀ + T(Y − m₁)/e − (1 − T)(Y − m₀)/(1 − e): Robins, Rotnitzky and Zhao, JASA 89, 1994; cross-fitting
    /// after Chernozhukov et al., Econometrics Journal 21, 2018. Errors from the influence function, summed within
    /// clusters. Three cross-fits of each learner.
    /// </remarks>
    public static DoublyRobustEffect Estimate(
        Table covariates,
        IReadOnlyList<bool> treated,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(treated);
        settings ??= new EffectSettings();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Folds, 2, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Clip, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(settings.Clip, 0.5, nameof(settings));
        bool[] arm = [.. treated];
        var (with, without) = (RowsOf(arm, true), RowsOf(arm, false));
        if (
            !covariates.HasLabels
            || arm.Length != covariates.Rows
            || !ArmFolds.Suffice(covariates, arm, settings.Folds)
        )
        {
            throw new ArgumentException(
                $"An effect needs an outcome and at least {2 * settings.Folds} customers in each arm.",
                nameof(treated)
            );
        }

        return Estimate(covariates, arm, (with, without), settings, cancellation);
    }

    private static DoublyRobustEffect Estimate(
        Table covariates,
        bool[] arm,
        (int[] With, int[] Without) rows,
        EffectSettings settings,
        CancellationToken cancellation
    )
    {
        var outcome = covariates.Labels.ToArray();
        var folds = ArmFolds.Assign(covariates, arm, settings);
        var training = new TrainingSettings(settings.Seed, settings.Threads);
        var learners = settings.Learners ?? Nuisance.Learners;
        var all = Enumerable.Range(0, arm.Length).ToArray();
        var (raw, ofArm) = Nuisance.OutOfFold(covariates, arm, all, folds, learners, training, cancellation);
        var (ifTreated, ofTreated) = Nuisance.OutOfFold(
            covariates,
            outcome,
            rows.With,
            folds,
            learners,
            training,
            cancellation
        );
        var (ifNot, ofUntreated) = Nuisance.OutOfFold(
            covariates,
            outcome,
            rows.Without,
            folds,
            learners,
            training,
            cancellation
        );
        var propensities = Array.ConvertAll(raw, p => Math.Clamp(p, settings.Clip, 1 - settings.Clip));
        return Combine(covariates, arm, outcome, propensities, ifTreated, ifNot) with
        {
            Learners = [ofArm.Name, ofTreated.Name, ofUntreated.Name],
            ClippedShare = raw.Zip(propensities).Count(pair => !pair.First.Equals(pair.Second)) / (double)raw.Length,
        };
    }

    /// <summary>Combines forecasts that are given; an experiment knows its propensity.</summary>
    internal static DoublyRobustEffect Combine(
        Table rows,
        bool[] arm,
        bool[] outcome,
        double[] propensities,
        double[] ifTreated,
        double[] ifNot
    )
    {
        var (one, none) = (new double[arm.Length], new double[arm.Length]);
        for (var row = 0; row < arm.Length; row++)
        {
            var y = outcome[row] ? 1.0 : 0;
            one[row] = ifTreated[row] + (arm[row] ? (y - ifTreated[row]) / propensities[row] : 0);
            none[row] = ifNot[row] + (arm[row] ? 0 : (y - ifNot[row]) / (1 - propensities[row]));
        }

        var clusters = Clusters.Of(arm.Length, rows.Groups);
        var (treated, untreated) = (one.Average(), none.Average());
        double[] difference = [.. one.Zip(none, (a, b) => a - b)];
        var error = clusters.ErrorOfMean(difference);
        var value = treated - untreated;
        return new DoublyRobustEffect(
            arm.Length,
            clusters.Count,
            Around(value, error),
            treated,
            untreated,
            RatioOf(one, none, clusters),
            error > 0 ? NormalDistribution.TwoSided(value / error) : 1,
            propensities,
            ClippedShare: 0
        );
    }

    // Delta method on the logarithm.
    private static Interval RatioOf(double[] one, double[] none, Clusters clusters)
    {
        var (treated, untreated) = (one.Average(), none.Average());
        if (treated <= 0 || untreated <= 0)
        {
            return new Interval(double.NaN, double.NaN, double.NaN);
        }

        var error = clusters.ErrorOfMean([.. one.Zip(none, (a, b) => a / treated - b / untreated)]);
        var half = Math.Exp(NormalDistribution.Z95 * error);
        return new Interval(treated / untreated, treated / untreated / half, treated / untreated * half);
    }

    private static int[] RowsOf(bool[] arm, bool side) =>
        [.. Enumerable.Range(0, arm.Length).Where(row => arm[row] == side)];

    private static Interval Around(double value, double error) =>
        new(value, value - NormalDistribution.Z95 * error, value + NormalDistribution.Z95 * error);
}
