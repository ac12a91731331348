using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Tables;

/// <summary>The sign that stands before the decimals of a column of numbers.</summary>
internal enum DecimalMark
{
    /// <summary>1,234.56</summary>
    Point,

    /// <summary>1.234,56</summary>
    Comma,
}

/// <summary>A number as people write it: with signs of currency, separators of thousands and units.</summary>
/// <param name="Value">The number; a percentage is a share, 250万 is 2,500,000.</param>
/// <param name="Unit">What it counts, such as ¥ or %; empty for a bare number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenNumber(double Value, string Unit)
{
    /// <summary>Longest text that is looked at: no number of a table is longer.</summary>
    private const int Longest = 60;

    private const string Yen = "¥";

    private static readonly FrozenSet<string> Nothing = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. new[] { "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NaN", "nan", "NAN", "-NaN", "-nan", "NULL", "null" },
            .. new[] { "Null", "#NULL!", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?" },
            .. new[] { "-", "--", "—", "–", "－", "欠損", "欠測" },
        ]
    );

    private static readonly FrozenSet<string> NoNumber = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞"]
    );

    private static readonly FrozenSet<string> NothingAmongNumbers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["None", "?", ".", "..", "n.a.", "なし", "無し"]
    );

    // Each unit that stands before or behind a number, and its one name.
    private static readonly (string Text, string Name)[] Units =
    [
        ("JPY", Yen),
        ("USD", "$"),
        ("EUR", "€"),
        ("GBP", "£"),
        ("US$", "$"),
        ("¥", Yen),
        ("円", Yen),
        ("$", "$"),
        ("€", "€"),
        ("£", "£"),
        ("₩", "₩"),
        ("₹", "₹"),
        ("%", "%"),
        .. new[] { "名", "人", "件", "個", "社", "回", "台", "歳", "日", "年", "時間" }.Select(unit => (unit, unit)),
        .. new[] { "ヶ月", "か月", "カ月", "ヵ月", "ケ月" }.Select(unit => (unit, "月")),
    ];

    /// <summary>
    /// Whether a cell says that there is nothing, as R, Python, SQL, Excel and people write it: it is missing.
    /// </summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) =>
        cell.IsWhiteSpace()
        || cell.Length < 16
            && !char.IsAsciiDigit(cell[0])
            && Nothing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(cell.Trim());

    /// <summary>Whether a cell is an infinity, which is missing wherever all others are numbers.</summary>
    public static bool IsInfinity(ReadOnlySpan<char> cell) =>
        cell.Length < 16 && NoNumber.GetAlternateLookup<ReadOnlySpan<char>>().Contains(cell.Trim());

    /// <summary>Whether a cell is a word that means nothing among many numbers, and a level elsewhere.</summary>
    public static bool IsWordForNothing(ReadOnlySpan<char> cell) =>
        cell.Length < 16 && NothingAmongNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(cell.Trim());

    /// <summary>A number as a program writes it, with a point and without separators; null if it is none.</summary>
    public static float? Plain(ReadOnlySpan<char> cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : null;

    /// <summary>Whether a cell is a number in either way of writing.</summary>
    public static bool IsNumber(string cell) =>
        Plain(cell) is not null || Of(cell, DecimalMark.Point) is not null || Of(cell, DecimalMark.Comma) is not null;

    /// <summary>A number as a person writes it; null if the cell is none by that decimal mark.</summary>
    public static WrittenNumber? Of(string cell, DecimalMark mark)
    {
        if (cell.Length > Longest || !cell.AsSpan().ContainsAnyInRange('0', '9') && !cell.Any(char.IsDigit))
        {
            return null;
        }

        var rest = cell.Normalize(System.Text.NormalizationForm.FormKC).Trim().Replace('−', '-');
        var negative = false;
        if (rest is ['(', .., ')'])
        {
            (negative, rest) = (true, rest[1..^1].Trim());
        }

        (negative, rest) = Signed(negative, rest);
        (var unit, rest) = Stripped(rest);
        (negative, rest) = Signed(negative, rest);
        (var factor, rest) = Multiplied(rest);
        if (factor > 1 && unit.Length == 0)
        {
            unit = Yen;
        }

        return Digits(rest, mark) is { } digits
            ? new WrittenNumber((negative ? -1 : 1) * digits * factor * (unit == "%" ? 0.01 : 1), unit)
            : null;
    }

    private static (bool Negative, string Others) Signed(bool negative, string text) =>
        text is ['-' or '▲' or '△', ..] ? (!negative, text[1..].TrimStart())
        : text is ['+', ..] ? (negative, text[1..].TrimStart())
        : (negative, text);

    private static (string Unit, string Others) Stripped(string text)
    {
        foreach (var (unit, name) in Units)
        {
            if (text.StartsWith(unit, StringComparison.Ordinal) && !IsCounter(unit))
            {
                return (name, text[unit.Length..].TrimStart());
            }

            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return (name, text[..^unit.Length].TrimEnd());
            }
        }

        return ("", text);

        // 年 and its like stand behind a number only.
        static bool IsCounter(string unit) => unit[0] > '\u2FFF';
    }

    private static (double Factor, string Others) Multiplied(string text) =>
        text is [.. var before, '億'] ? (1e8, before)
        : text is [.. var less, '万'] ? (1e4, less)
        : text is [.. var least, '千'] ? (1e3, least)
        : (1, text);

    private static double? Digits(string text, DecimalMark mark)
    {
        var (point, comma) = mark == DecimalMark.Point ? ('.', ',') : (',', '.');
        var at = text.IndexOf(point, StringComparison.Ordinal);
        var (whole, decimals) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        var groups = whole.Split(comma, ' ', '\'');
        return
            (groups.Length == 1 || groups.Select((group, i) => IsGroup(group, i, groups.Length)).All(fits => fits))
            && (at < 0 || decimals.Length > 0)
            && (string.Concat(groups) + decimals).All(char.IsAsciiDigit)
            && double.TryParse(
                $"{string.Concat(groups)}.{decimals}0",
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }

    // Three digits in each group; India writes two in all but the last. No number begins with a group of noughts.
    private static bool IsGroup(string group, int place, int count) =>
        place == count - 1 ? group.Length == 3
        : place == 0 ? group.Length is >= 1 and <= 3 && group[0] != '0'
        : group.Length is 2 or 3;
}
