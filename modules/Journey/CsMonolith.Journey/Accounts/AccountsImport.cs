using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts;

/// <summary>Loads files of customers. An empty or missing column leaves what is stored.</summary>
internal sealed class AccountsImport(JourneyDb db) : ImportKind
{
    private const int LongestName = 200;
    private const int LongestWord = 100;
    private const int MostPurposes = 20;

    public override string Name => "accounts";

    public override string TitleEn => "Accounts";

    public override string TitleJa => "顧客";

    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(CreateAccount), nameof(ChangeAccount)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("externalId", ColumnType.Text, Required: true, "External id", "外部ID", JourneyImports.AccountIdHeadings),
        new(
            "name",
            ColumnType.Text,
            Required: true,
            "Name",
            "顧客名",
            "company_name",
            "account_name",
            "customer_name",
            "company",
            "会社名",
            "企業名",
            "法人名",
            "Account: Account Name",
            "Company name",
            "取引先名",
            "Organization name",
            "組織名"
        ),
        new("industry", ColumnType.Text, Required: false, "Industry", "業種", "sector", "業界", "company_industry"),
        new(
            "region",
            ColumnType.Text,
            Required: false,
            "Region",
            "地域",
            "country",
            "prefecture",
            "都道府県",
            "国",
            "State/Region",
            "Billing State/Province",
            "Billing Country",
            "都道府県(請求先)",
            "国/地域",
            "都道府県/地域",
            "Country/Region"
        ),
        new(
            "acquiredThrough",
            ColumnType.Text,
            Required: false,
            "Acquired through",
            "獲得経路",
            "referral_source",
            "lead_source",
            "流入経路"
        ),
        new(
            "employees",
            ColumnType.Integer,
            Required: false,
            "Employees",
            "従業員数",
            "employee_count",
            "社員数",
            "Number of employees",
            "Employees"
        ),
        new("seats", ColumnType.Integer, Required: false, "Seats", "席数", "licenses", "ライセンス数", "契約席数"),
        new("seatsSince", ColumnType.Day, Required: false, "Seats since", "席数の基準日", "seats_as_of"),
        new("tier", ColumnType.Text, Required: false, "Tier (1-4)", "ティア"),
        new("touch", ColumnType.Text, Required: false, "Touch model", "タッチモデル", "touch_model", "タッチ"),
        new(
            "startedOn",
            ColumnType.Day,
            Required: false,
            "Started on",
            "利用開始日",
            "signup_date",
            "start_date",
            "契約日",
            "契約開始日",
            "Became a customer date",
            "Customer since",
            "顧客になった日"
        ),
        new(
            "ownerEmail",
            ColumnType.Text,
            Required: false,
            "Owner's e-mail",
            "担当メール",
            "csm_email",
            "owner_email",
            "担当者メール",
            "Company owner",
            "Account Owner",
            "owner",
            "csm",
            "担当",
            "担当者",
            "担当CSM",
            "会社の担当者",
            "取引先 所有者",
            "所有者"
        ),
        new("purposes", ColumnType.Text, Required: false, "Purposes", "導入目的", "purpose", "目的"),
        new("decisionStyle", ColumnType.Text, Required: false, "Decision style", "意思決定のしかた"),
        new("prospectSince", ColumnType.Day, Required: false, "Prospect since", "導入前の支援開始日"),
    ];

    public override Task<IReadOnlyCollection<Guid>> CreatedAccounts(Guid importId, CancellationToken cancellation) =>
        Created<Account>(importId, cancellation);

    // Whoever heard that they were opened hears that they are gone.
    public override async Task<Result> TakeBack(Guid importId, CancellationToken cancellation)
    {
        foreach (var account in await CreatedAccounts(importId, cancellation))
        {
            db.Publish(new AccountWithdrawn(account));
        }

        await db.SaveChangesAsync(cancellation);
        return Result.Done;
    }

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var policy = await TierPolicy.Present(db, cancellation);
        var recording = Recording.In(db);
        var known = await Stored(rows, cancellation);
        var prospects = await Prospects([.. known.Values.Select(account => account.Id)], cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var owners = await OwnersToday(known.Values.Select(account => account.Id), recording.Today, cancellation);
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            outcomes.Add(Refusal(row, recording.Today) ?? Take(row));
        }

        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            var externalId = row.Text("externalId")!;
            RowOutcome outcome;
            if (!known.TryGetValue(externalId, out var account))
            {
                var since = row.Day("prospectSince");
                var isProspect = since is not null;
                (account, var facts) = Account.Open(externalId, Read(row, Blank(row)), policy, recording, isProspect);
                known[externalId] = account;
                db.Set<Account>().Add(account);
                db.Set<AccountFact>().AddRange(facts);
                if (since is { } begun)
                {
                    prospects[account.Id] = Prospect.Open(db, account, begun);
                    Win(account);
                }
                else
                {
                    db.Set<TimelineEntry>().Add(account.Opening(db));
                }

                outcome = RowOutcome.Created;
            }
            else
            {
                var present = account.Details;
                var next = Read(row, present);
                outcome = Same(next, present) ? RowOutcome.Skipped : RowOutcome.Updated;
                db.Set<AccountFact>()
                    .AddRange(outcome == RowOutcome.Updated ? account.Describe(next, policy, recording) : []);
                Win(account);
            }

            return Flag(row, Own(row, account, outcome));
        }

        // A prospect with a start is a customer from that day on.
        void Win(Account account)
        {
            if (account.StartedOn is { } started && prospects.GetValueOrDefault(account.Id) is { } prospect)
            {
                prospect.Win(db, account, started, "import", by: null);
            }
        }

        // The file does not say since when somebody owns the account, so it counts from today; files of owners can say
        // more.
        RowOutcome Own(ImportRow row, Account account, RowOutcome outcome)
        {
            if (row.Text("ownerEmail") is not { } email)
            {
                return outcome;
            }

            if (people.Named(email) is not { } owner)
            {
                return outcome.Flagged(
                    "ownerEmail",
                    $"Nobody, or more than one, has the address or name '{email}'; the account is stored without this "
                        + "owner. Add the person, or give the address, and load the file again.",
                    $"「{email}」の人が登録されていないか複数いるため、担当を設定せずに取り込みました。人を登録するかメールアドレスにして、もう一度取り込んでください。"
                );
            }

            if (owners.GetValueOrDefault(account.Id) is { } present && present.OwnerId == owner.Id)
            {
                return outcome;
            }

            var corrects = owners.TryGetValue(account.Id, out var before) && before.From == recording.Today;
            owners[account.Id] = Ownership.HandOver(db, account.Id, owner.Id, owner.Name, recording.Today, corrects);
            return outcome.Fate == RowFate.Skipped ? RowOutcome.Updated : outcome;
        }
    }

    private async Task<Dictionary<string, Account>> Stored(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.Text("externalId")).OfType<string>().Distinct().ToArray();
        return await db.Set<Account>()
            .Where(account => ids.Contains(account.ExternalId))
            .ToDictionaryAsync(account => account.ExternalId, cancellation);
    }

    private async Task<Dictionary<Guid, Prospect>> Prospects(Guid[] accounts, CancellationToken cancellation) =>
        await db.Set<Prospect>()
            .Where(one => accounts.Contains(one.AccountId) && one.State != ProspectState.Won)
            .ToDictionaryAsync(one => one.AccountId, cancellation);

    private async Task<Dictionary<Guid, Ownership>> OwnersToday(
        IEnumerable<Guid> accounts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var ids = accounts.ToArray();
        return await db.OwnersOn(today)
            .Where(owned => ids.Contains(owned.AccountId))
            .ToDictionaryAsync(owned => owned.AccountId, cancellation);
    }

    private static RowOutcome? Refusal(ImportRow row, DateOnly today)
    {
        foreach (
            var (column, longest) in new[]
            {
                ("externalId", LongestWord),
                ("name", LongestName),
                ("industry", LongestWord),
                ("region", LongestWord),
                ("acquiredThrough", LongestWord),
                ("decisionStyle", LongestName),
            }
        )
        {
            if (row.Text(column) is { } text && text.Length > longest)
            {
                return RowOutcome.Refused(
                    column,
                    $"{text.Length} characters are more than {longest}. Shorten the text.",
                    $"{text.Length}文字あります。{longest}文字以内にしてください。"
                );
            }
        }

        foreach (var column in new[] { "employees", "seats" })
        {
            if (row.Integer(column) is { } number and (< 0 or > 10_000_000))
            {
                return RowOutcome.Refused(
                    column,
                    $"{number} is not from 0 to 10,000,000. Correct the number.",
                    $"{number} は0から10,000,000までの数ではありません。数を直してください。"
                );
            }
        }

        return row.Day("prospectSince") is { } since && since > today ? JourneyImports.NotYet("prospectSince", since)
            : row.Text("externalId") is null
                ? RowOutcome.Refused(
                    "externalId",
                    "The external id is missing. Fill it in.",
                    "外部IDがありません。入力してください。"
                )
            : row.Text("name") is null
                ? RowOutcome.Refused(
                    "name",
                    "The name is missing. Fill it in.",
                    "顧客名がありません。入力してください。"
                )
            : null;
    }

    private static RowOutcome Flag(ImportRow row, RowOutcome outcome) =>
        row.Text("tier") is { } tier && TierIn(tier) is null
            ? outcome.Flagged(
                "tier",
                $"'{tier}' is not a tier from 1 to 4 and is not stored. Plans belong in another column.",
                $"「{tier}」は1から4のティアではないため取り込みませんでした。プラン名は別の列にしてください。"
            )
        : row.Text("touch") is { } touch && TouchModels.Read(touch) is null
            ? outcome.Flagged(
                "touch",
                $"'{touch}' is not a touch model and is not stored. Write high, low or tech.",
                $"「{touch}」はタッチモデルではないため取り込みませんでした。high、low、tech のいずれかにしてください。"
            )
        : outcome;

    private static AccountDetails Blank(ImportRow row) =>
        new(row.Text("name")!, null, null, null, null, null, null, null, null, [], null, null, null);

    private static AccountDetails Read(ImportRow row, AccountDetails present)
    {
        var seats = (int?)row.Integer("seats") ?? present.Seats;
        return present with
        {
            Name = row.Text("name")!,
            Industry = row.Text("industry") ?? present.Industry,
            Region = row.Text("region") ?? present.Region,
            AcquiredThrough = row.Text("acquiredThrough") ?? present.AcquiredThrough,
            Employees = (int?)row.Integer("employees") ?? present.Employees,
            Seats = seats,
            SeatsSince = row.Day("seatsSince") ?? (seats == present.Seats ? present.SeatsSince : null),
            HandTier = TierIn(row.Text("tier")) ?? present.HandTier,
            Touch = TouchModels.Read(row.Text("touch")) ?? present.Touch,
            StartedOn = row.Day("startedOn") ?? present.StartedOn,
            Purposes = row.Text("purposes") is { } purposes ? Split(purposes) : present.Purposes,
            DecisionStyle = row.Text("decisionStyle") ?? present.DecisionStyle,
        };
    }

    // Records compare lists by reference.
    private static bool Same(AccountDetails one, AccountDetails other) =>
        one.Purposes.SequenceEqual(other.Purposes) && one == other with { Purposes = one.Purposes };

    private static List<string> Split(string purposes) =>
        [
            .. purposes
                .Split(
                    ['、', ';', '；', '|', '｜', '\n'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Select(purpose => purpose.Length > LongestWord ? purpose[..LongestWord] : purpose)
                .Distinct()
                .Take(MostPurposes),
        ];

    private static int? TierIn(string? text)
    {
        var bare = text
            ?.Normalize(System.Text.NormalizationForm.FormKC)
            .ToLowerInvariant()
            .Replace("tier", "", StringComparison.Ordinal)
            .Replace("ティア", "", StringComparison.Ordinal)
            .Trim();
        return bare is "1" or "2" or "3" or "4" ? bare[0] - '0' : null;
    }
}
