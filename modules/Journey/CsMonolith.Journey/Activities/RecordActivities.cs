namespace CsMonolith.Journey.Activities;

/// <summary>Record many activities at once, such as a week's.</summary>
internal sealed record RecordActivities(BulkAsk<RecordActivity> Bulk) : IBulk<RecordActivity, ShownActivity>;

internal sealed class RecordActivitiesHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<RecordActivities, RecordActivity, ShownActivity>(db, mediator, StatusCodes.Status201Created)
{
    protected override ICommand<ShownActivity> Order(RecordActivity item) => item;
}

internal sealed class RecordActivitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<RecordActivities, RecordActivity, ShownActivity>(
                "/activities/bulk",
                bulk => new RecordActivities(bulk)
            )
            .WithName(nameof(RecordActivities))
            .WithSummary("Record many activities at once")
            .WithExample(
                new BulkBody<RecordActivity>([RecordActivityEndpoint.Example]),
                new BulkAnswer<ShownActivity>(
                    Succeeded: 1,
                    Refused: 0,
                    [new(201, ShownActivity.Example, Problem: null)]
                )
            );
}
