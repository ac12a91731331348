using System.Text.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Linear;

/// <summary>Logistic regression over a standardised design.</summary>
internal sealed class LinearModel : IModel
{
    public const string KindName = "linear";

    private readonly DesignColumn[] _design;
    private readonly double[] _coefficients;
    private readonly int[] _numbers;
    private readonly Indicators[] _indicators;

    /// <param name="intercept">Log-odds of the average training row.</param>
    /// <param name="design">Columns.</param>
    /// <param name="coefficients">Shape (columns,).</param>
    public LinearModel(double intercept, DesignColumn[] design, double[] coefficients)
    {
        (Intercept, _design, _coefficients) = (intercept, design, coefficients);
        _numbers =
        [
            .. Enumerable
                .Range(0, design.Length)
                .Where(i => design[i].Role == DesignRole.Number && coefficients[i] != 0),
        ];
        _indicators =
        [
            .. Enumerable
                .Range(0, design.Length)
                .Where(i => design[i].Role != DesignRole.Number && coefficients[i] != 0)
                .GroupBy(i => design[i].Feature)
                .Select(columns => IndicatorsOf(columns.Key, [.. columns])),
        ];
    }

    public string Kind => KindName;

    public double Intercept { get; }

    /// <summary>Each column of the design with its coefficient.</summary>
    public IEnumerable<(DesignColumn Column, double Coefficient)> Terms => _design.Zip(_coefficients);

    public void Contribute(Table aligned, int row, double weight, Span<double> into)
    {
        for (var i = 0; i < _design.Length; i++)
        {
            into[_design[i].Feature] +=
                weight * _coefficients[i] * _design[i].At(aligned.Columns[_design[i].Feature], row);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A column at a time, all levels of a feature at once: O(rows × features).</remarks>
    public void Score(Table aligned, int from, double weight, Span<double> into)
    {
        foreach (var i in _numbers)
        {
            var column = aligned.Columns[_design[i].Feature];
            for (var row = 0; row < into.Length; row++)
            {
                into[row] += weight * _coefficients[i] * _design[i].At(column, from + row);
            }
        }

        foreach (var indicators in _indicators)
        {
            var column = aligned.Columns[indicators.Feature];
            for (var row = 0; row < into.Length; row++)
            {
                into[row] += weight * indicators.At(column, from + row);
            }
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("intercept", Intercept);
        json.WriteStartArray("columns");
        for (var i = 0; i < _design.Length; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("feature", _design[i].Feature);
            json.WriteString(
                "role",
                _design[i].Role switch
                {
                    DesignRole.Number => "number",
                    DesignRole.Missing => "missing",
                    _ => "level",
                }
            );
            json.WriteNumber("code", _design[i].Code);
            json.WriteNumber("mean", _design[i].Mean);
            json.WriteNumber("scale", _design[i].Scale);
            json.WriteNumber("fill", _design[i].Fill);
            json.WriteNumber("coefficient", _coefficients[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Indicators IndicatorsOf(int feature, int[] columns)
    {
        var otherwise = columns.Sum(i => -_coefficients[i] * _design[i].Mean / _design[i].Scale);
        var ofLevel = new double[columns.Max(i => _design[i].Role == DesignRole.Level ? _design[i].Code + 1 : 0)];
        Array.Fill(ofLevel, otherwise);
        var missing = otherwise;
        foreach (var i in columns)
        {
            if (_design[i].Role == DesignRole.Missing)
            {
                missing += _coefficients[i] / _design[i].Scale;
            }
            else
            {
                ofLevel[_design[i].Code] += _coefficients[i] / _design[i].Scale;
            }
        }

        return new Indicators(feature, ofLevel, missing, otherwise);
    }

    /// <summary>What a feature's levels and its missing cells add.</summary>
    /// <param name="Feature">Index of the feature.</param>
    /// <param name="OfLevel">Shape (codes,).</param>
    /// <param name="Missing">What a missing cell adds.</param>
    /// <param name="Otherwise">What every other cell adds: a number that is there, an unseen level.</param>
    private sealed record Indicators(int Feature, double[] OfLevel, double Missing, double Otherwise)
    {
        public double At(Column column, int row)
        {
            if (column.IsMissing(row))
            {
                return Missing;
            }

            return column.Kind == ColumnKind.Category && column.Codes[row] is var code and >= 0 && code < OfLevel.Length
                ? OfLevel[code]
                : Otherwise;
        }
    }
}
