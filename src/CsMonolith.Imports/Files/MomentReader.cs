using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Platform;

namespace CsMonolith.Imports.Files;

/// <content>Days and instants.</content>
internal static partial class CellReader
{
    // A time, with half a day before or behind it as form tools write it, and a zone.
    private const string TimeOfDay = """
        (?: (?: T | ,? \s+ | (?<=日) ) (?: (?<half>午前|午後|[AaPp]\.?[Mm]\.?) \s? )?
            (?<hour>\d{1,2})
            (?: [:時] (?<minute>\d{1,2})
                (?: 分 (?: (?<second>\d{1,2}) 秒 )?
                  | :(?<second>\d{1,2}) (?: [.] (?<fraction>\d{1,9}) )? )? | 時 | (?= \s? [AaPp午] ) )
            (?: \s? (?<half>午前|午後|[AaPp]\.?[Mm]\.?) )?
            (?: \s? (?<zone> Z | z | (?:UTC|GMT)? [+-]\d{1,2} (?: :?\d{2} )? | UTC | GMT | JST ) (?: \s? UTC )? )? )? $
        """;

    private static readonly CellFault NoDay = new(
        "is not a day. Write it like 2026-04-01, 2026/4/1, 2026年4月1日 or 令和8年4月1日, or state the dates of the column.",
        "日付として読めません。2026-04-01、2026/4/1、2026年4月1日、令和8年4月1日 のように書くか、列の日付形式を指定してください。"
    );

    private static readonly CellFault NoSuchDay = new(
        "is a day or time that does not exist. Look at month, day and hour.",
        "存在しない日付・時刻です。月・日・時を確かめてください。"
    );

    private static readonly CellFault FarDay = new(
        "is out of range: years 1900 to 2999 are taken.",
        "範囲外の日付です。1900年から2999年までで書いてください。"
    );

    private static readonly CellFault EitherDay = new(
        "may be day/month or month/day. State the dates of the column (dayMonthYear or monthDayYear), or write "
            + "2026-04-01.",
        "日/月とも月/日とも読めます。列の日付形式(dayMonthYear か monthDayYear)を指定するか、2026-04-01 のように書いてください。"
    );

    private static readonly CellFault BareNumber = new(
        "may be a day number of Excel or seconds since 1970. State the dates of the column (excelSerial or unix), or "
            + "write 2026-04-01.",
        "Excel の日付番号か1970年からの秒数のようです。列の日付形式(excelSerial か unix)を指定するか、2026-04-01 のように書いてください。"
    );

    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    /// <summary>
    /// What a cell tells about the order of its column: which of day and month stands first; <c>null</c> where it
    /// tells nothing.
    /// </summary>
    public static DateOrder? OrderToldBy(string cell)
    {
        var match = Slashed().Match(cell.Normalize(System.Text.NormalizationForm.FormKC).Trim());
        if (!match.Success || match.Groups["three"].Length != 4)
        {
            return null;
        }

        var (first, second) = (Part(match, "one"), Part(match, "two"));
        return first > 12 && second <= 12 ? DateOrder.DayMonthYear
            : second > 12 && first <= 12 ? DateOrder.MonthDayYear
            : null;
    }

    private static (DateTime At, CellFault? Fault) Moment(
        string plain,
        Clock clock,
        bool serials,
        ColumnReading? reading
    )
    {
        if (double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            if (reading?.Dates == DateOrder.Unix)
            {
                return FromUnix(number);
            }

            if ((serials || reading?.Dates == DateOrder.ExcelSerial) && number < 1_000_000)
            {
                return WorkbookFile.FromSerial(number) is { } day
                    ? (Placed(new DateTime(day.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond), null), null)
                    : (default, FarDay);
            }
        }

        if (Written().Match(plain) is { Success: true } match)
        {
            return Build(match, JapaneseYear(match) ?? Part(match, "year"), Part(match, "month"), Part(match, "day"));
        }

        if (Named().Match(plain) is { Success: true } named)
        {
            var month = Array.IndexOf(Months, named.Groups["name"].Value[..3].ToLowerInvariant()) + 1;
            return Build(named, Part(named, "year"), month, Part(named, "day"));
        }

        if (Slashed().Match(plain) is { Success: true } slashed)
        {
            return BySlashes(slashed);
        }

        return (default, plain.Length is 5 or >= 10 and <= 13 && plain.All(char.IsAsciiDigit) ? BareNumber : NoDay);

        (DateTime, CellFault?) BySlashes(Match parts)
        {
            var (first, second, third) = (Part(parts, "one"), Part(parts, "two"), Part(parts, "three"));
            var isShort = parts.Groups["three"].Length <= 2;
            if (reading?.Dates == DateOrder.YearMonthDay)
            {
                return isShort ? Build(parts, 2000 + first, second, third) : (default, NoDay);
            }

            // A year of two digits may as well be the first part.
            if (isShort && reading?.Dates is not (DateOrder.DayMonthYear or DateOrder.MonthDayYear))
            {
                return (default, NoDay);
            }

            var year = isShort ? 2000 + third : third;
            var order = reading?.Dates is DateOrder.DayMonthYear or DateOrder.MonthDayYear
                ? reading.Dates
                : OrderToldBy(plain) ?? (first == second ? DateOrder.DayMonthYear : null);
            return order switch
            {
                DateOrder.DayMonthYear => Build(parts, year, second, first),
                DateOrder.MonthDayYear => Build(parts, year, first, second),
                _ => (default, first > 12 && second > 12 ? NoSuchDay : EitherDay),
            };
        }

        (DateTime, CellFault?) Build(Match parts, int year, int month, int dayOfMonth)
        {
            var (hour, minute, second) = (HourOf(parts), Part(parts, "minute"), Part(parts, "second"));
            if (year is < 1900 or > 2999)
            {
                return (default, FarDay);
            }

            if (
                month is < 1 or > 12
                || dayOfMonth < 1
                || dayOfMonth > DateTime.DaysInMonth(year, month)
                || hour is < 0 or > 23
                || minute > 59
                || second > 59
            )
            {
                return (default, NoSuchDay);
            }

            var local = new DateTime(year, month, dayOfMonth, hour, minute, second, DateTimeKind.Unspecified).AddTicks(
                Fraction(parts)
            );
            if (parts.Groups["zone"].Value is not { Length: > 0 } zone)
            {
                // A day without a time is a day of the reporting zone, whatever zone the column's times are of.
                return (Placed(local, parts.Groups["hour"].Success ? reading?.Offset : null), null);
            }

            return ColumnReading.OffsetOf(zone) is { } offset ? (Placed(local, offset), null) : (default, NoSuchDay);
        }

        DateTime Placed(DateTime local, TimeSpan? offset) =>
            offset is { } far ? DateTime.SpecifyKind(local - far, DateTimeKind.Utc) : InZone(local, clock);
    }

    private static (DateTime At, CellFault? Fault) FromUnix(double number)
    {
        // Seconds reach the year 2999 below 33 milliards; milliseconds of any year since 1971 lie above.
        var seconds = number < 33_000_000_000 ? number : number / 1000;
        return seconds is > -2_208_988_800 and < 32_503_680_000
            ? (DateTime.UnixEpoch.AddTicks((long)(seconds * 1_000_000) * TimeSpan.TicksPerMicrosecond), null)
            : (default, FarDay);
    }

    // A time that the clocks leave out in spring is taken as the moment after.
    private static DateTime InZone(DateTime local, Clock clock) =>
        TimeZoneInfo.ConvertTimeToUtc(clock.Zone.IsInvalidTime(local) ? local.AddHours(1) : local, clock.Zone);

    private static int HourOf(Match match)
    {
        var hour = Part(match, "hour");
        var isAfternoon =
            match.Groups["half"].Value is { Length: > 0 } half && half[0] is 'P' or 'p' or '午' && half != "午前";
        return !match.Groups["half"].Success ? hour
            : hour > 12 ? -1
            : (hour % 12) + (isAfternoon ? 12 : 0);
    }

    private static int? JapaneseYear(Match match) =>
        match.Groups["era"].Value.ToUpperInvariant() switch
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
               | (?: (?<year>\d{4}) | (?<era>令和|平成|昭和|[RHSrhs]) (?<of>元|\d{1,2}) )
                 \s? [-/.年] \s? (?<month>\d{1,2}) \s? [-/.月] \s? (?<day>\d{1,2}) 日? )
            (?: \s? \( [月火水木金土日] \) )?
            """ + TimeOfDay,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();

    [GeneratedRegex(
        @"^(?<one>\d{1,2}) [-/.] (?<two>\d{1,2}) [-/.] (?<three>\d{4}|\d{1,2})" + TimeOfDay,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Slashed();

    [GeneratedRegex(
        """
            ^(?: (?: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* ,? \s+ )?
                 (?: (?<name>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)
                     \.? \s+ (?<day>\d{1,2}) (?:st|nd|rd|th)? ,? \s+ (?<year>\d{4})
                   | (?<day>\d{1,2}) [-\s]+ (?<name>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)
                     \.? ,? [-\s]+ (?<year>\d{4}) ) )
            """ + TimeOfDay,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Named();
}
