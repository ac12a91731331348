using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Goals;

/// <summary>Loads files of what accounts and we agreed to call success, a version a line.</summary>
internal sealed class SuccessDefinitionsImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["outcome"] = 1000,
        ["metric"] = 200,
        ["theirOwner"] = 100,
    };

    public override string Name => "success-definitions";

    public override string TitleEn => "Success definitions";

    public override string TitleJa => "成功の定義";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "number"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(DefineSuccess)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("number", ColumnType.Integer, Required: true, "Version", "版", "version"),
        new("outcome", ColumnType.Text, Required: true, "Outcome", "成果", "goal", "目標"),
        new("metric", ColumnType.Text, Required: true, "Metric", "指標", "measure"),
        new("baseline", ColumnType.Decimal, Required: false, "Baseline", "現状値", "現状"),
        new("target", ColumnType.Decimal, Required: true, "Target", "目標値"),
        new("dueOn", ColumnType.Day, Required: true, "Due on", "期日", "due_date", "期限"),
        new(
            "ourOwnerEmail",
            ColumnType.Text,
            Required: true,
            "Our owner's e-mail",
            "自社責任者メール",
            "our_owner",
            "自社責任者"
        ),
        new("theirOwner", ColumnType.Text, Required: true, "Their owner", "先方責任者", "their_owner"),
        new("agreedOn", ColumnType.Day, Required: true, "Agreed on", "合意日", "agreed_on"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var ids = accounts.Values.ToArray();
        var known = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => ids.Contains(one.AccountId))
            .ToDictionaryAsync(one => (one.AccountId, one.Number), cancellation);
        List<RowOutcome> outcomes = [.. rows.Select(row => Take(row, accounts, people, known))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        KnownPeople people,
        Dictionary<(Guid, int), SuccessDefinition> known
    )
    {
        if (!accounts.TryGetValue(row.Text("accountExternalId")!, out var account))
        {
            return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
        }

        if (Longest.FirstOrDefault(limit => row.Text(limit.Key)?.Length > limit.Value) is { Key: { } column } tooLong)
        {
            return RowOutcome.Refused(
                column,
                $"At most {tooLong.Value} characters are taken here. Shorten the text.",
                $"{tooLong.Value}文字までです。短くしてください。"
            );
        }

        if (
            (
                GoalFigure.Refuses(row.Decimal("baseline"), "baseline")
                ?? GoalFigure.Refuses(row.Decimal("target"), "target")
            ) is
            { } tooLarge
        )
        {
            return tooLarge;
        }

        var (agreedOn, dueOn) = (row.Day("agreedOn")!.Value, row.Day("dueOn")!.Value);
        if (agreedOn > db.Clock.Today)
        {
            return JourneyImports.NotYet("agreedOn", agreedOn);
        }

        if (dueOn <= agreedOn)
        {
            return RowOutcome.Refused(
                "dueOn",
                $"{dueOn:yyyy-MM-dd} does not lie after the day of the agreement ({agreedOn:yyyy-MM-dd}). Correct either.",
                $"期日({dueOn:yyyy-MM-dd})が合意日({agreedOn:yyyy-MM-dd})より後ではありません。どちらかを直してください。"
            );
        }

        if (people.Named(row.Text("ourOwnerEmail")!) is not { } owner)
        {
            return RowOutcome.Refused(
                "ourOwnerEmail",
                $"Nobody, or more than one, has the address or name '{row.Text("ourOwnerEmail")}'. Add the person "
                    + "first, or give the address.",
                $"「{row.Text("ourOwnerEmail")}」の人が登録されていないか複数います。先に人を登録するか、メールアドレスにしてください。"
            );
        }

        var number = row.Integer("number")!.Value;
        var next = 1 + known.Keys.Count(one => one.Item1 == account);
        if (number < 1 || number > next)
        {
            return RowOutcome.Refused(
                "number",
                $"Version {number} does not follow: the next of this account is {next}. Load the earlier ones first.",
                $"第{number}版は続きになりません。この顧客の次の版は{next}です。前の版から順に取り込んでください。"
            );
        }

        var definition = new SuccessDefinition(
            Guid.CreateVersion7(),
            account,
            (int)number,
            row.Text("outcome")!,
            row.Text("metric")!,
            (double?)row.Decimal("baseline"),
            (double)row.Decimal("target")!.Value,
            dueOn,
            owner.Id,
            row.Text("theirOwner")!,
            agreedOn,
            db.Import.RecordedAt(agreedOn, db.Clock)
        );
        if (known.TryGetValue((account, (int)number), out var stored))
        {
            return Content(stored).Equals(Content(definition))
                ? RowOutcome.Skipped
                : RowOutcome.Refused(
                    "number",
                    $"Version {number} is stored with other content, and what was agreed is not rewritten. Give the "
                        + $"row the number {next}.",
                    $"第{number}版は別の内容で登録済みで、合意は書き換えません。{next}を付けてください。"
                );
        }

        db.Set<SuccessDefinition>().Add(definition);
        db.Set<TimelineEntry>().Add(definition.Line(db));
        known.Add((account, (int)number), definition);
        return RowOutcome.Created;
    }

    private static object Content(SuccessDefinition one) =>
        (one.Outcome, one.Metric, one.Baseline, one.Target, one.DueOn, one.OurOwnerId, one.TheirOwner, one.AgreedOn);
}
