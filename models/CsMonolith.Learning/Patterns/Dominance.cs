namespace CsMonolith.Learning.Patterns;

/// <summary>Removes patterns that are redundant beside a stronger one.</summary>
internal static class Dominance
{
    private const double SameRows = 0.7;

    /// <summary>
    /// Of patterns that hold for nearly the same rows (Jaccard above 0.7), or that cut the same column, the one with
    /// the least p on the mining half.
    /// </summary>
    /// <param name="proposed">Patterns of one phase with their conditions.</param>
    /// <param name="rows">Rows of the mining half in that phase.</param>
    public static IEnumerable<(Pattern Pattern, Condition Condition)> Best(
        IReadOnlyList<(Pattern Pattern, Condition Condition)> proposed,
        int[] rows
    )
    {
        var kept = new List<(Pattern Pattern, Condition Condition)>();
        foreach (
            var one in proposed
                // Rounded, since a level and its opposite are equal but for rounding.
                .OrderBy(one => Math.Round(Math.Log(Math.Max(one.Pattern.Mined.P, double.Epsilon)), 9))
                .ThenByDescending(one => one.Pattern.Mined.Difference.Value)
                .ThenBy(one => one.Condition.Name, StringComparer.Ordinal)
        )
        {
            if (
                !kept.Exists(better =>
                    better.Condition.Column == one.Condition.Column
                    || Likeness(better.Condition, one.Condition, rows) > SameRows
                )
            )
            {
                kept.Add(one);
            }
        }

        return kept;
    }

    // A condition and its opposite part the rows alike.
    private static double Likeness(Condition a, Condition b, int[] rows)
    {
        int both = 0,
            one = 0,
            crossed = 0,
            either = 0;
        foreach (var row in rows)
        {
            if (a.Holds[row] is { } x && b.Holds[row] is { } y)
            {
                both += x && y ? 1 : 0;
                one += x || y ? 1 : 0;
                crossed += x && !y ? 1 : 0;
                either += x || !y ? 1 : 0;
            }
        }

        return Math.Max((double)both / Math.Max(one, 1), (double)crossed / Math.Max(either, 1));
    }
}
