using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Effects;

/// <summary>The plan of an experiment as registered before its data were known.</summary>
/// <param name="Name">Name of the experiment, which decides the assignment.</param>
/// <param name="TreatedShare">Share of customers meant to be treated, in (0, 1).</param>
/// <param name="Level">Two-sided error of the first kind that the decision accepts.</param>
public sealed record ExperimentPlan(string Name, double TreatedShare = 0.5, double Level = 0.05);

/// <summary>
/// The result of a finished experiment by intention to treat: rows count in the arm that they were assigned to.
/// </summary>
/// <param name="Crude">Difference of the arms with Newcombe's interval and Fisher's p.</param>
/// <param name="Adjusted">
/// The same, made sharper by what was known before; null without covariates or with too few customers.
/// </param>
/// <param name="AllocationP">
/// p-value of the arms' sizes under the planned assignment; below 0.001 the assignment was not followed.
/// </param>
/// <param name="Verdict">Cannot tell if the allocation broke.</param>
public sealed record ExperimentResult(Effect Crude, DoublyRobustEffect? Adjusted, double AllocationP, Verdict Verdict)
{
    private const double BrokenAllocation = 0.001;

    /// <summary>Analyses an experiment.</summary>
    /// <param name="plan">As registered.</param>
    /// <param name="covariates">Known before the assignment; labels are the outcome, groups the customers.</param>
    /// <param name="assigned">Shape (rows,): whether treatment was meant.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <param name="cancellation">Stops within a fit.</param>
    /// <exception cref="ArgumentException">No labels, another number of rows, or an empty arm.</exception>
    /// <remarks>
    /// The propensity is known, so that the adjusted estimate is unbiased whatever the outcome forecasts are worth.
    /// </remarks>
    public static ExperimentResult Analyse(
        ExperimentPlan plan,
        Table covariates,
        IReadOnlyList<bool> assigned,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(assigned);
        if (!covariates.HasLabels || assigned.Count != covariates.Rows)
        {
            throw new ArgumentException(
                "An experiment needs an outcome and an assignment for every row.",
                nameof(assigned)
            );
        }

        settings ??= new EffectSettings();
        bool[] arm = [.. assigned];
        var crude = Effect.Of([Count(covariates, arm)]);
        var adjusted =
            covariates.Columns.Count == 0 || !ArmFolds.Suffice(covariates, arm, settings.Folds)
                ? null
                : Adjust(plan, covariates, arm, settings, cancellation);
        var expected = plan.TreatedShare * arm.Length;
        var gap = crude.Arms.With - expected;
        var allocation = NormalDistribution.TwoSided(gap / Math.Sqrt(expected * (1 - plan.TreatedShare)));
        var p = adjusted?.P ?? crude.FisherP;
        var difference = adjusted?.Difference.Value ?? crude.Difference.Value;
        return new ExperimentResult(
            crude,
            adjusted,
            allocation,
            allocation < BrokenAllocation || p > plan.Level ? Verdict.CannotTell
                : difference > 0 ? Verdict.Raises
                : Verdict.Lowers
        );
    }

    private static DoublyRobustEffect Adjust(
        ExperimentPlan plan,
        Table covariates,
        bool[] arm,
        EffectSettings settings,
        CancellationToken cancellation
    )
    {
        var outcome = covariates.Labels.ToArray();
        var folds = ArmFolds.Assign(covariates, arm, settings);
        var training = new TrainingSettings(settings.Seed, settings.Threads);
        var learners = settings.Learners ?? Nuisance.Learners;
        return DoublyRobust.Combine(
            covariates,
            arm,
            outcome,
            [.. Enumerable.Repeat(plan.TreatedShare, arm.Length)],
            Forecast(side: true),
            Forecast(side: false)
        );

        double[] Forecast(bool side) =>
            Nuisance
                .OutOfFold(
                    covariates,
                    outcome,
                    [.. Enumerable.Range(0, arm.Length).Where(row => arm[row] == side)],
                    folds,
                    learners,
                    training,
                    cancellation
                )
                .Probabilities;
    }

    private static Arms Count(Table table, bool[] arm)
    {
        var arms = default(Arms);
        for (var row = 0; row < arm.Length; row++)
        {
            var hit = table.Labels[row] ? 1 : 0;
            arms += arm[row] ? new Arms(1, hit, 0, 0) : new Arms(0, 0, 1, hit);
        }

        return arms;
    }
}
