using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans.Outward;

/// <summary>
/// A plan as the customer sees it. Whatever leaves the house is made of these fields alone; a field that is added here is
/// one that a customer reads.
/// </summary>
/// <param name="Customer">Their company's name.</param>
/// <param name="Project">What it is to achieve.</param>
/// <param name="Lead">Who of ours leads it.</param>
/// <param name="Goal">What was agreed to be success; null where nothing is agreed.</param>
/// <param name="Intents">What they set out to do, in their words; the newest first.</param>
/// <param name="Tasks">In the plan's order.</param>
/// <param name="LastDay">The last day on which the link opens the plan.</param>
internal sealed record SharedPlan(
    string Customer,
    string Project,
    string Lead,
    string? Greeting,
    SharedGoal? Goal,
    IReadOnlyList<SharedIntent> Intents,
    IReadOnlyList<SharedTask> Tasks,
    DateOnly LastDay
)
{
    public static SharedPlan Example { get; } =
        new(
            "北斗運輸株式会社",
            "配車業務の残業をなくす",
            "佐藤 美咲",
            ShownActionPlan.Example.Greeting,
            new SharedGoal("配車担当者の残業をなくす", "残業時間(月)", 42, 8, new DateOnly(2027, 3, 31)),
            [new SharedIntent(ShownIntent.Example.Words, ShownIntent.Example.SaidBy, ShownIntent.Example.SaidOn)],
            [
                new SharedTask(
                    PlanTask.Example.Id,
                    PlanTask.Example.Title,
                    IsYours: true,
                    PlanTask.Example.DueOn,
                    DoneOn: null
                ),
            ],
            new DateOnly(2027, 1, 31)
        );
}

/// <param name="Outcome">What is to be reached.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Baseline">Where it began.</param>
/// <param name="Target">Where it is to be by the day.</param>
internal sealed record SharedGoal(string Outcome, string Metric, double? Baseline, double Target, DateOnly DueOn)
{
    public static SharedGoal Of(SuccessDefinition goal) =>
        new(goal.Outcome, goal.Metric, goal.Baseline, goal.Target, goal.DueOn);
}

/// <param name="Words">As they were said.</param>
internal sealed record SharedIntent(string Words, string SaidBy, DateOnly SaidOn);

/// <param name="IsYours">Whether the customer does it.</param>
/// <param name="DoneOn">The day on which it was done; null while it is open.</param>
internal sealed record SharedTask(Guid Id, string Title, bool IsYours, DateOnly DueOn, DateOnly? DoneOn)
{
    public static SharedTask Of(TaskItem task) =>
        new(
            task.Id,
            task.Title,
            task.Side == TaskSide.Theirs,
            task.DueOn,
            task.State == TaskState.Done ? task.StateSince : null
        );
}
