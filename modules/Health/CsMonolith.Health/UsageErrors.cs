namespace CsMonolith.Health;

/// <summary>The refusals of usage, licences and snapshots.</summary>
internal static class UsageErrors
{
    public static Error MonthNotOver(Month month, DateOnly today) =>
        new(
            ErrorKind.Conflict,
            "health.snapshot.month-not-over",
            $"{month} is not over (today is {today:yyyy-MM-dd}). A snapshot holds a whole month: ask for months that have ended.",
            $"{month}はまだ終わっていません(今日は{today:yyyy-MM-dd})。終わった月を指定してください。"
        );

    public static Error MonthNotClosed(Month month, Month? lastClosed) =>
        new(
            ErrorKind.Conflict,
            "health.snapshot.month-not-closed",
            $"{month} is not closed in Revenue ({(lastClosed is { } last ? $"the last closed month is {last}" : "no month is closed yet")}). Close it first, so that its MRR no longer changes.",
            $"{month}の売上がまだ締まっていません({(lastClosed is { } closed ? $"締め済みは{closed}まで" : "締めた月がありません")})。先に月次締めを行ってください。"
        );

    public static Error UnknownGrouping(string by) =>
        new(
            ErrorKind.Invalid,
            "health.usage-rates.unknown-grouping",
            $"'{by}' is not a grouping. Use tier or industry.",
            $"「{by}」ではまとめられません。tier か industry を指定してください。"
        )
        {
            Fields =
            [
                new FieldFault(
                    "by",
                    $"'{by}' is not tier or industry.",
                    $"「{by}」は tier でも industry でもありません。"
                ),
            ],
        };

    public static Error DayAhead(string parameter, DateOnly day, DateOnly today) =>
        new(
            ErrorKind.Invalid,
            "health.day-ahead",
            $"{day:yyyy-MM-dd} lies ahead of today, {today:yyyy-MM-dd}: nothing is known of it yet.",
            $"{day:yyyy-MM-dd}は今日({today:yyyy-MM-dd})より先の日付です。今日までの日付を指定してください。"
        )
        {
            Fields =
            [
                new FieldFault(
                    parameter,
                    $"{day:yyyy-MM-dd} lies ahead of today.",
                    $"{day:yyyy-MM-dd}は未来の日付です。"
                ),
            ],
        };
}
