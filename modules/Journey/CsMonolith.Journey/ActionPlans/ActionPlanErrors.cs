namespace CsMonolith.Journey.ActionPlans;

/// <summary>Every refusal about what we and the customer do together.</summary>
internal static class ActionPlanErrors
{
    /// <summary>A link that never was, has ended, or ran out: the three are told apart by nobody outside.</summary>
    public static Error NoSuchLink { get; } =
        new(
            ErrorKind.NotFound,
            "journey.shared-plan.no-link",
            "This link opens nothing: it may have ended or run out. Ask the person who sent it for a new one.",
            "このリンクは使えません。期限が切れたか、終了された可能性があります。送り主に新しいリンクを依頼してください。"
        );

    public static Error NoSuchTask(Guid task) =>
        new(
            ErrorKind.NotFound,
            "journey.shared-plan.no-task",
            $"The plan has no task {task} of yours. Reload the plan.",
            $"このプランに、お客様のタスク {task} はありません。プランを読み込み直してください。"
        );

    public static Error NotOfAccount(int at, Guid task) =>
        JourneyErrors.Field(
            "journey.action-plan.foreign-task",
            $"/taskIds/{at}",
            $"{task} is no task of this customer. Choose among the customer's tasks (ListTasks).",
            $"{task} はこの顧客のタスクではありません。この顧客のタスク(ListTasks)から選んでください。"
        );

    public static Error TwiceOnPlan(int at, Guid task) =>
        JourneyErrors.Field(
            "journey.action-plan.task-twice",
            $"/taskIds/{at}",
            $"{task} stands twice on the plan. Name each task once.",
            $"{task} が重複しています。タスクは1回ずつ指定してください。"
        );

    public static Error LinkTooLong(DateOnly lastDay, DateOnly latest) =>
        JourneyErrors.Field(
            "journey.plan-link.too-long",
            "/lastDay",
            $"{lastDay:yyyy-MM-dd} is too far ahead: a link lives at most {PlanLink.MostDays} days, here until "
                + $"{latest:yyyy-MM-dd}. Make a new one then.",
            $"{lastDay:yyyy-MM-dd} は先すぎます。リンクの期限は最長{PlanLink.MostDays}日({latest:yyyy-MM-dd} まで)です。その後は作り直してください。"
        );

    public static Error LinkOver(DateOnly lastDay, DateOnly today) =>
        JourneyErrors.Field(
            "journey.plan-link.over",
            "/lastDay",
            $"{lastDay:yyyy-MM-dd} is over. Give today ({today:yyyy-MM-dd}) or a later day.",
            $"{lastDay:yyyy-MM-dd} は過ぎています。今日({today:yyyy-MM-dd})以降の日付を指定してください。"
        );

    public static Error TooManyLinks { get; } =
        new(
            ErrorKind.Conflict,
            "journey.plan-link.too-many",
            $"{PlanLink.MostAtOnce} links of this project are good already. End one first (EndPlanLink).",
            $"このプロジェクトには有効なリンクがすでに{PlanLink.MostAtOnce}件あります。先に1件を終了してください(EndPlanLink)。"
        );

    public static Error SaidToday { get; } =
        new(
            ErrorKind.Conflict,
            "journey.confidence.once-a-day",
            "This person has said so today already. Say it again on another day.",
            "今日の回答はすでに記録されています。変わったときは、別の日にもう一度お答えください。"
        );
}
