using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Survival;

/// <summary>Churn curves from a learned hazard. Immutable.</summary>
/// <param name="Hazard">
/// Probability to leave within a period, from an account's columns and <see cref="PersonPeriods.Tenure"/>.
/// </param>
public sealed record SurvivalModel(ProbabilityModel Hazard)
{
    /// <summary>Most periods of a curve.</summary>
    public const int MaxPeriods = 120;

    /// <summary>Learns the hazard from watched spells, with nothing to choose.</summary>
    /// <param name="accounts">One row for each account: what was known of it at entry.</param>
    /// <param name="spells">Shape (accounts,).</param>
    /// <param name="settings">Seed and threads; null for the defaults.</param>
    /// <param name="progress">Receives reports, from several threads at once.</param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    /// <returns>The model, and evidence over periods at risk: accounts, not periods, are left out.</returns>
    /// <exception cref="ArgumentException">See <see cref="PersonPeriods.Of"/>.</exception>
    public static (SurvivalModel Model, Evidence Evidence) Train(
        Table accounts,
        IReadOnlyList<Spell> spells,
        TrainingSettings? settings = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var trained = new AutoTrainer().Train(PersonPeriods.Of(accounts, spells), settings, progress, cancellation);
        return (new SurvivalModel(trained.Model), trained.Evidence);
    }

    /// <summary>Curves of accounts from today on.</summary>
    /// <param name="accounts">One row for each account.</param>
    /// <param name="tenures">Shape (accounts,): periods already behind each.</param>
    /// <param name="periods">Length of the curves, from 1 to <see cref="MaxPeriods"/>.</param>
    /// <param name="cancellation">Stops between periods.</param>
    /// <exception cref="ArgumentException">Not as many tenures as accounts, or a negative one.</exception>
    /// <exception cref="SchemaException">A feature is absent, or holds text where the model knows numbers.</exception>
    /// <remarks>One scoring of the accounts a period.</remarks>
    public IReadOnlyList<ChurnCurve> Curves(
        Table accounts,
        IReadOnlyList<int> tenures,
        int periods,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(tenures);
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, MaxPeriods);
        if (tenures.Count != accounts.Rows || tenures.Any(tenure => tenure < 0))
        {
            throw new ArgumentException("Each account needs one tenure of 0 or more periods.", nameof(tenures));
        }

        var hazards = new double[accounts.Rows][];
        for (var account = 0; account < hazards.Length; account++)
        {
            hazards[account] = new double[periods];
        }

        for (var period = 0; period < periods; period++)
        {
            var scores = Hazard.Score(
                PersonPeriods.At(accounts, [.. tenures.Select(tenure => (float)(tenure + period))]),
                cancellation
            );
            for (var account = 0; account < hazards.Length; account++)
            {
                hazards[account][period] = scores.Probabilities[account];
            }
        }

        return [.. hazards.Select(hazard => new ChurnCurve(hazard))];
    }
}
