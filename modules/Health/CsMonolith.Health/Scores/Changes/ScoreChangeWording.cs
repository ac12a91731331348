using System.Globalization;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Explanations;

namespace CsMonolith.Health.Scores.Changes;

/// <summary>One of the three reasons for which a score moved.</summary>
/// <param name="LogOdds">
/// The three add up to the difference in log-odds, to 1e-9; so do the factors to their part.
/// </param>
/// <param name="Probability">
/// The same as a difference of probability, -1 to 1: the part's share of the move. The three add up to the difference.
/// </param>
/// <param name="Factors">Largest in size first; those that add nothing are left out.</param>
internal sealed record ScoreChangePart(
    double LogOdds,
    double Probability,
    string Words,
    IReadOnlyList<ScoreChangeFactor> Factors
);

/// <summary>What one feature added to a part.</summary>
/// <param name="Name">
/// As in files and models; <c>base</c> is the model's starting point and <c>calibration</c> its last step.
/// </param>
/// <param name="Words">With the value before and after: 利用部署の数 5 → 3.</param>
/// <param name="LogOdds">Above zero raises the probability.</param>
/// <param name="Actionable">打ち手あり: the team can change it.</param>
internal sealed record ScoreChangeFactor(
    string Name,
    string Words,
    double LogOdds,
    double Probability,
    bool Actionable
);

/// <summary>Tells the three parts of a split move in words.</summary>
/// <param name="why">The split.</param>
/// <param name="prices">Whether the reader may see prices.</param>
internal sealed class ScoreChangeWording(WhyChanged why, bool prices)
{
    private const double Nothing = 1e-15;

    private readonly bool _japanese = ProblemAnswers.InJapanese;

    // The mean slope of the probability over the move: parts times it add up to the difference, whatever their signs.
    private readonly double _slope =
        Math.Abs(why.After - why.Before) < 1e-9
            ? Chance(why.After) * (1 - Chance(why.After))
            : (Chance(why.After) - Chance(why.Before)) / (why.After - why.Before);

    /// <summary>The customer changed: the same model on the facts of either day.</summary>
    public ScoreChangePart Customer =>
        Part(
            why.Customer,
            why.Bend.Customer,
            startingPoint: 0,
            change => change.Customer,
            change => Moved(change.Feature, change.Restated, change.After),
            ("Because the customer changed.", "顧客の状況が変わったため。")
        );

    /// <summary>Facts of the first day that were recorded only afterwards.</summary>
    public ScoreChangePart LateData =>
        Part(
            why.LateData,
            why.Bend.LateData,
            startingPoint: 0,
            change => change.LateData,
            change => Moved(change.Feature, change.Before, change.Restated),
            (
                "Because facts of the first day were recorded only afterwards.",
                "最初の日の事実の一部が、後から記録されたため。"
            )
        );

    /// <summary>Another model weighs the same facts otherwise.</summary>
    public ScoreChangePart Model =>
        Part(
            why.Model,
            why.Bend.Model,
            why.Base,
            change => change.Model,
            change => Weighed(change.Feature, change.After),
            ("Because another model weighs the same facts otherwise.", "モデルが替わり、同じ事実の重みが変わったため。")
        );

    /// <summary>The difference in probability.</summary>
    public double Difference => Chance(why.After) - Chance(why.Before);

    /// <summary>A difference of probability in points, with its sign: +19.0.</summary>
    public static string Points(double difference) =>
        (difference * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static double Chance(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private ScoreChangePart Part(
        double sum,
        double bend,
        double startingPoint,
        Func<FeatureChange, double> share,
        Func<FeatureChange, string> words,
        (string En, string Ja) because
    )
    {
        var factors = why
            .Features.Select(change => Factor(change.Feature, words(change), share(change)))
            .Append(Factor("base", _japanese ? "モデルの出発点" : "The model's starting point", startingPoint))
            .Append(
                Factor(
                    Learning.Models.Explanation.CalibrationTerm,
                    _japanese ? "確率への補正" : "The model's calibration",
                    bend
                )
            )
            .Where(factor => Math.Abs(factor.LogOdds) > Nothing)
            .OrderByDescending(factor => Math.Abs(factor.LogOdds))
            .ThenBy(factor => factor.Name, StringComparer.Ordinal)
            .ToList();
        return new ScoreChangePart(
            sum,
            sum * _slope,
            factors.Count > 0 ? (_japanese ? because.Ja : because.En)
                : _japanese ? "動きはありません。"
                : "Nothing moved.",
            factors
        );
    }

    private ScoreChangeFactor Factor(string name, string words, double logOdds) =>
        new(name, words, logOdds, logOdds * _slope, FeatureCatalogue.Of(name).Actionable);

    private string Moved(string name, string before, string after)
    {
        var feature = FeatureCatalogue.Of(name);
        var label = _japanese ? feature.Ja : feature.En;
        if (!prices && FeatureCatalogue.IsPrice(name))
        {
            return label;
        }

        if (before == after)
        {
            return _japanese
                ? $"{label} {Show(feature, after)}(変わらず、ほかの項目との組み合わせ)"
                : $"{label} {Show(feature, after)} (unchanged, together with what changed)";
        }

        var (from, to) = (Show(feature, before), Show(feature, after));
        return from == to ? $"{label} {Exact(before)} → {Exact(after)}" : $"{label} {from} → {to}";
    }

    private string Weighed(string name, string value)
    {
        var feature = FeatureCatalogue.Of(name);
        var label = _japanese ? feature.Ja : feature.En;
        return !prices && FeatureCatalogue.IsPrice(name) ? label
            : _japanese ? $"{label}({Show(feature, value)})の重み"
            : $"The weight of {label} ({Show(feature, value)})";
    }

    private string Show(Feature feature, string value) =>
        value.Length > 0 ? feature.Show(value)
        : _japanese ? "不明"
        : "unknown";

    private string Exact(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G5", CultureInfo.InvariantCulture)
            : Show(FeatureCatalogue.Of(""), value);
}
