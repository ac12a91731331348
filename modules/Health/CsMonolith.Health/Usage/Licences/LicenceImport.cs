using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Usage.Licences;

/// <summary>Licences bought and handed out, by account and day of counting.</summary>
internal sealed class LicenceImport(HealthDb db, IMediator mediator) : ImportKind
{
    public override string Name => "licences";

    public override string TitleEn => "Licences";

    public override string TitleJa => "ライセンス数";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "on"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordLicenceCount)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account id",
            "顧客番号",
            "account_id",
            "customer_id",
            "顧客ID"
        ),
        new("on", ColumnType.Day, Required: true, "Counted on", "基準日", "date", "as_of", "日付"),
        new(
            "purchased",
            ColumnType.Integer,
            Required: false,
            "Purchased",
            "購入数",
            "licences_purchased",
            "licenses_purchased",
            "seats",
            "ライセンス購入数"
        ),
        new(
            "assigned",
            ColumnType.Integer,
            Required: true,
            "Assigned",
            "配布数",
            "licences_assigned",
            "licenses_assigned",
            "ライセンス配布数"
        ),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await mediator.Send(
            new AccountsByExternalId([.. rows.Select(row => row.Text("accountExternalId")!).Distinct()]),
            cancellation
        );
        var ids = accounts.Values.ToArray();
        var newest = (
            await db.Set<LicenceCount>()
                .AsNoTracking()
                .Where(count => ids.Contains(count.AccountId))
                .ToListAsync(cancellation)
        )
            .GroupBy(count => (count.AccountId, count.On))
            .ToDictionary(group => group.Key, group => group.MaxBy(count => count.Revision)!);

        var outcomes = rows.Select(row => Take(row, accounts, newest)).ToList();
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        Dictionary<(Guid, DateOnly), LicenceCount> newest
    )
    {
        var external = row.Text("accountExternalId")!;
        if (!accounts.TryGetValue(external, out var account))
        {
            return RowOutcome.Refused(
                "accountExternalId",
                $"No account bears the id '{external}'. Load the accounts first, or correct the id.",
                $"顧客番号「{external}」の顧客がありません。先に顧客を取り込むか、番号を直してください。"
            );
        }

        var (purchased, assigned, on) = (
            row.Integer("purchased"),
            row.Integer("assigned")!.Value,
            row.Day("on")!.Value
        );
        if (purchased is < 0 or > LicenceCount.Most || assigned is < 0 or > LicenceCount.Most)
        {
            return RowOutcome.Refused(
                purchased is < 0 or > LicenceCount.Most ? "purchased" : "assigned",
                $"A number of licences lies between 0 and {LicenceCount.Most}.",
                $"ライセンス数は0から{LicenceCount.Most}の範囲で入れてください。"
            );
        }

        var before = newest.GetValueOrDefault((account, on));
        if (before is not null && before.Purchased == purchased && before.Assigned == assigned)
        {
            return RowOutcome.Skipped;
        }

        var count = new LicenceCount(
            Guid.CreateVersion7(),
            account,
            on,
            (before?.Revision ?? 0) + 1,
            (int?)purchased,
            (int)assigned,
            db.Import.RecordedAt(on, db.Clock),
            db.Import.IsHistory
        );
        db.Add(count);
        newest[(account, on)] = count;
        var outcome = before is null ? RowOutcome.Created : RowOutcome.Updated;
        return assigned > purchased
            ? outcome.Flagged(
                "assigned",
                $"More licences are handed out ({assigned}) than bought ({purchased}).",
                $"配布数({assigned})が購入数({purchased})を超えています。"
            )
            : outcome;
    }
}
