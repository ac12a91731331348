using System.Text.Json;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>
/// Loads the rules of tiers, a line for each of the four. The file replaces the whole policy or nothing, since a rule
/// alone says little: where one line makes no sense, all are refused.
/// </summary>
internal sealed class TiersImport(JourneyDb db, JobScheduler scheduler) : ImportKind
{
    private const int Tiers = 4;
    private const int MostSeats = 10_000_000;
    private const int MostAccounts = 1_000_000;

    public override string Name => "tiers";

    public override string TitleEn => "Rules of tiers";

    public override string TitleJa => "ティアの規則";

    public override IReadOnlyList<string> Identity { get; } = ["tier"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(SetTierPolicy)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("tier", ColumnType.Integer, Required: true, "Tier", "ティア"),
        new("fromSeats", ColumnType.Integer, Required: true, "From seats", "席数(以上)", "from_seats"),
        new(
            "accountsPerCsm",
            ColumnType.Integer,
            Required: false,
            "Accounts per CSM",
            "CSM1人あたりの顧客数",
            "accounts_per_csm"
        ),
        new("touch", ColumnType.Text, Required: true, "Touch model", "タッチモデル", "touch_model"),
        new(
            "touchByPhase",
            ColumnType.Text,
            Required: false,
            "Touch model by phase",
            "フェーズごとのタッチモデル",
            "touch_by_phase"
        ),
    ];

    /// <summary>The rules as they stand, as lines of a file.</summary>
    public static async Task<IReadOnlyList<TierRule>> All(JourneyDb db, CancellationToken cancellation) =>
        (await TierPolicy.Present(db, cancellation)).Tiers;

    /// <summary>The phases with a touch model of their own, as a cell: <c>introduction=high|use=low</c>.</summary>
    public static string ByPhase(TierRule rule) =>
        string.Join(
            '|',
            rule.TouchByPhase.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key}={JsonNamingPolicy.CamelCase.ConvertName(one.Value.ToString())}")
        );

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var read = rows.Select(Read).ToList();
        if (read.Exists(one => one.Refusal is not null))
        {
            return [.. read.Select(one => one.Refusal ?? NotAlone)];
        }

        var rules = read.ConvertAll(one => one.Rule!);
        if (rules.Select(rule => rule.Tier).Distinct().Count() != Tiers)
        {
            return [.. rules.Select(_ => NotAll)];
        }

        var policy = await TierPolicy.Present(db, cancellation);
        if (Same(policy.Tiers, rules))
        {
            return [.. rules.Select(_ => RowOutcome.Skipped)];
        }

        if (policy.Decide(rules).Error is { } refusal)
        {
            return [.. rules.Select(_ => RowOutcome.Refused("fromSeats", refusal.En, refusal.Ja))];
        }

        var isNew = policy.Version == 0;
        if (isNew)
        {
            db.Set<TierPolicy>().Add(policy);
        }

        scheduler.Enqueue(db, new AssignTiers(), JobLanes.Facts);
        await db.SaveChangesAsync(cancellation);
        return [.. rules.Select(_ => isNew ? RowOutcome.Created : RowOutcome.Updated)];
    }

    private static RowOutcome NotAlone =>
        RowOutcome.Refused(
            "tier",
            "Another line of the file was refused, and the rules hold together only. Correct that line.",
            "ファイルの別の行に誤りがあり、規則は4行そろって登録します。その行を直してください。"
        );

    private static RowOutcome NotAll =>
        RowOutcome.Refused(
            "tier",
            $"The file must have one line for each of the tiers 1 to {Tiers}.",
            $"1から{Tiers}までのティアを1行ずつ入れてください。"
        );

    private static (TierRule? Rule, RowOutcome? Refusal) Read(ImportRow row)
    {
        var (tier, seats, accounts) = (row.Integer("tier"), row.Integer("fromSeats"), row.Integer("accountsPerCsm"));
        if (tier is not (>= 1 and <= Tiers))
        {
            return (null, Range("tier", tier, 1, Tiers));
        }

        if (seats is not (>= 0 and <= MostSeats))
        {
            return (null, Range("fromSeats", seats, 0, MostSeats));
        }

        if (accounts is < 1 or > MostAccounts)
        {
            return (null, Range("accountsPerCsm", accounts, 1, MostAccounts));
        }

        if (TouchModels.Read(row.Text("touch")) is not { } touch)
        {
            return (null, NoTouch("touch", row.Text("touch")!));
        }

        var byPhase = new Dictionary<string, TouchModel>(StringComparer.Ordinal);
        foreach (
            var pair in (row.Text("touchByPhase") ?? "").Split(
                ['|', '｜', '、', '\n'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (
                pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } phase, var word]
                || TouchModels.Read(word) is not { } one
            )
            {
                return (null, NoTouch("touchByPhase", pair));
            }

            byPhase[phase] = one;
        }

        return (new TierRule((int)tier, (int)seats, (int?)accounts, touch, byPhase), null);
    }

    private static RowOutcome Range(string column, long? value, int from, int to) =>
        RowOutcome.Refused(
            column,
            $"{value} is not from {from} to {to}. Correct the number.",
            $"{value} は{from}から{to}までの数ではありません。数を直してください。"
        );

    private static RowOutcome NoTouch(string column, string text) =>
        RowOutcome.Refused(
            column,
            $"'{text}' is no touch model. Write high, low or tech; by phase, introduction=high.",
            $"「{text}」はタッチモデルではありません。high、low、tech のいずれか、フェーズごとなら introduction=high のように書いてください。"
        );

    private static bool Same(IReadOnlyList<TierRule> one, IReadOnlyList<TierRule> other) =>
        one.OrderBy(rule => rule.Tier)
            .Zip(other.OrderBy(rule => rule.Tier))
            .All(pair =>
                pair.First with { TouchByPhase = pair.Second.TouchByPhase } == pair.Second
                && ByPhase(pair.First) == ByPhase(pair.Second)
            );
}
