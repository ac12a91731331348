using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Feedback.Surveys;

/// <summary>
/// Loads files of a survey tool, one answer in each row. Where the file numbers no answers, as that of Google Forms, an
/// answer is known again by its survey, its time and the respondent's address; where it names no account, the account
/// is the one on whose map of people the address stands. The address itself is not stored.
/// </summary>
internal sealed class SurveyAnswerImport(FeedbackDb db, KnownAccounts accounts) : ImportKind
{
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["answerId"] = 100,
        ["survey"] = 200,
        ["respondentRole"] = 100,
        ["comment"] = 4000,
    };

    // The question of the net promoter score, as survey tools word it: whoever asks it asks from 0 to 10.
    private static readonly string[] Recommending =
    [
        "How likely is it that you would recommend this company to a friend or colleague?",
        "How likely are you to recommend us to a friend or colleague?",
        "How likely are you to recommend our company to a friend or colleague?",
        "How likely are you to recommend our product to a friend or colleague?",
        "この会社を友人や同僚に薦める可能性はどのくらいありますか?",
        "この会社を友人や同僚にすすめる可能性はどのくらいありますか?",
        "当社を友人や同僚に薦める可能性はどのくらいありますか?",
        "弊社を友人や同僚に薦める可能性はどのくらいありますか?",
    ];

    public override string Name => "survey-answers";

    public override string TitleEn => "Survey answers";

    public override string TitleJa => "アンケートの回答";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "answerId",
            ColumnType.Text,
            Required: false,
            "Answer number",
            "回答番号",
            "answer_id",
            "response_id",
            "回答ID",
            "Respondent ID",
            "Response ID",
            "Token",
            "#",
            "回答者ID"
        ),
        new(
            "accountId",
            ColumnType.Text,
            Required: false,
            "Account number",
            "顧客番号",
            "account_id",
            "顧客コード",
            "customer_id",
            "Custom Data 1",
            "顧客ID",
            "カスタムデータ 1",
            "company_id"
        ),
        new(
            "answeredOn",
            ColumnType.Instant,
            Required: true,
            "Answered on",
            "回答日",
            "answered_on",
            "回答日時",
            "Timestamp",
            "タイムスタンプ",
            "End Date",
            "Submit Date (UTC)",
            "Submitted At",
            "終了日",
            "送信日時"
        ),
        new("survey", ColumnType.Text, Required: true, "Survey", "アンケート名", "survey_name", "調査名"),
        new("kind", ColumnType.Text, Required: true, "Kind: csat, nps or ces", "種別", "kind", "指標"),
        new("score", ColumnType.Decimal, Required: true, "Score", "点数", ["スコア", .. Recommending]),
        new("scaleMin", ColumnType.Integer, Required: false, "Lowest score", "最低点", "scale_min"),
        new("scaleMax", ColumnType.Integer, Required: false, "Highest score", "最高点", "scale_max", "満点"),
        new(
            "respondentRole",
            ColumnType.Text,
            Required: false,
            "Respondent's role",
            "回答者の役割",
            "respondent_role",
            "役職"
        ),
        new("comment", ColumnType.Text, Required: false, "Comment", "コメント", "comment", "自由記述"),
        new(
            "respondentEmail",
            ColumnType.Text,
            Required: false,
            "Respondent's e-mail",
            "回答者のメール",
            "respondent_email",
            "メールアドレス",
            "Email Address",
            "ユーザー名",
            "Username",
            "電子メールアドレス",
            "回答者のメールアドレス"
        ),
    ];

    public override IReadOnlyList<string> Identity { get; } = ["answerId"];

    public override IReadOnlyList<string> IdentityElse { get; } = ["survey", "answeredOn", "respondentEmail"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordSurveyAnswer)];

    public override ModuleDb Db => db;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Propose(
        string title,
        IReadOnlyDictionary<string, string?> mapping
    )
    {
        var proposed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (title.Length > 0)
        {
            proposed["survey"] = title;
        }

        if (
            mapping.GetValueOrDefault("score") is { } question
            && Recommending.Any(one => Nearest.Key(one) == Nearest.Key(question))
        )
        {
            proposed["kind"] = "nps";
        }

        return proposed;
    }

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var homes = new Homes(
            await accounts.Named(rows, "accountId", cancellation),
            await accounts.AtAddresses(rows, "respondentEmail", cancellation)
        );
        var starts = await accounts.Starts(homes.All, cancellation);
        var names = rows.Select(NumberOf).OfType<string>().Distinct().ToList();
        var stored = await db.Set<SurveyAnswer>()
            .Where(answer => names.Contains(answer.ExternalId!))
            .ToDictionaryAsync(answer => answer.ExternalId!, cancellation);
        return [.. rows.Select(row => Take(row, homes, starts, stored))];
    }

    private RowOutcome Take(
        ImportRow row,
        Homes homes,
        IReadOnlyDictionary<Guid, DateOnly?> starts,
        Dictionary<string, SurveyAnswer> stored
    )
    {
        if (NumberOf(row) is not { } number)
        {
            return RowOutcome.Refused(
                "answerId",
                "The answer has neither a number nor its respondent's e-mail, so that it could not be known again. "
                    + "Map a column of either.",
                "回答番号も回答者のメールもないため、次に取り込むときに同じ回答だと分かりません。どちらかの列を対応づけてください。"
            );
        }

        if (homes.Of(row, out var account) is { } homeless)
        {
            return homeless;
        }

        if (Read(row, out var given) is { } refusal)
        {
            return refusal;
        }

        var recordedAt = db.Import.RecordedAt(given!.AnsweredOn, db.Clock);
        if (stored.TryGetValue(number, out var known))
        {
            if (known.AccountId != account)
            {
                return RowOutcome.Refused(
                    "answerId",
                    $"Answer '{known.ExternalId}' is stored for another account. Give this one a number of its own.",
                    $"回答「{known.ExternalId}」は別の顧客で登録済みです。別の番号を付けてください。"
                );
            }

            return known.Correct(given, recordedAt) ? RowOutcome.Updated : RowOutcome.Skipped;
        }

        var answer = SurveyAnswer.Take(account, number, given, recordedAt, db.Import.IsHistory);
        db.Set<SurveyAnswer>().Add(answer);
        stored.Add(answer.ExternalId!, answer);
        return Remark(given.AnsweredOn, starts.GetValueOrDefault(account));
    }

    private RowOutcome Remark(DateOnly on, DateOnly? start)
    {
        if (on < start)
        {
            return RowOutcome.Created.Flagged(
                "answeredOn",
                $"Answered on {on:yyyy-MM-dd}, before the account began on {start:yyyy-MM-dd}. Check either date.",
                $"回答日({on:yyyy-MM-dd})が顧客の利用開始日({start:yyyy-MM-dd})より前です。どちらかの日付を確かめてください。"
            );
        }

        return on > db.Clock.Today
            ? RowOutcome.Created.Flagged(
                "answeredOn",
                $"{on:yyyy-MM-dd} lies in the future; the answer counts from then on.",
                $"回答日({on:yyyy-MM-dd})が未来です。その日から数えます。"
            )
            : RowOutcome.Created;
    }

    // The number of the file or, where it has none, one that follows from survey, time and address and tells nothing of
    // them.
    private static string? NumberOf(ImportRow row) =>
        row.Text("answerId")
        ?? (
            row.Text("respondentEmail") is { } address
                ? "form-"
                    + Convert.ToHexStringLower(
                        SHA256.HashData(
                            Encoding.UTF8.GetBytes(
                                $"{row.Text("survey")}\n{row.Instant("answeredOn"):O}\n{address.ToLowerInvariant()}"
                            )
                        )
                    )[..32]
                : null
        );

    private RowOutcome? Read(ImportRow row, out AnswerGiven? given)
    {
        given = null;
        if (Longest.FirstOrDefault(limit => row.Text(limit.Key)?.Length > limit.Value) is { Key: { } column } tooLong)
        {
            return RowOutcome.Refused(
                column,
                $"At most {tooLong.Value} characters are taken here. Shorten the text.",
                $"{tooLong.Value}文字までです。短くしてください。"
            );
        }

        if (KindOf(row.Text("kind")!) is not { } kind)
        {
            return RowOutcome.Refused(
                "kind",
                $"'{row.Text("kind")}' is none of csat, nps, ces.",
                $"「{row.Text("kind")}」は csat・nps・ces のいずれでもありません。"
            );
        }

        var usual = kind.Scale;
        var (min, max) = (row.Integer("scaleMin") ?? usual.Min, row.Integer("scaleMax") ?? usual.Max);
        var score = row.Decimal("score")!.Value;
        if (min < -1000 || max > 1000 || min >= max)
        {
            return RowOutcome.Refused(
                "scaleMax",
                $"A scale from {min} to {max} is none. Give the lowest and the highest score.",
                $"{min}から{max}という尺度は使えません。最低点と最高点を指定してください。"
            );
        }

        if (score < min || score > max || score * 100 != decimal.Truncate(score * 100))
        {
            return RowOutcome.Refused(
                "score",
                $"{score} does not lie on the scale from {min} to {max}, with two decimals at most.",
                $"点数 {score} は{min}から{max}の範囲(小数2桁まで)にありません。"
            );
        }

        given = new AnswerGiven(
            row.Text("survey")!,
            kind.Kind,
            db.Clock.DayOf(row.Instant("answeredOn")!.Value),
            (int)(score * 100),
            (int)min,
            (int)max,
            row.Text("respondentRole"),
            row.Text("comment")
        );
        return null;
    }

    private static (SurveyKind Kind, (long Min, long Max) Scale)? KindOf(string text) =>
        text.ToLowerInvariant() switch
        {
            "csat" or "満足度" or "顧客満足度" => (SurveyKind.Csat, (1, 5)),
            "nps" or "推奨度" => (SurveyKind.Nps, (0, 10)),
            "ces" or "努力指標" => (SurveyKind.Ces, (1, 7)),
            _ => null,
        };

    /// <summary>Whose answers a file's rows are: by the account's number, else by the respondent's address.</summary>
    private sealed record Homes(
        IReadOnlyDictionary<string, Guid> Named,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> AtAddress
    )
    {
        public IReadOnlyCollection<Guid> All =>
            [.. Named.Values.Concat(AtAddress.Values.SelectMany(accounts => accounts)).Distinct()];

        /// <summary>Finds the account of a row, or says why it cannot be told.</summary>
        public RowOutcome? Of(ImportRow row, out Guid account)
        {
            account = Guid.Empty;
            if (row.Text("accountId") is { } number)
            {
                return Named.TryGetValue(number, out account) ? null : KnownAccounts.Unattached("accountId", number);
            }

            if (row.Text("respondentEmail") is not { } address)
            {
                return RowOutcome.Refused(
                    "accountId",
                    "The answer names neither an account nor its respondent's e-mail. Map a column of either.",
                    "顧客番号も回答者のメールもありません。どちらかの列を対応づけてください。"
                );
            }

            var found = AtAddress.GetValueOrDefault(address) ?? [];
            if (found is [var only])
            {
                account = only;
                return null;
            }

            return found.Count == 0
                ? RowOutcome.Refused(
                    "respondentEmail",
                    $"'{address}' is on no customer's map of people. Add the person to their customer, or map a column "
                        + "of account numbers.",
                    $"「{address}」はどの顧客の関係者にもいません。関係者に登録するか、顧客番号の列を対応づけてください。"
                )
                : RowOutcome.Refused(
                    "respondentEmail",
                    $"'{address}' is on the maps of {found.Count} customers. Map a column of account numbers.",
                    $"「{address}」は{found.Count}社の関係者にいます。顧客番号の列を対応づけてください。"
                );
        }
    }
}
