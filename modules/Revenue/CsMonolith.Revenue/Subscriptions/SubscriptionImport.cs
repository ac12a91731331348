using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Files of subscriptions. Flags without a date (upgraded, downgraded, churned) are not read: nobody knows since when
/// they hold.
/// </summary>
internal sealed class SubscriptionImport(RevenueDb db, IMediator mediator, FactLoader loader, RevenueSettings settings)
    : ImportKind
{
    public override string Name => "subscriptions";

    public override string TitleEn => "Subscriptions";

    public override string TitleJa => "契約";

    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } =
    [nameof(OpenSubscription), nameof(ChangeSubscription), nameof(CancelSubscription), nameof(VoidCancellation)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "externalId",
            ColumnType.Text,
            Required: true,
            "Subscription id",
            "契約番号",
            "subscription_id",
            "契約ID",
            "id",
            "subscription.id",
            "Subscription Id",
            "uuid",
            "サブスクリプションID",
            "サブスクリプション ID"
        ),
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account id",
            "顧客番号",
            "account_id",
            "顧客ID",
            "顧客コード",
            "customer_id",
            "customer.id",
            "Customer ID",
            "account_code",
            "顧客 ID",
            "取引先ID",
            "Account ID (18)"
        ),
        new(
            "startsOn",
            ColumnType.Day,
            Required: true,
            "Start date",
            "契約開始日",
            "start_date",
            "開始日",
            "利用開始日",
            "Start (UTC)",
            "Start Date (UTC)",
            "started_at",
            "activated_at",
            "subscription.started_at",
            "開始日 (UTC)",
            "利用開始日時"
        ),
        new(
            "lastPaidDay",
            ColumnType.Day,
            Required: false,
            "Last paid day",
            "契約終了日",
            "end_date",
            "終了日",
            "満了日",
            "Ended At (UTC)",
            "ended_at",
            "expires_at",
            "subscription.cancelled_at",
            "終了日時",
            "終了日 (UTC)"
        )
        {
            ExclusiveUnder =
            [
                "Ended At (UTC)",
                "ended_at",
                "expires_at",
                "subscription.cancelled_at",
                "終了日 (UTC)",
                "終了日時",
            ],
        },
        new(
            "plan",
            ColumnType.Text,
            Required: false,
            "Plan",
            "プラン",
            "plan_tier",
            "プラン名",
            "plan_id",
            "plan_code",
            "price_id",
            "subscription.plan_id",
            "料金プラン"
        ),
        new("product", ColumnType.Text, Required: false, "Product", "商品", "product_name", "商品名", "製品"),
        new(
            "seats",
            ColumnType.Integer,
            Required: false,
            "Seats",
            "席数",
            "ID数",
            "ライセンス数",
            "契約数量",
            "quantity",
            "数量",
            "plan_quantity",
            "subscription.plan_quantity"
        ),
        new(
            "mrr",
            ColumnType.Decimal,
            Required: false,
            "Monthly amount (MRR)",
            "月額",
            "mrr_amount",
            "MRR",
            "月額料金",
            "subscription.mrr"
        ),
        new(
            "amount",
            ColumnType.Decimal,
            Required: false,
            "Amount per billing interval",
            "請求額",
            "billing_amount",
            "契約金額",
            "total_recurring_amount",
            "金額"
        ),
        new(
            "billingFrequency",
            ColumnType.Text,
            Required: false,
            "Billing frequency",
            "請求周期",
            "billing_frequency",
            "支払周期",
            "interval",
            "plan_interval",
            "billing_period_unit",
            "plan_interval_unit",
            "請求間隔"
        ),
        new(
            "currency",
            ColumnType.Text,
            Required: false,
            "Currency",
            "通貨",
            "currency_code",
            "subscription.currency_code"
        ),
        new("isTrial", ColumnType.Flag, Required: false, "Trial", "トライアル", "is_trial", "試用"),
        new(
            "autoRenew",
            ColumnType.Flag,
            Required: false,
            "Renews by itself",
            "自動更新",
            "auto_renew_flag",
            "auto_renew"
        ),
        new(
            "termMonths",
            ColumnType.Integer,
            Required: false,
            "Term in months",
            "契約期間(月)",
            "term_months",
            "契約月数"
        ),
        new(
            "noticeDays",
            ColumnType.Integer,
            Required: false,
            "Notice in days",
            "解約通知期限(日)",
            "notice_days",
            "通知日数"
        ),
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
        var known = await db.Set<Subscription>()
            .Where(row => ids.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, cancellation);
        var neighbours = await SubscriptionNeighbours.Of(db, accounts, rows, cancellation);
        var gate = await HistoryGate.Open(db, cancellation);
        var learnt = new List<SubscriptionFact>();
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            var stored = known.GetValueOrDefault(row.Text("externalId") ?? "");
            var (read, refusal) = SubscriptionRowReader.Read(row, accounts, settings.DefaultCurrency, stored);
            var ended = (stored?.LastPaidDay, stored?.CancelledOn);
            var outcome = refusal ?? Take(read!, known, gate, learnt);
            outcomes.Add(
                outcome is { Fate: RowFate.Created or RowFate.Updated, En: null }
                    ? Reopened(outcome, read!, ended) ?? neighbours.Doubt(outcome, read!, row) ?? outcome
                    : outcome
            );
        }

        await loader.Load(learnt, cancellation);
        return outcomes;
    }

    public override Task<Result> TakeBack(Guid importId, CancellationToken cancellation) =>
        loader.TakeBack(importId, cancellation);

    private RowOutcome Take(
        ReadSubscription row,
        Dictionary<string, Subscription> known,
        HistoryGate gate,
        List<SubscriptionFact> learnt
    )
    {
        if (!known.TryGetValue(row.ExternalId, out var subscription))
        {
            known.Add(row.ExternalId, Open(row, gate, learnt));
            return Flag(RowOutcome.Created, row);
        }

        if (subscription.AccountId != row.AccountId || subscription.Currency != row.Currency)
        {
            return RowOutcome.Refused(
                subscription.AccountId != row.AccountId ? "accountExternalId" : "currency",
                $"'{row.ExternalId}' is stored for another account or in another currency "
                    + $"({subscription.Currency}). Give the new contract an id of its own.",
                $"契約「{row.ExternalId}」は別の顧客または別の通貨({subscription.Currency})で登録済みです。新しい契約には別の契約番号を付けてください。"
            );
        }

        // History is restated from its start; in daily use an undated change holds from the day on which we learn it.
        var restated = subscription.Restate(
            row.Terms,
            row.IsTrial,
            row.StartsOn,
            row.LastPaidDay,
            db.Import.IsHistory ? null : db.Clock.Today,
            gate.RecordingOf
        );
        if (!subscription.Agree(row.TermMonths, row.NoticeDays) && restated.Count == 0)
        {
            return RowOutcome.Skipped;
        }

        learnt.AddRange(restated);
        return Flag(RowOutcome.Updated, row);
    }

    private Subscription Open(ReadSubscription row, HistoryGate gate, List<SubscriptionFact> learnt)
    {
        var recording = gate.RecordingOf(row.StartsOn);
        var subscription = new Subscription(
            Guid.CreateVersion7(),
            row.ExternalId,
            row.AccountId,
            row.Currency,
            row.IsTrial,
            row.StartsOn,
            row.Terms.Plan,
            row.Product,
            row.Terms.Interval,
            recording.At
        );
        subscription.Agree(row.TermMonths, row.NoticeDays);
        db.Add(subscription);
        learnt.Add(subscription.Start(row.Terms, row.StartsOn, recording));
        if (recording.Backfilled)
        {
            db.Publish(
                new SomethingHappened(
                    row.AccountId,
                    row.StartsOn,
                    "subscription-started",
                    row.ExternalId,
                    $"Subscription {row.ExternalId} ({row.Terms.Plan}) started: {subscription.Mrr} a month",
                    $"契約 {row.ExternalId}({row.Terms.Plan})開始: 月額 {subscription.Mrr}"
                )
            );
        }

        if (row.LastPaidDay is { } day)
        {
            var end = gate.RecordingOf(day.AddDays(1));
            learnt.Add(subscription.EndAfter(day, end));
            if (end.Backfilled && day < db.Clock.Today)
            {
                db.Publish(
                    new SomethingHappened(
                        row.AccountId,
                        day,
                        "subscription-ended",
                        row.ExternalId,
                        $"Subscription {row.ExternalId} ({row.Terms.Plan}) ended",
                        $"契約 {row.ExternalId}({row.Terms.Plan})終了"
                    )
                );
            }
        }

        return subscription;
    }

    // What takes back a loss is said by line: a file may have meant it, or have left the end out.
    private RowOutcome? Reopened(
        RowOutcome outcome,
        ReadSubscription row,
        (DateOnly? LastPaidDay, DateOnly? CancelledOn) before
    ) =>
        before.LastPaidDay is { } end
        && (before.CancelledOn is not null || end < db.Clock.Today)
        && (row.LastPaidDay is not { } next || next > end)
            ? outcome.Flagged(
                "lastPaidDay",
                $"'{row.ExternalId}' was to end on {end:yyyy-MM-dd} and runs on now: its loss is taken back. If the "
                    + "customer did not stay, undo the import and give the end.",
                $"契約「{row.ExternalId}」は{end:yyyy-MM-dd}に終了の予定でしたが、継続とし、解約を取り消しました。継続でなければ取り込みを取り消し、終了日を入れてください。"
            )
            : null;

    private static RowOutcome Flag(RowOutcome outcome, ReadSubscription row) =>
        row.Odd is { } odd ? outcome.Flagged(odd.Column, odd.En, odd.Ja) : outcome;
}
