using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Explanations;

/// <summary>A feature's share in a change, in log-odds.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Before">Cell as it was known then; empty if missing.</param>
/// <param name="Restated">Cell of then as it is known now.</param>
/// <param name="After">Cell now.</param>
/// <param name="Customer">Because the customer changed.</param>
/// <param name="LateData">Because then was not known as it was.</param>
/// <param name="Model">Because another model weighs it otherwise.</param>
public sealed record FeatureChange(
    string Feature,
    string Before,
    string Restated,
    string After,
    double Customer,
    double LateData,
    double Model
);

/// <summary>A change by its reasons, in log-odds.</summary>
/// <param name="Customer">Because the customer changed.</param>
/// <param name="LateData">Because data of then arrived late.</param>
/// <param name="Model">Because the model changed.</param>
public readonly record struct ChangeParts(double Customer, double LateData, double Model)
{
    /// <summary>Splits what one term of the log-odds became, each part the mean over both orders.</summary>
    /// <param name="old">Shape (3,): by the old model, as known then, restated, now.</param>
    /// <param name="current">Shape (3,): by the current model.</param>
    internal static ChangeParts Of(ReadOnlySpan<double> old, ReadOnlySpan<double> current) =>
        new(
            (old[2] - old[1] + current[2] - current[1]) / 2,
            (old[1] - old[0] + current[1] - current[0]) / 2,
            (current[0] - old[0] + current[2] - old[2]) / 2
        );
}

/// <summary>Why a score moved between two dates: the three parts add to the change, to 1e-9.</summary>
/// <param name="Before">Log-odds then.</param>
/// <param name="After">Log-odds now.</param>
/// <param name="Customer">Because the customer changed.</param>
/// <param name="LateData">Because facts of then were recorded later.</param>
/// <param name="Model">Because the model was exchanged.</param>
/// <param name="Features">By falling size; with <paramref name="Bend"/> and <paramref name="Base"/> their parts add to
/// the three.</param>
/// <param name="Base">What of the model's part is no feature's: the new model starts from another base.</param>
/// <param name="Bend">
/// What non-affine calibration makes of the features' sums, for the same three reasons; zeros where no map bends.
/// </param>
public sealed record WhyChanged(
    double Before,
    double After,
    double Customer,
    double LateData,
    double Model,
    IReadOnlyList<FeatureChange> Features,
    double Base,
    ChangeParts Bend
)
{
    /// <summary>Splits the change of one row's score.</summary>
    /// <param name="old">Model that scored then.</param>
    /// <param name="current">Model that scores now; the same one if none was exchanged.</param>
    /// <param name="asKnownThen">One row: what was known then of then.</param>
    /// <param name="restated">One row: what is known now of then.</param>
    /// <param name="now">One row: what is known now of now.</param>
    /// <exception cref="ArgumentException">A table has not exactly one row.</exception>
    /// <exception cref="SchemaException">A table lacks a feature of a model.</exception>
    /// <remarks>
    /// The data move along one path (as known then → restated → now), the model along the other; their order is no
    /// fact, so that each part is the mean over both orders, which is Shapley's value of the two. Eight explanations.
    /// </remarks>
    public static WhyChanged Of(
        ProbabilityModel old,
        ProbabilityModel current,
        Table asKnownThen,
        Table restated,
        Table now
    )
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(current);
        Table[] states = [asKnownThen, restated, now];
        if (states.Any(state => state is not { Rows: 1 }))
        {
            throw new ArgumentException(
                "A change is split for one row: each table must have exactly one.",
                nameof(now)
            );
        }

        var (a, b) = (
            states.Select(state => Terms.Of(old, state)).ToArray(),
            states.Select(state => Terms.Of(current, state)).ToArray()
        );
        string[] names =
        [
            .. old
                .Schema.Features.Concat(current.Schema.Features)
                .Select(feature => feature.Name)
                .Distinct(StringComparer.Ordinal),
        ];
        FeatureChange[] features =
        [
            .. names
                .Select(name => (Name: name, Parts: Split(terms => terms[name])))
                .Select(one => new FeatureChange(
                    one.Name,
                    Cell(asKnownThen, one.Name),
                    Cell(restated, one.Name),
                    Cell(now, one.Name),
                    one.Parts.Customer,
                    one.Parts.LateData,
                    one.Parts.Model
                ))
                .OrderByDescending(one => Math.Abs(one.Customer) + Math.Abs(one.LateData) + Math.Abs(one.Model))
                .ThenBy(one => one.Feature, StringComparer.Ordinal),
        ];
        var all = Split(terms => terms.Total);
        return new WhyChanged(
            a[0].Total,
            b[2].Total,
            all.Customer,
            all.LateData,
            all.Model,
            features,
            b[0].Base - a[0].Base,
            Split(terms => terms.Bend)
        );

        ChangeParts Split(Func<Terms, double> term) =>
            ChangeParts.Of(Array.ConvertAll(a, state => term(state)), Array.ConvertAll(b, state => term(state)));
    }

    private static string Cell(Table table, string name) => table.Find(name)?.Text(0) ?? "";

    /// <summary>
    /// One explanation, by name; a feature that a model has not adds nothing. A non-affine map's own term stands apart
    /// from features of its name.
    /// </summary>
    private sealed record Terms(double Base, double Total, double Bend, Dictionary<string, double> ByName)
    {
        public double this[string name] => ByName.GetValueOrDefault(name);

        public static Terms Of(ProbabilityModel model, Table state)
        {
            var explanation = model.Explain(state, row: 0);
            var bent = model.Calibration is Platt ? 0 : 1;
            return new Terms(
                explanation.BaseLogOdds,
                explanation.LogOdds,
                explanation.Contributions.TakeLast(bent).Sum(one => one.LogOdds),
                explanation
                    .Contributions.SkipLast(bent)
                    .ToDictionary(one => one.Feature, one => one.LogOdds, StringComparer.Ordinal)
            );
        }
    }
}
