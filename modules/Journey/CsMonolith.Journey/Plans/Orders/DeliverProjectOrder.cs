namespace CsMonolith.Journey.Plans.Orders;

/// <summary>Record that what a project ordered has come.</summary>
internal sealed record DeliverProjectOrder(Guid OrderId, [property: Body] OrderDelivery Delivery)
    : ICommand<ShownOrder>;

/// <param name="On">The day: not before the order, not after today.</param>
internal sealed record OrderDelivery(DateOnly On);

internal sealed class DeliverProjectOrderHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<DeliverProjectOrder, Result<ShownOrder>>
{
    public async Task<Result<ShownOrder>> Handle(DeliverProjectOrder ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ProjectOrder>(ask.OrderId, "order", cancellation);
        var on = ask.Delivery.On;
        if ((found.Error ?? desk.NotYet(on) ?? found.Value.Deliver(on).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownOrder.Of(found.Value, desk.Today);
    }
}

internal sealed class DeliverProjectOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/project-orders/{orderId}/delivery",
                (Guid orderId, OrderDelivery delivery) => new DeliverProjectOrder(orderId, delivery)
            )
            .WithSummary("Record that what a project ordered has come")
            .WithExample(
                new OrderDelivery(new DateOnly(2026, 11, 20)),
                ShownOrder.Example with
                {
                    DeliveredOn = new DateOnly(2026, 11, 20),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
