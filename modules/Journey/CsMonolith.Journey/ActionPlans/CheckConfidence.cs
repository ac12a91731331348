using CsMonolith.Journey.Plans;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Record how sure a sponsor is that the project reaches what was agreed.</summary>
internal sealed record CheckConfidence(Guid ProjectId, [property: Body] ConfidenceSaid Said) : ICommand<ShownCheck>;

/// <param name="Side">Whose sponsor was asked.</param>
/// <param name="Name">The sponsor.</param>
/// <param name="Score">1 (will fail) to 5 (sure).</param>
/// <param name="Words">Why, in their words.</param>
internal sealed record ConfidenceSaid(SponsorSide Side, string Name, int Score, string? Words = null);

/// <summary>What a sponsor says, from either side.</summary>
internal sealed record CheckedConfidence(string Name, int Score, string? Words);

internal sealed class CheckConfidenceValidator : AbstractValidator<CheckConfidence>
{
    public CheckConfidenceValidator()
    {
        RuleFor(ask => ask.Said.Name).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Said.Score).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Said.Words).MaximumLength(1000);
    }
}

internal sealed class CheckConfidenceHandler(JourneyDb db, PlanDesk desk, ConfidenceDesk confidence)
    : IRequestHandler<CheckConfidence, Result<ShownCheck>>
{
    public async Task<Result<ShownCheck>> Handle(CheckConfidence ask, CancellationToken cancellation)
    {
        var found = await desk.Project(ask.ProjectId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (side, name, score, words) = ask.Said;
        var noted = await confidence.Note(
            found.Value,
            side,
            new CheckedConfidence(name, score, words),
            link: null,
            desk.Me,
            cancellation
        );
        if (noted.Error is { } unfit)
        {
            return unfit;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownCheck.Of(noted.Value);
    }
}

internal sealed class CheckConfidenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/confidence-checks",
                (Guid projectId, ConfidenceSaid said) => new CheckConfidence(projectId, said)
            )
            .Creates(
                (ShownCheck _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/action-plan"
            )
            .WithSummary("Record how sure a sponsor is that the project reaches what was agreed")
            .WithDescription(
                "Of today, once a day and person. Lower than their own last one, or a first one of 2 and below, it opens a "
                    + "risk for the project's lead, before the figures move."
            )
            .WithExample(
                new ConfidenceSaid(
                    ShownCheck.Example.Side,
                    ShownCheck.Example.Name,
                    ShownCheck.Example.Score,
                    ShownCheck.Example.Words
                ),
                ShownCheck.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
