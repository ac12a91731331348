namespace CsMonolith.Learning.Patterns;

/// <summary>Two conditions that hold together.</summary>
/// <param name="Better">The condition with the larger absolute difference of the outcome on the mining half.</param>
/// <param name="Other">The other.</param>
internal sealed record Conjunction(Condition Better, Condition Other)
{
    /// <summary>Most single conditions that are joined with each other.</summary>
    private const int MostJoined = 30;

    /// <summary>
    /// Every two of the best conditions of different columns, each as it is and turned round. O(4 · 30² / 2 × rows).
    /// </summary>
    /// <param name="singles">Single conditions of different columns, best first.</param>
    public static IEnumerable<Conjunction> Of(IReadOnlyList<Condition> singles)
    {
        Condition[][] sides = [.. singles.Take(MostJoined).Select(single => new[] { single, single.Not() })];
        return from i in Enumerable.Range(0, sides.Length)
            from j in Enumerable.Range(i + 1, sides.Length - i - 1)
            from better in sides[i]
            from other in sides[j]
            select new Conjunction(better, other);
    }

    /// <summary>
    /// P that the conjunction is no better than its better half: Fisher's, among the rows in which that half holds.
    /// </summary>
    /// <returns>1 if an arm is empty.</returns>
    public double Unproductive(IEnumerable<int> rows, bool[] labels)
    {
        var arms = default(Arms);
        foreach (var row in rows)
        {
            var hit = labels[row] ? 1 : 0;
            arms += (Better.Holds[row], Other.Holds[row]) switch
            {
                (true, true) => new Arms(1, hit, 0, 0),
                (true, false) => new Arms(0, 0, 1, hit),
                _ => default,
            };
        }

        return Math.Min(arms.With, arms.Without) == 0 ? 1 : Effect.FisherTwoSided(arms);
    }

    /// <summary>The condition that holds where both do, and fails where either does.</summary>
    public Condition Both()
    {
        var (a, b) = (Better, Other);
        var holds = new bool?[a.Holds.Count];
        for (var row = 0; row < holds.Length; row++)
        {
            holds[row] = (a.Holds[row], b.Holds[row]) switch
            {
                (true, true) => true,
                (false, _) or (_, false) => false,
                _ => null,
            };
        }

        return new Condition($"{a.Name} ∧ {b.Name}", $"{a.Column} ∧ {b.Column}", holds);
    }
}
