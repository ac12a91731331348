using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Pipelines;

/// <summary>The columns that a prediction adds to a row.</summary>
internal static class PredictionColumns
{
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";

    public static DataViewSchema After(DataViewSchema input)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(Score, NumberDataViewType.Single);
        schema.AddColumn(Probability, NumberDataViewType.Single);
        schema.AddColumn(PredictedLabel, BooleanDataViewType.Instance);
        return schema.ToSchema();
    }

    // ML.NET lets nobody outside make a column of a shape; a mapping that adds the same columns has them.
    public static SchemaShape ShapeAfter(SchemaShape input) =>
        new MLContext(seed: 0)
            .Transforms.CustomMapping<Nothing, Added>((_, _) => { }, contractName: null)
            .GetOutputSchema(input);

    /// <summary>Delegate that reads an added column of the row for which <paramref name="logOdds"/> answers.</summary>
    public static ValueGetter<TValue> Getter<TValue>(string name, Func<double> logOdds)
    {
        Delegate getter = name switch
        {
            Score => (ValueGetter<float>)((ref float into) => into = (float)logOdds()),
            Probability => (ValueGetter<float>)((ref float into) => into = (float)Logistic.Sigmoid(logOdds())),
            _ => (ValueGetter<bool>)((ref bool into) => into = logOdds() > 0),
        };
        return (ValueGetter<TValue>)getter;
    }

    private sealed class Nothing;

    private sealed class Added
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
