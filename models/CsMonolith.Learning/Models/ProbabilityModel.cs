using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Models;

/// <summary>
/// A trained model: a schema, weighted learners and a calibration map. It is immutable, so many threads may score at
/// once.
/// </summary>
public sealed class ProbabilityModel
{
    /// <summary>
    /// The affine calibration, which scales every contribution; the identity if the calibration map is not affine.
    /// </summary>
    private readonly Platt _affine;

    /// <summary>Makes a model from its parts.</summary>
    /// <exception cref="ArgumentException">
    /// A model with signal has no part, the weights do not add to 1, or a feature has the name of a non-affine
    /// calibration's contribution.
    /// </exception>
    public ProbabilityModel(
        Schema schema,
        Signal signal,
        IReadOnlyList<Part> parts,
        CalibrationMap calibration,
        double baseRate
    )
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(calibration);
        if (
            (signal == Signal.Found) != (parts.Count > 0)
            || parts.Count > 0 && Math.Abs(parts.Sum(part => part.Weight) - 1) > 1e-9
        )
        {
            throw new ArgumentException(
                "A model with signal has parts whose weights add to 1; one without has none.",
                nameof(parts)
            );
        }

        if (!Fits(calibration, schema))
        {
            throw new ArgumentException(
                $"A feature bears the name '{Explanation.CalibrationTerm}' of the map's own contribution.",
                nameof(calibration)
            );
        }

        (Schema, Signal, Parts, Calibration, BaseRate) = (schema, signal, [.. parts], calibration, baseRate);
        _affine = calibration as Platt ?? Platt.Identity;
        BaseLogOdds =
            signal == Signal.None
                ? Logistic.LogOdds(baseRate)
                : _affine.Apply(parts.Sum(part => part.Weight * part.Model.Intercept));
    }

    /// <summary>The features that the model reads: names, kinds and levels.</summary>
    public Schema Schema { get; }

    /// <summary>Whether the columns predict the label better than the base rate does.</summary>
    public Signal Signal { get; }

    /// <summary>Weighted learners; none without signal.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Map from the parts' log-odds to calibrated ones.</summary>
    public CalibrationMap Calibration { get; }

    /// <summary>Changes that people made by hand, oldest first.</summary>
    public IReadOnlyList<ShapeEdit> Edits { get; init; } = [];

    /// <summary>Share of outcomes among training rows.</summary>
    public double BaseRate { get; }

    /// <summary>Log-odds of the average training row, to which the contributions add.</summary>
    public double BaseLogOdds { get; }

    /// <summary>Scores every row of a table in any column order. About a microsecond a row.</summary>
    /// <exception cref="SchemaException">A feature is absent, or holds text where the model knows numbers.</exception>
    public Scores Score(Table table, CancellationToken cancellation = default)
    {
        var aligned = Schema.Align(table);
        var logOdds = LogOddsOf(aligned, cancellation);
        return new Scores(logOdds, Array.ConvertAll(logOdds, Logistic.Sigmoid), Schema.Count(aligned));
    }

    /// <summary>
    /// Explains one row. O(features) after the table is aligned; to explain many rows use
    /// <see cref="Explain(Table, IReadOnlyList{int})"/>.
    /// </summary>
    public Explanation Explain(Table table, int row) => Explain(table, [row])[0];

    /// <summary>Explains some rows of a table.</summary>
    /// <exception cref="SchemaException">A feature is absent, or holds text where the model knows numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public IReadOnlyList<Explanation> Explain(Table table, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, table.Rows, nameof(rows));
        }

        var aligned = Schema.Align(table);
        var into = new double[Schema.Features.Count];
        return [.. rows.Select(row => ExplainAligned(aligned, table, row, into))];
    }

    /// <summary>Whether no feature has the name under which a non-affine map contributes.</summary>
    internal static bool Fits(CalibrationMap calibration, Schema schema) =>
        calibration is Platt || schema.Features.All(feature => feature.Name != Explanation.CalibrationTerm);

    /// <summary>A model of the same schema that gives every row the base rate.</summary>
    public ProbabilityModel WithoutSignal() => new(Schema, Signal.None, [], Platt.Identity, BaseRate);

    /// <summary>Shape (rows,): calibrated log-odds of aligned rows.</summary>
    internal double[] LogOddsOf(Table aligned, CancellationToken cancellation)
    {
        const int Block = 4096;
        var logOdds = new double[aligned.Rows];
        for (var from = 0; from < logOdds.Length; from += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = logOdds.AsSpan(from, Math.Min(Block, logOdds.Length - from));
            RawLogOddsOf(aligned, from, block);
            foreach (ref var score in block)
            {
                score = Calibrated(score);
            }
        }

        return logOdds;
    }

    /// <summary>Fills <paramref name="into"/> with the contributions of a row of an aligned table.</summary>
    internal void ContributionsOf(Table aligned, int row, Span<double> into)
    {
        into.Clear();
        foreach (var part in Parts)
        {
            part.Model.Contribute(aligned, row, part.Weight * _affine.Slope, into);
        }
    }

    // Before the contribution of a non-affine map.
    private void RawLogOddsOf(Table aligned, int from, Span<double> into)
    {
        into.Fill(BaseLogOdds);
        foreach (var part in Parts)
        {
            part.Model.Score(aligned, from, part.Weight * _affine.Slope, into);
        }
    }

    private double Calibrated(double logOdds) => Calibration is Platt ? logOdds : Calibration.Apply(logOdds);

    private Explanation ExplainAligned(Table aligned, Table asGiven, int row, double[] into)
    {
        // By the same way as scoring, so that a printed forecast is the same everywhere; contributions add up to it but
        // for rounding.
        Span<double> raw = stackalloc double[1];
        RawLogOddsOf(aligned, row, raw);
        var logOdds = Calibrated(raw[0]);
        ContributionsOf(aligned, row, into);
        var contributions =
            Signal == Signal.None
                ? []
                : Schema
                    .Features.Select(
                        (feature, i) => new Contribution(feature.Name, asGiven.Find(feature.Name)!.Text(row), into[i])
                    )
                    .OrderByDescending(contribution => Math.Abs(contribution.LogOdds))
                    .ThenBy(contribution => contribution.Feature, StringComparer.Ordinal)
                    .ToList();
        if (Calibration is not Platt)
        {
            contributions.Add(new Contribution(Explanation.CalibrationTerm, "", logOdds - raw[0]));
        }

        return new Explanation(BaseLogOdds, contributions, logOdds, Logistic.Sigmoid(logOdds));
    }
}
