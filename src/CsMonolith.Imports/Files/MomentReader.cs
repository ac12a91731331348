using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Platform;

namespace CsMonolith.Imports.Files;

/// <content>Days and instants.</content>
internal static partial class CellReader
{
    private static readonly CellFault NoDay = new(
        "is not a day. Write it like 2026-04-01, 2026/4/1, 2026年4月1日 or 令和8年4月1日.",
        "日付として読めません。2026-04-01、2026/4/1、2026年4月1日、令和8年4月1日 のように書いてください。"
    );

    private static readonly CellFault NoSuchDay = new(
        "is a day or time that does not exist. Look at month, day and hour.",
        "存在しない日付・時刻です。月・日・時を確かめてください。"
    );

    private static readonly CellFault FarDay = new(
        "is out of range: years 1900 to 2999 are taken.",
        "範囲外の日付です。1900年から2999年までで書いてください。"
    );

    private static (DateTime At, CellFault? Fault) Moment(string plain, Clock clock, bool serials)
    {
        if (
            serials
            && double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial < 1_000_000
        )
        {
            return WorkbookFile.FromSerial(serial) is { } day
                ? (InZone(new DateTime(day.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond), clock), null)
                : (default, FarDay);
        }

        if (Written().Match(plain) is not { Success: true } match)
        {
            return (default, NoDay);
        }

        var year = JapaneseYear(match) ?? Part(match, "year");
        var (month, dayOfMonth) = (Part(match, "month"), Part(match, "day"));
        var (hour, minute, second) = (Part(match, "hour"), Part(match, "minute"), Part(match, "second"));
        if (year is < 1900 or > 2999)
        {
            return (default, FarDay);
        }

        if (
            month is < 1 or > 12
            || dayOfMonth < 1
            || dayOfMonth > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return (default, NoSuchDay);
        }

        var local = new DateTime(year, month, dayOfMonth, hour, minute, second, DateTimeKind.Unspecified).AddTicks(
            Fraction(match)
        );
        if (match.Groups["zone"].Value is not { Length: > 0 } zone)
        {
            return (InZone(local, clock), null);
        }

        var offset = zone is "Z" or "z"
            ? TimeSpan.Zero
            : new TimeSpan(
                int.Parse(zone[1..3], CultureInfo.InvariantCulture),
                int.Parse(zone[^2..], CultureInfo.InvariantCulture),
                0
            ) * (zone[0] == '-' ? -1 : 1);
        return offset.Duration() > TimeSpan.FromHours(14)
            ? (default, NoSuchDay)
            : (DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), null);
    }

    // A time that the clocks leave out in spring is taken as the moment after.
    private static DateTime InZone(DateTime local, Clock clock) =>
        TimeZoneInfo.ConvertTimeToUtc(clock.Zone.IsInvalidTime(local) ? local.AddHours(1) : local, clock.Zone);

    private static int? JapaneseYear(Match match) =>
        match.Groups["name"].Value.ToUpperInvariant() switch
        {
            "令和" or "R" => 2018 + YearOfEra(match),
            "平成" or "H" => 1988 + YearOfEra(match),
            "昭和" or "S" => 1925 + YearOfEra(match),
            _ => null,
        };

    private static int YearOfEra(Match match) =>
        match.Groups["of"].Value == "元" ? 1 : int.Parse(match.Groups["of"].Value, CultureInfo.InvariantCulture);

    private static int Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    // To the microsecond, as fine as both databases keep it.
    private static long Fraction(Match match) =>
        match.Groups["fraction"].Value is { Length: > 0 } digits
            ? long.Parse(digits.PadRight(6, '0')[..6], CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond
            : 0;

    [GeneratedRegex(
        """
            ^(?: (?<year>\d{4}) (?<month>\d{2}) (?<day>\d{2})
               | (?: (?<year>\d{4}) | (?<name>令和|平成|昭和|[RHSrhs]) (?<of>元|\d{1,2}) ) \s? [-/.年] \s? (?<month>\d{1,2}) \s? [-/.月] \s? (?<day>\d{1,2}) 日? )
            (?: \s? \( [月火水木金土日] \) )?
            (?: (?: T | \s+ ) (?<hour>\d{1,2}) [:時] (?<minute>\d{1,2}) (?: 分 | :(?<second>\d{1,2}) (?: [.] (?<fraction>\d{1,9}) )? )?
                \s? (?<zone> Z | z | [+-]\d{2}:?\d{2} )? (?: \s? UTC )? )? $
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
