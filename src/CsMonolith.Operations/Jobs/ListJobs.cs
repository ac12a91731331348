using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.Jobs;

/// <summary>Which jobs are there?</summary>
internal sealed record ListJobs(ListAsk List) : IQuery<Page<ListedJob>>;

/// <param name="StartedBy">The operation or schedule that started it.</param>
internal sealed record ListedJob(
    Guid Id,
    string Kind,
    string StartedBy,
    Guid? PersonId,
    JobState State,
    int Percent,
    string? Step,
    DateTime QueuedAt,
    DateTime? StartedAt,
    DateTime? EndedAt
);

internal sealed class ListJobsHandler(PlatformDb db, RequestContext context, Cursors cursors)
    : IRequestHandler<ListJobs, Result<Page<ListedJob>>>
{
    public static readonly ListShape<JobRow> Shape = new ListShape<JobRow>(job => job.Id, "-queuedAt")
        .With("kind", job => job.Kind)
        .With("startedBy", job => job.StartedBy)
        .With("personId", job => job.PersonId)
        .With("state", job => job.State)
        .With("queuedAt", job => job.QueuedAt)
        .With("startedAt", job => job.StartedAt)
        .With("endedAt", job => job.EndedAt);

    public Task<Result<Page<ListedJob>>> Handle(ListJobs ask, CancellationToken cancellationToken)
    {
        var japanese = ProblemAnswers.InJapanese;
        return Shape.Page(
            db.Set<JobRow>().AsNoTracking().VisibleTo(context),
            ask.List,
            cursors,
            job => new ListedJob(
                job.Id,
                job.Kind,
                job.StartedBy,
                job.PersonId,
                job.State,
                job.Percent,
                japanese ? job.StepJa : job.StepEn,
                job.QueuedAt,
                job.StartedAt,
                job.EndedAt
            ),
            cancellationToken
        );
    }
}

internal sealed class ListJobsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/jobs", (ListAsk list) => new ListJobs(list))
            .WithMetadata(new ListFields(ListJobsHandler.Shape.Fields))
            .WithSummary("List jobs")
            .WithDescription(
                "One's own jobs; operations and administrators see everybody's and those of the schedules, which "
                    + "have no personId."
            )
            .WithExample(
                null,
                new Page<ListedJob>(
                    [
                        new ListedJob(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000aa"),
                            "ScoreAccounts",
                            "StartScoring",
                            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
                            JobState.Running,
                            40,
                            "Scoring accounts",
                            new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
                            new DateTime(2026, 11, 21, 9, 0, 1, DateTimeKind.Utc),
                            null
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
