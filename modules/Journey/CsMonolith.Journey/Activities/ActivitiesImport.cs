using System.Security.Cryptography;
using System.Text;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Activities;

/// <summary>
/// Loads files of activities. A row is the same activity again if its id is the same or, without an id, if its whole
/// content is.
/// </summary>
internal sealed class ActivitiesImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    private const int LongestNote = 4000;
    private const int LongestWhat = 500;
    private const int MostMinutes = 1440;

    public override string Name => "activities";

    public override string TitleEn => "Activities";

    public override string TitleJa => "活動記録";

    public override IReadOnlyList<string> Identity { get; } = ["activityId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordActivity)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("on", ColumnType.Day, Required: true, "Day", "日付", "date", "実施日", "対応日", "活動日"),
        new("kind", ColumnType.Text, Required: false, "Kind", "種類", "activity_kind", "活動種別"),
        new("what", ColumnType.Text, Required: false, "What", "何をしたか", "subject", "件名", "活動内容"),
        new(
            "minutes",
            ColumnType.Integer,
            Required: false,
            "Minutes",
            "分",
            "duration_minutes",
            "所要時間",
            "時間(分)"
        ),
        new(
            "with",
            ColumnType.Text,
            Required: false,
            "With (separated by ;)",
            "相手(;区切り)",
            "attendees",
            "先方担当者"
        ),
        new("goalNumber", ColumnType.Integer, Required: false, "Version of the goal", "目的(成功の定義の版)"),
        new("proactive", ColumnType.Flag, Required: false, "Proactive", "先回り"),
        new("becauseOfScore", ColumnType.Flag, Required: false, "Because of the score", "予測にもとづく"),
        new("signalKind", ColumnType.Text, Required: false, "Signal", "気づき", "signal"),
        new("signalOn", ColumnType.Day, Required: false, "Day of the signal", "気づきの日", "signal_date"),
        new("channel", ColumnType.Text, Required: false, "Channel", "手段", "type", "contact_type", "種別"),
        new("outcome", ColumnType.Text, Required: false, "Outcome", "結果", "result"),
        new("note", ColumnType.Text, Required: false, "Note", "メモ", "notes", "comment", "備考"),
        new("byEmail", ColumnType.Text, Required: false, "By (e-mail)", "実施者メール", "owner", "担当者", "実施者"),
        new("activityId", ColumnType.Text, Required: false, "Id of the activity", "活動ID", "activity_id", "id"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var ids = accounts.Values.ToArray();
        var goals = await db.Set<SuccessDefinition>()
            .Where(one => ids.Contains(one.AccountId))
            .ToDictionaryAsync(one => (one.AccountId, (long)one.Number), one => one.Id, cancellation);
        var keys = rows.Select(KeyOf).ToArray();
        var stored = (
            await db.Set<Activity>()
                .Where(activity => keys.Contains(activity.NaturalKey))
                .Select(activity => activity.NaturalKey)
                .ToListAsync(cancellation)
        ).ToHashSet(StringComparer.Ordinal);
        List<RowOutcome> outcomes = [.. rows.Select((row, i) => Take(row, keys[i]))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row, string key)
        {
            if (!accounts.TryGetValue(row.Text("accountExternalId") ?? "", out var account))
            {
                return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
            }

            Guid? goal = null;
            if (row.Integer("goalNumber") is { } number)
            {
                if (!goals.TryGetValue((account, number), out var found))
                {
                    return RowOutcome.Refused(
                        "goalNumber",
                        $"The account has no success definition {number}. Load or record it first, or leave the cell empty.",
                        $"この顧客に第{number}版の成功の定義はありません。先に登録するか、空欄にしてください。"
                    );
                }

                goal = found;
            }

            if (Fault(row) is { } fault)
            {
                return fault;
            }

            if (!stored.Add(key))
            {
                return RowOutcome.Skipped;
            }

            var by = row.Text("byEmail") is { } email ? people.Named(email) : null;
            Activity.Record(db, account, Details(row, goal), by?.Id, key);
            return row.Text("byEmail") is { } nobody && by is null
                ? RowOutcome.Created.Flagged(
                    "byEmail",
                    $"Nobody, or more than one, has the address or name '{nobody}'; stored without a person.",
                    $"「{nobody}」の人が登録されていないか複数いるため、実施者なしで取り込みました。"
                )
                : RowOutcome.Created;
        }
    }

    private static ActivityDetails Details(ImportRow row, Guid? goal) =>
        new(row.Day("on")!.Value, ActivityWording.KindIn(row.Text("kind")) ?? ActivityKind.Other)
        {
            What = row.Text("what"),
            With = People(row),
            Minutes = (int?)row.Integer("minutes"),
            GoalId = goal,
            Proactive = row.Flag("proactive"),
            BecauseOfScore = row.Flag("becauseOfScore") ?? row.Text("signalKind") == Activity.ScoreSignal,
            SignalKind = row.Text("signalKind"),
            SignalOn = row.Day("signalOn"),
            Channel = ActivityWording.ChannelIn(row.Text("channel")),
            Outcome = ActivityWording.OutcomeIn(row.Text("outcome")),
            Note = row.Text("note"),
        };

    private static string[] People(ImportRow row) =>
        row.Text("with")
            ?.Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        ?? [];

    private RowOutcome? Fault(ImportRow row)
    {
        if (row.Day("on") is not { } on)
        {
            return JourneyImports.NoDay("on");
        }

        if (on > db.Clock.Today)
        {
            return JourneyImports.NotYet("on", on);
        }

        return Word(row, "kind", text => ActivityWording.KindIn(text) is not null, "a kind of activity", "種類")
            ?? Word(row, "channel", text => ActivityWording.ChannelIn(text) is not null, "a channel", "手段")
            ?? Word(row, "outcome", text => ActivityWording.OutcomeIn(text) is not null, "an outcome", "結果")
            ?? Length(row, "note", LongestNote)
            ?? Length(row, "signalKind", 60)
            ?? (
                string.IsNullOrEmpty(row.Text("what")) && row.Text("channel") is null
                    ? JourneyImports.Missing("what")
                    : Length(row, "what", LongestWhat)
            )
            ?? Minutes(row)
            ?? Names(row)
            ?? Signal(row, on);
    }

    private static RowOutcome? Word(ImportRow row, string column, Predicate<string> known, string en, string ja) =>
        row.Text(column) is { } text && !known(text)
            ? RowOutcome.Refused(
                column,
                $"'{text}' is not {en}. Write one of the API's words, or say what the column's words stand for.",
                $"「{text}」という{ja}はありません。APIの言葉にするか、列の言葉の意味を指定してください。"
            )
            : null;

    private static RowOutcome? Length(ImportRow row, string column, int most) =>
        row.Text(column) is { } text && text.Length > most
            ? RowOutcome.Refused(
                column,
                $"{text.Length} characters are more than {most}. Shorten the text.",
                $"{text.Length}文字あります。{most}文字以内にしてください。"
            )
            : null;

    private static RowOutcome? Minutes(ImportRow row) =>
        row.Integer("minutes") is { } minutes and not (>= 1 and <= MostMinutes)
            ? RowOutcome.Refused(
                "minutes",
                $"{minutes} minutes are not 1 to {MostMinutes}. Give the minutes of one day.",
                $"{minutes}分は1分から{MostMinutes}分の範囲にありません。1日分の分数にしてください。"
            )
            : null;

    private static RowOutcome? Names(ImportRow row) =>
        People(row) is { } names && (names.Length > 30 || names.Any(name => name.Length > 100))
            ? RowOutcome.Refused(
                "with",
                "At most 30 names of at most 100 characters each are taken, separated by semicolons.",
                "相手は30人まで、1人100文字までです。セミコロンで区切ってください。"
            )
            : null;

    private static RowOutcome? Signal(ImportRow row, DateOnly on) =>
        (row.Text("signalKind"), row.Day("signalOn")) switch
        {
            (null, null) => null,
            (not null, { } day) when day <= on => null,
            _ => RowOutcome.Refused(
                "signalOn",
                "A signal has a kind and a day that is not after the activity. Give both, or neither.",
                "気づきには種類と、活動の日以前の日付が必要です。両方を入力するか、両方を空欄にしてください。"
            ),
        };

    private static string KeyOf(ImportRow row)
    {
        var said = row.Text("activityId") is { } id
            ? $"activity id\n{id}"
            : string.Join(
                '\n',
                "activity",
                row.Text("accountExternalId"),
                $"{row.Day("on"):yyyy-MM-dd}",
                row.Text("kind"),
                row.Text("what"),
                row.Integer("minutes"),
                row.Text("with"),
                row.Text("channel"),
                row.Text("byEmail"),
                row.Text("note")
            );
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }
}
