using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Rows to train from and rows to judge by.</summary>
/// <param name="Name">Such as <c>r0/3</c> or <c>2026-03-31</c>.</param>
/// <param name="Training">Ascending.</param>
/// <param name="Test">Ascending.</param>
public sealed record TrainTestSplit(string Name, int[] Training, int[] Test);

/// <summary>Repeated ways to split rows into training and test: cross-validation and rolling periods.</summary>
public static class TrainTestSplits
{
    /// <summary>
    /// Cross-validation several times over, each with other folds: by group if the table has groups, else stratified,
    /// copies together.
    /// </summary>
    /// <param name="table">Labelled rows; time is not looked at.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="repeats">At least 1.</param>
    /// <param name="seed">Seed of the deals.</param>
    public static IReadOnlyList<TrainTestSplit> Repeated(Table table, int folds, int repeats, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var timeless = new Table(
            table.Columns,
            table.Labels.ToArray(),
            table.Groups.Length > 0 ? table.Groups.ToArray() : null
        );
        return
        [
            .. Enumerable
                .Range(0, repeats)
                .SelectMany(repeat =>
                {
                    var dealt = Folds.Assign(timeless, folds, seed + (ulong)repeat);
                    return Enumerable
                        .Range(0, dealt.Count)
                        .Select(fold => new TrainTestSplit(
                            $"r{repeat}/{fold}",
                            dealt.OtherRows(fold),
                            dealt.Rows(fold)
                        ));
                }),
        ];
    }

    /// <summary>Each of the last days in turn, judged by a model of what was decided before it.</summary>
    /// <param name="table">Labelled rows with times.</param>
    /// <param name="periods">
    /// Days to judge, at least 1, counted from the last; days whose split lacks an outcome on one side are left out.
    /// </param>
    /// <param name="embargoDays">
    /// As long as the label's horizon: a training row must be that much older than the day judged, at least 0.
    /// </param>
    /// <param name="newCustomersOnly">Whether customers with test rows are left out of training; needs groups.</param>
    /// <exception cref="ArgumentException">The table has no labels or no times.</exception>
    public static IReadOnlyList<TrainTestSplit> Temporal(
        Table table,
        int periods,
        int embargoDays,
        bool newCustomersOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        if (!table.HasLabels || table.Times.Length == 0)
        {
            throw new ArgumentException("A split by time needs labels and times.", nameof(table));
        }

        return
        [
            .. table
                .Times.ToArray()
                .Distinct()
                .OrderDescending()
                .Take(periods)
                .Reverse()
                .Select(day => At(table, day, embargoDays, newCustomersOnly))
                .OfType<TrainTestSplit>(),
        ];
    }

    /// <summary>
    /// One day judged by a model of what was decided before it; null if a side lacks one of the outcomes.
    /// </summary>
    /// <inheritdoc cref="Temporal"/>
    /// <param name="day">Rows of this day are judged.</param>
    public static TrainTestSplit? At(Table table, DateOnly day, int embargoDays, bool newCustomersOnly = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(embargoDays);
        var times = table.Times.ToArray();
        int[] test = [.. Enumerable.Range(0, times.Length).Where(row => times[row] == day)];
        var judged =
            newCustomersOnly && table.Groups.Length > 0
                ? Array.ConvertAll(test, row => table.Groups[row]).ToHashSet(StringComparer.Ordinal)
                : [];
        var last = day.AddDays(-Math.Max(embargoDays, 1));
        int[] training =
        [
            .. Enumerable
                .Range(0, times.Length)
                .Where(row => times[row] <= last && !(judged.Count > 0 && judged.Contains(table.Groups[row]))),
        ];
        return HasBoth(table, training) && HasBoth(table, test)
            ? new TrainTestSplit(
                day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                training,
                test
            )
            : null;
    }

    /// <summary>
    /// Training rows of a split cut down to a share, customers whole, the larger always holding the smaller.
    /// </summary>
    internal static int[] Part(Table table, int[] training, double share, ulong seed)
    {
        var names =
            table.Groups.Length > 0
                ? Folds.Numbered(Array.ConvertAll(training, row => table.Groups[row]))
                : [.. Enumerable.Range(0, training.Length)];
        var order = Enumerable.Range(0, names.Max() + 1).ToArray();
        SplitMix.For(seed, "part").Shuffle(order);
        var kept = order.Take((int)Math.Ceiling(share * order.Length)).ToHashSet();
        return [.. training.Where((_, i) => kept.Contains(names[i]))];
    }

    private static bool HasBoth(Table table, int[] rows)
    {
        var positives = rows.Count(row => table.Labels[row]);
        return positives > 0 && positives < rows.Length;
    }
}
