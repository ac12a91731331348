using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Jobs;
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

/// <summary>How does a job go?</summary>
internal sealed record GetJob(Guid JobId) : IQuery<Job>;

/// <param name="Percent">0 to 100.</param>
/// <param name="Step">What it is doing.</param>
/// <param name="Result">
/// What it came to, once it has succeeded; its <c>kind</c>, which is the job's, tells its form. <c>null</c> for whoever
/// may not do what started the job.
/// </param>
/// <param name="RefusalCode">The stable code of the refusal, once it has been refused.</param>
/// <param name="Refusal">The refusal in words, or the trace id of a failure of ours.</param>
/// <param name="ResultKeptUntil">
/// When the result of a job that is over is thrown away; that it ran is known for longer.
/// </param>
internal sealed record Job(
    Guid Id,
    string Kind,
    JobState State,
    int Percent,
    string? Step,
    DateTime QueuedAt,
    DateTime? StartedAt,
    DateTime? EndedAt,
    [property: ResultOfJob] JsonElement? Result,
    string? RefusalCode,
    string? Refusal,
    IReadOnlyList<ProblemField> Errors,
    DateTime? ResultKeptUntil
);

internal sealed class GetJobHandler(PlatformDb db, RequestContext context, PermissionTable table)
    : IRequestHandler<GetJob, Result<Job>>
{
    public async Task<Result<Job>> Handle(GetJob ask, CancellationToken cancellationToken)
    {
        var row = await db.Set<JobRow>()
            .AsNoTracking()
            .VisibleTo(context)
            .SingleOrDefaultAsync(job => job.Id == ask.JobId, cancellationToken);
        return row is null ? PlatformErrors.NotFound("job", ask.JobId) : Show(row, MayRead(row), db.Clock.Now);
    }

    // Whoever keeps jobs running sees how each goes; what one came to is for those who might have started it.
    private bool MayRead(JobRow row) =>
        row is { PersonId: null, KeyId: null }
        || (row.PersonId is { } person && person == context.Caller.PersonId)
        || (row.KeyId is { } key && key == context.Caller.Key?.KeyId)
        || table.ScopeOf(context.Caller, row.StartedBy) == PermissionScope.All;

    private static Job Show(JobRow row, bool mayRead, DateTime now)
    {
        var refusal = row is { State: JobState.Refused, Refusal: { } json }
            ? JsonSerializer.Deserialize<Error>(json, Wire.Json)
            : null;
        var japanese = ProblemAnswers.InJapanese;
        var keptUntil = row.EndedAt + JobRetention.Results;
        return new Job(
            row.Id,
            row.Kind,
            row.State,
            row.Percent,
            japanese ? row.StepJa : row.StepEn,
            row.QueuedAt,
            row.StartedAt,
            row.EndedAt,
            row.Result is null || !mayRead || keptUntil < now ? null : JobResults.Shown(row, row.Result),
            refusal?.Code,
            refusal is null ? row.Refusal
                : !mayRead ? null
                : japanese ? refusal.Ja
                : refusal.En,
            [
                .. (mayRead ? refusal?.Fields ?? [] : []).Select(field => new ProblemField(
                    field.Pointer,
                    japanese ? field.Ja : field.En
                )),
            ],
            keptUntil
        );
    }
}

/// <summary>Which jobs a caller may see: their own, unless their role reaches all.</summary>
internal static class VisibleJobs
{
    public static IQueryable<JobRow> VisibleTo(this IQueryable<JobRow> jobs, RequestContext context)
    {
        // Work of the calendar is nobody's, so whoever is neither person nor machine must not be taken for its owner.
        var (person, key) = (context.Caller.PersonId, context.Caller.Key?.KeyId);
        return context.Scope == PermissionScope.All
            ? jobs
            : jobs.Where(job => (person != null && job.PersonId == person) || (key != null && job.KeyId == key));
    }
}

internal sealed class GetJobEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/jobs/{jobId}", (Guid jobId) => new GetJob(jobId))
            .WithSummary("Ask how a job goes")
            .WithExample(
                null,
                new Job(
                    Guid.Parse("0199a000-0000-7000-8000-0000000000aa"),
                    "ScoreAccounts",
                    JobState.Running,
                    40,
                    "Scoring accounts",
                    new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
                    new DateTime(2026, 11, 21, 9, 0, 1, DateTimeKind.Utc),
                    null,
                    null,
                    null,
                    null,
                    [],
                    null
                )
            )
            .WithProblems(401, 403, 404);
}
