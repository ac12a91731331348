using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions.MovementImports;

/// <summary>
/// Files of movements as another system counted them. MRR is derived from facts, so each uninterrupted time of paying
/// becomes one subscription that starts, changes and ends by the movements; those derived from it are those of the
/// file. Load either the subscriptions of a customer or its movements, not both.
/// </summary>
internal sealed class MovementImport(RevenueDb db, IMediator mediator, FactLoader loader, RevenueSettings settings)
    : ImportKind
{
    public override string Name => "movements";

    public override string TitleEn => "MRR movements";

    public override string TitleJa => "MRRの増減";

    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } =
    [nameof(OpenSubscription), nameof(ChangeSubscription), nameof(CancelSubscription)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "externalId",
            ColumnType.Text,
            Required: true,
            "Movement id",
            "増減番号",
            "movement_id",
            "activity_id",
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
        new("on", ColumnType.Day, Required: true, "Date", "日付", "date", "activity_date", "発生日"),
        new("kind", ColumnType.Text, Required: true, "Kind", "種類", "type", "movement_type", "区分"),
        new(
            "amount",
            ColumnType.Decimal,
            Required: true,
            "Size of the movement",
            "増減額",
            "mrr",
            "mrr_movement",
            "activity_mrr_movement",
            "金額"
        ),
        new("currency", ColumnType.Text, Required: false, "Currency", "通貨", "currency_code"),
        new("product", ColumnType.Text, Required: false, "Product", "商品", "product_name", "plan", "商品名", "製品"),
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
        var known = await db.Set<ImportedMovement>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.ExternalId))
            .ToDictionaryAsync(row => row.ExternalId, cancellation);
        var streaks = await MovementStreaks.Read(db, accounts.Values, cancellation);
        var gate = await HistoryGate.Open(db, cancellation);
        var learnt = new List<SubscriptionFact>();
        var outcomes = new RowOutcome[rows.Count];

        // A file need not be sorted, but what a movement means depends on those before it.
        foreach (
            var (row, i) in rows.Select((row, i) => (row, i)).OrderBy(one => one.row.Day("on")).ThenBy(one => one.i)
        )
        {
            var (read, refusal) = MovementRowReader.Read(row, accounts, settings.DefaultCurrency);
            outcomes[i] = refusal ?? Take(read!, known, streaks, gate, learnt);
        }

        await loader.Load(learnt, cancellation);
        return outcomes;
    }

    public override Task<Result> TakeBack(Guid importId, CancellationToken cancellation) =>
        loader.TakeBack(importId, cancellation);

    private RowOutcome Take(
        ReadMovement row,
        Dictionary<string, ImportedMovement> known,
        MovementStreaks streaks,
        HistoryGate gate,
        List<SubscriptionFact> learnt
    )
    {
        if (known.TryGetValue(row.ExternalId, out var stored))
        {
            return
                (stored.AccountId, stored.On, stored.Kind, stored.Currency, stored.AmountMinor)
                == (row.AccountId, row.On, row.Kind, row.Currency, row.AmountMinor)
                ? RowOutcome.Skipped
                : RowOutcome.Refused(
                    "externalId",
                    $"'{row.ExternalId}' is stored with other content, and what was recorded is not "
                        + "rewritten. Give this row an id of its own.",
                    $"増減番号「{row.ExternalId}」は別の内容で登録済みで、記録は書き換えません。別の番号を付けてください。"
                );
        }

        var streak = streaks.Of(new AccountCurrency(row.AccountId, row.Currency));
        if (streak.Unfit(row) is { } unfit)
        {
            return unfit;
        }

        var recording = gate.RecordingOf(row.On);
        var (subscription, fact) = streak.Take(row, recording);
        if (row.Kind is MovementKind.New or MovementKind.Reactivation)
        {
            db.Add(subscription);
        }

        learnt.Add(fact);
        var taken = new ImportedMovement
        {
            Id = Guid.CreateVersion7(),
            ExternalId = row.ExternalId,
            AccountId = row.AccountId,
            SubscriptionId = subscription.Id,
            On = row.On,
            Kind = row.Kind,
            Currency = row.Currency,
            AmountMinor = row.AmountMinor,
            RecordedAt = recording.At,
        };
        db.Add(taken);
        known.Add(row.ExternalId, taken);
        return RowOutcome.Created;
    }
}
