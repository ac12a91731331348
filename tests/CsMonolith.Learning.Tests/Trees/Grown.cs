using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

/// <summary>Tree models fitted to made tables.</summary>
internal static class Grown
{
    public static TreeModel On(Table table, TreeSettings settings, int threads = 0, float[]? weights = null)
    {
        var aligned = Schema.Of(table, minRows: 5).Align(table);
        return (TreeModel)
            new TreeTrainer(settings).FitAll(
                aligned,
                weights,
                new TrainingSettings(Seed: 1, threads),
                CancellationToken.None
            );
    }

    public static CrossFit CrossFit(Table table, TreeSettings? settings = null, int threads = 0)
    {
        var aligned = Schema.Of(table, minRows: 5).Align(table);
        var trainer = settings is null ? new TreeTrainer() : new TreeTrainer(settings);
        return trainer.Fit(
            aligned,
            Folds.Assign(table, 4, seed: 1),
            new TrainingSettings(Seed: 1, threads),
            progress: null,
            CancellationToken.None
        );
    }

    /// <summary>The model as one that is ready for use.</summary>
    public static ProbabilityModel Ready(Table table, IModel model) =>
        new(
            Schema.Of(table, minRows: 5),
            Signal.Found,
            [new Part(1, model)],
            Learning.Calibration.Platt.Identity,
            baseRate: 0.3
        );

    /// <summary>Log-odds of every row.</summary>
    public static double[] LogOdds(IModel model, Table table)
    {
        var scores = new double[table.Rows];
        Array.Fill(scores, model.Intercept);
        model.Score(Schema.Of(table, minRows: 5).Align(table), 0, 1, scores);
        return scores;
    }
}
