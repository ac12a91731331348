using CsMonolith.Journey.Plans;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Make a link by which somebody of the customer opens their plan.</summary>
internal sealed record MakePlanLink(Guid ProjectId, [property: Body] NewPlanLink Link) : ICommand<MadePlanLink>;

/// <param name="ForWhom">Who gets it.</param>
/// <param name="LastDay">The last day on which it opens the plan, at most 180 days ahead; null for 30 days.</param>
internal sealed record NewPlanLink(string ForWhom, DateOnly? LastDay = null);

/// <param name="Path">
/// Where the customer opens it, below the host's address. The secret stands behind the <c>#</c>, which browsers send to
/// nobody; it is shown this once and stored nowhere.
/// </param>
internal sealed record MadePlanLink(ShownPlanLink Link, string Path);

internal sealed class MakePlanLinkValidator : AbstractValidator<MakePlanLink>
{
    public MakePlanLinkValidator() => RuleFor(ask => ask.Link.ForWhom).NotEmpty().MaximumLength(200);
}

internal sealed class MakePlanLinkHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<MakePlanLink, Result<MadePlanLink>>
{
    private const int UsualDays = 30;

    public async Task<Result<MadePlanLink>> Handle(MakePlanLink ask, CancellationToken cancellation)
    {
        var found = await desk.Project(ask.ProjectId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (project, today) = (found.Value, desk.Today);
        var lastDay = ask.Link.LastDay ?? today.AddDays(UsualDays);
        if (lastDay < today)
        {
            return ActionPlanErrors.LinkOver(lastDay, today);
        }

        if (lastDay > today.AddDays(PlanLink.MostDays))
        {
            return ActionPlanErrors.LinkTooLong(lastDay, today.AddDays(PlanLink.MostDays));
        }

        var good = await db.Set<PlanLink>()
            .CountAsync(
                one => one.ProjectId == project.Id && one.EndedAt == null && one.LastDay >= today,
                cancellation
            );
        if (good >= PlanLink.MostAtOnce)
        {
            return ActionPlanErrors.TooManyLinks;
        }

        var secret = PlanLink.NewSecret();
        var link = new PlanLink(
            Guid.CreateVersion7(),
            project.Id,
            project.AccountId,
            ask.Link.ForWhom,
            PlanLink.HashOf(secret),
            lastDay,
            desk.Me,
            desk.Now
        );
        db.Set<PlanLink>().Add(link);
        await db.SaveChangesAsync(cancellation);
        return new MadePlanLink(ShownPlanLink.Of(link, today), $"/plan#{secret}");
    }
}

internal sealed class MakePlanLinkEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/plan-links",
                (Guid projectId, NewPlanLink link) => new MakePlanLink(projectId, link)
            )
            .Creates(
                (MadePlanLink _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/action-plan"
            )
            .WithoutIdempotencyKey()
            .WithSummary("Make a link by which somebody of the customer opens their plan")
            .WithDescription(
                "Without an account, for this plan alone, until a day. The customer sees the greeting, the goal, their own "
                    + "words, the tasks chosen for them and who leads the project: nothing else. Whoever has the link can "
                    + "open it; end it with POST /v1/plan-links/{linkId}/end."
            )
            .WithExample(
                new NewPlanLink(ShownPlanLink.Example.ForWhom, ShownPlanLink.Example.LastDay),
                new MadePlanLink(ShownPlanLink.Example with { Openings = 0, OpenedAt = null }, "/plan#k7Qp…")
            )
            .WithProblems(400, 401, 403, 404, 409);
}
