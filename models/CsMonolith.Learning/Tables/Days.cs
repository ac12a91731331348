using System.Globalization;
using System.Text.RegularExpressions;

namespace CsMonolith.Learning.Tables;

/// <summary>Days as files write them, and which columns of days are what.</summary>
internal static partial class Days
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy/MM/dd", "yyyy/M/d", "yyyy/MM"];

    /// <summary>A day or a month, by its first day; a time of day behind it is cut off. Null if it is none.</summary>
    public static DateOnly? Of(ReadOnlySpan<char> cell)
    {
        var text = cell.Trim();
        if (text.Length < 6 || !char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        var end = text.IndexOfAny(' ', 'T');
        if (end > 0)
        {
            if (!TimeOfDay().IsMatch(text[(end + 1)..]))
            {
                return null;
            }

            text = text[..end];
        }

        return DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    /// <summary>The days of a column's distinct texts, or null if any cell is no day.</summary>
    public static DateOnly[]? All(CsvColumn cells) => cells.Complete() is { } texts ? OfTexts(texts) : null;

    /// <summary>As <see cref="All"/>, of a column some of whose cells may be empty.</summary>
    public static DateOnly[]? Filled(CsvColumn cells) => cells.Distinct is { Count: > 0 } texts ? OfTexts(texts) : null;

    /// <summary>Whether a column's name says that its day is the one on which a customer began.</summary>
    public static bool IsStart(string name) => StartsRelationship().IsMatch(name) && !Ends().IsMatch(name);

    /// <summary>
    /// Shape (rows,): days from each cell to the row's own day; missing where the cell is.
    /// </summary>
    public static float[] Since(CsvColumn cells, DateOnly[] days, Func<int, DateOnly> ownDay) =>
        [.. cells.Codes.Select((code, row) => code < 0 ? float.NaN : ownDay(row).DayNumber - days[code].DayNumber)];

    private static DateOnly[]? OfTexts(IReadOnlyList<string> texts)
    {
        var days = new DateOnly[texts.Count];
        for (var i = 0; i < days.Length; i++)
        {
            if (Of(texts[i]) is not { } day)
            {
                return null;
            }

            days[i] = day;
        }

        return days;
    }

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(
        @"sign(ed)?[_\s-]?up|^(start|began|begin)|[_\s-](start|begin)(ed|s)?([_\s-](date|day|on|at|month))?$"
            + @"|start[_\s-]?(date|day|on|at|month)|join(ed|ing)?([_\s-]|$)|join_?(date|day)|since|regist(er|ration)"
            + @"|onboard|activat(ed|ion)|^first_|(account|customer|user|subscription|contract)[_\s-]?creat"
            + @"|opened|開始|契約日|登録|入会|加入|導入|申込",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StartsRelationship();

    [GeneratedRegex(@"end|churn|cancel|leave|left|until|expir|終了|解約|離脱|退会", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();
}
