using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Imports;

/// <summary>Files of who owned which account from when.</summary>
internal sealed class OwnersImport(JourneyDb db) : ImportKind
{
    public override string Name => "owners";

    public override string TitleEn => "Owners of accounts";

    public override string TitleJa => "顧客の担当CSM";

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("accountExternalId", ColumnType.Text, Required: true, "Account", "顧客", KnownFiles.AccountIdHeadings),
        new(
            "ownerEmail",
            ColumnType.Text,
            Required: true,
            "Owner's e-mail",
            "担当メール",
            "csm_email",
            "owner_email",
            "担当者メール"
        ),
        new("from", ColumnType.Day, Required: true, "From", "開始日", "since", "start_date", "担当開始日"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await KnownFiles.Accounts(db, rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownFiles.PeopleByEmail(db, cancellation);
        var ids = accounts.Values.Select(account => account.Id).ToArray();
        var entries = (
            await db.Ownerships.AsNoTracking().Where(entry => ids.Contains(entry.AccountId)).ToListAsync(cancellation)
        )
            .GroupBy(entry => (entry.AccountId, entry.From))
            .ToDictionary(day => day.Key, day => day.MaxBy(entry => entry.RecordedAt)!);
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (accounts.GetValueOrDefault(row.Text("accountExternalId") ?? "") is not { } account)
            {
                return KnownFiles.NoSuchAccount(row.Text("accountExternalId"));
            }

            var email = row.Text("ownerEmail") ?? "";
            if (people.GetValueOrDefault(Person.Normal(email)!) is not { } owner)
            {
                return RowOutcome.Refused(
                    "ownerEmail",
                    $"Nobody has the address '{email}'. Add the person first, or correct the address.",
                    $"「{email}」の人が登録されていません。先に人を登録するか、アドレスを直してください。"
                );
            }

            if (row.Day("from") is not { } from)
            {
                return KnownFiles.NoDay("from");
            }

            var present = entries.GetValueOrDefault((account.Id, from));
            if (present?.OwnerId == owner.Id)
            {
                return RowOutcome.Skipped;
            }

            entries[(account.Id, from)] = Ownership.HandOver(
                db,
                account.Id,
                owner.Id,
                owner.Name,
                from,
                corrects: present is not null
            );
            return present is null ? RowOutcome.Created : RowOutcome.Updated;
        }
    }
}
