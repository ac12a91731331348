using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Goals;

/// <summary>
/// Loads files of what was measured of success. Measurements are only added: a line that is stored already, just so, is
/// skipped.
/// </summary>
internal sealed class AttainmentsImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    private const int LongestEvidence = 2000;

    public override string Name => "attainments";

    public override string TitleEn => "Measurements of success";

    public override string TitleJa => "成功の測定";

    public override IReadOnlyList<string> Identity { get; } = [];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordAttainment)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("number", ColumnType.Integer, Required: false, "Version of the definition", "成功の定義の版", "version"),
        new("on", ColumnType.Day, Required: true, "Measured until", "測定日", "date", "measured_on"),
        new("value", ColumnType.Decimal, Required: true, "Value", "測定値", "measured"),
        new("evidence", ColumnType.Text, Required: true, "Evidence", "根拠", "source"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var ids = accounts.Values.ToArray();
        var definitions = (
            await db.Set<SuccessDefinition>()
                .AsNoTracking()
                .Where(one => ids.Contains(one.AccountId))
                .ToListAsync(cancellation)
        ).ToLookup(one => one.AccountId);
        var stored = (
            await db.Set<Attainment>()
                .AsNoTracking()
                .Where(one => ids.Contains(one.AccountId))
                .ToListAsync(cancellation)
        )
            .Select(Content)
            .ToHashSet();
        List<RowOutcome> outcomes = [.. rows.Select(row => Take(row, accounts, definitions, stored))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        ILookup<Guid, SuccessDefinition> definitions,
        HashSet<(Guid, DateOnly, double, string)> stored
    )
    {
        if (!accounts.TryGetValue(row.Text("accountExternalId")!, out var account))
        {
            return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
        }

        var (on, number) = (row.Day("on")!.Value, row.Integer("number"));
        if (on > db.Clock.Today)
        {
            return JourneyImports.NotYet("on", on);
        }

        if (row.Text("evidence") is { Length: > LongestEvidence } evidence)
        {
            return RowOutcome.Refused(
                "evidence",
                $"{evidence.Length} characters are more than {LongestEvidence}. Shorten the text.",
                $"{evidence.Length}文字あります。{LongestEvidence}文字以内にしてください。"
            );
        }

        var own = definitions[account];
        var definition = number is not null
            ? own.FirstOrDefault(one => one.Number == number)
            : own.Where(one => one.AgreedOn <= on).MaxBy(one => one.Number);
        if (definition is null || on < definition.AgreedOn)
        {
            return RowOutcome.Refused(
                definition is null ? "number" : "on",
                definition is null
                    ? "There is no such success definition of this account. Load the definitions first."
                    : $"{on:yyyy-MM-dd} lies before the agreement of {definition.AgreedOn:yyyy-MM-dd}. Correct either.",
                definition is null
                    ? "この顧客にその版の成功の定義がありません。先に成功の定義を取り込んでください。"
                    : $"{on:yyyy-MM-dd} は合意日({definition.AgreedOn:yyyy-MM-dd})より前です。どちらかを直してください。"
            );
        }

        if (GoalFigure.Refuses(row.Decimal("value"), "value") is { } tooLarge)
        {
            return tooLarge;
        }

        var value = (double)row.Decimal("value")!.Value;
        var attainment = new Attainment
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            DefinitionId = definition.Id,
            Number = definition.Number,
            On = on,
            Value = value,
            IsReached = definition.IsReachedBy(value),
            Evidence = row.Text("evidence")!,
            RecordedAt = db.Import.RecordedAt(on, db.Clock),
        };
        if (!stored.Add(Content(attainment)))
        {
            return RowOutcome.Skipped;
        }

        db.Set<Attainment>().Add(attainment);
        if (attainment.IsReached)
        {
            db.Set<TimelineEntry>().Add(attainment.Line(db, definition));
        }

        return RowOutcome.Created;
    }

    private static (Guid, DateOnly, double, string) Content(Attainment one) =>
        (one.DefinitionId, one.On, one.Value, one.Evidence);
}
