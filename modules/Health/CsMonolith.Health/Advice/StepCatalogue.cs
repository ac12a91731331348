using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>A step that can be advised.</summary>
/// <param name="Key">Stable, lower case; advice holds it.</param>
/// <param name="Act">What the step is by the role charter: whoever may not do it is told who does.</param>
/// <param name="DueDays">Days in which it is to be done once it is taken.</param>
/// <param name="Playbook">
/// Code of the playbook that was written for it; <c>null</c> where none was. It is named only where it is in force.
/// </param>
internal sealed record Step(string Key, ServiceAct Act, int DueDays, string En, string Ja, string? Playbook = null)
{
    public string Title => ProblemAnswers.InJapanese ? Ja : En;
}

/// <summary>
/// Every step that the adviser knows, in the order in which it prefers them: what others stand on comes first (a goal),
/// then customers in danger and days that cannot be moved, then what the present phase lacks, then what would be better
/// still. There is no step that sells.
/// </summary>
internal static class StepCatalogue
{
    public static readonly Step SetGoal = new(
        "set-goal",
        ServiceAct.Advise,
        14,
        "Agree with the customer on a success goal",
        "お客様と成功の定義に合意する"
    );

    public static readonly Step AnswerRisk = new(
        "answer-risk",
        ServiceAct.Advise,
        7,
        "Talk with the customer about what endangers the goal",
        "目標を危うくしていることをお客様と話し合う"
    );

    public static readonly Step Renewal = new(
        "talk-about-renewal",
        ServiceAct.Renew,
        14,
        "Open the talk about the renewal",
        "更新の話し合いを始める",
        "renewal-from-results"
    );

    public static readonly Step ClosePromiseGaps = new(
        "close-promise-gaps",
        ServiceAct.Advise,
        14,
        "Settle the promises that the product does not keep",
        "商談時の約束との差を解消する",
        "onboarding-handoff-kickoff"
    );

    public static readonly Step CompleteHandoff = new(
        "complete-handoff",
        ServiceAct.Advise,
        7,
        "Complete what sales handed over",
        "営業からの引き継ぎの不足を埋める",
        "onboarding-handoff-kickoff"
    );

    public static readonly Step SetKickoff = new(
        "set-kickoff",
        ServiceAct.Advise,
        7,
        "Set the day of the kickoff",
        "キックオフの日を決める",
        "onboarding-handoff-kickoff"
    );

    public static readonly Step SetUp = new(
        "set-up",
        ServiceAct.Install,
        14,
        "Set the product up for the customer's work",
        "お客様の業務に合わせて製品を設定する",
        "onboarding-launch-readiness"
    );

    public static readonly Step PassGates = new(
        "pass-gates",
        ServiceAct.Advise,
        14,
        "Bring about what the launch waits for",
        "利用開始に足りない準備を整える",
        "onboarding-launch-readiness"
    );

    public static readonly Step ShowOperations = new(
        "show-operations",
        ServiceAct.Train,
        14,
        "Have the key users learn the basic operations",
        "キーユーザーに基本操作を身につけてもらう"
    );

    public static readonly Step ReachFirstValue = new(
        "reach-first-value",
        ServiceAct.Advise,
        14,
        "Plan the first success with one department",
        "1つの部署で最初の成功体験を計画する",
        "onboarding-first-success"
    );

    public static readonly Step FindSponsor = new(
        "find-sponsor",
        ServiceAct.Advise,
        21,
        "Find a sponsor at the customer",
        "お客様側のスポンサーを見つける"
    );

    public static readonly Step WidenContacts = new(
        "widen-contacts",
        ServiceAct.Advise,
        21,
        "Win a second person at the customer",
        "お客様側の関係者をもう1人つくる"
    );

    public static readonly Step KeepCadence = new(
        "keep-cadence",
        ServiceAct.Advise,
        7,
        "Keep the contacts that were agreed",
        "約束した定期的な接点を守る"
    );

    public static readonly Step BreakSilence = new(
        "break-silence",
        ServiceAct.Advise,
        7,
        "Ask the customer how it goes",
        "お客様に状況を尋ねる",
        "rescue-silent-customer"
    );

    public static readonly Step ClearTasks = new(
        "clear-tasks",
        ServiceAct.Advise,
        7,
        "Settle the tasks that are overdue",
        "期日を過ぎたタスクを片づける"
    );

    public static readonly Step MeasureEffect = new(
        "measure-effect",
        ServiceAct.Advise,
        14,
        "Measure with the customer how near the goal is",
        "目標にどこまで近づいたかをお客様と測る",
        "adoption-effect-review"
    );

    public static readonly Step ReviewGoal = new(
        "review-goal",
        ServiceAct.Advise,
        14,
        "Review with the customer why the goal is behind, and what to change",
        "目標が遅れている理由と打ち手をお客様と見直す",
        "adoption-effect-review"
    );

    public static readonly Step FollowKata = new(
        "follow-kata",
        ServiceAct.Advise,
        30,
        "Do what goes with success in this phase",
        "このフェーズの型を実行する"
    );

    public static IReadOnlyList<Step> All { get; } =
    [
        SetGoal,
        AnswerRisk,
        Renewal,
        ClosePromiseGaps,
        CompleteHandoff,
        SetKickoff,
        SetUp,
        PassGates,
        ShowOperations,
        ReachFirstValue,
        FindSponsor,
        WidenContacts,
        KeepCadence,
        BreakSilence,
        ClearTasks,
        MeasureEffect,
        ReviewGoal,
        FollowKata,
    ];

    private static readonly Dictionary<string, Step> ByKey = All.ToDictionary(step => step.Key, StringComparer.Ordinal);

    public static Step? Find(string key) => ByKey.GetValueOrDefault(key);
}
