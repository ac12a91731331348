using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.People;

/// <summary>Loads files that say who owned which account from which day.</summary>
internal sealed class OwnersImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    public override string Name => "owners";

    public override string TitleEn => "Owners of accounts";

    public override string TitleJa => "顧客の担当CSM";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "from"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(AssignOwner)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new(
            "ownerEmail",
            ColumnType.Text,
            Required: true,
            "Owner's e-mail",
            "担当メール",
            "csm_email",
            "owner_email",
            "担当者メール",
            "owner",
            "csm",
            "担当",
            "担当者"
        ),
        new("from", ColumnType.Day, Required: true, "From", "開始日", "since", "start_date", "担当開始日"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var ids = accounts.Values.ToArray();
        var entries = (
            await db.Set<Ownership>()
                .AsNoTracking()
                .Where(entry => ids.Contains(entry.AccountId))
                .ToListAsync(cancellation)
        )
            .GroupBy(entry => (entry.AccountId, entry.From))
            .ToDictionary(day => day.Key, day => day.MaxBy(entry => entry.RecordedAt)!);
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (!accounts.TryGetValue(row.Text("accountExternalId") ?? "", out var account))
            {
                return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
            }

            var email = row.Text("ownerEmail") ?? "";
            var owner = people.Named(email);
            if (owner is null && email != Ownership.Nobody)
            {
                return RowOutcome.Refused(
                    "ownerEmail",
                    $"Nobody, or more than one, has the address or name '{email}'. Add the person first, or give the "
                        + "address.",
                    $"「{email}」の人が登録されていないか複数います。先に人を登録するか、メールアドレスにしてください。"
                );
            }

            if (row.Day("from") is not { } from)
            {
                return JourneyImports.NoDay("from");
            }

            var present = entries.GetValueOrDefault((account, from));
            if (present is not null && present.OwnerId == owner?.Id)
            {
                return RowOutcome.Skipped;
            }

            entries[(account, from)] = Ownership.HandOver(
                db,
                account,
                owner?.Id,
                owner?.Name,
                from,
                corrects: present is not null
            );
            return present is null ? RowOutcome.Created : RowOutcome.Updated;
        }
    }
}
