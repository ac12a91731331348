namespace CsMonolith.Journey.Onboarding;

/// <summary>Every refusal about onboarding, first values and launches.</summary>
internal static class OnboardingErrors
{
    /// <summary>A waiver is another person's judgement.</summary>
    public static Error OwnWaiver { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.launch.own-waiver",
            "Nobody waives the conditions of a launch that they lead. Ask another leader.",
            "自分が責任者のプロジェクトの利用開始条件は免除できません。ほかのリーダーに依頼してください。"
        );

    public static Error NothingToWaive { get; } =
        new(
            ErrorKind.Conflict,
            "journey.launch.nothing-to-waive",
            "All three gates have passed. Launch (LaunchProject).",
            "3つの判定はすべて満たされています。利用開始を登録してください(LaunchProject)。"
        );

    public static Error NothingToCorrect { get; } =
        JourneyErrors.Field(
            "journey.onboarding.nothing-to-correct",
            "/corrects",
            "The customer is in no programme, so there is nothing to put right. Leave corrects out.",
            "この顧客はまだプログラムに登録されていないため、訂正できません。corrects を外してください。"
        );

    public static Error NotEnrolled { get; } =
        new(
            ErrorKind.Conflict,
            "journey.onboarding.not-enrolled",
            "The customer is in no onboarding programme, which names the basic operations. Enrol them first (EnrolAccount).",
            "この顧客はオンボーディングのプログラムに登録されていないため、基本操作がありません。先に登録してください(EnrolAccount)。"
        );

    public static Error NoSuchProgramme(Guid id) => PlatformErrors.NotFound("onboarding-programme", id);

    public static Error UnknownProgramme(Guid id) =>
        JourneyErrors.Field(
            "journey.onboarding.no-such-programme",
            "/programmeId",
            $"There is no onboarding programme {id}. Take one of GET /v1/onboarding-programmes.",
            $"オンボーディングのプログラム {id} はありません。GET /v1/onboarding-programmes にあるものを指定してください。"
        );

    public static Error NoVersion(string code, int? number, DateOnly on) =>
        JourneyErrors.Field(
            "journey.onboarding.no-version",
            number is null ? "/on" : "/number",
            $"'{code}' has no version{(number is null ? "" : $" {number}")} in force on {on:yyyy-MM-dd}. "
                + "GET /v1/onboarding-programmes shows from when each is.",
            $"「{code}」には {on:yyyy-MM-dd} 時点で有効な{(number is null ? "" : $"第{number}")}版がありません。"
                + "GET /v1/onboarding-programmes で各版の開始日を確かめてください。"
        );

    public static Error EnrolledAlready(Enrolment before) =>
        new(
            ErrorKind.Conflict,
            "journey.onboarding.enrolled-already",
            $"The customer is in version {before.Number} of a programme since {before.On:yyyy-MM-dd} and stays in it. If that "
                + "was recorded wrongly, send the right one with corrects.",
            $"この顧客は {before.On:yyyy-MM-dd} から第{before.Number}版に登録済みです。誤りの場合は corrects を付けて正しい内容を登録してください。"
        );

    public static Error CodeTaken(string code) =>
        new(
            ErrorKind.Conflict,
            "journey.onboarding.code-taken",
            $"There is a programme '{code}'. Publish a new version of it, or choose another code.",
            $"「{code}」というプログラムはすでにあります。新しい版を公開するか、別のコードにしてください。"
        );

    public static Error OperationTwice(string code) =>
        JourneyErrors.Field(
            "journey.onboarding.operation-twice",
            "/content/operations",
            $"'{code}' is given twice. Give each basic operation a code of its own.",
            $"「{code}」が重複しています。基本操作ごとに別のコードにしてください。"
        );

    public static Error VersionBackwards(DateOnly from, DateOnly before) =>
        JourneyErrors.Field(
            "journey.onboarding.version-backwards",
            "/content/from",
            $"{from:yyyy-MM-dd} lies before {before:yyyy-MM-dd}, from which the version before is in force. Give that day or "
                + "a later one.",
            $"{from:yyyy-MM-dd} は前の版の開始日({before:yyyy-MM-dd})より前です。その日以降を指定してください。"
        );

    public static Error ItemTwice(string code) =>
        JourneyErrors.Field(
            "journey.onboarding.item-twice",
            "/items",
            $"'{code}' is given twice. Give each item a code of its own.",
            $"「{code}」が重複しています。項目ごとに別のコードにしてください。"
        );

    public static Error ItemInUse(string code) =>
        new(
            ErrorKind.Conflict,
            "journey.onboarding.item-in-use",
            $"Customers have evidence of '{code}', so it stays. Change its wording or its gate instead.",
            $"「{code}」には記録があるため削除できません。文言か判定を変更してください。"
        );

    public static Error NotAhead(DateOnly on, DateOnly today) =>
        JourneyErrors.Field(
            "journey.onboarding.not-ahead",
            "/on",
            $"{on:yyyy-MM-dd} does not lie after today, {today:yyyy-MM-dd}. A contact point is one to come; record one that was "
                + "as an activity (RecordActivity).",
            $"{on:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より後ではありません。今後の接点の日付を指定してください。済んだ接点は活動として登録します(RecordActivity)。"
        );

    public static Error NoSuchCode(string code, IReadOnlyList<string> known) =>
        JourneyErrors.Field(
            "journey.onboarding.no-such-code",
            "/code",
            $"'{code}' is none of this kind. {Nearest.Hint(code, known, "There are")}",
            $"「{code}」はこの種類のコードではありません。{Nearest.HintJa(code, known)}"
        );

    public static Error NoSuchKeyUser(Guid person) =>
        JourneyErrors.Field(
            "journey.onboarding.no-such-key-user",
            "/stakeholderId",
            $"{person} is not on this customer's map of people. Put them on it first (AddStakeholder).",
            $"{person} はこの顧客の関係者に登録されていません。先に登録してください(AddStakeholder)。"
        );

    public static Error NoSuchFact(Guid fact) =>
        JourneyErrors.Field(
            "journey.onboarding.no-such-fact",
            "/correctsId",
            $"{fact} is no fact of this customer, kind and code that stands. Take one of GET "
                + "/v1/accounts/{accountId}/onboarding-facts.",
            $"{fact} は、この顧客の同じ種類・コードの有効な記録ではありません。GET /v1/accounts/{{accountId}}/onboarding-facts にあるものを指定してください。"
        );

    public static Error CorrectedAlready(Guid fact, Guid by) =>
        new(
            ErrorKind.Conflict,
            "journey.onboarding.corrected-already",
            $"{fact} was put right by {by} already. Name that one.",
            $"{fact} はすでに {by} で訂正されています。そちらを指定してください。"
        );

    public static Error Launched(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "journey.launch.launched",
            $"The project was launched on {day:yyyy-MM-dd}. There is nothing more to do.",
            $"このプロジェクトは {day:yyyy-MM-dd} に利用を開始しています。"
        );

    public static Error LaunchBeforeStart(DateOnly on, DateOnly openedOn) =>
        JourneyErrors.Field(
            "journey.launch.before-start",
            "/on",
            $"{on:yyyy-MM-dd} lies before the project's start on {openedOn:yyyy-MM-dd}. Give that day or a later one.",
            $"{on:yyyy-MM-dd} はプロジェクトの開始日({openedOn:yyyy-MM-dd})より前です。開始日以降にしてください。"
        );

    /// <summary>A launch for which something is missing; each thing is a field of the refusal.</summary>
    public static Error NotReady(IReadOnlyList<MissingForLaunch> missing) =>
        new(
            ErrorKind.Conflict,
            "journey.launch.not-ready",
            $"The launch waits for {missing.Count} thing{(missing.Count == 1 ? "" : "s")}: "
                + $"{string.Join("; ", missing.Select(one => one.En))}. Record the evidence (RecordOnboardingFact); a leader may "
                + "waive it (WaiveLaunch).",
            $"利用開始の前に必要なものが{missing.Count}件あります: {string.Join("、", missing.Select(one => one.Ja))}。"
                + "記録を登録してください(RecordOnboardingFact)。リーダーは理由を付けて免除できます(WaiveLaunch)。"
        )
        {
            Fields = [.. missing.Select(one => new FieldFault(one.Pointer, $"Missing: {one.En}", $"未完了: {one.Ja}"))],
        };
}
