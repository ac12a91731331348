using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>Files of churns and returns as the company wrote them down.</summary>
internal sealed class ChurnEventImport(
    RevenueDb db,
    IMediator mediator,
    RevenueSettings settings,
    KnownAccounts knownAccounts
) : ImportKind
{
    private const decimal MostMoney = 1_000_000_000_000m;

    public override string Name => "churn-events";

    public override string TitleEn => "Churn events";

    public override string TitleJa => "解約記録";

    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordChurnEvent)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "externalId",
            ColumnType.Text,
            Required: true,
            "Churn event id",
            "解約番号",
            "churn_event_id",
            "解約ID",
            "id"
        ),
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account id",
            "顧客番号",
            "account_id",
            "顧客ID",
            "顧客コード"
        ),
        new("on", ColumnType.Day, Required: true, "Churn date", "解約日", "churn_date", "date"),
        new("reason", ColumnType.Text, Required: false, "Reason", "解約理由", "reason_code", "理由"),
        new("refund", ColumnType.Decimal, Required: false, "Refund", "返金額", "refund_amount", "refund_amount_usd"),
        new("avoidable", ColumnType.Flag, Required: false, "Avoidable", "防げたか", "is_avoidable", "防げた"),
        new("isReactivation", ColumnType.Flag, Required: false, "Came back", "復活", "is_reactivation"),
        new(
            "feedback",
            ColumnType.Text,
            Required: false,
            "What the customer said",
            "コメント",
            "feedback_text",
            "feedbackText",
            "顧客の声"
        ),
        new(
            "lostTo",
            ColumnType.Text,
            Required: false,
            "Lost to the rival product",
            "乗り換え先",
            "competitor",
            "競合"
        ),
        new("currency", ColumnType.Text, Required: false, "Currency of the refund", "通貨", "currency_code"),
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
        var ids = rows.Select(row => row.Text("externalId")).OfType<string>().Distinct().ToList();
        var known = await db.Set<ChurnEvent>()
            .Where(row => ids.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, cancellation);
        var rivals = await mediator.Send(
            new RivalProductsCalled([.. rows.Select(row => row.Text("lostTo")).OfType<string>().Distinct()]),
            cancellation
        );
        var customers = await knownAccounts.Customers([.. accounts.Values], cancellation);
        var gate = await HistoryGate.Open(db, cancellation);
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            outcomes.Add(Take(row, accounts, customers, known, rivals, gate));
        }

        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        IReadOnlySet<Guid> customers,
        Dictionary<string, ChurnEvent> known,
        IReadOnlyDictionary<string, RivalProductName> rivals,
        HistoryGate gate
    )
    {
        if (row.Text("externalId") is not { Length: > 0 and <= 100 } externalId)
        {
            return RowOutcome.Refused(
                "externalId",
                "The churn event needs an id of 1 to 100 characters. Fill it in.",
                "解約番号(1〜100文字)が必要です。入力してください。"
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

        if (!customers.Contains(accountId))
        {
            return RowOutcome.Refused(
                "accountExternalId",
                $"'{account}' is a prospect and no customer, so it cannot churn. Record its win first, or take the row out.",
                $"「{account}」は見込み客で、まだ顧客ではないため解約を登録できません。先に受注を登録するか、この行を外してください。"
            );
        }

        if (row.Day("on") is not { } on)
        {
            return RowOutcome.Refused(
                "on",
                "The churn needs a date such as 2026-04-01. Fill it in.",
                "解約日(例 2026-04-01)が必要です。入力してください。"
            );
        }

        var (reason, feedback) = (row.Text("reason"), row.Text("feedback"));
        if (reason is { Length: > 200 } || feedback is { Length: > 4000 })
        {
            return RowOutcome.Refused(
                reason is { Length: > 200 } ? "reason" : "feedback",
                "The reason may have 200 characters and the comment 4,000. Shorten it.",
                "解約理由は200文字、コメントは4000文字までです。短くしてください。"
            );
        }

        var currency = row.Text("currency")?.ToUpperInvariant() is { Length: > 0 } given
            ? given
            : settings.DefaultCurrency;
        if (!Money.Currencies.ContainsKey(currency))
        {
            var (en, ja) = Iso4217.Unknown(currency);
            return RowOutcome.Refused("currency", en, ja);
        }

        if (row.Decimal("refund") is < 0 or > MostMoney)
        {
            return RowOutcome.Refused(
                "refund",
                $"The refund {row.Decimal("refund")} must be from 0 to {MostMoney:N0}. Correct it.",
                $"返金額 {row.Decimal("refund")} は0以上{MostMoney:N0}以下にしてください。"
            );
        }

        RivalProductName? rival = null;
        if (row.Text("lostTo") is { } word && !rivals.TryGetValue(word, out rival))
        {
            return RowOutcome.Refused(
                "lostTo",
                $"No rival product is called '{word}'. Add it to the register, or correct the name.",
                $"「{word}」という競合製品は登録されていません。登録するか、名前を直してください。"
            );
        }

        reason ??= rival?.Name;
        var refund = row.Decimal("refund") is { } amount ? Money.Round(amount, currency) : (Money?)null;
        var (isReactivation, avoidable) = (row.Flag("isReactivation") ?? false, row.Flag("avoidable"));
        if (known.TryGetValue(externalId, out var stored))
        {
            return
                stored.AccountId == accountId
                && stored.On == on
                && stored.IsReactivation == isReactivation
                && stored.Reason == reason
                && stored.Feedback == feedback
                && stored.Refund == refund
                && stored.Avoidable == avoidable
                && stored.LostTo == rival?.Code
                ? RowOutcome.Skipped
                : RowOutcome.Refused(
                    "externalId",
                    $"'{externalId}' is stored with other content, and what was recorded is not rewritten. "
                        + "Give this row an id of its own.",
                    $"解約番号「{externalId}」は別の内容で登録済みで、記録は書き換えません。別の番号を付けてください。"
                );
        }

        var recording = gate.RecordingOf(on);
        var churn = new ChurnEvent(
            Guid.CreateVersion7(),
            externalId,
            accountId,
            on,
            isReactivation,
            recording.At,
            recording.Backfilled
        );
        churn.Record(reason, feedback, refund, avoidable, rival?.Code);
        db.Add(churn);
        known.Add(externalId, churn);
        return refund is { } stated && stated.Major != row.Decimal("refund")
            ? RowOutcome.Created.Flagged(
                "refund",
                $"{row.Decimal("refund")} has more decimals than {currency}: stored as {stated}.",
                $"{row.Decimal("refund")}は{currency}の小数桁を超えるため、{stated}として取り込みました。"
            )
            : RowOutcome.Created;
    }
}
