using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Loads the ledger of promises as sales kept it, each with how it stands.</summary>
internal sealed class PromisesImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    public override string Name => "promises";

    public override string TitleEn => "Promises made before the contract";

    public override string TitleJa => "商談時の約束";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "what", "madeOn"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(MakePromise), nameof(ChangePromise)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("what", ColumnType.Text, Required: true, "Promise", "約束", "promise", "約束の内容", "内容"),
        new("madeOn", ColumnType.Day, Required: true, "Made on", "約束した日", "date", "日付"),
        new("availability", ColumnType.Text, Required: true, "Availability", "提供状況", "status", "状況"),
        new("madeTo", ColumnType.Text, Required: false, "Made to", "約束した相手", "contact", "お客様担当者"),
        new("madeBy", ColumnType.Text, Required: false, "Made by", "約束した人", "seller", "営業担当"),
        new("availableFrom", ColumnType.Day, Required: false, "Available from", "提供予定日", "eta"),
        new("gap", ColumnType.Text, Required: false, "Gap", "差", "約束との差"),
        new("owner", ColumnType.Text, Required: false, "Owner", "対応者", "owner_email"),
        new("resolution", ColumnType.Text, Required: false, "Resolution", "対応", "対応内容"),
        new("resolvedOn", ColumnType.Day, Required: false, "Resolved on", "解消日"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var ids = accounts.Values.ToArray();
        var stored = (
            await db.Set<PromiseMade>().Where(one => ids.Contains(one.AccountId)).ToListAsync(cancellation)
        ).ToDictionary(one => (one.AccountId, one.What, one.MadeOn));
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (!accounts.TryGetValue(row.Text("accountExternalId") ?? "", out var account))
            {
                return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
            }

            if (Refusal(row) is { } refused)
            {
                return refused;
            }

            var (what, madeOn) = (row.Text("what")!, row.Day("madeOn")!.Value);
            var details = new PromiseDetails(
                AvailabilityIn(row.Text("availability"))!.Value,
                row.Day("availableFrom"),
                row.Text("gap"),
                row.Text("owner") is { } owner ? people.Named(owner)?.Id : null,
                row.Text("resolution"),
                row.Day("resolvedOn")
            );
            if (stored.TryGetValue((account, what, madeOn), out var present))
            {
                if (details == present.Details)
                {
                    return RowOutcome.Skipped;
                }

                present.Describe(db, details, details.ResolvedOn ?? db.Clock.Today, db.Clock.Now);
                return RowOutcome.Updated;
            }

            var seller = row.Text("madeBy") is { } named ? people.Named(named)?.Id : null;
            var given = new GivenPromise(
                what,
                madeOn,
                details.Availability,
                row.Text("madeTo"),
                details.AvailableFrom,
                details.Gap,
                details.OwnerId
            );
            var promise = PromiseMade.Record(db, account, handoff: null, given, seller);
            if (details.ResolvedOn is { } resolved)
            {
                promise.Describe(db, details, resolved, db.Import.RecordedAt(resolved, db.Clock));
            }

            stored.Add((account, what, madeOn), promise);
            return RowOutcome.Created;
        }

        RowOutcome? Refusal(ImportRow row) =>
            row.Day("madeOn") is not { } madeOn ? JourneyImports.NoDay("madeOn")
            : madeOn > db.Clock.Today ? JourneyImports.NotYet("madeOn", madeOn)
            : row.Day("resolvedOn") is { } resolved && resolved > db.Clock.Today
                ? JourneyImports.NotYet("resolvedOn", resolved)
            : row.Day("resolvedOn") is not null && row.Text("resolution") is null
                ? RowOutcome.Refused(
                    "resolution",
                    "A promise is settled by a sentence: say what was agreed with the customer.",
                    "解消日には、お客様と合意した内容が必要です。"
                )
            : AvailabilityIn(row.Text("availability")) is null ? NoAvailability(row.Text("availability"))
            : TooLong(row);
    }

    private static RowOutcome NoAvailability(string? word) =>
        RowOutcome.Refused(
            "availability",
            $"'{word}' says neither that it exists nor that it is planned. Write exists, planned or not planned.",
            $"「{word}」は読み取れません。「今ある」「予定」「予定なし」のいずれかにしてください。"
        );

    private static PromiseAvailability? AvailabilityIn(string? word) =>
        Nearest.Key(word ?? "") switch
        {
            "exists" or "available" or "yes" or "今ある" or "提供中" or "対応済" or "あり" =>
                PromiseAvailability.Exists,
            "planned" or "roadmap" or "予定" or "開発予定" or "対応予定" => PromiseAvailability.Planned,
            "notplanned" or "no" or "予定なし" or "未定" or "対応なし" => PromiseAvailability.NotPlanned,
            _ => null,
        };

    private static RowOutcome? TooLong(ImportRow row) =>
        new (string Column, int Most)[] { ("what", 1000), ("gap", 1000), ("resolution", 1000), ("madeTo", 100) }
            .Where(one => row.Text(one.Column)?.Length > one.Most)
            .Select(one => JourneyImports.TooLong(one.Column, one.Most))
            .FirstOrDefault();
}
