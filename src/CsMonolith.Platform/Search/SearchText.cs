using System.Text;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Search;

/// <summary>
/// What somebody typed, and how well names fit it. Both are compared in one form: NFKC (full-width letters, half-width
/// katakana), lower case, katakana as hiragana, one blank between words.
/// </summary>
public sealed class SearchText
{
    private readonly string _form;

    private SearchText(string form) => _form = form;

    /// <summary>Reads what was typed.</summary>
    public static SearchText Of(string typed) => new(Form(typed));

    /// <summary>Whether nothing is left to look for.</summary>
    public bool IsEmpty => _form.Length == 0;

    /// <summary>
    /// How well the best of some names fits: 0 the same, 1 begins with it, 2 contains it; <c>null</c> if none does.
    /// </summary>
    public int? Rank(params IReadOnlyList<string?> names)
    {
        int? best = null;
        foreach (var name in names)
        {
            if (name is not null && RankOf(Form(name)) is { } rank && !(best <= rank))
            {
                best = rank;
            }
        }

        return best;
    }

    private int? RankOf(string name) =>
        IsEmpty ? null
        : name == _form ? 0
        : name.StartsWith(_form, StringComparison.Ordinal) ? 1
        : name.Contains(_form, StringComparison.Ordinal) ? 2
        : null;

    // What is no text (half of a surrogate pair) has no normal form, and is like nothing.
    private static string Form(string text)
    {
        text = NarrowText.Narrow(text)!;
        var form = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                form.Append(
                    letter is >= 'ァ' and <= 'ヶ' ? (char)(letter - 'ァ' + 'ぁ') : char.ToLowerInvariant(letter)
                );
            }
            else if (form.Length > 0 && form[^1] != ' ')
            {
                form.Append(' ');
            }
        }

        return form.ToString().TrimEnd();
    }
}
