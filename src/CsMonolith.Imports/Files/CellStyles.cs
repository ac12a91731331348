using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CsMonolith.Imports.Files;

/// <summary>What the number formats of a workbook make of its numbers: days, and codes with leading zeros.</summary>
internal sealed class CellStyles
{
    private readonly HashSet<uint> _dates = [];
    private readonly Dictionary<uint, string> _zeros = [];

    /// <summary>Reads the formats of a workbook.</summary>
    public static CellStyles Of(Stylesheet? styles)
    {
        var codes =
            styles
                ?.NumberingFormats?.Elements<NumberingFormat>()
                .Where(format => format.NumberFormatId?.Value is not null)
                .GroupBy(format => format.NumberFormatId!.Value)
                .ToDictionary(group => group.Key, group => group.Last().FormatCode?.Value ?? "")
            ?? [];
        var all =
            styles?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0).ToList()
            ?? [];
        var found = new CellStyles();
        for (var i = 0; i < all.Count; i++)
        {
            var code = codes.GetValueOrDefault(all[i], "");
            if (IsBuiltInDate(all[i]) || IsDate(code))
            {
                found._dates.Add((uint)i);
            }
            else if (ZerosOf(code) is { } zeros)
            {
                found._zeros.Add((uint)i, zeros);
            }
        }

        return found;
    }

    /// <summary>Whether numbers of a style are days.</summary>
    public bool IsDate(uint style) => _dates.Contains(style);

    /// <summary>A whole number with the zeros and hyphens of its style, or <c>null</c> if it has none.</summary>
    public string? Padded(uint style, double number)
    {
        if (!_zeros.TryGetValue(style, out var zeros) || number < 0 || number != Math.Truncate(number))
        {
            return null;
        }

        var digits = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        var shown = new Stack<char>();
        var at = digits.Length;
        for (var i = zeros.Length - 1; i >= 0; i--)
        {
            shown.Push(
                zeros[i] == '-' ? '-'
                : at > 0 ? digits[--at]
                : '0'
            );
        }

        while (at > 0)
        {
            shown.Push(digits[--at]);
        }

        return string.Concat(shown);
    }

    // ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the Japanese calendar's.
    private static bool IsBuiltInDate(uint id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58;

    private static bool IsDate(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var letter in code)
        {
            quoted ^= letter == '"';
            bracketed = letter == '[' || (bracketed && letter != ']');
            if (!quoted && !bracketed && letter is 'y' or 'Y' or 'd' or 'D' or 'e' or 'g')
            {
                return true;
            }
        }

        return false;
    }

    // 00000 and 0000-000: formats of codes, in which every digit is written.
    private static string? ZerosOf(string code)
    {
        var first = string.Concat(code.Split(';')[0].Where(letter => letter is not ('\\' or '"')));
        return
            first.Length is >= 2 and <= 30
            && first.All(letter => letter is '0' or '-')
            && first[0] == '0'
            && first.Count(letter => letter == '0') >= 2
            ? first
            : null;
    }
}
