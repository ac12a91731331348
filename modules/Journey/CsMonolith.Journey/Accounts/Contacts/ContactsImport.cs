using System.Security.Cryptography;
using System.Text;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts.Contacts;

/// <summary>
/// Loads files of contacts with customers. A row is the same contact again if its id is the same or, without an id, if
/// its whole content is.
/// </summary>
internal sealed class ContactsImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    private const int LongestNote = 4000;

    public override string Name => "contacts";

    public override string TitleEn => "Contacts with customers";

    public override string TitleJa => "顧客との接点";

    public override IReadOnlyList<string> Identity { get; } = ["contactId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordContact)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("on", ColumnType.Day, Required: true, "Day", "日付", "date", "contacted_on", "実施日", "対応日"),
        new("channel", ColumnType.Text, Required: true, "Channel", "手段", "type", "contact_type", "種別"),
        new("proactive", ColumnType.Flag, Required: false, "Proactive", "先回り"),
        new("becauseOfScore", ColumnType.Flag, Required: false, "Because of the score", "予測にもとづく"),
        new("outcome", ColumnType.Text, Required: false, "Outcome", "結果", "result"),
        new("note", ColumnType.Text, Required: false, "Note", "メモ", "notes", "comment", "内容", "備考"),
        new(
            "byEmail",
            ColumnType.Text,
            Required: false,
            "By (e-mail)",
            "実施者メール",
            "csm_email",
            "担当メール",
            "owner",
            "担当",
            "担当者",
            "実施者"
        ),
        new("contactId", ColumnType.Text, Required: false, "Id of the contact", "接点ID", "activity_id", "id"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var keys = rows.Select(KeyOf).ToArray();
        var stored = (
            await db.Set<Activity>()
                .Where(contact => keys.Contains(contact.NaturalKey))
                .Select(contact => contact.NaturalKey)
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

            if (row.Day("on") is not { } on)
            {
                return JourneyImports.NoDay("on");
            }

            if (on > db.Clock.Today)
            {
                return JourneyImports.NotYet("on", on);
            }

            if (ActivityWording.ChannelIn(row.Text("channel")) is not { } channel)
            {
                return RowOutcome.Refused(
                    "channel",
                    $"'{row.Text("channel")}' is not a channel. Write visit, call, mail, meeting or digital, "
                        + "or say what the column's words stand for.",
                    $"「{row.Text("channel")}」という手段はありません。訪問、電話、メール、会議、デジタルのいずれかにするか、列の言葉の意味を指定してください。"
                );
            }

            if (row.Text("note") is { Length: > LongestNote } note)
            {
                return RowOutcome.Refused(
                    "note",
                    $"{note.Length} characters are more than {LongestNote}. Shorten the note.",
                    $"{note.Length}文字あります。{LongestNote}文字以内にしてください。"
                );
            }

            if (!stored.Add(key))
            {
                return RowOutcome.Skipped;
            }

            var outcome = ActivityWording.OutcomeIn(row.Text("outcome"));
            var by = row.Text("byEmail") is { } email ? people.Named(email) : null;
            var did = new ActivityDetails(on, ActivityKind.Contact)
            {
                Channel = channel,
                Proactive = row.Flag("proactive") ?? false,
                BecauseOfScore = row.Flag("becauseOfScore") ?? false,
                Outcome = outcome,
                Note = row.Text("note"),
            };
            Activity.Record(db, account, did, by?.Id, key);
            return row.Text("outcome") is { } word && outcome is null
                    ? RowOutcome.Created.Flagged(
                        "outcome",
                        $"'{word}' is not an outcome; stored as other.",
                        $"「{word}」という結果はないため、「その他」として取り込みました。"
                    )
                : row.Text("byEmail") is { } nobody && by is null
                    ? RowOutcome.Created.Flagged(
                        "byEmail",
                        $"Nobody, or more than one, has the address or name '{nobody}'; stored without a person.",
                        $"「{nobody}」の人が登録されていないか複数いるため、実施者なしで取り込みました。"
                    )
                : RowOutcome.Created;
        }
    }

    private static string KeyOf(ImportRow row)
    {
        var said = row.Text("contactId") is { } id
            ? $"id\n{id}"
            : string.Join(
                '\n',
                row.Text("accountExternalId"),
                $"{row.Day("on"):yyyy-MM-dd}",
                row.Text("channel"),
                row.Text("outcome"),
                row.Text("byEmail"),
                row.Text("note")
            );
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }
}
