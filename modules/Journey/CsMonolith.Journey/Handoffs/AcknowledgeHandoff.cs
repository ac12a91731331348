using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Take a customer over from sales; the success project opens by itself.</summary>
internal sealed record AcknowledgeHandoff(Guid HandoffId, [property: Body] HandoffTaken Taken, IfMatch Match)
    : ICommand<HandoffProfile>;

/// <param name="LeadId">Who leads the project; <c>null</c> for the account's owner.</param>
/// <param name="Title">What the project is to achieve; <c>null</c> for the deal's name.</param>
internal sealed record HandoffTaken(Guid? LeadId = null, string? Title = null);

internal sealed class AcknowledgeHandoffValidator : AbstractValidator<AcknowledgeHandoff>
{
    public AcknowledgeHandoffValidator() => RuleFor(ask => ask.Taken.Title).MaximumLength(200);
}

internal sealed class AcknowledgeHandoffHandler(
    JourneyDb db,
    HandoffReader reader,
    ProjectPeople people,
    RequestContext context
) : IRequestHandler<AcknowledgeHandoff, Result<HandoffProfile>>
{
    public async Task<Result<HandoffProfile>> Handle(AcknowledgeHandoff ask, CancellationToken cancellation)
    {
        if (await reader.Find(ask.HandoffId, cancellation) is not { } handoff)
        {
            return HandoffErrors.NoSuchHandoff(ask.HandoffId);
        }

        if (
            (ask.Match.Refuses(handoff) ?? handoff.Acknowledge(db, context.Caller.PersonId, db.Clock.Today).Error) is
            { } refusal
        )
        {
            return refusal;
        }

        var lead = await people.Lead(handoff.AccountId, ask.Taken.LeadId, cancellation);
        if (lead.Error is { } nobody)
        {
            return nobody;
        }

        SuccessProject.Open(
            db,
            handoff.Start(
                lead.Value,
                string.IsNullOrWhiteSpace(ask.Taken.Title) ? handoff.Title : ask.Taken.Title,
                db.Clock.Today
            )
        );
        await db.SaveChangesAsync(cancellation);
        return await reader.Show(handoff, cancellation);
    }
}

internal sealed class AcknowledgeHandoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/handoffs/{handoffId}/acknowledgement",
                (Guid handoffId, HandoffTaken taken, IfMatch match) => new AcknowledgeHandoff(handoffId, taken, match)
            )
            .WithSummary("Take a customer over from sales")
            .WithDescription(
                "Opens the success project with its lead and, if known here, the seller as somebody to be told. What "
                    + "is still missing does not stop it; the kickoff waits for that."
            )
            .WithExample(
                new HandoffTaken(),
                HandoffProfile.Example with
                {
                    AcknowledgedOn = new DateOnly(2026, 11, 10),
                    AcknowledgedById = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    ProjectId = ProjectProfile.Example.Id,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
