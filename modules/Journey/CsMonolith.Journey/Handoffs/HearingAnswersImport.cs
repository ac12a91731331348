using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Handoffs;

/// <summary>
/// Loads what customers answered, as sales noted it. A question that a customer had answered on an earlier day counts
/// as asked again; the same answer of the same day is loaded once.
/// </summary>
internal sealed class HearingAnswersImport(JourneyDb db, IAccountDirectory directory) : ImportKind
{
    public override string Name => "hearing-answers";

    public override string TitleEn => "Answers of customers to hearings";

    public override string TitleJa => "ヒアリングの回答";

    public override IReadOnlyList<string> Identity { get; } = ["accountExternalId", "question", "answeredOn", "answer"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(AnswerHearing)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        JourneyImports.AccountColumn,
        new("question", ColumnType.Text, Required: true, "Question", "質問", "item", "ヒアリング項目", "項目"),
        new("answer", ColumnType.Text, Required: true, "Answer", "回答", "回答内容", "内容"),
        new("answeredOn", ColumnType.Day, Required: true, "Answered on", "回答日", "date", "日付", "ヒアリング日"),
        new("answeredBy", ColumnType.Text, Required: false, "Answered by", "回答者", "contact", "お客様担当者"),
        new("askedBy", ColumnType.Text, Required: false, "Asked by", "聞き手", "asked_by_email", "営業担当"),
        new("sourceLink", ColumnType.Text, Required: false, "Link", "リンク", "url"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var set = await HearingQuestions.Present(db, cancellation);
        var accounts = await directory.ByExternalId(rows.Select(row => row.Text("accountExternalId")), cancellation);
        var people = await KnownPeople.Read(db, cancellation);
        var ids = accounts.Values.ToArray();
        var before = await db.Set<HearingAnswer>()
            .AsNoTracking()
            .Where(one => ids.Contains(one.AccountId))
            .Select(one => new
            {
                one.AccountId,
                one.Question,
                one.AnsweredOn,
                one.Answer,
            })
            .ToListAsync(cancellation);
        var stored = before.Select(one => (one.AccountId, one.Question, one.AnsweredOn, one.Answer)).ToHashSet();
        var firsts = before
            .GroupBy(one => (one.AccountId, one.Question))
            .ToDictionary(own => own.Key, own => own.Min(one => one.AnsweredOn));
        var outcomes = new RowOutcome[rows.Count];

        // By day, so that of two answers in one file the earlier is the first, wherever it stands.
        foreach (var i in Enumerable.Range(0, rows.Count).OrderBy(i => rows[i].Day("answeredOn")).ThenBy(i => i))
        {
            outcomes[i] = Take(rows[i]);
        }

        await db.SaveChangesAsync(cancellation);
        return outcomes;

        RowOutcome Take(ImportRow row)
        {
            if (!accounts.TryGetValue(row.Text("accountExternalId") ?? "", out var account))
            {
                return JourneyImports.NoSuchAccount(row.Text("accountExternalId"));
            }

            if (set.Find(row.Text("question") ?? "") is not { } question)
            {
                var codes = set.Questions.Select(one => one.Code).ToList();
                return RowOutcome.Refused(
                    "question",
                    $"'{row.Text("question")}' is no question of the registry. "
                        + Nearest.Hint(row.Text("question") ?? "", codes, "There are"),
                    $"「{row.Text("question")}」という質問は登録されていません。"
                        + Nearest.HintJa(row.Text("question") ?? "", codes)
                );
            }

            if (row.Day("answeredOn") is not { } on)
            {
                return JourneyImports.NoDay("answeredOn");
            }

            if (on > db.Clock.Today)
            {
                return JourneyImports.NotYet("answeredOn", on);
            }

            var answer = row.Text("answer")!;
            if (TooLong(row) is { } tooLong)
            {
                return tooLong;
            }

            if (row.Text("sourceLink") is { } link && !WebAddress.IsOne(link))
            {
                return JourneyImports.NoWebAddress("sourceLink", link);
            }

            if (!stored.Add((account, question.Code, on, answer)))
            {
                return RowOutcome.Skipped;
            }

            var key = (account, question.Code);
            var again = firsts.TryGetValue(key, out var first) && first < on;
            firsts[key] = firsts.TryGetValue(key, out var known) && known < on ? known : on;
            var asked = row.Text("askedBy") is { } named ? people.Named(named)?.Id : null;
            db.Set<HearingAnswer>()
                .Add(
                    new HearingAnswer(
                        Guid.CreateVersion7(),
                        account,
                        handoffId: null,
                        question.Code,
                        answer,
                        again ? AnswerKind.AskedAgain : AnswerKind.First,
                        row.Text("answeredBy"),
                        on,
                        asked,
                        row.Text("sourceLink"),
                        db.Import.RecordedAt(on, db.Clock),
                        db.Import.IsHistory
                    )
                );
            return RowOutcome.Created;
        }
    }

    private static RowOutcome? TooLong(ImportRow row) =>
        new (string Column, int Most)[] { ("answer", 4000), ("answeredBy", 100), ("sourceLink", 1000) }
            .Where(one => row.Text(one.Column)?.Length > one.Most)
            .Select(one => JourneyImports.TooLong(one.Column, one.Most))
            .FirstOrDefault();
}
