using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>Whether the columns foretell the label at all.</summary>
public enum Signal
{
    /// <summary>No better than the base rate on rows left out: the model is the base rate, and gives no reasons.</summary>
    None,

    /// <summary>Better than the base rate on rows left out.</summary>
    Found,
}

/// <summary>One learner's share in a model.</summary>
/// <param name="Weight">Weight in log-odds, in (0, 1]; the weights of all parts add to 1.</param>
/// <param name="Model">The fitted learner.</param>
public sealed record Part(double Weight, IModel Model);

/// <summary>What a feature adds to one row's log-odds.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Value">The cell as text; empty if missing.</param>
/// <param name="LogOdds">Its contribution, after calibration. An interaction is shared equally by its two features.</param>
public readonly record struct Contribution(string Feature, string Value, double LogOdds);

/// <summary>Why a row has its probability: base + contributions = log-odds, to the last bit but rounding (1e-9).</summary>
/// <param name="BaseLogOdds">Log-odds of the average training row; before calibration where that is a contribution of its own.</param>
/// <param name="Contributions">
/// Largest in size first; empty if the model found no signal. Calibration by a bent map comes last, as <see cref="CalibrationTerm"/>: what it adds
/// to the sum of the others. An affine map needs no such term, since it scales every contribution.
/// </param>
/// <param name="LogOdds">Calibrated log-odds.</param>
/// <param name="Probability">Their probability, in (0, 1).</param>
public sealed record Explanation(
    double BaseLogOdds,
    IReadOnlyList<Contribution> Contributions,
    double LogOdds,
    double Probability
)
{
    /// <summary>Name of the contribution of a bent calibration map. No feature of such a model bears it.</summary>
    public const string CalibrationTerm = "calibration";
}

/// <summary>Forecasts of many rows.</summary>
/// <param name="LogOdds">Shape (rows,).</param>
/// <param name="Probabilities">Shape (rows,), in (0, 1).</param>
/// <param name="Strange">Features with missing or unseen cells.</param>
public sealed record Scores(double[] LogOdds, double[] Probabilities, IReadOnlyList<Strangeness> Strange);

/// <summary>A model ready for use: schema, weighted parts and calibration. Immutable; many threads may score at once.</summary>
public sealed class ProbabilityModel
{
    /// <summary>What of the calibration scales every contribution; the identity beside a bent map.</summary>
    private readonly Platt _affine;

    /// <summary>Binds the parts.</summary>
    /// <exception cref="ArgumentException">No part of a model with signal, weights that do not add to 1, or a bent calibration and a feature of its name.</exception>
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

    /// <summary>Features, kinds and levels.</summary>
    public Schema Schema { get; }

    /// <summary>Whether there is anything to learn.</summary>
    public Signal Signal { get; }

    /// <summary>Weighted learners; none without signal.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Map from the parts' log-odds to calibrated ones.</summary>
    public CalibrationMap Calibration { get; }

    /// <summary>What persons have changed by hand, oldest first.</summary>
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

    /// <summary>Explains one row. O(features) after the table is aligned; to explain many rows use <see cref="Explain(Table, IReadOnlyList{int})"/>.</summary>
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

    /// <summary>Whether a map's own contribution, if it has one, can be told from the features.</summary>
    internal static bool Fits(CalibrationMap calibration, Schema schema) =>
        calibration is Platt || schema.Features.All(feature => feature.Name != Explanation.CalibrationTerm);

    /// <summary>The same base rate and schema with nothing learned.</summary>
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

    // Before the contribution of a bent map.
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
        // As scored, so that a printed forecast is the same everywhere; the contributions add up to it but for rounding.
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
