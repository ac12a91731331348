namespace CsMonolith.Journey.Plans.Deliverables;

/// <summary>Record that a deliverable is done, which takes the customer's sign-off.</summary>
internal sealed record FinishDeliverable(Guid DeliverableId, [property: Body] DeliverableDay Day)
    : ICommand<ShownDeliverable>;

/// <param name="On">The day: not before the sign-off, not after today.</param>
internal sealed record DeliverableDay(DateOnly On);

internal sealed class FinishDeliverableHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<FinishDeliverable, Result<ShownDeliverable>>
{
    public async Task<Result<ShownDeliverable>> Handle(FinishDeliverable ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Deliverable>(ask.DeliverableId, "deliverable", cancellation);
        if ((found.Error ?? desk.NotYet(ask.Day.On) ?? found.Value.Finish(ask.Day.On).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownDeliverable.Of(found.Value, desk.Today);
    }
}

internal sealed class FinishDeliverableEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/deliverables/{deliverableId}/done",
                (Guid deliverableId, DeliverableDay day) => new FinishDeliverable(deliverableId, day)
            )
            .WithSummary("Record that a deliverable is done")
            .WithDescription("Refused while the customer has not signed it off.")
            .WithExample(
                new DeliverableDay(new DateOnly(2026, 11, 20)),
                ShownDeliverable.Example with
                {
                    IsSignedOff = true,
                    DoneOn = new DateOnly(2026, 11, 20),
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
