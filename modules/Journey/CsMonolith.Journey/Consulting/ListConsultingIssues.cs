using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>What stands between customers and their goals?</summary>
internal sealed record ListConsultingIssues(ListAsk List) : IQuery<Page<IssueLine>>;

/// <param name="OpenTasks">Tasks with the source consultingIssue that are open for it.</param>
/// <param name="IsLate">Whether it is due before today and not solved.</param>
internal sealed record IssueLine(
    Guid Id,
    Guid AccountId,
    string AccountName,
    string Title,
    IssueKind Kind,
    IssueSeverity Severity,
    Guid OwnerId,
    TaskSide Side,
    string? Contact,
    DateOnly OpenedOn,
    DateOnly? DueOn,
    IssueState State,
    DateOnly StateSince,
    Guid? PlanId,
    int OpenTasks,
    bool IsLate,
    long Version
);

/// <summary>An issue with its customer's name and open tasks.</summary>
internal sealed class IssueToday
{
    public required ConsultingIssue Issue { get; init; }

    public required string AccountName { get; init; }

    public required int OpenTasks { get; init; }

    /// <summary>As text, since databases cannot filter enumerations by the words of the wire.</summary>
    public required string KindWord { get; init; }

    public required string StateWord { get; init; }

    public required string SideWord { get; init; }
}

internal sealed class ListConsultingIssuesHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListConsultingIssues, Result<Page<IssueLine>>>
{
    public static ListShape<IssueToday> Shape { get; } =
        new ListShape<IssueToday>(row => row.Issue.Id, "-gravity,dueOn")
            .With("accountId", row => row.Issue.AccountId)
            .With("accountName", row => row.AccountName)
            .With("kind", row => row.KindWord)
            .With("gravity", row => row.Issue.Gravity)
            .With("ownerId", row => row.Issue.OwnerId)
            .With("side", row => row.SideWord)
            .With("openedOn", row => row.Issue.OpenedOn)
            .With("dueOn", row => row.Issue.DueOn)
            .With("state", row => row.StateWord)
            .With("stateSince", row => row.Issue.StateSince)
            .With("planId", row => row.Issue.PlanId)
            .With("openTasks", row => row.OpenTasks);

    public async Task<Result<Page<IssueLine>>> Handle(ListConsultingIssues ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var today = db.Clock.Today;
        var rows =
            from issue in db.Set<ConsultingIssue>().AsNoTracking().Within(scope, one => one.AccountId)
            join account in db.Set<Account>().AsNoTracking() on issue.AccountId equals account.Id
            select new IssueToday
            {
                Issue = issue,
                AccountName = account.Name,
                OpenTasks = db.Set<TaskItem>()
                    .Count(task =>
                        task.Source == TaskSource.ConsultingIssue
                        && task.State == TaskState.Open
                        && task.SourceId == issue.Id
                    ),
                KindWord =
                    issue.Kind == IssueKind.Product ? "product"
                    : issue.Kind == IssueKind.Process ? "process"
                    : issue.Kind == IssueKind.Organisation ? "organisation"
                    : issue.Kind == IssueKind.Data ? "data"
                    : "otherVendor",
                StateWord =
                    issue.State == IssueState.Open ? "open"
                    : issue.State == IssueState.Decided ? "decided"
                    : issue.State == IssueState.Solved ? "solved"
                    : "void",
                SideWord =
                    issue.Side == TaskSide.Ours ? "ours"
                    : issue.Side == TaskSide.Theirs ? "theirs"
                    : "partner",
            };
        return await Shape.Page(rows, ask.List, cursors, row => Show(row, today), cancellation);
    }

    private static IssueLine Show(IssueToday row, DateOnly today) =>
        new(
            row.Issue.Id,
            row.Issue.AccountId,
            row.AccountName,
            row.Issue.Title,
            row.Issue.Kind,
            row.Issue.Severity,
            row.Issue.OwnerId,
            row.Issue.Side,
            row.Issue.Contact,
            row.Issue.OpenedOn,
            row.Issue.DueOn,
            row.Issue.State,
            row.Issue.StateSince,
            row.Issue.PlanId,
            row.OpenTasks,
            row.Issue is { State: IssueState.Open or IssueState.Decided, DueOn: { } due } && due < today,
            row.Issue.Version
        );
}

internal sealed class ListConsultingIssuesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/consulting-issues", (ListAsk list) => new ListConsultingIssues(list))
            .WithSummary("List issues beyond and of the product, the gravest first")
            .WithDescription("Gravity is the severity as a number: 1 (low) to 4 (critical).")
            .WithMetadata(new ListFields(ListConsultingIssuesHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<IssueLine>(
                    [
                        new IssueLine(
                            ShownIssue.Example.Id,
                            ShownIssue.Example.AccountId,
                            "株式会社みなと物流",
                            ShownIssue.Example.Title,
                            ShownIssue.Example.Kind,
                            ShownIssue.Example.Severity,
                            ShownIssue.Example.OwnerId,
                            ShownIssue.Example.Side,
                            ShownIssue.Example.Contact,
                            ShownIssue.Example.OpenedOn,
                            ShownIssue.Example.DueOn,
                            ShownIssue.Example.State,
                            ShownIssue.Example.StateSince,
                            PlanId: null,
                            OpenTasks: 0,
                            IsLate: false,
                            Version: 1
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
