using CsMonolith.Health.Storage;
using CsMonolith.Health.Usage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Adoption;

/// <summary>Where does usage come from, and how fresh is it?</summary>
internal sealed record ListUsageSources : IQuery<UsageSources>;

internal sealed record UsageSources(IReadOnlyList<UsageSource> Items);

/// <param name="LastDay">The last day of use that it told of.</param>
/// <param name="LastRecordedAt">When it was last heard.</param>
/// <param name="LagDays">Days from the last day of use to today; 0 where it told of a later one.</param>
/// <param name="Rows">Events that it told of.</param>
internal sealed record UsageSource(string Source, DateOnly LastDay, DateTime LastRecordedAt, int LagDays, long Rows);

internal sealed class ListUsageSourcesHandler(HealthDb db, Sight sight) : IRequestHandler<ListUsageSources, Result<UsageSources>>
{
    public async Task<Result<UsageSources>> Handle(ListUsageSources ask, CancellationToken cancellationToken)
    {
        var scope = await sight.Accounts(cancellationToken);
        var sources = await db.Set<UsageEvent>().Within(scope, one => one.AccountId).GroupBy(one => one.Source)
            .Select(group => new { group.Key, LastDay = group.Max(one => one.Day), LastRecordedAt = group.Max(one => one.RecordedAt), Rows = group.LongCount() })
            .OrderBy(row => row.Key).ToListAsync(cancellationToken);
        var today = db.Clock.Today;
        return new UsageSources([.. sources.Select(row => new UsageSource(row.Key, row.LastDay, row.LastRecordedAt, Math.Max(0, today.DayNumber - row.LastDay.DayNumber), row.Rows))]);
    }
}

internal sealed class ListUsageSourcesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/usage-sources", async Task<Results<Ok<UsageSources>, ProblemHttpResult>> (IMediator mediator, CancellationToken cancellation) =>
        {
            var sources = await mediator.Send(new ListUsageSources(), cancellation);
            return sources.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(sources.Value);
        })
        .WithName(nameof(ListUsageSources)).WithSummary("Where usage comes from and how fresh it is")
        .WithExample(null, new UsageSources([new UsageSource("product", new DateOnly(2026, 11, 19), new DateTime(2026, 11, 19, 18, 0, 0, DateTimeKind.Utc), 1, 25_000)]))
        .WithProblems(401, 403);
}
