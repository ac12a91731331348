using CsMonolith.Journey.Plans;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>End a link of a customer to their plan, at once.</summary>
internal sealed record EndPlanLink(Guid LinkId) : ICommand<ShownPlanLink>;

internal sealed class EndPlanLinkHandler(JourneyDb db, PlanDesk desk, AccountVisibility visibility)
    : IRequestHandler<EndPlanLink, Result<ShownPlanLink>>
{
    public async Task<Result<ShownPlanLink>> Handle(EndPlanLink ask, CancellationToken cancellation)
    {
        // A link of a closed project is ended as any other.
        var link = await db.Set<PlanLink>().FindAsync([ask.LinkId], cancellation);
        if (link is null || !await visibility.Sees(link.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("link", ask.LinkId);
        }

        link.End(desk.Me, desk.Now);
        await db.SaveChangesAsync(cancellation);
        return ShownPlanLink.Of(link, desk.Today);
    }
}

internal sealed class EndPlanLinkEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/plan-links/{linkId}/end", (Guid linkId) => new EndPlanLink(linkId))
            .WithSummary("End a link of a customer to their plan, at once")
            .WithExample(
                null,
                ShownPlanLink.Example with
                {
                    IsGood = false,
                    EndedAt = new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc),
                }
            )
            .WithProblems(401, 403, 404);
}
