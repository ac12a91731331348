namespace CsMonolith.Revenue.Ledger;

/// <summary>Every refusal of the ledger, its rules and its closes.</summary>
internal static class LedgerErrors
{
    public static Error NothingToClose { get; } =
        new(
            ErrorKind.Conflict,
            "revenue.month-close.no-subscriptions",
            "There is no subscription yet, so there is no month to close. Load subscriptions first.",
            "契約がまだないため、締める月がありません。先に契約を取り込んでください。"
        );

    public static Error SameRules(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "revenue.policy.same",
            $"These rules hold on {day:yyyy-MM-dd} already. Change one of them, or give another day.",
            $"{day:yyyy-MM-dd}にはすでに同じ方針が適用されています。いずれかの項目を変えるか、別の日を指定してください。"
        );

    public static Error MergedAlready(Guid account, Guid under) =>
        new(
            ErrorKind.Conflict,
            "revenue.merge.absorbed",
            $"Customer {account} was merged into {under} already. Name {under} instead, or void that merge first.",
            $"顧客 {account} はすでに {under} に統合されています。{under} を指定するか、先にその統合を取り消してください。"
        );

    public static Error MergeVoided(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "revenue.merge.voided",
            $"This merge was taken back on {at:yyyy-MM-dd}. Record another one.",
            $"この統合は{at:yyyy-MM-dd}に取り消されています。新しい統合を登録してください。"
        );

    public static Error NoRate(string from, string to, DateOnly on, int maxAgeDays) =>
        new(
            ErrorKind.Conflict,
            "revenue.rate.missing",
            $"There is no rate between {from} and {to} dated {on.AddDays(-maxAgeDays):yyyy-MM-dd} to "
                + $"{on:yyyy-MM-dd}. Record one with POST /v1/exchange-rates.",
            $"{on.AddDays(-maxAgeDays):yyyy-MM-dd}〜{on:yyyy-MM-dd}の{from}と{to}の為替レートがありません。POST "
                + "/v1/exchange-rates で登録してください。"
        );

    public static Error NotOver(Month month, DateOnly today) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.not-over",
            $"{month} is not over: today is {today:yyyy-MM-dd}. Close it from {month.Plus(1).First:yyyy-MM-dd} on.",
            $"{month}はまだ終わっていません(本日 {today:yyyy-MM-dd})。{month.Plus(1).First:yyyy-MM-dd}以降に締めてください。"
        );

    public static Error AlreadyClosed(Month month, Month last) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.already-closed",
            $"{month} is closed or lies before the first close; {last} is the last closed month. The next to "
                + $"close is {last.Plus(1)}; later facts about closed months are listed as adjustments.",
            $"{month}は締め済みです(最後に締めた月: {last})。次に締める月は{last.Plus(1)}です。締めた月への後からの変更は調整として一覧できます。"
        );

    public static Error BeforeFirst(Month month, Month first) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.before-first",
            $"{month} lies before {first}, the first month with a subscription. Close {first} first.",
            $"{month}は最初の契約がある{first}より前です。まず{first}を締めてください。"
        );

    public static Error NotClosed(Month month) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.open",
            $"{month} is not closed. Close it with POST /v1/month-closes, or ask with basis=restated.",
            $"{month}は未締めです。POST /v1/month-closes で締めるか、basis=restated で取得してください。"
        );

    public static Error NoSuchClose(Month month) =>
        new(
            ErrorKind.NotFound,
            "revenue.month-close.not-found",
            $"{month} has not been closed.",
            $"{month}は締められていません。"
        );
}
