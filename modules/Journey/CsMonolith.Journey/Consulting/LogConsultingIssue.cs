using CsMonolith.Journey.People;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>Log an issue that stands between a customer and their goal.</summary>
internal sealed record LogConsultingIssue(Guid AccountId, [property: Body] NewIssue Issue)
    : ICommand<ShownIssue>,
        IAboutAccount;

/// <param name="Kind">product, process, organisation, data or otherVendor.</param>
/// <param name="Severity">How grave it is for the customer's goal: low, medium, high or critical.</param>
/// <param name="OpenedOn">The day on which it came up; not after today.</param>
/// <param name="OwnerId">Who of ours keeps it moving.</param>
/// <param name="Side">Who has to solve it: ours, theirs (the customer), partner.</param>
/// <param name="Contact">Who at the customer or the partner solves it; needed where the side is not ours.</param>
/// <param name="DueOn">The day by which it is to be solved.</param>
internal sealed record NewIssue(
    string Title,
    IssueKind Kind,
    IssueSeverity Severity,
    DateOnly OpenedOn,
    Guid OwnerId,
    TaskSide Side,
    string? Contact = null,
    DateOnly? DueOn = null,
    string? Note = null
)
{
    public IssueWords Words => new(Title, Kind, Severity, Note, OwnerId, Side, Contact, DueOn);
}

/// <param name="StateSince">The first day of its state.</param>
/// <param name="Steps">What became of it, the first step first.</param>
/// <param name="PlanId">The agreed solution plan that covers it; <c>null</c> where none does.</param>
/// <param name="OpenTasks">Tasks with the source consultingIssue that are open for it.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownIssue(
    Guid Id,
    Guid AccountId,
    string Title,
    IssueKind Kind,
    IssueSeverity Severity,
    string? Note,
    Guid OwnerId,
    TaskSide Side,
    string? Contact,
    DateOnly OpenedOn,
    DateOnly? DueOn,
    IssueState State,
    DateOnly StateSince,
    IReadOnlyList<IssueStep> Steps,
    Guid? PlanId,
    int OpenTasks,
    long Version
)
{
    public static ShownIssue Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000fb02"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "配車の承認が部長1人に集まり、朝の出発が遅れる",
            IssueKind.Process,
            IssueSeverity.High,
            "午前中の承認待ちが平均40分",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            TaskSide.Theirs,
            "物流部 田中 健一",
            new DateOnly(2026, 11, 10),
            new DateOnly(2027, 1, 29),
            IssueState.Open,
            new DateOnly(2026, 11, 10),
            [],
            PlanId: null,
            OpenTasks: 0,
            Version: 1
        );

    public static ShownIssue Of(ConsultingIssue one, int openTasks) =>
        new(
            one.Id,
            one.AccountId,
            one.Title,
            one.Kind,
            one.Severity,
            one.Note,
            one.OwnerId,
            one.Side,
            one.Contact,
            one.OpenedOn,
            one.DueOn,
            one.State,
            one.StateSince,
            one.Steps,
            one.PlanId,
            openTasks,
            one.Version
        );
}

internal sealed class LogConsultingIssueValidator : AbstractValidator<LogConsultingIssue>
{
    public LogConsultingIssueValidator()
    {
        RuleFor(ask => ask.Issue.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Issue.Kind).IsInEnum();
        RuleFor(ask => ask.Issue.Severity).IsInEnum();
        RuleFor(ask => ask.Issue.Note).MaximumLength(4000);
        RuleFor(ask => ask.Issue.OwnerId).NotEmpty();
        RuleFor(ask => ask.Issue.Side).IsInEnum();
        RuleFor(ask => ask.Issue.Contact).MaximumLength(100);
        RuleFor(ask => ask.Issue.Contact).NotEmpty().When(ask => ask.Issue.Side != TaskSide.Ours);
        RuleFor(ask => ask.Issue.OpenedOn).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Issue.DueOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class LogConsultingIssueHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    NameablePeople people,
    RequestContext context
) : IRequestHandler<LogConsultingIssue, Result<ShownIssue>>
{
    public async Task<Result<ShownIssue>> Handle(LogConsultingIssue ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (opened, words) = (ask.Issue.OpenedOn, ask.Issue.Words);
        if (opened > db.Clock.Today)
        {
            return JourneyErrors.NotYet(opened, db.Clock.Today, "/openedOn");
        }

        if (words.DueOn is { } due && due < opened)
        {
            return ConsultingErrors.DueBeforeOpened(due, opened);
        }

        if (!await people.HasInService(words.OwnerId, ask.AccountId, cancellation))
        {
            return JourneyErrors.NoSuchPerson(words.OwnerId, "/ownerId");
        }

        var issue = new ConsultingIssue(
            Guid.CreateVersion7(),
            ask.AccountId,
            opened,
            context.Caller.PersonId,
            db.Clock.Now
        );
        issue.Say(words);
        issue.Open(db);
        await db.SaveChangesAsync(cancellation);
        return ShownIssue.Of(issue, openTasks: 0);
    }
}

internal sealed class LogConsultingIssueEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/consulting-issues",
                (Guid accountId, NewIssue issue) => new LogConsultingIssue(accountId, issue)
            )
            .Creates((ShownIssue issue) => $"/v1/consulting-issues/{issue.Id}")
            .WithSummary("Log an issue that stands between a customer and their goal")
            .WithDescription(
                "Of the product, or of the customer's process, organisation, data or another vendor. Something to do about it "
                    + "becomes a task by POST /v1/tasks with source consultingIssue and the issue's id as sourceId."
            )
            .WithExample(
                new NewIssue(
                    ShownIssue.Example.Title,
                    ShownIssue.Example.Kind,
                    ShownIssue.Example.Severity,
                    ShownIssue.Example.OpenedOn,
                    ShownIssue.Example.OwnerId,
                    ShownIssue.Example.Side,
                    ShownIssue.Example.Contact,
                    ShownIssue.Example.DueOn,
                    ShownIssue.Example.Note
                ),
                ShownIssue.Example
            )
            .WithProblems(400, 401, 403, 404);
}
