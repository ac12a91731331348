using System.Text.Json;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>How to train. The defaults are meant for every table.</summary>
/// <param name="Seed">Same data and seed give the same bytes, at any number of threads.</param>
/// <param name="Threads">Threads to use; 0 is one per core.</param>
public sealed record TrainingSettings(ulong Seed = 1, int Threads = 0)
{
    /// <summary>+1 for each numeric feature along which forecasts may only rise, −1 where they may only fall. Every learner obeys.</summary>
    public IReadOnlyDictionary<string, int> Monotone { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Shape (features,): −1, 0 or +1.</summary>
    /// <exception cref="SchemaException">A named column is absent or holds text.</exception>
    internal int[] SignsOf(Table aligned)
    {
        foreach (var (name, sign) in Monotone)
        {
            if (aligned.Find(name) is not { Kind: ColumnKind.Numeric } && sign != 0)
            {
                throw new SchemaException(
                    name,
                    new(
                        $"Forecasts cannot rise or fall along '{name}': there is no such column of numbers.",
                        $"列「{name}」は数値の列として存在しないため、単調性を指定できません。"
                    )
                );
            }
        }

        return [.. aligned.Columns.Select(column => Math.Sign(Monotone.GetValueOrDefault(column.Name)))];
    }

    internal ParallelOptions Parallel(CancellationToken cancellation) =>
        new()
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Threads > 0 ? Threads : Environment.ProcessorCount,
        };
}

/// <summary>How far a training is.</summary>
/// <param name="Stage">Stable word such as <c>linear</c> or <c>additive</c>.</param>
/// <param name="Fraction">Share of the stage that is done, in [0, 1].</param>
public readonly record struct TrainingProgress(string Stage, double Fraction);

/// <summary>A fitted model whose log-odds are an intercept plus one contribution of each feature, exactly.</summary>
/// <remarks>Implementations are immutable and may be used by many threads at once.</remarks>
public interface IModel
{
    /// <summary>Stable word for the kind of model, also in its file.</summary>
    string Kind { get; }

    /// <summary>Log-odds to which the contributions add.</summary>
    double Intercept { get; }

    /// <summary>Adds <paramref name="weight"/> times each feature's contribution, in log-odds, to <paramref name="into"/>.</summary>
    /// <param name="aligned">A table in the form of the schema that the model was fitted to.</param>
    /// <param name="row">Row of that table.</param>
    /// <param name="weight">Factor, so that blends need no second buffer.</param>
    /// <param name="into">IN/OUT, shape (features,). An interaction is shared equally by its two features, as Shapley's value does.</param>
    void Contribute(Table aligned, int row, double weight, Span<double> into);

    /// <summary>Adds <paramref name="weight"/> times each row's log-odds less the intercept: the sum of its contributions, by the fastest way.</summary>
    /// <param name="aligned">A table in the form of the schema that the model was fitted to.</param>
    /// <param name="from">First row.</param>
    /// <param name="weight">Factor, so that blends need no second buffer.</param>
    /// <param name="into">IN/OUT, shape (rows,): rows from <paramref name="from"/> on. A row's bits do not depend on its company.</param>
    void Score(Table aligned, int from, double weight, Span<double> into)
    {
        var contributions = new double[aligned.Columns.Count];
        for (var i = 0; i < into.Length; i++)
        {
            Array.Clear(contributions);
            Contribute(aligned, from + i, weight, contributions);
            foreach (var contribution in contributions)
            {
                into[i] += contribution;
            }
        }
    }

    /// <summary>Writes the properties of the model's JSON object, without the braces.</summary>
    void Write(Utf8JsonWriter json);
}

/// <summary>A model fitted to all rows, and for each fold one that has not seen it.</summary>
/// <param name="Model">Fitted to all rows.</param>
/// <param name="FoldModels">Shape (folds,): the k-th was fitted without the rows of fold k.</param>
public sealed record CrossFit(IModel Model, IReadOnlyList<IModel> FoldModels);

/// <summary>Learns a model. One that wraps another library (ML.NET's, where a feed serves it) plugs in here.</summary>
/// <remarks>
/// Training returns the model together with one for each fold, because some learners get the latter for nothing: the additive one's bags
/// are its folds. A trainer without such a gift fits folds + 1 times.
/// </remarks>
public interface ITrainer
{
    /// <summary>Stable word, the stage in <see cref="TrainingProgress"/>.</summary>
    string Name { get; }

    /// <summary>Fits to labelled rows.</summary>
    /// <param name="aligned">Labelled rows with both outcomes, in the form of their schema.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="progress">Told from several threads at once.</param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    CrossFit Fit(
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation
    );
}
