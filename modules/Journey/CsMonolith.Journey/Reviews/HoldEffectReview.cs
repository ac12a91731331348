using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Reviews;

/// <summary>Record what an effect review found: target against actual, cause, countermeasure and next check.</summary>
internal sealed record HoldEffectReview(Guid ReviewId, [property: Body] HeldEffectReview Held, IfMatch Match)
    : ICommand<ShownEffectReview>;

/// <param name="HeldOn">The day; not after today.</param>
/// <param name="Goals">
/// What was entered at the review: the goal in force on that day. A goal that was measured needs no entry; its newest
/// measurement up to that day is its actual.
/// </param>
/// <param name="Cause">Why a target was missed; needed then.</param>
/// <param name="Countermeasure">What is done about it; needed then.</param>
/// <param name="NextCheckOn">The day of the next check, which becomes the next review; needed then.</param>
/// <param name="ForCustomer">What the customer may read of the review; all else stays in the house.</param>
/// <param name="Task">A task of ours by which the countermeasure is done.</param>
internal sealed record HeldEffectReview(
    DateOnly HeldOn,
    IReadOnlyList<EnteredActual> Goals,
    string? Cause = null,
    string? Countermeasure = null,
    DateOnly? NextCheckOn = null,
    string? ForCustomer = null,
    CountermeasureTask? Task = null
)
{
    public static HeldEffectReview Example { get; } =
        new(
            new DateOnly(2026, 11, 18),
            [new EnteredActual(ReviewedGoalExample.Goal.GoalId, Actual: 21)],
            "夜間の配車だけが手作業で残っている",
            "夜間の配車も自動割り当てに切り替える",
            new DateOnly(2027, 2, 18),
            "日中の配車は目標どおりです。夜間の配車を2月までに切り替えます。",
            new CountermeasureTask("夜間配車の切り替え手順を作る", new DateOnly(2027, 1, 15))
        );
}

/// <param name="GoalId">A success definition of the account.</param>
/// <param name="Actual">In the metric's unit.</param>
/// <param name="WhyNone">Why there is none.</param>
internal sealed record EnteredActual(Guid GoalId, double? Actual = null, string? WhyNone = null);

/// <param name="PersonId">Who does it; absent, the caller.</param>
internal sealed record CountermeasureTask(string Title, DateOnly DueOn, Guid? PersonId = null);

/// <summary>A goal at a review, for the examples of operations.</summary>
internal static class ReviewedGoalExample
{
    public static ReviewedGoal Goal { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f502"),
            Number: 1,
            "配車担当者の残業をなくす",
            "残業時間(月)",
            Baseline: 42,
            Target: 8,
            new DateOnly(2027, 3, 31),
            Actual: 21,
            MeasuredOn: null,
            IsReached: false,
            WhyNone: null
        );
}

internal sealed class HoldEffectReviewValidator : AbstractValidator<HoldEffectReview>
{
    public HoldEffectReviewValidator()
    {
        RuleFor(ask => ask.Held.HeldOn).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Held.Goals.Count).LessThanOrEqualTo(20);
        RuleForEach(ask => ask.Held.Goals)
            .ChildRules(goal =>
            {
                goal.RuleFor(one => one.GoalId).NotEmpty();
                goal.RuleFor(one => one.WhyNone).MaximumLength(1000);
                goal.RuleFor(one => one.Actual).FitsAGoal();
                goal.RuleFor(one => one.Actual)
                    .Must((one, actual) => actual is null || one.WhyNone is null)
                    .WithMessage(_ =>
                        ProblemAnswers.InJapanese
                            ? "実績と、実績がない理由は、どちらか一方だけを指定してください。"
                            : "Give either an actual or why there is none, not both."
                    );
            })
            .OverridePropertyName("goals");
        RuleFor(ask => ask.Held.Cause).MaximumLength(2000);
        RuleFor(ask => ask.Held.Countermeasure).MaximumLength(2000);
        RuleFor(ask => ask.Held.NextCheckOn).LessThanOrEqualTo(new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Held.ForCustomer).MaximumLength(2000);
        RuleFor(ask => ask.Held.Task!.Title).NotEmpty().MaximumLength(200).When(ask => ask.Held.Task is not null);
        RuleFor(ask => ask.Held.Task!.DueOn)
            .InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1))
            .When(ask => ask.Held.Task is not null);
    }
}

internal sealed class HoldEffectReviewHandler(
    JourneyDb db,
    EffectReviewDesk desk,
    EffectReviewGoals goals,
    TaskDesk tasks
) : IRequestHandler<HoldEffectReview, Result<ShownEffectReview>>
{
    public async Task<Result<ShownEffectReview>> Handle(HoldEffectReview ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ReviewId, cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var (review, held) = (found.Value, ask.Held);
        if (Days(held) is { } wrongDay)
        {
            return wrongDay;
        }

        var read = await goals.Read(review.AccountId, held.HeldOn, held.Goals, cancellation);
        if ((read.Error ?? Lacks(held, read.Value)) is { } lacks)
        {
            return lacks;
        }

        var task = await Open(review, held.Task, cancellation);
        if (task.Error is { } noTask)
        {
            return noTask;
        }

        var next = held.NextCheckOn is { } day ? await Next(review, day, cancellation) : null;
        var findings = new EffectReviewFindings(
            held.HeldOn,
            read.Value,
            held.Cause?.Trim(),
            held.Countermeasure?.Trim(),
            held.NextCheckOn,
            held.ForCustomer?.Trim(),
            task.Value?.Id,
            next?.Id
        );
        return review.Hold(db, findings, desk.Me).Error is { } refused
            ? refused
            : await desk.Keep(review, cancellation);
    }

    private Error? Days(HeldEffectReview held) =>
        held.HeldOn > desk.Today ? JourneyErrors.NotYet(held.HeldOn, desk.Today, "/heldOn")
        : held.NextCheckOn is { } next && next <= held.HeldOn ? EffectReviewErrors.NextNotAfter(next, held.HeldOn)
        : held.Task is { } task && task.DueOn < held.HeldOn ? EffectReviewErrors.TaskDueBefore(task.DueOn, held.HeldOn)
        : null;

    private static Error? Lacks(HeldEffectReview held, IReadOnlyList<ReviewedGoal> goals)
    {
        if (goals.FirstOrDefault(goal => goal.IsReached == false) is { } missed)
        {
            var field =
                string.IsNullOrWhiteSpace(held.Cause) ? "cause"
                : string.IsNullOrWhiteSpace(held.Countermeasure) ? "countermeasure"
                : held.NextCheckOn is null ? "nextCheckOn"
                : null;
            return field is null ? null : EffectReviewErrors.BelowTargetWithout(field, missed.Metric);
        }

        return held.NextCheckOn is null && goals.FirstOrDefault(goal => goal.Actual is null) is { } unmeasured
            ? EffectReviewErrors.UnmeasuredWithoutNext(unmeasured.Metric)
            : null;
    }

    // A day on which a review is planned already needs no second one.
    private async Task<EffectReview> Next(EffectReview review, DateOnly day, CancellationToken cancellation) =>
        await db.Set<EffectReview>()
            .FirstOrDefaultAsync(
                one =>
                    one.AccountId == review.AccountId
                    && one.DueOn == day
                    && one.State == EffectReviewState.Planned
                    && one.Id != review.Id,
                cancellation
            )
        ?? EffectReview.Plan(db, review.AccountId, day, desk.Me, EffectReviewOrigin.NextCheck, review.Id);

    private async Task<Result<TaskItem?>> Open(
        EffectReview review,
        CountermeasureTask? wanted,
        CancellationToken cancellation
    )
    {
        if (wanted is null || review.State != EffectReviewState.Planned)
        {
            return (TaskItem?)null;
        }

        var words = new TaskWords(wanted.Title, Note: null, wanted.PersonId ?? desk.Me, Contact: null, GoalId: null);
        if (words.PersonId is null)
        {
            return TaskErrors.NobodyDoesIt("/task/personId");
        }

        if (await tasks.Refuses(review.AccountId, words, cancellation) is { } refusal)
        {
            return refusal;
        }

        var remark = tasks.Remark(text: null);
        var id = Guid.CreateVersion7();
        var task = new TaskItem(
            id,
            review.AccountId,
            TaskSide.Ours,
            TaskSource.Review,
            review.Id,
            parentId: null,
            rootId: id,
            depth: 0,
            desk.Today,
            remark.By,
            remark.At
        );
        task.Say(words);
        db.Set<TaskItem>().Add(task);
        db.Set<TaskEvent>().Add(task.Begin(wanted.DueOn, remark));
        return task;
    }
}

internal sealed class HoldEffectReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/effect-reviews/{reviewId}/hold",
                (Guid reviewId, HeldEffectReview held, IfMatch match) => new HoldEffectReview(reviewId, held, match)
            )
            .WithSummary("Record what an effect review found: target against actual, cause, countermeasure, next check")
            .WithDescription(
                "The goal in force on the day has an actual: its newest measurement up to then, or one that is entered here, "
                    + "or a reason why there is none. A missed target has cause, countermeasure and next check; the next check "
                    + "becomes the next review. If-Match carries the version read."
            )
            .WithExample(
                HeldEffectReview.Example,
                ShownEffectReview.Example with
                {
                    State = EffectReviewState.Held,
                    HeldOn = HeldEffectReview.Example.HeldOn,
                    Goals = [ReviewedGoalExample.Goal],
                    Cause = HeldEffectReview.Example.Cause,
                    Countermeasure = HeldEffectReview.Example.Countermeasure,
                    NextCheckOn = HeldEffectReview.Example.NextCheckOn,
                    ForCustomer = HeldEffectReview.Example.ForCustomer,
                    TaskId = Guid.Parse("0199a000-0000-7000-8000-0000000000d9"),
                    NextReviewId = Guid.Parse("0199a000-0000-7000-8000-00000000f503"),
                    HeldBy = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
