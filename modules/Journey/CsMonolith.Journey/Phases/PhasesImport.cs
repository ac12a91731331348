using CsMonolith.Journey.Goals;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Phases;

/// <summary>Loads files that say which account entered which phase on which day.</summary>
internal sealed class PhasesImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    public override string Name => "phases";

    public override string TitleEn => "Phases of accounts";

    public override string TitleJa => "顧客のフェーズ";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "on"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(EnterPhase)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("phase", ColumnType.Text, Required: true, "Phase", "フェーズ", "stage", "lifecycle_stage", "ステージ"),
        new(
            "on",
            ColumnType.Day,
            Required: true,
            "From",
            "開始日",
            "date",
            "entered_on",
            "phase_start",
            "日付",
            "移行日"
        ),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var set = await PhaseSet.Present(db, cancellation);
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var ids = accounts.Values.ToArray();
        var entries = (
            await db.Set<AccountPhase>()
                .AsNoTracking()
                .Where(entry => ids.Contains(entry.AccountId))
                .ToListAsync(cancellation)
        )
            .GroupBy(entry => (entry.AccountId, entry.On))
            .ToDictionary(day => day.Key, day => day.MaxBy(entry => entry.RecordedAt)!);
        var defined = (
            await db.Set<SuccessDefinition>()
                .Where(one => ids.Contains(one.AccountId))
                .Select(one => one.AccountId)
                .Distinct()
                .ToListAsync(cancellation)
        ).ToHashSet();
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (!accounts.TryGetValue(row.Text("accountExternalId") ?? "", out var account))
            {
                return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
            }

            if (set.Find(row.Text("phase") ?? "") is not { } phase)
            {
                var codes = set.Phases.Select(one => one.Code).ToList();
                return RowOutcome.Refused(
                    "phase",
                    $"'{row.Text("phase")}' is not a phase. There are {string.Join(", ", codes)}; "
                        + "other names can be added to the set.",
                    $"「{row.Text("phase")}」というフェーズはありません。使えるフェーズ: {string.Join("、", codes)}。別名はフェーズの設定に追加できます。"
                );
            }

            if (row.Day("on") is not { } on)
            {
                return JourneyImports.NoDay("on");
            }

            if (on > db.Clock.Today)
            {
                return JourneyImports.NotYet("on", on);
            }

            var present = entries.GetValueOrDefault((account, on));
            if (present?.Phase == phase.Code)
            {
                return RowOutcome.Skipped;
            }

            entries[(account, on)] = AccountPhase.Enter(db, account, phase, on, corrects: present is not null);
            var outcome = present is null ? RowOutcome.Created : RowOutcome.Updated;

            // The rule of leaving onboarding is for decisions; history is stored as it happened.
            return set.IsFirst(phase.Code) || defined.Contains(account)
                ? outcome
                : outcome.Flagged(
                    "phase",
                    "Stored, though the account has left onboarding without a success definition. Agree on one.",
                    "成功の定義がないまま導入期を終えています(取り込みました)。成功の定義に合意してください。"
                );
        }
    }
}
