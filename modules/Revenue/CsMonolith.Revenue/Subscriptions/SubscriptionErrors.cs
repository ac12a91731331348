namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Every refusal of subscriptions and what is noted beside them.</summary>
internal static class SubscriptionErrors
{
    public static Error MrrOrLine { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.subscription.mrr-or-line",
            "Give either mrr or line: a ready monthly amount, or an amount with its interval from which it "
                + "is computed.",
            "mrr(月額)か line(金額と請求周期)のどちらか一方を指定してください。"
        );

    public static Error LineOutOfRange(Money monthly) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/line",
                $"This line makes {monthly} a month, which is not between 0 and 1000000000000. Mend its "
                    + "amount, discount, tax or days.",
                $"この明細は月額 {monthly} になり、0～1000000000000 の範囲に入りません。金額・割引・税額・日数を直してください。"
            )
        );

    public static Error NoGap(string externalId, DateOnly? lastPaidDay, DateOnly until) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.none",
            $"Between the end of '{externalId}' ({(lastPaidDay is { } last ? last.ToString("yyyy-MM-dd") : "open")}) and {until:yyyy-MM-dd} there is no gap. Name a subscription that starts later than the day after that end.",
            $"契約「{externalId}」の終了({(lastPaidDay is { } end ? end.ToString("yyyy-MM-dd") : "継続中")})と{until:yyyy-MM-dd}の間に空白期間はありません。終了の翌日より後に始まる契約を指定してください。"
        );

    public static Error GapTooLong(int days, int most) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.too-long",
            $"The gap is {days} days long; a migration spans at most {most}. A longer one is a loss and a return.",
            $"空白期間は{days}日です。移行として扱えるのは{most}日までです。それより長いものは解約と復活になります。"
        );

    public static Error GapDeclared(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.declared",
            $"'{externalId}' goes on as another subscription already. Void that migration first.",
            $"契約「{externalId}」の移行先はすでに登録されています。先にその移行を取り消してください。"
        );

    public static Error GapVoided(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.voided",
            $"This migration was taken back on {at:yyyy-MM-dd}. Declare another one.",
            $"この移行は{at:yyyy-MM-dd}に取り消されています。新しい移行を登録してください。"
        );

    public static Error OtherCustomer(string from, string to) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.other-customer",
            $"'{from}' and '{to}' belong to different customers. Name two subscriptions of one, or merge the "
                + "customers first.",
            $"契約「{from}」と「{to}」は別の顧客のものです。同じ顧客の契約を指定するか、先に顧客を統合してください。"
        );

    public static Error TakesOver(string externalId, Guid gap) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.takes-over",
            $"Subscription '{externalId}' goes on for another one by migration {gap}. Void that migration first.",
            $"契約「{externalId}」は移行 {gap} で別の契約を引き継いでいます。先にその移行を取り消してください。"
        );

    public static Error RefundOfOtherDeal(Guid deal) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/opportunityId",
                $"There is no deal {deal} of this customer that was won in the currency of the refund. Name "
                    + "one that GET /v1/expansion-opportunities lists as won, or leave it out.",
                $"この顧客が返金と同じ通貨で受注した案件 {deal} はありません。GET /v1/expansion-opportunities の受注案件を指定するか、省略してください。"
            )
        );

    public static Error BeyondBilled(string externalId, Money billed, Money given) =>
        new(
            ErrorKind.Conflict,
            "revenue.refund.beyond-billed",
            $"For '{externalId}' {billed} was invoiced and {given} refunded already. Give back "
                + $"{billed - given} at most, or load the missing invoices.",
            $"契約「{externalId}」の請求額は{billed}、返金済みは{given}です。返金は{billed - given}までにするか、不足している請求書を取り込んでください。"
        );

    public static Error Voided(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.voided",
            $"Subscription '{externalId}' was voided: it counts as never having been. Take the void back, or open a "
                + "new subscription.",
            $"契約「{externalId}」は取り消し済みで、存在しなかったものとして扱われます。取り消しを戻すか、新しい契約を登録してください。"
        );

    public static Error NotVoided(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.not-voided",
            $"Subscription '{externalId}' is not voided, so there is no void to take back. Read it with GET "
                + "/v1/subscriptions/{id}.",
            $"契約「{externalId}」は取り消されていないため、戻すものがありません。GET /v1/subscriptions/{{id}} で確認してください。"
        );

    public static Error NotCancelled(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.not-cancelled",
            $"Subscription '{externalId}' is not cancelled, so there is no cancellation to take back. Read it with "
                + "GET /v1/subscriptions/{id}.",
            $"契約「{externalId}」は解約されていないため、戻すものがありません。GET /v1/subscriptions/{{id}} で確認してください。"
        );

    public static Error CancellationOver(string externalId, DateOnly on, DateOnly lastPaidDay) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.cancellation-over",
            $"The last paid day of '{externalId}' was {lastPaidDay:yyyy-MM-dd}; on {on:yyyy-MM-dd} its cancellation "
                + "cannot be taken back any more. Give a day up to the last paid one, or open a new subscription.",
            $"契約「{externalId}」の最終支払日は{lastPaidDay:yyyy-MM-dd}で、{on:yyyy-MM-dd}にはもう解約を取り消せません。最終支払日以前の日付を指定するか、新しい契約を登録してください。"
        );

    public static Error Paused(string externalId, DateOnly since) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.paused",
            $"Subscription '{externalId}' is paused since {since:yyyy-MM-dd}. Record its resumption first.",
            $"契約「{externalId}」は{since:yyyy-MM-dd}から休止中です。先に再開を記録してください。"
        );

    public static Error NotPaused(string externalId, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.not-paused",
            $"Subscription '{externalId}' is not paused on {on:yyyy-MM-dd}. Record the pause first, or give a "
                + "day from its first one on.",
            $"契約「{externalId}」は{on:yyyy-MM-dd}時点で休止していません。先に休止を記録するか、休止開始日以降の日付を指定してください。"
        );

    public static Error ExternalIdTaken(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.external-id-taken",
            $"The external id '{externalId}' is in use already. Read what bears it, or give another.",
            $"外部ID「{externalId}」はすでに使われています。既存のものを確認するか、別のIDを指定してください。"
        );

    public static Error Cancelled(string externalId, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.cancelled",
            $"Subscription '{externalId}' was cancelled on {on:yyyy-MM-dd}. Take that cancellation back first, or "
                + "open a new subscription.",
            $"契約「{externalId}」は{on:yyyy-MM-dd}に解約されています。先にその解約を取り消すか、新しい契約を登録してください。"
        );

    public static Error OutsideTerm(string externalId, DateOnly day, DateOnly startsOn, DateOnly? lastPaidDay) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.outside-term",
            $"{day:yyyy-MM-dd} lies outside the term of '{externalId}', {startsOn:yyyy-MM-dd} to {(lastPaidDay is { } last ? last.ToString("yyyy-MM-dd") : "open")}. Give a day within it.",
            $"{day:yyyy-MM-dd}は契約「{externalId}」の期間({startsOn:yyyy-MM-dd}〜{(lastPaidDay is { } end ? end.ToString("yyyy-MM-dd") : "継続中")})の外です。期間内の日付を指定してください。"
        );

    public static Error OtherCurrency(string given, string currency) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.other-currency",
            $"The amount is in {given} but the subscription is billed in {currency}. Give it in {currency}, "
                + "or open another subscription.",
            $"金額は{given}ですが、契約の通貨は{currency}です。{currency}で指定するか、別の契約を登録してください。"
        );
}
