using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>Settings of a training. The defaults suit every table.</summary>
/// <param name="Seed">Same data and seed give the same bytes, at any number of threads.</param>
/// <param name="Threads">Threads to use; 0 is one per core.</param>
public sealed record TrainingSettings(ulong Seed = 1, int Threads = 0)
{
    /// <summary>
    /// +1 for each numeric feature along which forecasts may only rise, −1 where they may only fall. Every learner
    /// keeps to it.
    /// </summary>
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
