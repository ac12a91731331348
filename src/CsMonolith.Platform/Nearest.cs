using System.Text;

namespace CsMonolith.Platform;

/// <summary>Names the names that a mistyped one may have meant.</summary>
public static class Nearest
{
    private const int Most = 3;

    /// <summary>What two names have in common that differ only in case, width, spaces and signs.</summary>
    public static string Key(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>"Did you mean …?", or the first few names.</summary>
    public static string Hint(string wrong, IReadOnlyList<string> names, string otherwise) =>
        Near(wrong, names) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near)}?"
        : names.Count == 0 ? $"{otherwise} none."
        : $"{otherwise} {string.Join(", ", names.Take(20))}.";

    /// <summary>The same in Japanese.</summary>
    public static string HintJa(string wrong, IReadOnlyList<string> names) =>
        Near(wrong, names) is { Count: > 0 } near ? $"「{string.Join("」「", near)}」ではありませんか。"
        : names.Count == 0 ? "使えるものはありません。"
        : $"使えるのは {string.Join("、", names.Take(20))} です。";

    private static List<string> Near(string wrong, IReadOnlyList<string> names) =>
        [
            .. names
                .Select(name => (name, far: Distance(Key(wrong), Key(name))))
                .Where(pair => pair.far <= Math.Max(1, Math.Min(wrong.Length, pair.name.Length) / 2))
                .OrderBy(pair => pair.far)
                .Take(Most)
                .Select(pair => pair.name),
        ];

    // Levenshtein's, on names of at most 200 letters.
    private static int Distance(string a, string b)
    {
        (a, b) = (a[..Math.Min(a.Length, 200)], b[..Math.Min(b.Length, 200)]);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (corner, row[j]) = (
                    row[j],
                    Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1))
                );
            }
        }

        return row[^1];
    }
}
