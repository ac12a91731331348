using System.Text;

namespace CsMonolith.Journey;

/// <summary>A name as it is compared: case, width, spaces and hyphens do not count.</summary>
internal static class PlainWord
{
    public static string Of(string word) =>
        new([
            .. word.Normalize(NormalizationForm.FormKC)
                .ToLowerInvariant()
                .Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '_')),
        ]);
}
