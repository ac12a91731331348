namespace CsMonolith.Journey.Handoffs;

/// <summary>What has to be ready before the kickoff.</summary>
internal enum PreparationKind
{
    Material,
    Data,
    Setting,
}

/// <summary>Something to prepare for the kickoff once a question is answered.</summary>
/// <param name="Code">Stable, lower case; ticks hold it. No two of a set are the same.</param>
internal sealed record PreparationItem(string Code, PreparationKind Kind, string En, string Ja);

/// <summary>A question that the customer is asked once, by whoever meets them first.</summary>
/// <param name="Code">Stable, lower case; answers hold it.</param>
/// <param name="AlsoCalled">The same question as headings of the sales system's files call it.</param>
/// <param name="Required">Whether it counts for the completeness of a handoff.</param>
/// <param name="Prepare">What its answer makes necessary before the kickoff.</param>
internal sealed record HearingQuestion(
    string Code,
    string En,
    string Ja,
    IReadOnlyList<string> AlsoCalled,
    bool Required,
    IReadOnlyList<PreparationItem> Prepare
);

/// <summary>
/// The registry of questions to a new customer, and how complete a handoff must be before its kickoff.
/// </summary>
internal sealed class HearingQuestions(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000002");

    private const double UsualThreshold = 0.8;

    public Guid Id { get; private set; } = id;

    public IReadOnlyList<HearingQuestion> Questions { get; private set; } = Usual;

    /// <summary>The share of required questions that must be answered for a kickoff, 0 to 1.</summary>
    public double Threshold { get; private set; } = UsualThreshold;

    public IEnumerable<HearingQuestion> Required => Questions.Where(question => question.Required);

    private static IReadOnlyList<HearingQuestion> Usual =>
        [
            Must(
                "purpose",
                "What is it to be used for?",
                "導入目的",
                "purpose of introduction",
                "導入の目的",
                "利用目的",
                "use case"
            ),
            Must("problem", "Which problem does it solve?", "解決したい課題", "pain", "課題", "business problem"),
            Must("success-criteria", "How will they know that it succeeded?", "成功の基準", "success criteria", "KPI"),
            Must("sponsor", "Who answers for it there?", "お客様側の責任者", "executive sponsor", "責任者", "決裁者"),
            Must("key-user", "Who will run it day by day?", "お客様側の推進担当", "champion", "推進担当者", "管理者"),
            Must(
                "users",
                "Who and how many will use it?",
                "利用者と人数",
                [new("accounts-list", PreparationKind.Data, "List of users to create", "登録する利用者の一覧")],
                "number of users",
                "利用人数"
            ),
            Must("go-live", "By when must it be in use?", "利用開始の期限", "go live date", "利用開始予定日"),
            Must(
                "current-tool",
                "What do they use today?",
                "現在使っているもの",
                [new("comparison", PreparationKind.Material, "How today's way maps to ours", "現行業務との対応表")],
                "current solution",
                "現行システム"
            ),
            May(
                "migration",
                "Which data moves over?",
                "移行するデータ",
                [new("migration-file", PreparationKind.Data, "A sample of the data to move", "移行データの見本")],
                "data migration"
            ),
            May(
                "sign-on",
                "How do they sign in?",
                "サインインの方法",
                [
                    new(
                        "single-sign-on",
                        PreparationKind.Setting,
                        "Single sign-on is set up",
                        "シングルサインオンの設定"
                    ),
                ],
                "SSO",
                "sso requirement"
            ),
            May(
                "constraints",
                "What must be respected?",
                "制約・セキュリティ要件",
                [],
                "constraints",
                "security requirements"
            ),
            May("decision-style", "How do they decide?", "意思決定の進め方", [], "decision process"),
            May("rivals", "Whom else did they look at?", "比較した他社", [], "competitors", "競合"),
        ];

    public static async Task<HearingQuestions> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<HearingQuestions>().FindAsync([TheOnly], cancellation) ?? new HearingQuestions(TheOnly);

    /// <summary>Finds a question by its code, wording or another name; case, width and spaces do not count.</summary>
    public HearingQuestion? Find(string word) =>
        Questions.FirstOrDefault(question => Words(question).Contains(Nearest.Key(word)));

    /// <summary>The share of the required questions among these answered ones; 1 where none is required.</summary>
    public double Completeness(IReadOnlySet<string> answered)
    {
        var required = Required.ToList();
        return required.Count == 0
            ? 1
            : (double)required.Count(question => answered.Contains(question.Code)) / required.Count;
    }

    /// <summary>Replaces the registry.</summary>
    /// <param name="inUse">Codes that answers hold; they must stay.</param>
    public Result Arrange(IReadOnlyList<HearingQuestion> questions, double threshold, IEnumerable<string> inUse)
    {
        if (questions.SelectMany(Words).GroupBy(word => word).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return HandoffErrors.WordTwice(twice.Key);
        }

        var items = questions.SelectMany(question => question.Prepare).Select(item => item.Code);
        if (items.GroupBy(code => code).FirstOrDefault(group => group.Count() > 1) is { } item)
        {
            return HandoffErrors.ItemTwice(item.Key);
        }

        if (inUse.FirstOrDefault(code => questions.All(question => question.Code != code)) is { } missing)
        {
            return HandoffErrors.QuestionInUse(missing);
        }

        (Questions, Threshold) = (questions, threshold);
        return Result.Done;
    }

    private static IEnumerable<string> Words(HearingQuestion question) =>
        question
            .AlsoCalled.Append(question.Code)
            .Append(question.En)
            .Append(question.Ja)
            .Select(Nearest.Key)
            .Distinct();

    private static HearingQuestion Must(string code, string en, string ja, params string[] also) =>
        Must(code, en, ja, [], also);

    private static HearingQuestion Must(
        string code,
        string en,
        string ja,
        PreparationItem[] prepare,
        params string[] also
    ) => new(code, en, ja, also, Required: true, prepare);

    private static HearingQuestion May(
        string code,
        string en,
        string ja,
        PreparationItem[] prepare,
        params string[] also
    ) => new(code, en, ja, also, Required: false, prepare);
}

internal sealed class HearingQuestionsMapping : IEntityTypeConfiguration<HearingQuestions>
{
    public void Configure(EntityTypeBuilder<HearingQuestions> builder)
    {
        builder.ToTable("HearingQuestions");
        builder.Property(set => set.Id).ValueGeneratedNever();
        builder.Property(set => set.Questions).AsJson();
        builder.Ignore(set => set.Required);
    }
}
