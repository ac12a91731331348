using CsMonolith.Journey.Roles.Specialists;

namespace CsMonolith.Journey.Roles;

/// <summary>Every refusal about the role charter, the role chain and specialists.</summary>
internal static class RoleErrors
{
    public static Error CharterInThePast(DateOnly from, DateOnly today) =>
        JourneyErrors.Field(
            "journey.role-charter.past",
            "/from",
            $"{from:yyyy-MM-dd} lies before today, {today:yyyy-MM-dd}. What was advised then stands; give today or a later "
                + "day.",
            $"{from:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より前です。過去の助言は変わりません。今日以降の日を指定してください。"
        );

    public static Error RoleNotOnce(ServiceRole role, int times) =>
        JourneyErrors.Field(
            "journey.role-charter.role-not-once",
            "/lines",
            $"The role {ServiceWording.En(role)} is named {times} times. Name every role once, with no acts where it has none.",
            $"役割「{ServiceWording.Ja(role)}」が{times}回あります。すべての役割を1回ずつ指定し、担うことがなければ空にしてください。"
        );

    public static Error ActWithoutRole(ServiceAct act) =>
        JourneyErrors.Field(
            "journey.role-charter.act-without-role",
            "/lines",
            $"No role may {ServiceWording.En(act)}. Give it to at least one, so that a customer knows whom to turn to.",
            $"「{ServiceWording.Ja(act)}」を担う役割がありません。お客様が相談先に困らないよう、少なくとも1つの役割に割り当ててください。"
        );

    public static Error CharterFull(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.role-charter.full",
            $"The charter keeps {most} changes and has as many. Ask the administrator to archive it before it changes again.",
            $"役割憲章の変更は{most}回までで、すでに上限です。変更する前に管理者に保管を依頼してください。"
        );

    public static Error CsmIsTheOwner { get; } =
        JourneyErrors.Field(
            "journey.role-chain.csm-is-owner",
            "/role",
            "The CSM of an account is its owner. Hand it over with PUT /v1/accounts/{accountId}/owner.",
            "CSMは顧客の担当CSMです。PUT /v1/accounts/{accountId}/owner で引き継いでください。"
        );

    public static Error TopicNeeded { get; } =
        JourneyErrors.Field(
            "journey.role-chain.topic",
            "/topic",
            "A specialist is assigned with a topic, and no other role has one. Give the topic, or leave it out.",
            "専門担当には専門分野が必要で、ほかの役割には指定できません。専門分野を指定するか、省いてください。"
        );

    public static Error EndBeforeStart(DateOnly until, DateOnly from, string pointer) =>
        JourneyErrors.Field(
            "journey.role-chain.end-before-start",
            pointer,
            $"{until:yyyy-MM-dd} lies before {from:yyyy-MM-dd}, when the role began. Give that day or a later one.",
            $"{until:yyyy-MM-dd} は役割の開始日 {from:yyyy-MM-dd} より前です。開始日以降を指定してください。"
        );

    public static Error HandoverNotAfterStart(DateOnly on, DateOnly from) =>
        JourneyErrors.Field(
            "journey.role-chain.end-before-start",
            "/on",
            $"{on:yyyy-MM-dd} does not lie after {from:yyyy-MM-dd}, when the role began, and the former one has it up to the "
                + "day before the handover. Give a later day.",
            $"引き継ぎ日 {on:yyyy-MM-dd} が役割の開始日 {from:yyyy-MM-dd} より後ではありません。前任者は引き継ぎ日の前日まで担当します。"
                + "開始日の翌日以降を指定してください。"
        );

    public static Error Overlaps(ServiceRole role, string name, DateOnly from, DateOnly? until) =>
        new(
            ErrorKind.Conflict,
            "journey.role-chain.overlaps",
            $"{name} is {ServiceWording.En(role)} of this account from {from:yyyy-MM-dd} to {End(until, "no end")}, and only one "
                + "person is at a time. End that first, or hand the role over.",
            $"この顧客の{ServiceWording.Ja(role)}は {from:yyyy-MM-dd} から{End(until, "期限なし")}まで{name}さんです。同時に担うのは1人です。"
                + "先に終了するか、引き継ぎを登録してください。"
        );

    public static Error Twice(string name) =>
        new(
            ErrorKind.Conflict,
            "journey.role-chain.twice",
            $"{name} has this role at the account in those days already. Choose other days, or end the earlier one.",
            $"{name}さんはその期間すでにこの役割を担っています。期間を変えるか、先に終了してください。"
        );

    public static Error NoSuchEntry(Guid entry) => PlatformErrors.NotFound("role-assignment", entry);

    public static Error Ended(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.role-chain.ended",
            $"The role ended on {on:yyyy-MM-dd}. Assign it anew.",
            $"この役割は {on:yyyy-MM-dd} に終了しています。新しく割り当ててください。"
        );

    public static Error SamePerson { get; } =
        JourneyErrors.Field(
            "journey.role-chain.same-person",
            "/personId",
            "The role is theirs already. Hand it over to somebody else.",
            "すでにこの人の役割です。別の人を指定してください。"
        );

    public static Error ChainFull(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.role-chain.full",
            $"The account has {most} role assignments, the most that it keeps.",
            $"この顧客の役割の登録は上限の{most}件に達しています。"
        );

    public static Error WantedInThePast(DateOnly wantedBy, DateOnly today) =>
        JourneyErrors.Field(
            "journey.specialist-request.past",
            "/wantedBy",
            $"{wantedBy:yyyy-MM-dd} lies before today, {today:yyyy-MM-dd}. Give today or a later day.",
            $"{wantedBy:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より前です。今日以降の日を指定してください。"
        );

    public static Error NotYours { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.specialist-request.not-yours",
            "Only the specialist to whom the request was matched answers it. Ask them.",
            "この依頼に答えられるのは、割り当てられた専門担当だけです。本人に依頼してください。"
        );

    public static Error NoReason { get; } =
        JourneyErrors.Field(
            "journey.specialist-request.no-reason",
            "/reason",
            "A request is declined with a reason, so that the next one is matched better. Give it in a sentence.",
            "断るときは理由が必要です。次の割り当てに生かせるよう、一文で書いてください。"
        );

    public static Error NotInState(SpecialistState state, SpecialistState needed) =>
        new(
            ErrorKind.Conflict,
            "journey.specialist-request.state",
            $"The request is '{ServiceWording.En(state)}', and this takes one that is '{ServiceWording.En(needed)}'. Read it "
                + "again.",
            $"この依頼の状態は「{ServiceWording.Ja(state)}」です。「{ServiceWording.Ja(needed)}」のときだけ行えます。読み直してください。"
        );

    public static Error MayNotAnswer(string name) =>
        JourneyErrors.Field(
            "journey.speciality.may-not-answer",
            "/topics",
            $"{name} has no role that answers requests for specialists, so a request would wait for them. Give topics to a "
                + "CSM, a leader or CS operations, or leave topics empty.",
            $"{name}さんには専門担当への依頼に答える役割がなく、依頼が止まります。CSM・リーダー・CS Opsの人に設定するか、topics を空にしてください。"
        );

    private static string End(DateOnly? until, string none) => until is { } day ? $"{day:yyyy-MM-dd}" : none;
}
