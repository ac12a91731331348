using System.Text.Json;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.People;

/// <summary>
/// Loads files of people. It adds them and changes nobody: who may do what is changed one by one, and roles of trust
/// are given by two people.
/// </summary>
internal sealed class PeopleImport(JourneyDb db) : ImportKind
{
    private const int LongestName = 100;
    private const int LongestEmail = 200;

    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>()
        .Where(role => role.IsForPeople())
        .ToDictionary(Word, StringComparer.OrdinalIgnoreCase);

    public override string Name => "people";

    public override string TitleEn => "People";

    public override string TitleJa => "人";

    public override IReadOnlyList<string> Identity { get; } = ["email"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(CreatePerson)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("email", ColumnType.Text, Required: true, "E-mail", "メール", "mail", "メールアドレス", "email_address"),
        new("name", ColumnType.Text, Required: true, "Name", "氏名", "full_name", "名前", "お名前"),
        new("roles", ColumnType.Text, Required: false, "Roles", "役割", "role", "ロール"),
        new("leftOn", ColumnType.Day, Required: false, "Left on", "離任日", "left_on", "退職日"),
        new("isDemo", ColumnType.Flag, Required: false, "Demonstration", "デモ", "is_demo"),
    ];

    /// <summary>A role as files write it.</summary>
    public static string Word(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var emails = rows.Select(row => Person.Normal(row.Text("email"))).ToArray();
        var known = await db.Set<Person>()
            .AsNoTracking()
            .Where(person => emails.Contains(person.Email))
            .ToDictionaryAsync(person => person.Email!, cancellation);
        List<RowOutcome> outcomes = [.. rows.Select(row => Take(row, known))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(ImportRow row, Dictionary<string, Person> known)
    {
        var email = Person.Normal(row.Text("email"))!;
        if (email.Length > LongestEmail || !email.Contains('@', StringComparison.Ordinal))
        {
            return RowOutcome.Refused(
                "email",
                $"'{email}' is no e-mail address of at most {LongestEmail} characters. Correct it.",
                $"「{email}」はメールアドレス({LongestEmail}文字以内)ではありません。直してください。"
            );
        }

        var name = row.Text("name")!;
        if (name.Length > LongestName)
        {
            return RowOutcome.Refused(
                "name",
                $"{name.Length} characters are more than {LongestName}. Shorten the name.",
                $"{name.Length}文字あります。{LongestName}文字以内にしてください。"
            );
        }

        var words = (row.Text("roles") ?? "").Split(
            ['|', '｜', ';', '；', '、', ',', '\n'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (Array.Find(words, word => !Roles.ContainsKey(word)) is { } unknown)
        {
            return RowOutcome.Refused(
                "roles",
                $"'{unknown}' is no role for a person. There are {string.Join(", ", Roles.Keys)}.",
                $"「{unknown}」は人に付与できる役割ではありません。使える役割: {string.Join("、", Roles.Keys)}。"
            );
        }

        var roles = words.Select(word => Roles[word]).Distinct().ToList();
        var ordinary = roles.Where(role => !role.IsOfTrust()).ToList();
        if (known.TryGetValue(email, out var stored))
        {
            return Again(row, stored, name, ordinary);
        }

        var person = Person.Hire(name, email, ordinary, row.Flag("isDemo") ?? false, partnerId: null);
        person.Change(ordinary, row.Day("leftOn"), partnerId: null);
        db.Set<Person>().Add(person);
        known.Add(email, person);
        return roles.Count == ordinary.Count
            ? RowOutcome.Created
            : RowOutcome.Created.Flagged(
                "roles",
                $"Stored without {string.Join(", ", roles.Except(ordinary).Select(Word))}: two people give a role of "
                    + "trust. Ask for it by changing the person.",
                $"{string.Join("、", roles.Except(ordinary).Select(Word))}は2人で付与する役割のため、付けずに取り込みました。人の変更で申請してください。"
            );
    }

    private static RowOutcome Again(ImportRow row, Person stored, string name, List<Role> ordinary) =>
        stored.Name == name
        && stored.Roles.Where(role => !role.IsOfTrust()).ToHashSet().SetEquals(ordinary)
        && (!row.Has("leftOn") || stored.LeftOn == row.Day("leftOn"))
            ? RowOutcome.Skipped
            : RowOutcome.Refused(
                "email",
                $"'{stored.Email}' is stored with another name, other roles or another last day, and a file changes "
                    + "nobody. Change the person, or leave the row out.",
                $"「{stored.Email}」は別の氏名・役割・離任日で登録済みで、取り込みでは変更しません。人の変更で直すか、この行を除いてください。"
            );
}
