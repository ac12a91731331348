using System.Security.Cryptography;
using System.Text;
using CsMonolith.Journey.Contacts;
using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Imports;

/// <summary>Files of contacts with customers. A contact is known by its own id or, without one, by all that the row says.</summary>
internal sealed class ContactsImport(JourneyDb db) : ImportKind
{
    private const int LongestNote = 4000;

    public override string Name => "contacts";

    public override string TitleEn => "Contacts with customers";

    public override string TitleJa => "顧客との接点";

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("accountExternalId", ColumnType.Text, Required: true, "Account", "顧客", KnownFiles.AccountIdHeadings),
        new("on", ColumnType.Day, Required: true, "Day", "日付", "date", "contacted_on", "実施日", "対応日"),
        new("channel", ColumnType.Text, Required: true, "Channel", "手段", "type", "contact_type", "種別"),
        new("proactive", ColumnType.Flag, Required: false, "Proactive", "先回り"),
        new("becauseOfScore", ColumnType.Flag, Required: false, "Because of the score", "予測にもとづく"),
        new("outcome", ColumnType.Text, Required: false, "Outcome", "結果", "result"),
        new("note", ColumnType.Text, Required: false, "Note", "メモ", "notes", "comment", "内容", "備考"),
        new("byEmail", ColumnType.Text, Required: false, "By (e-mail)", "実施者メール", "csm_email", "担当メール"),
        new("contactId", ColumnType.Text, Required: false, "Id of the contact", "接点ID", "activity_id", "id"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var accounts = await KnownFiles.Accounts(db, rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownFiles.PeopleByEmail(db, cancellation);
        var keys = rows.Select(KeyOf).ToArray();
        var stored = (
            await db
                .Contacts.Where(contact => keys.Contains(contact.NaturalKey))
                .Select(contact => contact.NaturalKey)
                .ToListAsync(cancellation)
        ).ToHashSet(StringComparer.Ordinal);
        List<RowOutcome> outcomes = [.. rows.Select((row, i) => Take(row, keys[i]))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row, string key)
        {
            if (accounts.GetValueOrDefault(row.Text("accountExternalId") ?? "") is not { } account)
            {
                return KnownFiles.NoSuchAccount(row.Text("accountExternalId"));
            }

            if (row.Day("on") is not { } on)
            {
                return KnownFiles.NoDay("on");
            }

            if (on > db.Clock.Today)
            {
                return KnownFiles.NotYet("on", on);
            }

            if (ChannelIn(row.Text("channel")) is not { } channel)
            {
                return RowOutcome.Refused(
                    "channel",
                    $"'{row.Text("channel")}' is not a channel. Write visit, call, mail, meeting or digital.",
                    $"「{row.Text("channel")}」という手段はありません。訪問、電話、メール、会議、デジタルのいずれかにしてください。"
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

            var outcome = OutcomeIn(row.Text("outcome"));
            var by = row.Text("byEmail") is { } email ? people.GetValueOrDefault(Person.Normal(email)!) : null;
            var made = new MadeContact(
                on,
                channel,
                row.Flag("proactive") ?? false,
                row.Flag("becauseOfScore") ?? false,
                outcome ?? ContactOutcome.Other,
                row.Text("note")
            );
            Contact.Make(db, account.Id, made, by?.Id, key);
            return row.Text("outcome") is { } word && outcome is null
                    ? RowOutcome.Created.Flagged(
                        "outcome",
                        $"'{word}' is not an outcome; stored as other.",
                        $"「{word}」という結果はないため、「その他」として取り込みました。"
                    )
                : row.Text("byEmail") is { } nobody && by is null
                    ? RowOutcome.Created.Flagged(
                        "byEmail",
                        $"Nobody has the address '{nobody}'; stored without a person.",
                        $"「{nobody}」の人が登録されていないため、実施者なしで取り込みました。"
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

    private static ContactChannel? ChannelIn(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "visit" or "訪問" => ContactChannel.Visit,
            "call" or "phone" or "電話" => ContactChannel.Call,
            "mail" or "email" or "e-mail" or "メール" => ContactChannel.Mail,
            "meeting" or "会議" or "打ち合わせ" or "オンライン会議" => ContactChannel.Meeting,
            "digital" or "デジタル" => ContactChannel.Digital,
            _ => null,
        };

    private static ContactOutcome? OutcomeIn(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "reached" or "話せた" => ContactOutcome.Reached,
            "noanswer" or "no answer" or "no_answer" or "応答なし" or "不在" => ContactOutcome.NoAnswer,
            "stayed" or "継続" or "継続の意向" => ContactOutcome.Stayed,
            "worried" or "不安あり" => ContactOutcome.Worried,
            "leaving" or "解約の意向" => ContactOutcome.Leaving,
            "other" or "その他" => ContactOutcome.Other,
            _ => null,
        };
}
