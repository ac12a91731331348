namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>
/// Rows that each have a model which has not seen them: what a question "how would the forecast change" is asked of.
/// </summary>
internal sealed class HeldOutRows
{
    private readonly int[][] _rowsOf;

    /// <summary>Takes every n-th row, so that all folds and times are in the sample.</summary>
    /// <param name="aligned">Labelled rows in the form of their schema.</param>
    /// <param name="modelOf">Shape (rows,): which model has not seen the row, from 0.</param>
    /// <param name="most">Most rows that are taken.</param>
    public HeldOutRows(Table aligned, int[] modelOf, int most)
    {
        var every = (aligned.Rows + most - 1) / most;
        int[] taken = [.. Enumerable.Range(0, (aligned.Rows + every - 1) / every).Select(i => i * every)];
        Table = aligned.Take(taken);
        _rowsOf =
        [
            .. Enumerable
                .Range(0, modelOf.Max() + 1)
                .Select(model => Enumerable.Range(0, taken.Length).Where(i => modelOf[taken[i]] == model).ToArray()),
        ];
    }

    /// <summary>The rows, in the form of their schema.</summary>
    public Table Table { get; }

    /// <summary>Shape (rows,): log-odds of the rows by the model that has not seen them.</summary>
    /// <param name="models">Shape (models,).</param>
    /// <param name="changed">The rows in the form of their schema, with some cells changed.</param>
    public double[] LogOdds(IReadOnlyList<ProbabilityModel> models, Table changed)
    {
        var logOdds = new double[changed.Rows];
        for (var model = 0; model < _rowsOf.Length; model++)
        {
            var scored = ScoresOf(models[model], changed.Take(_rowsOf[model]));
            for (var i = 0; i < scored.Length; i++)
            {
                logOdds[_rowsOf[model][i]] = scored[i];
            }
        }

        return logOdds;
    }

    // As the model scores a table, without bringing it into the schema's form once more.
    private static double[] ScoresOf(ProbabilityModel model, Table aligned)
    {
        var logOdds = new double[aligned.Rows];
        foreach (var part in model.Parts)
        {
            var scores = new double[aligned.Rows];
            Array.Fill(scores, part.Weight * part.Model.Intercept);
            part.Model.Score(aligned, 0, part.Weight, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                logOdds[i] += scores[i];
            }
        }

        return model.Parts.Count == 0
            ? Array.ConvertAll(logOdds, _ => model.BaseLogOdds)
            : Array.ConvertAll(logOdds, model.Calibration.Apply);
    }
}
