using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>The rule by which rows were assigned to folds.</summary>
public enum FoldKind
{
    /// <summary>At random, each fold with the same share of labels; equal rows stay together.</summary>
    Stratified,

    /// <summary>By group: nobody has rows in two folds.</summary>
    Group,

    /// <summary>By time: a fold is a period.</summary>
    Time,
}

/// <summary>Which fold each row belongs to.</summary>
public sealed class Folds
{
    private readonly int[] _of;

    private Folds(int[] of, int count, FoldKind kind) => (_of, Count, Kind) = (of, count, kind);

    /// <summary>Number of folds, at least 2.</summary>
    public int Count { get; }

    /// <summary>The rule by which rows were assigned.</summary>
    public FoldKind Kind { get; }

    /// <summary>Shape (rows,): fold in [0, <see cref="Count"/>).</summary>
    public ReadOnlySpan<int> Of => _of;

    /// <summary>Rows of one fold, ascending.</summary>
    public int[] Rows(int fold) => [.. Enumerable.Range(0, _of.Length).Where(row => _of[row] == fold)];

    /// <summary>Rows of all folds but one, ascending.</summary>
    public int[] OtherRows(int fold) => [.. Enumerable.Range(0, _of.Length).Where(row => _of[row] != fold)];

    /// <summary>Folds from a list of fold numbers, one for each row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two folds.</exception>
    public static Folds FromNumbers(ReadOnlySpan<int> of, FoldKind kind = FoldKind.Stratified)
    {
        var count = of.Length == 0 ? 0 : of.ToArray().Max() + 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2, nameof(of));
        return new Folds(of.ToArray(), count, kind);
    }

    /// <summary>
    /// Assigns labelled rows to folds: by time if they have at least two distinct days (and no group), else by group,
    /// else at random.
    /// </summary>
    /// <param name="table">Labelled rows.</param>
    /// <param name="count">
    /// Wanted number of folds, at least 2; fewer if there are not as many periods or groups.
    /// </param>
    /// <param name="seed">Seed of the assignment.</param>
    /// <remarks>
    /// A group outranks time here: a model would recognise a customer who is on both sides of a split, and a run holds
    /// out the latest period anyway. Rows with the same cells count as one group: exact copies leak through a random
    /// split.
    /// </remarks>
    public static Folds Assign(Table table, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var groups = table.Groups.Length > 0 ? Numbered(table.Groups.ToArray()) : null;
        if (groups is not null && groups.Max() >= 1)
        {
            return ByGroup(groups, table.Labels, count, seed, FoldKind.Group);
        }

        if (table.Times.Length > 0 && ByTime(table.Times, table.Labels, count) is { } byTime)
        {
            return byTime;
        }

        return ByGroup(IdenticalRows.Of(table), table.Labels, count, seed, FoldKind.Stratified);
    }

    private static Folds? ByTime(ReadOnlySpan<DateOnly> times, ReadOnlySpan<bool> labels, int count)
    {
        DateOnly[] days = [.. times.ToArray().Distinct().Order()];
        var folds = Math.Min(count, days.Length);
        if (folds < 2)
        {
            return null;
        }

        // Whole days go to one fold; folds are near equal in rows because days are dealt by their share of rows so far.
        var rowsOf = times.ToArray().GroupBy(day => day).ToDictionary(rows => rows.Key, rows => rows.Count());
        var foldOf = new Dictionary<DateOnly, int>();
        var before = 0;
        for (var i = 0; i < days.Length; i++)
        {
            var byRows = (int)((long)before * folds / times.Length);
            foldOf[days[i]] = days.Length == folds ? i : byRows;
            before += rowsOf[days[i]];
        }

        var used = foldOf
            .Values.Distinct()
            .Order()
            .Select((fold, rank) => (fold, rank))
            .ToDictionary(pair => pair.fold, pair => pair.rank);
        int[] of = [.. times.ToArray().Select(day => used[foldOf[day]])];
        return used.Count >= 2 && EveryRestHasBoth(of, labels, used.Count)
            ? new Folds(of, used.Count, FoldKind.Time)
            : null;
    }

    private static bool EveryRestHasBoth(int[] of, ReadOnlySpan<bool> labels, int count)
    {
        var total = labels.Count(true);
        for (var fold = 0; fold < count; fold++)
        {
            var (rows, positives) = (0, 0);
            for (var row = 0; row < of.Length; row++)
            {
                rows += of[row] == fold ? 1 : 0;
                positives += of[row] == fold && labels[row] ? 1 : 0;
            }

            if (total - positives < 1 || of.Length - rows - (total - positives) < 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Groups in random order, those with an outcome first, each to the fold with the fewest outcomes, then the fewest
    /// rows.
    /// </summary>
    private static Folds ByGroup(int[] groups, ReadOnlySpan<bool> labels, int count, ulong seed, FoldKind kind)
    {
        var groupCount = groups.Max() + 1;
        var folds = Math.Max(2, Math.Min(count, groupCount));
        var rows = new int[groupCount];
        var positives = new int[groupCount];
        for (var row = 0; row < groups.Length; row++)
        {
            rows[groups[row]]++;
            positives[groups[row]] += labels[row] ? 1 : 0;
        }

        var order = Enumerable.Range(0, groupCount).ToArray();
        SplitMix.For(seed, "folds").Shuffle(order);
        var foldOf = new int[groupCount];
        var (foldRows, foldPositives) = (new int[folds], new int[folds]);
        foreach (var group in order.OrderByDescending(group => positives[group]).ThenByDescending(group => rows[group]))
        {
            var best = 0;
            for (var fold = 1; fold < folds; fold++)
            {
                var fewer =
                    positives[group] > 0
                        ? (foldPositives[fold], foldRows[fold]).CompareTo((foldPositives[best], foldRows[best]))
                        : foldRows[fold].CompareTo(foldRows[best]);
                best = fewer < 0 ? fold : best;
            }

            foldOf[group] = best;
            foldRows[best] += rows[group];
            foldPositives[best] += positives[group];
        }

        return new Folds([.. groups.Select(group => foldOf[group])], folds, kind);
    }

    internal static int[] Numbered(string[] groups)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. groups.Select(group =>
                numbers.TryGetValue(group, out var number) ? number : numbers[group] = numbers.Count
            ),
        ];
    }
}

/// <summary>Finds rows whose every feature cell is equal.</summary>
internal static class IdenticalRows
{
    /// <returns>
    /// Shape (rows,): the same number for equal rows, numbered by first appearance. O(rows × columns).
    /// </returns>
    public static int[] Of(Table table)
    {
        var seen = new Dictionary<RowKey, int>();
        var of = new int[table.Rows];
        for (var row = 0; row < of.Length; row++)
        {
            var key = new RowKey(table, row);
            if (!seen.TryGetValue(key, out of[row]))
            {
                seen.Add(key, of[row] = seen.Count);
            }
        }

        return of;
    }

    private readonly struct RowKey(Table table, int row) : IEquatable<RowKey>
    {
        private readonly int _hash = HashOf(table, row);

        private int Row => row;

        public bool Equals(RowKey other)
        {
            foreach (var column in table.Columns)
            {
                var same =
                    column.Kind == ColumnKind.Numeric
                        ? column.Numbers[row].Equals(column.Numbers[other.Row])
                        : column.Codes[row] == column.Codes[other.Row];
                if (!same)
                {
                    return false;
                }
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode() => _hash;

        private static int HashOf(Table table, int row)
        {
            var hash = new HashCode();
            foreach (var column in table.Columns)
            {
                hash.Add(column.Kind == ColumnKind.Numeric ? column.Numbers[row].GetHashCode() : column.Codes[row]);
            }

            return hash.ToHashCode();
        }
    }
}
