using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Revenue.Subscriptions.Invoices;

/// <summary>
/// Files of invoices. A row that is loaded again is skipped, unless it says that the invoice was paid meanwhile; with
/// other content it is refused.
/// </summary>
internal sealed class InvoiceImport(RevenueDb db, IMediator mediator, RevenueSettings settings) : ImportKind
{
    private const decimal MostMoney = 1_000_000_000_000m;

    public override string Name => "invoices";

    public override string TitleEn => "Invoices";

    public override string TitleJa => "請求書";

    // No operation records a single invoice; what it bills for is opened and changed by these.
    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(OpenSubscription), nameof(ChangeSubscription)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "externalId",
            ColumnType.Text,
            Required: true,
            "Invoice id",
            "請求書番号",
            "invoice_id",
            "invoice_number",
            "請求番号",
            "id"
        ),
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account id",
            "顧客番号",
            "account_id",
            "customer_id",
            "顧客ID",
            "顧客コード"
        ),
        new(
            "subscriptionExternalId",
            ColumnType.Text,
            Required: false,
            "Subscription id",
            "契約番号",
            "subscription_id",
            "契約ID"
        ),
        new("issuedOn", ColumnType.Day, Required: true, "Issued on", "請求日", "issue_date", "invoice_date", "発行日"),
        new(
            "periodFrom",
            ColumnType.Day,
            Required: false,
            "Period from",
            "対象期間開始",
            "period_start",
            "利用期間開始"
        ),
        new("periodTo", ColumnType.Day, Required: false, "Period to", "対象期間終了", "period_end", "利用期間終了"),
        new(
            "net",
            ColumnType.Decimal,
            Required: true,
            "Amount without tax",
            "税抜金額",
            "amount",
            "net_amount",
            "subtotal",
            "請求額",
            "金額"
        ),
        new("tax", ColumnType.Decimal, Required: false, "Tax", "消費税", "tax_amount", "税額"),
        new("currency", ColumnType.Text, Required: false, "Currency", "通貨", "currency_code"),
        new("paidOn", ColumnType.Day, Required: false, "Paid on", "入金日", "paid_date", "payment_date"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await mediator.Send(
            new AccountsByExternalId([
                .. rows.Select(row => row.Text("accountExternalId")).OfType<string>().Distinct(),
            ]),
            cancellation
        );
        var (ids, contracts) = (Texts(rows, "externalId"), Texts(rows, "subscriptionExternalId"));
        var known = await db.Set<Invoice>()
            .Where(row => ids.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, cancellation);
        var subscriptions = await db.Set<Subscription>()
            .AsNoTracking()
            .Where(row => contracts.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, cancellation);
        var outcomes = rows.Select(row => Take(row, accounts, subscriptions, known)).ToList();
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private static List<string> Texts(IReadOnlyList<ImportRow> rows, string column) =>
        [.. rows.Select(row => row.Text(column)).OfType<string>().Distinct()];

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        Dictionary<string, Subscription> subscriptions,
        Dictionary<string, Invoice> known
    )
    {
        if (row.Text("externalId") is not { Length: > 0 and <= 100 } externalId)
        {
            return RowOutcome.Refused(
                "externalId",
                "The invoice needs a number of 1 to 100 characters. Fill it in.",
                "請求書番号(1〜100文字)が必要です。入力してください。"
            );
        }

        var account = row.Text("accountExternalId") ?? "";
        if (!accounts.TryGetValue(account, out var accountId))
        {
            return RowOutcome.Refused(
                "accountExternalId",
                $"There is no account '{account}'. Import the accounts first, or correct the id.",
                $"顧客「{account}」が見つかりません。先に顧客を取り込むか、顧客番号を直してください。"
            );
        }

        var contract = row.Text("subscriptionExternalId");
        var subscription = contract is null ? null : subscriptions.GetValueOrDefault(contract);
        if (contract is not null && subscription?.AccountId != accountId)
        {
            return RowOutcome.Refused(
                "subscriptionExternalId",
                $"Account '{account}' has no subscription '{contract}'. Import the subscriptions first, "
                    + "correct the id, or leave it empty.",
                $"顧客「{account}」に契約「{contract}」はありません。先に契約を取り込むか、契約番号を直すか、空にしてください。"
            );
        }

        if (row.Day("issuedOn") is not { } issuedOn)
        {
            return RowOutcome.Refused(
                "issuedOn",
                "The invoice needs a date such as 2026-04-01. Fill it in.",
                "請求日(例 2026-04-01)が必要です。入力してください。"
            );
        }

        var (from, to) = (row.Day("periodFrom"), row.Day("periodTo"));
        if (from is null != to is null || to < from)
        {
            return RowOutcome.Refused(
                from is null ? "periodFrom" : "periodTo",
                "A period needs both its days, the last not before the first. Fill in both, or leave both "
                    + "empty for what is bought once.",
                "対象期間は開始日と終了日の両方が必要で、終了日は開始日以降です。両方入力するか、一回限りの請求なら両方空にしてください。"
            );
        }

        var currency = row.Text("currency")?.ToUpperInvariant() is { Length: > 0 } given
            ? given
            : settings.DefaultCurrency;
        if (!Money.Currencies.ContainsKey(currency) || (subscription is not null && subscription.Currency != currency))
        {
            return RowOutcome.Refused(
                "currency",
                subscription is not null
                    ? $"The subscription '{contract}' is billed in {subscription.Currency}, not in "
                        + $"{currency}. Correct one of them."
                    : Iso4217.Unknown(currency).En,
                subscription is not null
                    ? $"契約「{contract}」の通貨は{subscription.Currency}で、{currency}ではありません。どちらかを直してください。"
                    : Iso4217.Unknown(currency).Ja
            );
        }

        if (
            row.Decimal("net") is not { } net
            || Math.Abs(net) > MostMoney
            || row.Decimal("tax") is < -MostMoney or > MostMoney
        )
        {
            return RowOutcome.Refused(
                "net",
                $"The invoice needs an amount without tax, at most {MostMoney:N0}. Fill it in.",
                $"税抜金額({MostMoney:N0}以内)が必要です。入力してください。"
            );
        }

        var (stated, tax) = (Money.Round(net, currency), row.Decimal("tax") ?? 0m);
        var invoice = new Invoice(
            Guid.CreateVersion7(),
            externalId,
            accountId,
            subscription?.Id,
            issuedOn,
            from,
            to,
            currency,
            stated.Minor,
            Money.Round(tax, currency).Minor,
            db.Clock.Now
        );
        if (known.TryGetValue(externalId, out var stored))
        {
            return Again(stored, invoice, row.Day("paidOn"));
        }

        Pay(invoice, row.Day("paidOn"));
        db.Add(invoice);
        known.Add(externalId, invoice);
        return stated.Major != net ? Rounded("net", net, stated)
            : Money.Round(tax, currency) is var rounded && rounded.Major != tax ? Rounded("tax", tax, rounded)
            : RowOutcome.Created;
    }

    private static RowOutcome Rounded(string column, decimal given, Money stored) =>
        RowOutcome.Created.Flagged(
            column,
            $"{given} has more decimals than {stored.Currency}: stored as {stored}.",
            $"{given}は{stored.Currency}の小数桁を超えるため、{stored}として取り込みました。"
        );

    private static RowOutcome Again(Invoice stored, Invoice stated, DateOnly? paidOn)
    {
        if (
            (
                stored.AccountId,
                stored.SubscriptionId,
                stored.IssuedOn,
                stored.PeriodFrom,
                stored.PeriodTo,
                stored.Currency,
                stored.NetMinor,
                stored.TaxMinor
            )
                != (
                    stated.AccountId,
                    stated.SubscriptionId,
                    stated.IssuedOn,
                    stated.PeriodFrom,
                    stated.PeriodTo,
                    stated.Currency,
                    stated.NetMinor,
                    stated.TaxMinor
                )
            || (stored.PaidOn is not null && paidOn is not null && stored.PaidOn != paidOn)
        )
        {
            return RowOutcome.Refused(
                "externalId",
                $"Invoice '{stored.ExternalId}' is stored with other content, and an invoice is not "
                    + "rewritten. Load a credit note and a new invoice instead.",
                $"請求書「{stored.ExternalId}」は別の内容で登録済みで、書き換えません。取消請求と新しい請求書を取り込んでください。"
            );
        }

        return stored.PaidOn is null && Pay(stored, paidOn) ? RowOutcome.Updated : RowOutcome.Skipped;
    }

    private static bool Pay(Invoice invoice, DateOnly? on)
    {
        if (on is not { } day)
        {
            return false;
        }

        invoice.Pay(day);
        return true;
    }
}
