using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Handoffs;

/// <summary>
/// Loads deals as sales systems export them. A row with a day of acknowledgement is history: its project is opened on
/// that day, and a kickoff that has been stands as it was, whatever was missing then.
/// </summary>
internal sealed class HandoffsImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    private const string UnknownSource = "import";

    public override string Name => "handoffs";

    public override string TitleEn => "Deals handed over by sales";

    public override string TitleJa => "営業から引き継いだ商談";

    public override IReadOnlyList<string> Identity { get; } = ["source", "dealId"];

    public override IReadOnlyList<string> Writes { get; } =
    [nameof(ReceiveHandoff), nameof(AcknowledgeHandoff), nameof(SetKickoff)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account",
            "顧客",
            [
                .. JourneyImports.AccountIdHeadings.Except(["Record ID", "レコードID"]),
                "Associated Company IDs",
                "Primary Associated Company ID",
                "取引先 ID",
                "関連する会社ID",
            ]
        ),
        new(
            "dealId",
            ColumnType.Text,
            Required: true,
            "Deal's id",
            "商談ID",
            "Opportunity ID",
            "Deal ID",
            "Record ID",
            "商談 ID",
            "レコードID",
            "取引ID"
        ),
        new(
            "title",
            ColumnType.Text,
            Required: true,
            "Deal's name",
            "商談名",
            "Opportunity Name",
            "Deal Name",
            "取引名"
        ),
        new(
            "wonOn",
            ColumnType.Day,
            Required: true,
            "Won on",
            "受注日",
            "Close Date",
            "Closed Date",
            "完了予定日",
            "クローズ日",
            "成約日"
        ),
        new(
            "stage",
            ColumnType.Text,
            Required: false,
            "Stage",
            "フェーズ",
            "Deal Stage",
            "取引ステージ",
            "商談フェーズ"
        ),
        new(
            "seller",
            ColumnType.Text,
            Required: false,
            "Seller",
            "営業担当",
            "Opportunity Owner",
            "Deal Owner",
            "商談 所有者",
            "商談所有者",
            "取引担当者"
        ),
        new("source", ColumnType.Text, Required: false, "Sales system", "営業支援システム", "sfa", "crm"),
        new("sourceLink", ColumnType.Text, Required: false, "Link", "リンク", "url", "Deal URL", "商談URL"),
        new("acknowledgedOn", ColumnType.Day, Required: false, "Acknowledged on", "引き継ぎ確認日"),
        new("kickoffOn", ColumnType.Day, Required: false, "Kickoff on", "キックオフ日"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var deals = rows.Select(row => row.Text("dealId")).OfType<string>().Distinct().ToArray();
        var stored = (
            await db.Set<Handoff>().Where(one => deals.Contains(one.DealId)).ToListAsync(cancellation)
        ).ToDictionary(one => (one.Source, one.DealId));
        var ids = accounts.Values.ToArray();
        var owners = (
            await db.Set<Ownership>().AsNoTracking().Where(one => ids.Contains(one.AccountId)).ToListAsync(cancellation)
        ).ToLookup(one => one.AccountId);
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        foreach (var (row, _) in rows.Zip(outcomes).Where(pair => pair.Second.Fate == RowFate.Created))
        {
            var (account, wonOn) = (accounts[row.Text("accountExternalId")!], row.Day("wonOn")!.Value);
            await directory.Win(account, wonOn, $"deal {row.Text("dealId")}", by: null, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (Refusal(row) is { } refused)
            {
                return refused;
            }

            var account = accounts[row.Text("accountExternalId")!];
            var source = (row.Text("source") ?? UnknownSource).ToLowerInvariant();
            var seller = row.Text("seller") is { } named ? people.Named(named)?.Id : null;
            var deal = new DealDetails(
                row.Text("title")!,
                row.Day("wonOn")!.Value,
                row.Text("seller"),
                row.Text("sourceLink")
            );
            if (stored.TryGetValue((source, row.Text("dealId")!), out var present))
            {
                return Update(present, account, deal, seller, row);
            }

            var handoff = Handoff.Receive(db, account, source, row.Text("dealId")!, deal, seller);
            stored.Add((source, handoff.DealId), handoff);
            return Acknowledge(handoff, row, RowOutcome.Created);
        }

        RowOutcome? Refusal(ImportRow row) =>
            !accounts.ContainsKey(row.Text("accountExternalId") ?? "")
                ? JourneyImports.NoSuchAccount(row.Text("accountExternalId"))
            : row.Day("wonOn") is not { } won ? JourneyImports.NoDay("wonOn")
            : row.Text("stage") is { } stage && !IsWon(stage) ? NotWon(stage)
            : won > db.Clock.Today ? JourneyImports.NotYet("wonOn", won)
            : row.Day("acknowledgedOn") is { } taken && taken > db.Clock.Today
                ? JourneyImports.NotYet("acknowledgedOn", taken)
            : row.Day("kickoffOn") is { } kickoff && kickoff > db.Clock.Today ? KickoffToCome(kickoff)
            : row.Text("sourceLink") is { } link && !WebAddress.IsOne(link)
                ? JourneyImports.NoWebAddress("sourceLink", link)
            : TooLong(row);

        RowOutcome Update(Handoff present, Guid account, DealDetails deal, Guid? seller, ImportRow row)
        {
            if (present.AccountId != account)
            {
                return RowOutcome.Refused(
                    "dealId",
                    $"Deal '{present.DealId}' was handed over for another customer. Correct the id.",
                    $"商談「{present.DealId}」は別の顧客で引き継がれています。IDを直してください。"
                );
            }

            var told = deal with
            {
                Seller = row.Has("seller") ? deal.Seller : present.Seller,
                SourceLink = row.Has("sourceLink") ? deal.SourceLink : present.SourceLink,
            };
            var changes = told != present.Deal;
            if (changes)
            {
                present.Describe(told, seller);
            }

            return Acknowledge(present, row, changes ? RowOutcome.Updated : RowOutcome.Skipped);
        }

        RowOutcome Acknowledge(Handoff handoff, ImportRow row, RowOutcome outcome)
        {
            if (row.Day("acknowledgedOn") is not { } day || handoff.AcknowledgedOn is not null)
            {
                return outcome;
            }

            if (OwnerOn(handoff.AccountId, day) is not { } leader)
            {
                return outcome.Flagged(
                    "acknowledgedOn",
                    "Stored without a project: nobody owned the customer on that day. Load the owners first.",
                    "その日に担当CSMがいないため、プロジェクトなしで取り込みました。先に担当CSMを取り込んでください。"
                );
            }

            handoff.Acknowledge(db, leader, day);
            var project = SuccessProject.Open(db, handoff.Start(leader, handoff.Title, day));
            if (row.Day("kickoffOn") is { } kickoff && kickoff >= day)
            {
                project.SetKickoff(db, kickoff);
            }

            return outcome == RowOutcome.Skipped ? RowOutcome.Updated : outcome;
        }

        Guid? OwnerOn(Guid account, DateOnly day) =>
            owners[account].Where(one => one.From <= day).MaxBy(one => (one.From, one.RecordedAt))?.OwnerId;
    }

    private static bool IsWon(string stage) =>
        Nearest.Key(stage) is "closedwon" or "won" or "受注" or "成約" or "成立" or "クローズ済受注";

    private static RowOutcome NotWon(string stage) =>
        RowOutcome.Refused(
            "stage",
            $"'{stage}' is not a deal won. Leave the row out until it is.",
            $"「{stage}」は受注していない商談です。受注してから取り込んでください。"
        );

    // What is to come waits for what is missing; what has been is written down as it was.
    private static RowOutcome KickoffToCome(DateOnly day) =>
        RowOutcome.Refused(
            "kickoffOn",
            $"{day:yyyy-MM-dd} is to come. Leave it out and set it on the project, which checks what is missing.",
            $"{day:yyyy-MM-dd} は先の日付です。空欄にして、プロジェクトで設定してください(不足がないか確認されます)。"
        );

    private static RowOutcome? TooLong(ImportRow row) =>
        new (string Column, int Most)[]
        {
            ("dealId", 100),
            ("title", 200),
            ("seller", 200),
            ("source", 40),
            ("sourceLink", 1000),
        }
            .Where(one => row.Text(one.Column)?.Length > one.Most)
            .Select(one => JourneyImports.TooLong(one.Column, one.Most))
            .FirstOrDefault();
}
