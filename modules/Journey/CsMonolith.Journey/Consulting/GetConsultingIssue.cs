namespace CsMonolith.Journey.Consulting;

/// <summary>What became of an issue?</summary>
internal sealed record GetConsultingIssue(Guid IssueId) : IQuery<ShownIssue>;

internal sealed class GetConsultingIssueHandler(IssueDesk desk)
    : IRequestHandler<GetConsultingIssue, Result<ShownIssue>>
{
    public async Task<Result<ShownIssue>> Handle(GetConsultingIssue ask, CancellationToken cancellation) =>
        await desk.Find(ask.IssueId, cancellation) is { } issue
            ? await desk.Show(issue, cancellation)
            : IssueDesk.NotFound(ask.IssueId);
}

internal sealed class GetConsultingIssueEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/consulting-issues/{issueId}", (Guid issueId) => new GetConsultingIssue(issueId))
            .WithSummary("Show an issue with what became of it")
            .WithExample(null, ShownIssue.Example)
            .WithProblems(401, 403, 404);
}
