namespace CsMonolith.Health.Snapshots;

/// <summary>What Health refuses about snapshots.</summary>
internal static class SnapshotErrors
{
    public static Error NoSnapshots { get; } =
        new(
            ErrorKind.Conflict,
            "health.snapshot.none",
            "There is no live snapshot by that day. Build snapshots first.",
            "その日までの利用中顧客のスナップショットがありません。先にスナップショットを作成してください。"
        );

    public static Error MonthNotOver(Month month, DateOnly today) =>
        new(
            ErrorKind.Conflict,
            "health.snapshot.month-not-over",
            $"{month} is not over (today is {today:yyyy-MM-dd}). A snapshot holds a whole month: ask for months "
                + "that have ended.",
            $"{month}はまだ終わっていません(今日は{today:yyyy-MM-dd})。終わった月を指定してください。"
        );

    public static Error MonthNotClosed(Month month, Month? lastClosed) =>
        new(
            ErrorKind.Conflict,
            "health.snapshot.month-not-closed",
            $"{month} is not closed in Revenue "
                + $"({(lastClosed is { } last ? $"the last closed month is {last}" : "no month is closed yet")}). Clos"
                + "e it first, so that its MRR no longer changes.",
            $"{month}の売上がまだ締まっていません({(lastClosed is { } closed ? $"締め済みは{closed}まで" : "締めた月がありません")})。先に月次締めを行ってください。"
        );
}
