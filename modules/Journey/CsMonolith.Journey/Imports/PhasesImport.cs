using CsMonolith.Journey.Phases;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Imports;

/// <summary>Files of which phase an account entered when.</summary>
internal sealed class PhasesImport(JourneyDb db) : ImportKind
{
    public override string Name => "phases";

    public override string TitleEn => "Phases of accounts";

    public override string TitleJa => "顧客のフェーズ";

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("accountExternalId", ColumnType.Text, Required: true, "Account", "顧客", KnownFiles.AccountIdHeadings),
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
        var accounts = await KnownFiles.Accounts(db, rows.Select(row => row.Text("accountExternalId")), cancellation);
        var ids = accounts.Values.Select(account => account.Id).ToArray();
        var entries = (
            await db
                .AccountPhases.AsNoTracking()
                .Where(entry => ids.Contains(entry.AccountId))
                .ToListAsync(cancellation)
        )
            .GroupBy(entry => (entry.AccountId, entry.On))
            .ToDictionary(day => day.Key, day => day.MaxBy(entry => entry.RecordedAt)!);
        var defined = (
            await db
                .SuccessDefinitions.Where(one => ids.Contains(one.AccountId))
                .Select(one => one.AccountId)
                .Distinct()
                .ToListAsync(cancellation)
        ).ToHashSet();
        List<RowOutcome> outcomes = [.. rows.Select(Take)];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (accounts.GetValueOrDefault(row.Text("accountExternalId") ?? "") is not { } account)
            {
                return KnownFiles.NoSuchAccount(row.Text("accountExternalId"));
            }

            if (set.Find(row.Text("phase") ?? "") is not { } phase)
            {
                var codes = set.Phases.Select(one => one.Code).ToList();
                return RowOutcome.Refused(
                    "phase",
                    $"'{row.Text("phase")}' is not a phase. There are {string.Join(", ", codes)}; other names can be added to the set.",
                    $"「{row.Text("phase")}」というフェーズはありません。使えるフェーズ: {string.Join("、", codes)}。別名はフェーズの設定に追加できます。"
                );
            }

            if (row.Day("on") is not { } on)
            {
                return KnownFiles.NoDay("on");
            }

            if (on > db.Clock.Today)
            {
                return KnownFiles.NotYet("on", on);
            }

            var present = entries.GetValueOrDefault((account.Id, on));
            if (present?.Phase == phase.Code)
            {
                return RowOutcome.Skipped;
            }

            entries[(account.Id, on)] = AccountPhase.Enter(db, account.Id, phase, on, corrects: present is not null);
            var outcome = present is null ? RowOutcome.Created : RowOutcome.Updated;

            // What has happened has happened: the rule of leaving onboarding is for people who decide, not for history.
            return set.IsFirst(phase.Code) || defined.Contains(account.Id)
                ? outcome
                : outcome.Flagged(
                    "phase",
                    "Stored, though the account has left onboarding without a success definition. Agree on one.",
                    "成功の定義がないまま導入期を終えています(取り込みました)。成功の定義に合意してください。"
                );
        }
    }
}
