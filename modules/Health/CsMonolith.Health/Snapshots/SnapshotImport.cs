using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Snapshots;

/// <summary>
/// The import of ready-made snapshots, with the outcome as <c>label</c> where it is known. They are never changed.
/// </summary>
internal sealed class SnapshotImport(HealthDb db, IMediator mediator) : ImportKind
{
    private static readonly (Feature Feature, string Column)[] Features =
    [
        .. FeatureCatalogue.All.Select(feature =>
            (
                feature,
                JsonNamingPolicy.CamelCase.ConvertName(
                    string.Concat(feature.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
                )
            )
        ),
    ];

    public override string Name => "snapshots";

    public override string TitleEn => "Snapshots";

    public override string TitleJa => "スナップショット(学習用データ)";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "asOf"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(StartSnapshotBuild)];

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
        new("asOf", ColumnType.Day, Required: true, "As of", "時点", "snapshot_date", "as_of", "基準日"),
        new("label", ColumnType.Flag, Required: false, "Outcome", "結果", "churned", "解約"),
        new("currency", ColumnType.Text, Required: false, "Currency", "通貨"),
        .. Features.Select(one => new ImportColumn(
            one.Column,
            one.Feature.IsNumeric ? ColumnType.Decimal : ColumnType.Text,
            Required: false,
            one.Feature.En,
            one.Feature.Ja,
            one.Feature.Name
        )),
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
        var standing = await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.AccountId))
            .ToDictionaryAsync(row => (row.AccountId, row.AsOf), cancellation);
        var outcomes = rows.Select(row => Take(row, accounts, standing)).ToList();
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        Dictionary<(Guid, DateOnly), Snapshot> standing
    )
    {
        var (external, asOf, currency) = (row.Text("accountExternalId")!, row.Day("asOf")!.Value, row.Text("currency"));
        if (!accounts.TryGetValue(external, out var account))
        {
            return RowOutcome.Refused(
                "accountExternalId",
                $"No account bears the id '{external}'. Load the accounts first, or correct the id.",
                $"顧客番号「{external}」の顧客がありません。先に顧客を取り込むか、番号を直してください。"
            );
        }

        if (asOf > db.Clock.Today)
        {
            return RowOutcome.Refused(
                "asOf",
                $"{asOf:yyyy-MM-dd} lies ahead of today. Give the day whose facts the row holds.",
                $"{asOf:yyyy-MM-dd}は未来の日付です。データの基準日を入れてください。"
            );
        }

        if (currency is not null && !Money.Currencies.ContainsKey(currency))
        {
            var (en, ja) = Iso4217.Unknown(currency);
            return RowOutcome.Refused("currency", en, ja);
        }

        var snapshot = Read(row, account, asOf, currency);
        if (standing.TryGetValue((account, asOf), out var before))
        {
            return before.Features == snapshot.Features && before.ImportedLabel == snapshot.ImportedLabel
                ? RowOutcome.Skipped
                : RowOutcome.Refused(
                    "asOf",
                    $"A snapshot of this account as of {asOf:yyyy-MM-dd} stands already and is never changed. "
                        + "Undo the import that brought it, or leave the row out.",
                    $"この顧客の{asOf:yyyy-MM-dd}時点のスナップショットは作成済みで、変更できません。元の取り込みを取り消すか、この行を除いてください。"
                );
        }

        db.Add(snapshot);
        standing.Add((account, asOf), snapshot);
        return row.Decimal("mrr") is not null && currency is null
            ? RowOutcome.Created.Flagged(
                "currency",
                "The MRR has no currency: it is a feature, but money at risk cannot be told.",
                "MRRに通貨がないため、解約リスク額は計算できません。"
            )
            : RowOutcome.Created;
    }

    private Snapshot Read(ImportRow row, Guid account, DateOnly asOf, string? currency)
    {
        var sheet = new FeatureSheet();
        foreach (var (feature, column) in Features)
        {
            _ = feature.IsNumeric
                ? sheet.Number(feature.Name, (double?)row.Decimal(column))
                : sheet.Text(feature.Name, row.Text(column));
        }

        var mrr = row.Decimal("mrr");
        return new Snapshot
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            AsOf = asOf,
            Features = sheet.ToJson(),
            Phase = row.Text("phase"),
            MrrMinor = mrr is { } amount && currency is not null ? Money.Round(amount, currency).Minor : 0,
            Currency = mrr is null ? null : currency,
            // A table without money lists the accounts to learn from: they were live.
            IsLive = mrr is null or > 0,
            ImportedLabel = row.Flag("label"),
            BuiltAt = db.Clock.Now,
            LoadedAt = db.Clock.Now,
        };
    }
}
