namespace CsMonolith.Learning.Tables;

/// <summary>A named column is not in the file.</summary>
/// <param name="name">The name asked for.</param>
/// <param name="header">The names there are.</param>
public sealed class UnknownColumnException(string name, IReadOnlyList<string> header)
    : Exception($"There is no column '{name}'. Nearest: {string.Join(", ", NearestOf(name, header))}.")
{
    /// <summary>The name asked for.</summary>
    public string Name => name;

    /// <summary>Up to three names that are nearest to it, nearest first.</summary>
    public IReadOnlyList<string> Nearest { get; } = NearestOf(name, header);

    private static string[] NearestOf(string name, IReadOnlyList<string> header) =>
        [.. header.OrderBy(other => Distance(name.ToUpperInvariant(), other.ToUpperInvariant())).Take(3)];

    // Levenshtein's distance with two rows.
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var letter in a)
        {
            var row = new int[b.Length + 1];
            row[0] = above[0] + 1;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (letter == b[j - 1] ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }
}
