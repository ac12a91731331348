using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// Scores customers in a plain ML.NET program: MlNetSample MODEL.zip ROWS.csv
// Needs only the packages Microsoft.ML, Microsoft.ML.OnnxTransformer and Microsoft.ML.OnnxRuntime.
var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out _);
PredictionEngine<Customer, Prediction> engine = context.Model.CreatePredictionEngine<Customer, Prediction>(model);
foreach (var line in File.ReadLines(args[1]).Skip(1))
{
    var cells = line.Split(',');
    Prediction prediction = engine.Predict(new Customer { Logins = Number(cells[0]), Tier = cells[1] });
    Console.WriteLine(prediction.Probability[0].ToString("R", CultureInfo.InvariantCulture));
}

static float Number(string cell) => cell.Length > 0 ? float.Parse(cell, CultureInfo.InvariantCulture) : float.NaN;

/// <summary>A row as the model wants it: NaN and empty text are missing.</summary>
internal sealed class Customer
{
    [ColumnName("logins")]
    public float Logins { get; set; }

    [ColumnName("tier")]
    public string Tier { get; set; } = "";
}

internal sealed class Prediction
{
    [ColumnName("probability"), VectorType(1)]
    public double[] Probability { get; set; } = [];
}
