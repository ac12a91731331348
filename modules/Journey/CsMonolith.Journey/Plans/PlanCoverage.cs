using System.Globalization;
using CsMonolith.Journey.Plans.Risks;

namespace CsMonolith.Journey.Plans;

/// <summary>An area of a project's plan; their integration is the plan as a whole.</summary>
internal enum PlanArea
{
    Scope,
    Schedule,
    Cost,
    Quality,
    Resource,
    Communication,
    Risk,
    Stakeholder,
    Procurement,
}

/// <summary>Whether an area is planned, why not, and the step that would close it.</summary>
/// <param name="Covered">Whether it is.</param>
/// <param name="Why">One sentence, in the reader's language.</param>
/// <param name="Step">What to do next, in the reader's language; <c>null</c> where it is covered.</param>
internal sealed record AreaCoverage(PlanArea Area, bool Covered, string Why, string? Step)
{
    public static AreaCoverage Example { get; } =
        new(
            PlanArea.Schedule,
            Covered: false,
            "基準日のないマイルストーンが1件あります。",
            "日程をお客様と合意し、基準日を設定してください。"
        );
}

/// <summary>Judges which areas of a plan are covered.</summary>
internal static class PlanCoverage
{
    /// <summary>All nine areas, in their order.</summary>
    public static IReadOnlyList<AreaCoverage> Of(PlanParts plan, DateOnly today) =>
        [
            Scope(plan),
            Schedule(plan),
            Cost(plan),
            Quality(plan),
            Resource(plan, today),
            Communication(plan),
            Risk(plan),
            Stakeholder(plan),
            Procurement(plan, today),
        ];

    private static AreaCoverage Scope(PlanParts plan) =>
        plan.Scope is not { Items.Count: > 0 } scope
            ? Open(
                PlanArea.Scope,
                ("Nothing says what the project does and does not do.", "含む・含まないの項目が登録されていません。"),
                ("List what is in and what is out.", "含むもの・含まないものを登録してください。")
            )
        : scope.AgreedOn is not { } agreed
            ? plan.Goal is null
                    ? Open(
                        PlanArea.Scope,
                        (
                            "The account has no success definition that the scope would serve.",
                            "有効な成功の定義がありません。"
                        ),
                        ("Agree on what success is.", "成功の定義に合意してください。")
                    )
                : Open(
                    PlanArea.Scope,
                    ("The scope has not been agreed.", "スコープに合意していません。"),
                    ("Agree on it with the customer.", "お客様と合意し、記録してください。")
                )
        : plan.Goal is { } goal && goal.Id != scope.GoalId
            ? Open(
                PlanArea.Scope,
                (
                    $"The scope serves success definition {scope.GoalNumber}; {goal.Number} is in force.",
                    $"スコープは成功の定義 第{scope.GoalNumber}版のままで、現在は第{goal.Number}版が有効です。"
                ),
                ("Ask for a change of the scope.", "スコープの変更を申請してください。")
            )
        : Covered(
            PlanArea.Scope,
            $"Agreed on {agreed:yyyy-MM-dd}, {Count(scope.Items.Count, "item")}.",
            $"{agreed:yyyy-MM-dd} に合意済み({scope.Items.Count}項目)です。"
        );

    private static AreaCoverage Schedule(PlanParts plan)
    {
        var without = plan.Milestones.Count(one => one.BaselineOn is null);
        return plan.Milestones.Count == 0
                ? Open(
                    PlanArea.Schedule,
                    ("There is no milestone.", "マイルストーンがありません。"),
                    ("Add the milestones.", "マイルストーンを追加してください。")
                )
            : without > 0
                ? Open(
                    PlanArea.Schedule,
                    (
                        $"{Count(without, "milestone")} without a baseline.",
                        $"基準日のないマイルストーンが{without}件あります。"
                    ),
                    ("Agree on the days and set the baseline.", "日程をお客様と合意し、基準日を設定してください。")
                )
            : Covered(
                PlanArea.Schedule,
                $"{Count(plan.Milestones.Count, "milestone")}, each with a baseline.",
                $"マイルストーン{plan.Milestones.Count}件すべてに基準日があります。"
            );
    }

    private static AreaCoverage Cost(PlanParts plan) =>
        plan.Budget is { } budget
            ? Covered(PlanArea.Cost, $"The budget is {budget.Amount}.", $"予算は {budget.Amount} です。")
            : Open(
                PlanArea.Cost,
                ("There is no budget.", "予算がありません。"),
                ("Set the budget; 0 if none is needed.", "予算を設定してください(不要なら0)。")
            );

    private static AreaCoverage Quality(PlanParts plan) =>
        plan.Deliverables.Count == 0
            ? Open(
                PlanArea.Quality,
                ("There is no deliverable with criteria.", "受け入れ基準のある成果物がありません。"),
                ("Add what is handed over, and its criteria.", "納めるものと受け入れ基準を登録してください。")
            )
            : Covered(
                PlanArea.Quality,
                $"{Count(plan.Deliverables.Count, "deliverable")}, "
                    + $"{plan.Deliverables.Count(one => one.Standing is not null)} signed off.",
                $"成果物{plan.Deliverables.Count}件(検収済み{plan.Deliverables.Count(one => one.Standing is not null)}件)です。"
            );

    private static AreaCoverage Resource(PlanParts plan, DateOnly today)
    {
        var gaps = plan.Needs.Count(one => one.IsGap(today));
        return plan.Needs.Count == 0
                ? Open(
                    PlanArea.Resource,
                    ("Nobody has said whom the project needs.", "必要な要員が登録されていません。"),
                    ("Request the people.", "必要な要員を要請してください。")
                )
            : gaps > 0
                ? Open(
                    PlanArea.Resource,
                    ($"{Count(gaps, "need")} that nobody fills.", $"未充足の要員が{gaps}件あります。"),
                    ("Have the departments fill them.", "部門に充足を依頼してください。")
                )
            : Covered(
                PlanArea.Resource,
                $"All of {Count(plan.Needs.Count, "need")} filled.",
                $"要員{plan.Needs.Count}件すべて充足しています。"
            );
    }

    private static AreaCoverage Communication(PlanParts plan)
    {
        var inForce = plan.Cadences.Where(one => one.Cadence.EndedOn is null).ToList();
        var missed = inForce.Sum(one => one.Kept.Missed.Count);
        return inForce.Count == 0
            ? Open(
                PlanArea.Communication,
                ("No regular contact is agreed.", "定期連絡が決まっていません。"),
                ("Say how often which group is contacted.", "どの関係者と、どの間隔で連絡するかを登録してください。")
            )
            : Covered(
                PlanArea.Communication,
                $"{Count(inForce.Count, "regular contact")}, missed {missed} times.",
                $"定期連絡{inForce.Count}件(未実施{missed}回)です。"
            );
    }

    private static AreaCoverage Risk(PlanParts plan)
    {
        var unanswered = plan.Risks.Count(one => one.IsUnanswered);
        return plan.Risks.Count == 0
                ? Open(
                    PlanArea.Risk,
                    ("Nobody has asked why the project might fail.", "「失敗するとしたらなぜか」が未検討です。"),
                    ("Write down what would have gone wrong.", "失敗の理由を書き出してください。")
                )
            : unanswered > 0
                ? Open(
                    PlanArea.Risk,
                    (
                        $"{Count(unanswered, "grave risk")} without a mitigation.",
                        $"対策のない重大リスクが{unanswered}件あります。"
                    ),
                    ("Say what is done against them.", "対策を登録してください。")
                )
            : Covered(
                PlanArea.Risk,
                $"{Count(plan.Risks.Count(one => one.State == RiskState.Open), "open risk")} on the register.",
                $"監視中のリスクは{plan.Risks.Count(one => one.State == RiskState.Open)}件です。"
            );
    }

    private static AreaCoverage Stakeholder(PlanParts plan) =>
        plan.People.Present.Count == 0
            ? Open(
                PlanArea.Stakeholder,
                ("Nobody is on the map of people.", "関係者が登録されていません。"),
                ("Put the customer's people on the map.", "先方の関係者を登録してください。")
            )
            : Covered(
                PlanArea.Stakeholder,
                $"{plan.People.Present.Count} on the map, {plan.People.InTouch} in touch with us.",
                $"関係者{plan.People.Present.Count}人(関係あり{plan.People.InTouch}人)です。"
            );

    private static AreaCoverage Procurement(PlanParts plan, DateOnly today)
    {
        var late = plan.Orders.Count(one => one.IsLate(today));
        return late > 0
                ? Open(
                    PlanArea.Procurement,
                    ($"{Count(late, "order")} late.", $"納期を過ぎた手配が{late}件あります。"),
                    ("Ask the supplier, and record the delivery.", "手配先に確認し、納品を記録してください。")
                )
            : plan.Orders.Count == 0 ? Covered(PlanArea.Procurement, "Nothing to order.", "手配するものはありません。")
            : Covered(
                PlanArea.Procurement,
                $"{Count(plan.Orders.Count, "order")}, none late.",
                $"手配{plan.Orders.Count}件、遅れはありません。"
            );
    }

    private static AreaCoverage Covered(PlanArea area, string en, string ja) =>
        new(area, Covered: true, Say((en, ja)), Step: null);

    private static AreaCoverage Open(PlanArea area, (string En, string Ja) why, (string En, string Ja) step) =>
        new(area, Covered: false, Say(why), Say(step));

    private static string Say((string En, string Ja) text) => ProblemAnswers.InJapanese ? text.Ja : text.En;

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
