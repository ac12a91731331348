using System.Security.Cryptography;
using System.Text;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Health.Usage.Privacy;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Usage.Events;

/// <summary>
/// The import of usage by day and feature. A row is known by (source, usage id, account or subscription, day), so an id
/// that a
/// source uses again for another day is another fact. Without an id, (feature, user, department, time) takes its place.
/// </summary>
internal sealed class UsageImport(HealthDb db, IMediator mediator, PrivacyKey privacy) : ImportKind
{
    private const long Most = 1_000_000_000;
    private const int LongestText = 200;

    public override string Name => "usage";

    public override string TitleEn => "Usage";

    public override string TitleJa => "利用実績";

    // People send no single event: what they may add to an account's usage is what was held back.
    public override IReadOnlyList<string> Identity { get; } = ["usageId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(ClaimQuarantinedUsage)];

    public override IReadOnlyList<string> MachineWrites { get; } = [nameof(SendUsageBatch)];

    public override ModuleDb Db => db;

    public override int BatchRows => 5000;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "usageId",
            ColumnType.Text,
            Required: false,
            "Usage id",
            "利用ID",
            "usage_id",
            "message_id",
            "event_id",
            "利用番号"
        ),
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: false,
            "Account id",
            "顧客番号",
            "account_id",
            "customer_id",
            "顧客ID"
        ),
        new(
            "subscriptionExternalId",
            ColumnType.Text,
            Required: false,
            "Subscription id",
            "契約番号",
            "subscription_id",
            "契約ID"
        ),
        new("day", ColumnType.Day, Required: false, "Day", "利用日", "usage_date", "date", "日付"),
        new("at", ColumnType.Instant, Required: false, "Time", "利用日時", "timestamp", "used_at", "日時"),
        new("feature", ColumnType.Text, Required: true, "Feature", "機能", "feature_name", "event_name", "機能名"),
        new("count", ColumnType.Integer, Required: false, "Uses", "利用回数", "usage_count", "uses", "回数"),
        new(
            "durationSeconds",
            ColumnType.Integer,
            Required: false,
            "Seconds",
            "利用秒数",
            "usage_duration_secs",
            "duration_secs",
            "秒数"
        ),
        new("errors", ColumnType.Integer, Required: false, "Errors", "エラー件数", "error_count", "エラー"),
        new("isBeta", ColumnType.Flag, Required: false, "Beta feature", "ベータ機能", "is_beta_feature", "beta"),
        new("user", ColumnType.Text, Required: false, "User", "ユーザー", "user_id", "利用者"),
        new("department", ColumnType.Text, Required: false, "Department", "部署", "部門"),
        new("source", ColumnType.Text, Required: false, "Source", "データ元", "system"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var homes = await mediator.Send(new SubscriptionHomes(Distinct(rows, "subscriptionExternalId")), cancellation);
        var accounts = await mediator.Send(new AccountsByExternalId(Distinct(rows, "accountExternalId")), cancellation);
        var pseudonyms = await UserPseudonyms.Open(db, privacy, cancellation);
        var outcomes = new RowOutcome[rows.Count];
        var fresh = new Dictionary<Guid, (NewUse Use, int Row)>();
        for (var i = 0; i < rows.Count; i++)
        {
            (outcomes[i], var use) = Read(rows[i], homes, accounts, pseudonyms);
            if (use is not null && !fresh.TryAdd(use.Event.KeyHash, (use, i)))
            {
                outcomes[i] = Repeat(rows[i], sameContent: fresh[use.Event.KeyHash].Use.Content == use.Content);
            }
        }

        var before = await new UsageStore(db).Add([.. fresh.Values.Select(one => one.Use)], cancellation);
        foreach (var (key, content) in before)
        {
            fresh.Remove(key, out var one);
            outcomes[one.Row] = Repeat(rows[one.Row], sameContent: one.Use.Content == content);
        }

        await new FeaturesInUse(db).Learn([.. fresh.Values.Select(one => one.Use.Event)], cancellation);
        return outcomes;
    }

    public override async Task<Result> TakeBack(Guid importId, CancellationToken cancellation)
    {
        var mine = db.Set<UsageEvent>().Where(one => one.ImportId == importId);
        var features = await mine.Select(one => one.Feature).Distinct().ToListAsync(cancellation);
        await db.Set<UsageKey>()
            .Where(key => mine.Select(one => one.KeyHash).Contains(key.Hash))
            .ExecuteDeleteAsync(cancellation);
        await mine.ExecuteDeleteAsync(cancellation);
        await new FeaturesInUse(db).Relearn(features, cancellation);
        return Result.Done;
    }

    private static string[] Distinct(IReadOnlyList<ImportRow> rows, string column) =>
        [.. rows.Select(row => row.Text(column)).OfType<string>().Distinct()];

    private static RowOutcome Repeat(ImportRow row, bool sameContent) =>
        sameContent
            ? RowOutcome.Skipped
            : RowOutcome.Refused(
                row.Text("usageId") is null ? "feature" : "usageId",
                "This use is stored already with other figures. Undo the import that brought them, or give the "
                    + "row a usage id of its own.",
                "この利用実績は別の数値で登録済みです。元の取り込みを取り消すか、別の利用IDを付けてください。"
            );

    private (RowOutcome Outcome, NewUse? Use) Read(
        ImportRow row,
        IReadOnlyDictionary<string, SubscriptionHome> homes,
        IReadOnlyDictionary<string, Guid> accounts,
        UserPseudonyms pseudonyms
    )
    {
        var (subscription, account) = (row.Text("subscriptionExternalId"), row.Text("accountExternalId"));
        SubscriptionHome? home = null;
        if (subscription is not null && !homes.TryGetValue(subscription, out home))
        {
            return (UsageRefusals.UnknownSubscription(subscription), null);
        }

        if (account is not null && !accounts.ContainsKey(account))
        {
            return (UsageRefusals.UnknownAccount(account), null);
        }

        if (subscription is null && account is null)
        {
            return (UsageRefusals.Nobodys, null);
        }

        if (home is not null && account is not null && accounts[account] != home.AccountId)
        {
            return (UsageRefusals.AnothersSubscription(subscription!, account), null);
        }

        var at = row.Instant("at");
        if ((row.Day("day") ?? (at is { } instant ? db.Clock.DayOf(instant) : null)) is not { } day)
        {
            return (UsageRefusals.NoDay, null);
        }

        var (count, seconds, errors) = (
            row.Integer("count") ?? 1,
            row.Integer("durationSeconds") ?? 0,
            row.Integer("errors") ?? 0
        );
        foreach (
            var (column, figure) in (ReadOnlySpan<(string, long)>)
                [("count", count), ("durationSeconds", seconds), ("errors", errors)]
        )
        {
            if (figure is < 0 or > Most)
            {
                return (UsageRefusals.OutOfRange(column, figure, Most), null);
            }
        }

        foreach (var column in (ReadOnlySpan<string>)["feature", "department", "source", "usageId"])
        {
            if (row.Text(column) is { Length: > LongestText } text)
            {
                return (UsageRefusals.TooLong(column, text.Length, LongestText), null);
            }
        }

        var source = row.Text("source") ?? Name;
        var feature = row.Text("feature")!;
        var user = row.Text("user") is { } named ? pseudonyms.Of(named) : null;
        var department = row.Text("department");
        var id = row.Text("usageId") ?? $"{feature}\u001f{user}\u001f{department}\u001f{at:O}";
        var key = Hash($"{source}\u001f{id}\u001f{subscription ?? account}\u001f{day:yyyy-MM-dd}");
        var content = Hash(
            $"{feature}\u001f{user}\u001f{department}\u001f{at:O}\u001f{count}\u001f{seconds}\u001f{errors}"
                + $"\u001f{row.Flag("isBeta")}"
        );
        var use = new UsageEvent
        {
            Id = Guid.CreateVersion7(),
            KeyHash = new Guid(key.AsSpan(0, 16)),
            AccountId = home?.AccountId ?? accounts[account!],
            SubscriptionExternalId = subscription,
            Day = day,
            At = at,
            Feature = feature,
            UserRef = user,
            Department = department,
            Count = count,
            DurationSeconds = seconds,
            Errors = errors,
            IsBeta = row.Flag("isBeta") ?? false,
            Source = source,
            ImportId = db.Import.Id,
            RecordedAt = db.Import.RecordedAt(day, db.Clock),
            Backfilled = db.Import.IsHistory,
        };
        return (UsageRefusals.OddDay(day, home, db.Clock.Today), new NewUse(use, BitConverter.ToInt64(content)));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
