using System.Text.RegularExpressions;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>Draft how some of a customer's issues are solved.</summary>
internal sealed record DraftSolutionPlan(Guid AccountId, [property: Body] NewSolutionPlan Plan)
    : ICommand<ShownSolutionPlan>,
        IAboutAccount;

internal sealed record NewSolutionPlan(string Title, SolutionDraft Draft);

/// <param name="Approach">How it is solved, in words.</param>
/// <param name="IssueIds">The issues of the account that it solves; a draft may go without, an agreement may not.</param>
/// <param name="Steps">What is done; each becomes a task once the version is agreed.</param>
internal sealed record SolutionDraft(string Approach, IReadOnlyList<Guid> IssueIds, IReadOnlyList<SolutionStep> Steps)
{
    public static SolutionDraft Example { get; } =
        new(
            "承認を課長に下ろし、例外だけを部長が見る",
            [Guid.Parse("0199a000-0000-7000-8000-00000000fb02")],
            [
                new SolutionStep(
                    "rule",
                    "承認の基準を文書にする",
                    TaskSide.Theirs,
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    new DateOnly(2027, 1, 15),
                    "物流部 田中 健一"
                ),
            ]
        );
}

/// <param name="InForce">
/// Number of the agreed version in force; <c>null</c> before an agreement and once the plan was taken back.
/// </param>
/// <param name="Versions">The first one first.</param>
/// <param name="Tasks">The tasks that steps became.</param>
/// <param name="VoidedAt">When it was taken back; <c>null</c> where it stands.</param>
/// <param name="Version">How often it was saved.</param>
internal sealed record ShownSolutionPlan(
    Guid Id,
    Guid AccountId,
    string Title,
    int? InForce,
    DateOnly? AgreedOn,
    IReadOnlyList<SolutionVersion> Versions,
    IReadOnlyList<StepTask> Tasks,
    DateTime? VoidedAt,
    string? VoidReason,
    long Version
)
{
    public static ShownSolutionPlan Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000fb03"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "朝の出発を遅らせない",
            InForce: null,
            AgreedOn: null,
            [
                new SolutionVersion(
                    1,
                    SolutionDraft.Example.Approach,
                    SolutionDraft.Example.IssueIds,
                    SolutionDraft.Example.Steps,
                    Why: null,
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    new DateTime(2026, 11, 18, 8, 0, 0, DateTimeKind.Utc)
                ),
            ],
            [],
            VoidedAt: null,
            VoidReason: null,
            Version: 1
        );

    public static ShownSolutionPlan Of(SolutionPlan one) =>
        new(
            one.Id,
            one.AccountId,
            one.Title,
            one.VoidedAt is null ? one.InForce?.Number : null,
            one.AgreedOn,
            one.Versions,
            one.Tasks,
            one.VoidedAt,
            one.VoidReason,
            one.Version
        );
}

internal sealed partial class SolutionDraftValidator : AbstractValidator<SolutionDraft>
{
    public SolutionDraftValidator()
    {
        RuleFor(one => one.Approach).NotEmpty().MaximumLength(4000);
        RuleFor(one => one.IssueIds.Count).LessThanOrEqualTo(50);
        RuleFor(one => one.IssueIds)
            .Must(ids => ids.Distinct().Count() == ids.Count)
            .When(one => one.IssueIds is not null)
            .WithMessage(_ => ProblemAnswers.InJapanese ? "課題は1回ずつ指定してください。" : "Name each issue once.");
        RuleFor(one => one.Steps.Count).LessThanOrEqualTo(50);
        RuleForEach(one => one.Steps)
            .ChildRules(step =>
            {
                step.RuleFor(one => one.Key).NotEmpty().MaximumLength(40).Matches(Key);
                step.RuleFor(one => one.Title).NotEmpty().MaximumLength(200);
                step.RuleFor(one => one.Side).IsInEnum();
                step.RuleFor(one => one.OwnerId).NotEmpty();
                step.RuleFor(one => one.DueOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
                step.RuleFor(one => one.Contact).MaximumLength(100);
                step.RuleFor(one => one.Contact).NotEmpty().When(one => one.Side != TaskSide.Ours);
            });
        RuleFor(one => one.Steps)
            .Must(steps => steps.Select(one => one.Key).Distinct(StringComparer.Ordinal).Count() == steps.Count)
            .When(one => one.Steps is not null)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese ? "手順のキーは1回ずつ使ってください。" : "Use each step's key once."
            );
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key { get; }
}

internal sealed class DraftSolutionPlanValidator : AbstractValidator<DraftSolutionPlan>
{
    public DraftSolutionPlanValidator()
    {
        RuleFor(ask => ask.Plan.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Plan.Draft).SetValidator(new SolutionDraftValidator());
    }
}

internal sealed class DraftSolutionPlanHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    SolutionDesk desk,
    RequestContext context
) : IRequestHandler<DraftSolutionPlan, Result<ShownSolutionPlan>>
{
    public async Task<Result<ShownSolutionPlan>> Handle(DraftSolutionPlan ask, CancellationToken cancellation)
    {
        if (
            (
                await accounts.NotFound(ask.AccountId, cancellation)
                ?? await desk.Refuses(ask.AccountId, ask.Plan.Draft, cancellation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var plan = new SolutionPlan(Guid.CreateVersion7(), ask.AccountId, ask.Plan.Title, db.Clock.Now);
        if (plan.Write(ask.Plan.Draft, why: null, context.Caller.PersonId, db.Clock.Now).Error is { } full)
        {
            return full;
        }

        db.Set<SolutionPlan>().Add(plan);
        await db.SaveChangesAsync(cancellation);
        return ShownSolutionPlan.Of(plan);
    }
}

internal sealed class DraftSolutionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/solution-plans",
                (Guid accountId, NewSolutionPlan plan) => new DraftSolutionPlan(accountId, plan)
            )
            .Creates((ShownSolutionPlan plan) => $"/v1/solution-plans/{plan.Id}")
            .WithSummary("Draft how some of a customer's issues are solved")
            .WithDescription(
                "Nothing is in force, and no task is opened, until a named contact of the customer agrees."
            )
            .WithExample(
                new NewSolutionPlan(ShownSolutionPlan.Example.Title, SolutionDraft.Example),
                ShownSolutionPlan.Example
            )
            .WithProblems(400, 401, 403, 404);
}
