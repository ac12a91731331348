using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Auto;

/// <summary>Estimated cost of a training with the defaults, known before it begins.</summary>
/// <param name="Work">
/// Work units: steps × rows that the learners' budgets allow for a table of that size. The same on every machine.
/// </param>
/// <param name="CoreSeconds">
/// Seconds that one core of a few GHz takes for them, at most: learners stop early where more rounds do not help.
/// </param>
/// <remarks>
/// Linear in rows × features until the budgets bind; those of the additive learner grow with the root from there. 8·10⁹
/// units are some 20 seconds of the additive learner and some 40 of the trees, of which each takes some 25 µs a column
/// beside, however few the rows.
/// </remarks>
public sealed record TrainingCost(double Work, double CoreSeconds)
{
    private const double AdditiveSeconds = 20 / 8e9;
    private const double TreeSeconds = 40 / 8e9;
    private const double SecondsOfTreeColumn = 2.5e-5;

    /// <summary>
    /// The cost of one fit with its folds. A run whose rows have dates fits twice: once to be judged, once to be kept.
    /// </summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="features">At least 1.</param>
    public static TrainingCost Of(int rows, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        var (additive, trees) = (
            new AdditiveSettings().WorkOf(rows, features),
            TreeSettingsGrid.TreesOf(rows, features, AutoTrainer.FoldsFor(rows))
        );
        var grown = (double)trees * rows * features;
        return new TrainingCost(
            additive + grown,
            additive * AdditiveSeconds + grown * TreeSeconds + (double)trees * features * SecondsOfTreeColumn
        );
    }

    /// <summary>The cost of several such fits.</summary>
    public TrainingCost Times(int fits) => new(fits * Work, fits * CoreSeconds);
}
