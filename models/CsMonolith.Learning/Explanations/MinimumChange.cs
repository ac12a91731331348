using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Explanations;

/// <summary>A feature that somebody can act on, and how.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Direction">1 if a number can only be raised, −1 if only lowered, 0 if either.</param>
/// <param name="Cost">Cost of moving the customer across all of the others, or to another level; above 0.</param>
public sealed record Lever(string Feature, int Direction = 0, double Cost = 1);

/// <summary>One feature changed.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="From">Cell as it is; empty if missing.</param>
/// <param name="To">Cell as it would have to be.</param>
public sealed record CellChange(string Feature, string From, string To);

/// <summary>The cheapest change that was found to take a row out of the risk band.</summary>
/// <param name="Changes">Features to change; empty if the row is out of the band already.</param>
/// <param name="Probability">Probability after it.</param>
/// <param name="Cost">Sum of the levers' costs, each times the share of other rows that the change passes.</param>
/// <remarks>What the model would say, not what the change would do: that is a question for an effect.</remarks>
public sealed record MinimumChange(IReadOnlyList<CellChange> Changes, double Probability, double Cost)
{
    private const int Steps = 20;
    private const int Kept = 40;

    /// <summary>Looks for the change among values that other rows have.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows whose values are possible, the row among them.</param>
    /// <param name="row">Row to move.</param>
    /// <param name="below">Probability to get below, in (0, 1).</param>
    /// <param name="levers">What can be acted on; every other feature stays.</param>
    /// <param name="most">Most features to change, at least 1.</param>
    /// <returns>Null if no change of so many levers suffices.</returns>
    /// <exception cref="ArgumentException">A lever names no feature of the model.</exception>
    /// <remarks>
    /// Values at twentieths of the other rows, or their levels. Fewest features first, among those the least cost;
    /// beyond one feature the 40 most helpful changes of the step before are extended, so that three features and more
    /// are a good change and not surely the best.
    /// </remarks>
    public static MinimumChange? Find(
        ProbabilityModel model,
        Table table,
        int row,
        double below,
        IReadOnlyList<Lever> levers,
        int most = 3
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(levers);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (
            levers.FirstOrDefault(lever => model.Schema.Features.All(feature => feature.Name != lever.Feature)) is
            { } unknown
        )
        {
            throw new ArgumentException($"The model has no feature '{unknown.Feature}'.", nameof(levers));
        }

        var own = table.Take([row]);
        var present = model.Score(own).Probabilities[0];
        if (present < below)
        {
            return new MinimumChange([], present, 0);
        }

        var steps = levers.SelectMany(lever => StepsOf(lever, table, row)).ToArray();
        List<FeatureMove[]> beam =
        [
            [],
        ];
        for (var count = 1; count <= most && beam.Count > 0; count++)
        {
            FeatureMove[][] tried =
            [
                .. beam.SelectMany(so =>
                    steps
                        .Where(step => so.Length == 0 || string.CompareOrdinal(so[^1].Feature, step.Feature) < 0)
                        .Select(step => (FeatureMove[])[.. so, step])
                ),
            ];
            if (tried.Length == 0)
            {
                return null;
            }

            var probabilities = Score(model, own, tried);
            var best = Enumerable
                .Range(0, tried.Length)
                .Where(i => probabilities[i] < below)
                .OrderBy(i => CostOf(tried[i]))
                .ThenBy(i => probabilities[i])
                .Cast<int?>()
                .FirstOrDefault();
            if (best is { } found)
            {
                return new MinimumChange(
                    [
                        .. tried[found]
                            .Select(step => new CellChange(
                                step.Feature,
                                own.Find(step.Feature)!.Text(0),
                                step.To.Text(0)
                            )),
                    ],
                    probabilities[found],
                    CostOf(tried[found])
                );
            }

            // Each lever keeps a few, or the strongest one alone would fill the beam.
            beam =
            [
                .. Enumerable
                    .Range(0, tried.Length)
                    .GroupBy(i => string.Join('\u001f', tried[i].Select(step => step.Feature)), StringComparer.Ordinal)
                    .SelectMany(same => same.OrderBy(i => probabilities[i]).Take(2))
                    .OrderBy(i => probabilities[i])
                    .Take(count == 1 ? int.MaxValue : Kept)
                    .Select(i => tried[i]),
            ];
        }

        return null;
    }

    private static double[] Score(ProbabilityModel model, Table own, FeatureMove[][] tried)
    {
        var rows = own.Take(new int[tried.Length]);
        foreach (
            var feature in tried
                .SelectMany(steps => steps.Select(step => step.Feature))
                .Distinct(StringComparer.Ordinal)
        )
        {
            var column = rows.Find(feature)!;
            var cells = tried
                .Select(steps => steps.FirstOrDefault(step => step.Feature == feature)?.To ?? own.Find(feature)!)
                .ToArray();
            rows = rows.With(
                column.Kind == ColumnKind.Numeric
                    ? Column.Numeric(feature, [.. cells.Select(cell => cell.Numbers[0])])
                    : Column.Category(feature, [.. cells.Select(cell => cell.Codes[0])], column.Levels)
            );
        }

        return model.Score(rows).Probabilities;
    }

    private static IEnumerable<FeatureMove> StepsOf(Lever lever, Table table, int row)
    {
        var column =
            table.Find(lever.Feature)
            ?? throw new ArgumentException($"The table has no column '{lever.Feature}'.", nameof(lever));
        return column.Kind == ColumnKind.Category ? Levels(lever, column, row) : Numbers(lever, column, row);
    }

    private static IEnumerable<FeatureMove> Levels(Lever lever, Column column, int row) =>
        Enumerable
            .Range(0, column.Levels.Count)
            .Where(code => code != column.Codes[row] && column.Codes.Contains(code))
            .Select(code => new FeatureMove(
                lever.Feature,
                Column.Category(lever.Feature, [code], column.Levels),
                lever.Cost
            ));

    private static List<FeatureMove> Numbers(Lever lever, Column column, int row)
    {
        float[] sorted = [.. column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order()];
        var present = column.Numbers[row];
        var steps = new List<FeatureMove>();
        foreach (
            var value in Enumerable
                .Range(0, Steps + 1)
                .Select(i =>
                    sorted.Length == 0 ? float.NaN : sorted[Math.Min(i * sorted.Length / Steps, sorted.Length - 1)]
                )
                .Distinct()
        )
        {
            // From an empty cell every value is a step across half of the others.
            var moved = float.IsNaN(present) ? lever.Direction : Math.Sign(value - present);
            if (float.IsNaN(value) || value.Equals(present) || lever.Direction != 0 && moved != lever.Direction)
            {
                continue;
            }

            var passed = float.IsNaN(present) ? 0.5 : Math.Abs(Rank(sorted, value) - Rank(sorted, present));
            steps.Add(
                new FeatureMove(
                    lever.Feature,
                    Column.Numeric(lever.Feature, [value]),
                    lever.Cost * Math.Max(passed, 1.0 / sorted.Length)
                )
            );
        }

        return steps;
    }

    private static double Rank(float[] sorted, float value) =>
        sorted.Count(other => other <= value) / (double)sorted.Length;

    private static double CostOf(FeatureMove[] steps) => steps.Sum(step => step.Cost);

    /// <param name="Feature">Feature's name.</param>
    /// <param name="To">A column of one row.</param>
    /// <param name="Cost">Cost of the step.</param>
    private sealed record FeatureMove(string Feature, Column To, double Cost);
}
