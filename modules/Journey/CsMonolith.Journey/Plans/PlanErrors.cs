using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;

namespace CsMonolith.Journey.Plans;

/// <summary>Every refusal about the plan of a success project.</summary>
internal static class PlanErrors
{
    public static Error NoGoal { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.no-success-definition",
            "No success definition is in force, so there is nothing that the scope serves. "
                + "Agree on one first (DefineSuccess).",
            "有効な成功の定義がないため、スコープに合意できません。先に成功の定義に合意してください(DefineSuccess)。"
        );

    public static Error NothingInScope { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.empty-scope",
            "The scope has no item that is in. Set its items first.",
            "スコープに「含む」項目がありません。先に項目を登録してください。"
        );

    public static Error ScopeNotAgreed { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.scope-not-agreed",
            "The scope has not been agreed, so its items need no change request. Set them "
                + "(PUT /v1/success-projects/{projectId}/scope).",
            "スコープは合意前なので変更申請は不要です。項目を直接変更してください(PUT /v1/success-projects/{projectId}/scope)。"
        );

    /// <summary>A change is decided by somebody else.</summary>
    public static Error OwnChange { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.plan.own-change",
            "Nobody decides a change that they asked for. Ask another leader.",
            "自分が申請した変更は承認も却下もできません。ほかのリーダーに依頼してください。"
        );

    public static Error EmptyChange { get; } =
        JourneyErrors.Field(
            "journey.plan.empty-change",
            "/adds",
            "The request changes nothing. Give items to add or to remove, or milestones with a new baseline.",
            "変更内容がありません。追加・削除する項目か、基準日を改めるマイルストーンを指定してください。"
        );

    public static Error NoMilestones { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.no-milestones",
            "No milestone waits for a baseline. Add one first; a baseline that is set changes by a change request.",
            "基準日が未設定のマイルストーンはありません。先に追加してください。設定済みの基準日は変更申請で改めます。"
        );

    public static Error NoBudget { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.no-budget",
            "The project has no budget, so nothing is spent from it. Set it first "
                + "(PUT /v1/success-projects/{projectId}/budget).",
            "予算が未設定のため支出を記録できません。先に予算を設定してください(PUT /v1/success-projects/{projectId}/budget)。"
        );

    public static Error NotSignedOff { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.not-signed-off",
            "No deliverable is done without the customer's sign-off. Record an accepted one first "
                + "(POST /v1/deliverables/{deliverableId}/sign-offs).",
            "お客様の検収がない成果物は完了にできません。先に検収(合格)を記録してください(POST /v1/deliverables/{deliverableId}/sign-offs)。"
        );

    public static Error SignedOffAlready { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan.signed-off",
            "The customer has signed this deliverable off. Add another one for what is to be delivered beside it.",
            "この成果物は検収済みです。追加で納めるものは別の成果物として登録してください。"
        );

    public static Error NoNameOfSigner { get; } =
        JourneyErrors.Field(
            "journey.plan.nobody-signs",
            "/by",
            "A sign-off names who at the customer gave it. Give a name in by, or a stakeholderId of this account.",
            "検収した先方の人を指定してください。by に氏名を入れるか、この顧客の stakeholderId を指定してください。"
        );

    public static Error Full(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.full",
            $"A plan holds at most {most} of these. Work with those that are there.",
            $"1つの計画に登録できるのは{most}件までです。登録済みのものを使ってください。"
        );

    public static Error ScopeAgreed(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.scope-agreed",
            $"The scope was agreed on {on:yyyy-MM-dd}. Since then it changes by change requests alone (RequestPlanChange).",
            $"スコープは {on:yyyy-MM-dd} に合意済みです。以後は変更申請(RequestPlanChange)でのみ変更できます。"
        );

    public static Error ItemTwice(string text, string pointer) =>
        JourneyErrors.Field(
            "journey.plan.item-twice",
            pointer,
            $"\"{text}\" would stand in the scope twice. Name each item once.",
            $"「{text}」が重複します。項目は1回ずつ指定してください。"
        );

    public static Error NoSuchItem(string text) =>
        JourneyErrors.Field(
            "journey.plan.no-item",
            "/removes",
            $"\"{text}\" is not in the scope. Remove an item that GET /v1/success-projects/{{projectId}}/plan shows.",
            $"「{text}」はスコープにありません。GET /v1/success-projects/{{projectId}}/plan に表示される項目を指定してください。"
        );

    public static Error NoSuchMilestone(Guid milestone) =>
        JourneyErrors.Field(
            "journey.plan.no-milestone",
            "/rebaselines",
            $"The project has no milestone {milestone} with a baseline that is still to be reached.",
            $"このプロジェクトに、基準日があり未達成のマイルストーン {milestone} はありません。"
        );

    public static Error Decided(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.decided",
            $"The change was decided on {on:yyyy-MM-dd}. Ask for another one.",
            $"この変更申請は {on:yyyy-MM-dd} に決裁済みです。必要なら新しく申請してください。"
        );

    public static Error SameForecast(DateOnly on) =>
        JourneyErrors.Field(
            "journey.plan.same-forecast",
            "/on",
            $"The milestone is expected on {on:yyyy-MM-dd} already. Give another day.",
            $"見込み日はすでに {on:yyyy-MM-dd} です。別の日付を指定してください。"
        );

    public static Error Reached(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.reached",
            $"The milestone was reached on {on:yyyy-MM-dd}. Its days stay as they are.",
            $"このマイルストーンは {on:yyyy-MM-dd} に達成済みです。日付は変更できません。"
        );

    public static Error TooFar(DateOnly on, DateOnly latest, string pointer) =>
        JourneyErrors.Field(
            "journey.plan.too-far",
            pointer,
            $"{on:yyyy-MM-dd} is too far ahead for a project. Give {latest:yyyy-MM-dd} or an earlier day.",
            $"{on:yyyy-MM-dd} は先すぎます。{latest:yyyy-MM-dd} 以前の日付にしてください。"
        );

    public static Error BeforeProject(DateOnly on, DateOnly openedOn, string pointer) =>
        JourneyErrors.Field(
            "journey.plan.before-project",
            pointer,
            $"{on:yyyy-MM-dd} lies before {openedOn:yyyy-MM-dd}, when the project began. Give that day or a later one.",
            $"{on:yyyy-MM-dd} はプロジェクトの開始日({openedOn:yyyy-MM-dd})より前です。開始日以降にしてください。"
        );

    public static Error OtherCurrency(string given, string budget, string pointer) =>
        JourneyErrors.Field(
            "journey.plan.other-currency",
            pointer,
            $"The budget is in {budget}, and money is spent from it in {budget}. Give the amount in {budget}, not {given}.",
            $"予算の通貨は {budget} で、支出も {budget} です。{given} ではなく {budget} の金額を指定してください。"
        );

    public static Error NoSuchStakeholder(Guid stakeholder) =>
        JourneyErrors.Field(
            "journey.plan.no-stakeholder",
            "/stakeholderId",
            $"The account has nobody {stakeholder} on its map of people. Take one of GET /v1/accounts/{{accountId}}/people-map.",
            $"この顧客の関係者に {stakeholder} はいません。GET /v1/accounts/{{accountId}}/people-map にいる人を指定してください。"
        );

    public static Error Done(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.done",
            $"The deliverable was done on {on:yyyy-MM-dd}. Add another one for further work.",
            $"この成果物は {on:yyyy-MM-dd} に完了しています。追加の作業は別の成果物として登録してください。"
        );

    public static Error DoneBeforeSignOff(DateOnly on, DateOnly signedOn) =>
        JourneyErrors.Field(
            "journey.plan.done-before-sign-off",
            "/on",
            $"{on:yyyy-MM-dd} lies before the sign-off of {signedOn:yyyy-MM-dd}. Give that day or a later one.",
            $"{on:yyyy-MM-dd} は検収日({signedOn:yyyy-MM-dd})より前です。検収日以降にしてください。"
        );

    public static Error NeedState(NeedState state) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.need-state",
            $"The resource is {(state == Resources.NeedState.Filled ? "filled" : "promised")} already. Ask for another one if more is needed.",
            $"この要員は{(state == Resources.NeedState.Filled ? "充足" : "約束")}済みです。さらに必要な場合は新しく要請してください。"
        );

    public static Error Backwards(DateOnly from, DateOnly to, string pointer) =>
        JourneyErrors.Field(
            "journey.plan.period-backwards",
            pointer,
            $"{to:yyyy-MM-dd} lies before {from:yyyy-MM-dd}. Give that day or a later one.",
            $"{to:yyyy-MM-dd} は {from:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error CadenceEnded(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.cadence-ended",
            $"The cadence ended on {on:yyyy-MM-dd}. Add another one.",
            $"この定期連絡は {on:yyyy-MM-dd} に終了しています。新しく登録してください。"
        );

    public static Error SameRiskState(RiskState state) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.same-risk-state",
            $"The risk is {(state == RiskState.Open ? "open" : state == RiskState.Occurred ? "noted as occurred" : "closed")} already. Choose another state.",
            $"このリスクはすでに「{(state == RiskState.Open ? "監視中" : state == RiskState.Occurred ? "発生" : "終了")}」です。別の状態を指定してください。"
        );

    public static Error RiskClosed(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.risk-closed",
            $"The risk was closed on {on:yyyy-MM-dd}. Open it again before you rate it.",
            $"このリスクは {on:yyyy-MM-dd} に終了しています。評価する前に監視中に戻してください。"
        );

    public static Error BeforeState(DateOnly on, DateOnly since) =>
        JourneyErrors.Field(
            "journey.plan.before-state",
            "/on",
            $"{on:yyyy-MM-dd} lies before {since:yyyy-MM-dd}, since when the risk is as it is. Give that day or a later one.",
            $"{on:yyyy-MM-dd} は、リスクが今の状態になった {since:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error Delivered(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.delivered",
            $"The order was delivered on {on:yyyy-MM-dd}. Place another one if more is needed.",
            $"この手配品は {on:yyyy-MM-dd} に納品済みです。追加が必要な場合は新しく登録してください。"
        );

    public static Error TierTwice(int tier, string language) =>
        JourneyErrors.Field(
            "journey.plan.tier-twice",
            "/templates",
            $"Tier {tier} has two templates in '{language}'. Give each tier one template in each language.",
            $"ティア{tier}の「{language}」のひな形が重複しています。ティアと言語の組ごとに1つにしてください。"
        );

    public static Error NoTemplate(int? tier, string language) =>
        new(
            ErrorKind.Conflict,
            "journey.plan.no-template",
            $"There is no template in '{language}' for tier {tier?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "(none)"}. "
                + "Have operations add one (SetPlanTemplates).",
            $"ティア{tier?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "未設定"}の「{language}」のひな形がありません。CS Opsに追加を依頼してください(SetPlanTemplates)。"
        );
}
