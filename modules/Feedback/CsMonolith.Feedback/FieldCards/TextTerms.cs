using System.Text;

namespace CsMonolith.Feedback.FieldCards;

/// <summary>
/// Splits texts into terms that can be compared: whole words of letters and digits, and pairs of neighbouring Japanese
/// characters, since Japanese has no spaces and no dictionary is at hand. Pairs of hiragana are left out: they are
/// mostly grammar.
/// </summary>
internal static class TextTerms
{
    public static IReadOnlySet<string> Of(params IReadOnlyList<string> texts)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var run = new StringBuilder();
            foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Append(' '))
            {
                if (run.Length > 0 && (!char.IsLetterOrDigit(letter) || IsJapanese(letter) != IsJapanese(run[0])))
                {
                    Cut(run.ToString(), terms);
                    run.Clear();
                }

                if (char.IsLetterOrDigit(letter))
                {
                    run.Append(letter);
                }
            }
        }

        return terms;
    }

    private static void Cut(string run, HashSet<string> terms)
    {
        if (!IsJapanese(run[0]))
        {
            if (run.Length > 1)
            {
                terms.Add(run);
            }

            return;
        }

        for (var i = 0; i + 1 < run.Length; i++)
        {
            if (!IsHiragana(run[i]) || !IsHiragana(run[i + 1]))
            {
                terms.Add(run.Substring(i, 2));
            }
        }
    }

    // Kana, the prolonged sound mark, and the unified ideographs.
    private static bool IsJapanese(char letter) =>
        letter is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or '々';

    private static bool IsHiragana(char letter) => letter is >= '\u3040' and <= '\u309f';
}
