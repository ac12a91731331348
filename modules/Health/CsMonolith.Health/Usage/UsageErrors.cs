namespace CsMonolith.Health.Usage;

/// <summary>What Health refuses about usage and licences.</summary>
internal static class UsageErrors
{
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
