namespace CsMonolith.Journey.Handoffs;

/// <summary>Every refusal about handoffs, hearings, promises and kickoffs.</summary>
internal static class HandoffErrors
{
    public static Error ResolvedWithoutWords { get; } =
        JourneyErrors.Field(
            "journey.promise.resolved-without-words",
            "/resolution",
            "A gap is settled by a sentence: say what was agreed with the customer in resolution.",
            "約束との差を解消済みにするには、お客様と合意した内容を resolution に書いてください。"
        );

    public static Error DateWithoutPlan { get; } =
        JourneyErrors.Field(
            "journey.promise.date-without-plan",
            "/availableFrom",
            "Only what is planned has a day from which it is there. Set availability to planned, or leave the day out.",
            "提供予定日を持つのは「予定」の約束だけです。availability を planned にするか、日付を外してください。"
        );

    public static Error OneAccount { get; } =
        JourneyErrors.Field(
            "journey.handoff.one-account",
            "/accountExternalId",
            "Name the account by accountId or by accountExternalId, one of the two.",
            "顧客は accountId か accountExternalId のどちらか一方で指定してください。"
        );

    public static Error NoSuchHandoff(Guid id) => PlatformErrors.NotFound("handoff", id);

    public static Error NoSuchPromise(Guid id) => PlatformErrors.NotFound("promise", id);

    public static Error NoSuchAccount(string externalId) =>
        new(
            ErrorKind.NotFound,
            "journey.handoff.no-such-account",
            $"There is no account '{externalId}'. Open it first (CreateAccount), then hand it over.",
            $"顧客「{externalId}」は登録されていません。先に顧客を登録してから引き継いでください。"
        );

    public static Error DealTwice(string source, string deal, Guid handoff) =>
        new(
            ErrorKind.Conflict,
            "journey.handoff.deal-twice",
            $"Deal '{deal}' of {source} was handed over before, as {handoff}. Change that handoff.",
            $"{source} の商談「{deal}」はすでに引き継がれています({handoff})。その引き継ぎを変更してください。"
        );

    public static Error Acknowledged(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "journey.handoff.acknowledged",
            $"The handoff was acknowledged on {day:yyyy-MM-dd}. Work on its project.",
            $"この引き継ぎは {day:yyyy-MM-dd} に確認済みです。プロジェクトで進めてください。"
        );

    public static Error NoSuchQuestion(string word, IEnumerable<string> known, string pointer)
    {
        var codes = known.ToList();
        return JourneyErrors.Field(
            "journey.hearing.no-such-question",
            pointer,
            $"'{word}' is no question of the registry. {Nearest.Hint(word, codes, "There are")}",
            $"「{word}」という質問は登録されていません。{Nearest.HintJa(word, codes)}"
        );
    }

    public static Error NoSuchItem(string code, IEnumerable<string> known, string pointer)
    {
        var codes = known.ToList();
        return JourneyErrors.Field(
            "journey.handoff.no-such-item",
            pointer,
            $"'{code}' is nothing to prepare for this handoff. {Nearest.Hint(code, codes, "There are")}",
            $"「{code}」はこの引き継ぎの準備項目ではありません。{Nearest.HintJa(code, codes)}"
        );
    }

    public static Error WordTwice(string word) =>
        JourneyErrors.Field(
            "journey.hearing.word-twice",
            "/questions",
            $"'{word}' names two questions. Let every code, wording and other name mean one question only.",
            $"「{word}」が2つの質問を指しています。コード・質問文・別名は1つの質問だけを指すようにしてください。"
        );

    public static Error ItemTwice(string code) =>
        JourneyErrors.Field(
            "journey.hearing.item-twice",
            "/questions",
            $"'{code}' is prepared for two questions. Give each item a code of its own.",
            $"準備項目「{code}」が重複しています。項目ごとに別のコードにしてください。"
        );

    public static Error QuestionInUse(string code) =>
        new(
            ErrorKind.Conflict,
            "journey.hearing.in-use",
            $"Customers have answered '{code}', so it stays. Make it not required, or change its wording.",
            $"「{code}」には回答があるため削除できません。任意の質問にするか、質問文を変更してください。"
        );

    /// <summary>A kickoff for which something is missing; each thing is a field of the refusal.</summary>
    public static Error NotReady(IReadOnlyList<MissingForKickoff> missing) =>
        new(
            ErrorKind.Conflict,
            "journey.kickoff.not-ready",
            $"The kickoff waits for {missing.Count} thing{(missing.Count == 1 ? "" : "s")}: "
                + $"{string.Join("; ", missing.Select(one => one.En))}. A leader may waive it (WaiveKickoff).",
            $"キックオフの前に必要なものが{missing.Count}件あります: "
                + $"{string.Join("、", missing.Select(one => one.Ja))}。リーダーは理由を付けて免除できます(WaiveKickoff)。"
        )
        {
            Fields = [.. missing.Select(one => new FieldFault(one.Pointer, one.En, one.Ja))],
        };
}
