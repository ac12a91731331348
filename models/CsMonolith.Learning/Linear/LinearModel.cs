using System.Text.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Linear;

/// <summary>Logistic regression over a standardised design.</summary>
internal sealed class LinearModel(double intercept, DesignColumn[] design, double[] coefficients) : IModel
{
    public const string KindName = "linear";

    public string Kind => KindName;

    public double Intercept => intercept;

    /// <summary>Each column of the design with its coefficient.</summary>
    public IEnumerable<(DesignColumn Column, double Coefficient)> Terms => design.Zip(coefficients);

    public void Contribute(Table aligned, int row, double weight, Span<double> into)
    {
        for (var i = 0; i < design.Length; i++)
        {
            into[design[i].Feature] += weight * coefficients[i] * design[i].At(aligned.Columns[design[i].Feature], row);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("intercept", intercept);
        json.WriteStartArray("columns");
        for (var i = 0; i < design.Length; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("feature", design[i].Feature);
            json.WriteString("role", design[i].Role switch
            {
                DesignRole.Number => "number",
                DesignRole.Missing => "missing",
                _ => "level",
            });
            json.WriteNumber("code", design[i].Code);
            json.WriteNumber("mean", design[i].Mean);
            json.WriteNumber("scale", design[i].Scale);
            json.WriteNumber("fill", design[i].Fill);
            json.WriteNumber("coefficient", coefficients[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
