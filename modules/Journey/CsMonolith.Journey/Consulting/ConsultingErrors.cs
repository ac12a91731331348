namespace CsMonolith.Journey.Consulting;

/// <summary>Every refusal about consulting beyond the product.</summary>
internal static class ConsultingErrors
{
    public static Error VoidAlready(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.void-already",
            $"It was taken back on {at:yyyy-MM-dd} and stays so. Record it anew if it holds after all.",
            $"{at:yyyy-MM-dd} に取り消されています。正しい場合は新しく登録してください。"
        );

    public static Error SameState(IssueState state) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.same-state",
            $"The issue is {state.ToString().ToLowerInvariant()} already. Give another state.",
            "この課題はすでにその状態です。別の状態を指定してください。"
        );

    public static Error IssueVoid { get; } =
        new(
            ErrorKind.Conflict,
            "journey.consulting.issue-void",
            "The issue was taken back. Log a new one.",
            "この課題は取り消されています。新しく登録してください。"
        );

    public static Error NeedsContact { get; } =
        JourneyErrors.Field(
            "journey.consulting.needs-contact",
            "/contact",
            "An issue that is not ours to solve names in contact who solves it.",
            "お客様・パートナーが解決する課題には、担当者(contact)が必要です。"
        );

    public static Error BeforeState(DateOnly day, DateOnly since) =>
        JourneyErrors.Field(
            "journey.consulting.before-state",
            "/on",
            $"{day:yyyy-MM-dd} lies before {since:yyyy-MM-dd}, since when it is as it is. Give that day or a later one.",
            $"{day:yyyy-MM-dd} は今の状態になった {since:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error DueBeforeOpened(DateOnly due, DateOnly opened) =>
        JourneyErrors.Field(
            "journey.consulting.due-before-opened",
            "/dueOn",
            $"{due:yyyy-MM-dd} lies before {opened:yyyy-MM-dd}, when the issue came up. Give that day or a later one.",
            $"期日 {due:yyyy-MM-dd} が課題の発生日 {opened:yyyy-MM-dd} より前です。発生日以降を指定してください。"
        );

    public static Error Full(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.full",
            $"There are {most} entries already, the most that are kept. Begin a new one.",
            $"すでに{most}件あり、これ以上は登録できません。新しく作成してください。"
        );

    public static Error NoSuchIssue(Guid issue, string pointer) =>
        JourneyErrors.Field(
            "journey.consulting.no-issue",
            pointer,
            $"The account has no issue {issue} that stands. GET /v1/consulting-issues lists them.",
            $"この顧客に有効な課題 {issue} はありません。GET /v1/consulting-issues で確かめてください。"
        );

    public static Error NothingCovered(int number) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.nothing-covered",
            $"Version {number} covers no issue that stands. Write a version that names at least one in issueIds.",
            $"第{number}版には有効な課題がありません。issueIds に課題を1件以上含む版を作成してください。"
        );

    public static Error NoSuchContact(Guid person) =>
        JourneyErrors.Field(
            "journey.consulting.no-contact",
            "/stakeholderId",
            $"Nobody {person} is present on the customer's map of people. A plan is agreed by a named contact; "
                + "add them by POST /v1/accounts/{accountId}/stakeholders.",
            $"顧客の関係者に {person} はいません(または退任しています)。合意した方を関係者として登録してください。"
        );

    public static Error NoSuchVersion(int number, int newest) =>
        JourneyErrors.Field(
            "journey.consulting.no-version",
            "/number",
            $"Only the newest version is agreed, which is {newest}, not {number}. Read it and give its number.",
            $"合意できるのは最新の第{newest}版だけです(指定: 第{number}版)。内容を確かめてその番号を指定してください。"
        );

    public static Error AgreedAlready(int number, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.agreed-already",
            $"Version {number} was agreed on {on:yyyy-MM-dd}. Write a new version to change it.",
            $"第{number}版は {on:yyyy-MM-dd} に合意済みです。変更は新しい版を作成してください。"
        );

    public static Error PlanVoid { get; } =
        new(
            ErrorKind.Conflict,
            "journey.consulting.plan-void",
            "The plan was taken back. Draft a new one.",
            "この解決計画は取り消されています。新しく作成してください。"
        );

    public static Error NoSteps(int number) =>
        new(
            ErrorKind.Conflict,
            "journey.consulting.no-steps",
            $"Version {number} has no step, so nothing would be done by it. Write a version that names at least one "
                + "in steps.",
            $"第{number}版には手順がなく、合意しても何も始まりません。steps に手順を1件以上含む版を作成してください。"
        );

    public static Error StepDueBefore(SolutionStep step, DateOnly agreed) =>
        JourneyErrors.Field(
            "journey.consulting.step-due-before",
            "/on",
            $"Step '{step.Key}' is due on {step.DueOn:yyyy-MM-dd}, before the plan was agreed on {agreed:yyyy-MM-dd}. "
                + "Write a version with a later day.",
            $"手順「{step.Title}」の期日 {step.DueOn:yyyy-MM-dd} が合意日 {agreed:yyyy-MM-dd} より前です。期日を直した版を作成してください。"
        );
}
