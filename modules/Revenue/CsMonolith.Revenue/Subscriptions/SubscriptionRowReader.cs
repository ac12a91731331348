using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>A row of a file of subscriptions, read.</summary>
/// <param name="Odd">What is odd about it, if anything: it is stored all the same.</param>
internal sealed record ReadSubscription(
    string ExternalId,
    Guid AccountId,
    string Currency,
    bool IsTrial,
    DateOnly StartsOn,
    DateOnly? LastPaidDay,
    SubscriptionTerms Terms,
    string Product,
    int? TermMonths,
    int? NoticeDays,
    (string Column, string En, string Ja)? Odd
);

/// <summary>Reads rows of subscriptions; refuses only what cannot be read or attached.</summary>
internal static class SubscriptionRowReader
{
    private const int MostSeats = 10_000_000;
    private const decimal MostMoney = 1_000_000_000_000m;

    private static readonly Dictionary<string, BillingInterval> Intervals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["weekly"] = BillingInterval.Week,
        ["week"] = BillingInterval.Week,
        ["週"] = BillingInterval.Week,
        ["毎週"] = BillingInterval.Week,
        ["monthly"] = BillingInterval.Month,
        ["1 month"] = BillingInterval.Month,
        ["every month"] = BillingInterval.Month,
        ["1か月"] = BillingInterval.Month,
        ["month"] = BillingInterval.Month,
        ["月"] = BillingInterval.Month,
        ["毎月"] = BillingInterval.Month,
        ["月払い"] = BillingInterval.Month,
        ["月額"] = BillingInterval.Month,
        ["月次"] = BillingInterval.Month,
        ["quarterly"] = BillingInterval.Quarter,
        ["quarter"] = BillingInterval.Quarter,
        ["四半期"] = BillingInterval.Quarter,
        ["3か月"] = BillingInterval.Quarter,
        ["3ヶ月"] = BillingInterval.Quarter,
        ["四半期払い"] = BillingInterval.Quarter,
        ["3 months"] = BillingInterval.Quarter,
        ["every 3 months"] = BillingInterval.Quarter,
        ["halfyear"] = BillingInterval.HalfYear,
        ["half-year"] = BillingInterval.HalfYear,
        ["half-yearly"] = BillingInterval.HalfYear,
        ["half yearly"] = BillingInterval.HalfYear,
        ["semiannual"] = BillingInterval.HalfYear,
        ["semi-annual"] = BillingInterval.HalfYear,
        ["semi-annually"] = BillingInterval.HalfYear,
        ["biannual"] = BillingInterval.HalfYear,
        ["6 months"] = BillingInterval.HalfYear,
        ["every 6 months"] = BillingInterval.HalfYear,
        ["半年"] = BillingInterval.HalfYear,
        ["半期"] = BillingInterval.HalfYear,
        ["半年払い"] = BillingInterval.HalfYear,
        ["6か月"] = BillingInterval.HalfYear,
        ["6ヶ月"] = BillingInterval.HalfYear,
        ["1 year"] = BillingInterval.Year,
        ["every year"] = BillingInterval.Year,
        ["12 months"] = BillingInterval.Year,
        ["12か月"] = BillingInterval.Year,
        ["1年"] = BillingInterval.Year,
        ["annual"] = BillingInterval.Year,
        ["annually"] = BillingInterval.Year,
        ["yearly"] = BillingInterval.Year,
        ["year"] = BillingInterval.Year,
        ["年"] = BillingInterval.Year,
        ["毎年"] = BillingInterval.Year,
        ["年払い"] = BillingInterval.Year,
        ["年額"] = BillingInterval.Year,
        ["年次"] = BillingInterval.Year,
    };

    /// <summary>
    /// Reads one row. A column that is not in the file says nothing: what is stored stays. An empty end is no end, an
    /// empty number of seats or renewal is not known; every other empty cell leaves what is stored.
    /// </summary>
    /// <returns>The row, or why it is refused.</returns>
    public static (ReadSubscription? Row, RowOutcome? Refusal) Read(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        string defaultCurrency,
        Subscription? stored
    )
    {
        var externalId = row.Text("externalId");
        if (externalId is not { Length: > 0 and <= 100 })
        {
            return Refuse(
                "externalId",
                "The subscription needs an id of 1 to 100 characters. Fill it in.",
                "契約番号(1〜100文字)が必要です。入力してください。"
            );
        }

        var account = row.Text("accountExternalId") ?? "";
        if (!accounts.TryGetValue(account, out var accountId))
        {
            return Refuse(
                "accountExternalId",
                $"There is no account '{account}'. Import the accounts first, or correct the id.",
                $"顧客「{account}」が見つかりません。先に顧客を取り込むか、顧客番号を直してください。"
            );
        }

        if (row.Day("startsOn") is not { } startsOn)
        {
            return Refuse(
                "startsOn",
                "The subscription needs a start date such as 2026-04-01. Fill it in.",
                "契約開始日(例 2026-04-01)が必要です。入力してください。"
            );
        }

        var plan =
            row.Text("plan") is { Length: > 0 } named ? named
            : stored is not null ? stored.Plan
            : row.Text("product") is { Length: > 0 } only ? only
            : "-";
        if (plan.Length > 100)
        {
            return Refuse(
                "plan",
                "The plan's name is longer than 100 characters. Shorten it.",
                "プラン名が100文字を超えています。短くしてください。"
            );
        }

        var product = row.Text("product") is { Length: > 0 } sold ? sold : stored?.Product ?? plan;
        if (product.Length > 100)
        {
            return Refuse(
                "product",
                "The product's name is longer than 100 characters. Shorten it.",
                "商品名が100文字を超えています。短くしてください。"
            );
        }

        if (row.Integer("seats") is < 0 or > MostSeats)
        {
            return Refuse(
                "seats",
                $"Seats must be from 0 to {MostSeats}. Correct the number.",
                $"席数は0から{MostSeats}の範囲です。数を直してください。"
            );
        }

        if (row.Integer("termMonths") is < 1 or > RenewalTerms.MostMonths)
        {
            return Refuse(
                "termMonths",
                $"A term lasts from 1 to {RenewalTerms.MostMonths} months. Correct the number, or leave it empty.",
                $"契約期間は1〜{RenewalTerms.MostMonths}か月です。数を直すか、空にしてください。"
            );
        }

        if (row.Integer("noticeDays") is < 0 or > RenewalTerms.MostNoticeDays)
        {
            return Refuse(
                "noticeDays",
                $"Notice is given from 0 to {RenewalTerms.MostNoticeDays} days before the end. Correct the "
                    + "number, or leave it empty.",
                $"解約通知期限は終了日の0〜{RenewalTerms.MostNoticeDays}日前です。数を直すか、空にしてください。"
            );
        }

        var frequency = row.Text("billingFrequency");
        var interval = stored?.Interval ?? BillingInterval.Month;
        if (frequency is { Length: > 0 } && !Intervals.TryGetValue(frequency, out interval))
        {
            return Refuse(
                "billingFrequency",
                $"'{frequency}' is no billing frequency. Use weekly, monthly, quarterly, half-yearly or annual.",
                $"「{frequency}」は請求周期として読めません。週・月・四半期・半年・年のいずれかにしてください。"
            );
        }

        var currency = row.Text("currency")?.ToUpperInvariant() is { Length: > 0 } given
            ? given
            : stored?.Currency ?? defaultCurrency;
        if (!Money.Currencies.ContainsKey(currency))
        {
            var (en, ja) = Iso4217.Unknown(currency);
            return Refuse("currency", en, ja);
        }

        var isTrial = row.Flag("isTrial") ?? stored?.IsTrial ?? false;
        var column = row.Decimal("mrr") is not null ? "mrr" : "amount";
        var saysNothing = !row.Has("mrr") && !row.Has("amount");
        var stated =
            row.Decimal("mrr")
            ?? row.Decimal("amount")
            ?? (
                saysNothing && stored is not null ? stored.Mrr.Major
                : isTrial ? 0m
                : null
            );
        if (stated is not { } amount || amount is < 0 or > MostMoney)
        {
            return Refuse(
                column,
                "A paid subscription needs mrr, or amount with its billing frequency, from 0 up. Fill one of them in.",
                "有料の契約には月額、または請求額と請求周期(0以上)が必要です。どちらかを入力してください。"
            );
        }

        var rounded = Money.Round(amount, currency);
        var mrr =
            column == "mrr" || saysNothing
                ? rounded
                : MrrNormalisation.MonthlyOf(new SubscriptionLine(rounded, interval));
        var lastPaidDay = row.Has("lastPaidDay") ? row.Day("lastPaidDay") : stored?.LastPaidDay;
        (string, string, string)? odd =
            lastPaidDay < startsOn
                ? (
                    "lastPaidDay",
                    $"It ends ({lastPaidDay:yyyy-MM-dd}) before it starts ({startsOn:yyyy-MM-dd}): stored, "
                        + "but it carries no revenue on any day.",
                    $"終了日({lastPaidDay:yyyy-MM-dd})が開始日({startsOn:yyyy-MM-dd})より前です。取り込みましたが、売上は計上されません。"
                )
            : rounded.Major != amount
                ? (
                    column,
                    $"{amount} has more decimals than {currency}: stored as {rounded}.",
                    $"{amount}は{currency}の小数桁を超えるため、{rounded}として取り込みました。"
                )
            : null;
        var terms = new SubscriptionTerms(
            plan,
            isTrial ? 0 : mrr.Minor,
            row.Has("seats") ? (int?)row.Integer("seats") : stored?.Seats,
            interval,
            row.Has("autoRenew") ? row.Flag("autoRenew") : stored?.AutoRenew
        );
        return (
            new ReadSubscription(
                externalId,
                accountId,
                currency,
                isTrial,
                startsOn,
                lastPaidDay,
                terms,
                product,
                (int?)row.Integer("termMonths"),
                (int?)row.Integer("noticeDays"),
                odd
            ),
            null
        );
    }

    private static (ReadSubscription? Row, RowOutcome? Refusal) Refuse(string column, string en, string ja) =>
        (null, RowOutcome.Refused(column, en, ja));
}
