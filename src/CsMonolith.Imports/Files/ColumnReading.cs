using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CsMonolith.Imports.Files;

/// <summary>The order in which a column writes the parts of a day, or what its numbers count.</summary>
internal enum DateOrder
{
    /// <summary>Year, month, day: 2026/4/1, 26/4/1.</summary>
    YearMonthDay,

    /// <summary>Day, month, year: 1/4/2026.</summary>
    DayMonthYear,

    /// <summary>Month, day, year: 4/1/2026.</summary>
    MonthDayYear,

    /// <summary>Days of Excel's calendar: 46113.</summary>
    ExcelSerial,

    /// <summary>Seconds or milliseconds since 1970 in UTC: 1775000000.</summary>
    Unix,
}

/// <summary>How the cells of one column are meant, where the file itself does not say it.</summary>
/// <param name="Constant">What every row holds in this column; no heading feeds it then.</param>
/// <param name="Dates">The order of day, month and year.</param>
/// <param name="Zone">
/// The offset of times that name none, such as +09:00 or UTC; <c>null</c> for the reporting time zone.
/// </param>
/// <param name="ExclusiveEnd">Whether a day is the first that is not meant: the day before it is stored.</param>
/// <param name="Words">
/// What a word of the file stands for: Good = 5, 有 = true; an empty text for nothing. Case and width do not count.
/// </param>
internal sealed record ColumnReading(
    string? Constant = null,
    DateOrder? Dates = null,
    string? Zone = null,
    bool ExclusiveEnd = false,
    IReadOnlyDictionary<string, string>? Words = null
)
{
    private Dictionary<string, string>? _plain;

    /// <summary>The offset of <see cref="Zone"/>.</summary>
    [JsonIgnore]
    public TimeSpan? Offset => Zone is null ? null : OffsetOf(Zone);

    /// <summary>What a cell stands for, or <c>null</c> where it stands for itself.</summary>
    public string? StandsFor(string cell)
    {
        if (Words is null)
        {
            return null;
        }

        _plain ??= Words
            .GroupBy(pair => Plain(pair.Key), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.OrdinalIgnoreCase);
        return _plain.GetValueOrDefault(Plain(cell));
    }

    /// <summary>The offset that a zone names, or <c>null</c> if it names none.</summary>
    public static TimeSpan? OffsetOf(string zone)
    {
        var match = Zones.Written().Match(zone.Trim());
        if (!match.Success)
        {
            return null;
        }

        if (match.Groups["jst"].Success)
        {
            return TimeSpan.FromHours(9);
        }

        var hours = match.Groups["hours"].Success
            ? int.Parse(match.Groups["hours"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var minutes = match.Groups["minutes"].Success
            ? int.Parse(match.Groups["minutes"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var offset = new TimeSpan(hours, minutes, 0) * (match.Groups["sign"].Value == "-" ? -1 : 1);
        return offset.Duration() > TimeSpan.FromHours(14) || minutes > 59 ? null : offset;
    }

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).Trim();
}

/// <summary>Offsets as people write them.</summary>
internal static partial class Zones
{
    [GeneratedRegex(
        @"^(?:Z|(?<jst>JST)|(?:UTC|GMT)?(?:(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    internal static partial Regex Written();
}
