namespace CsMonolith.Journey.Tasks;

/// <summary>Open many tasks at once, such as what a meeting agreed on.</summary>
internal sealed record OpenTasks(BulkAsk<OpenTask> Bulk) : IBulk<OpenTask, ShownTask>;

internal sealed class OpenTasksHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<OpenTasks, OpenTask, ShownTask>(db, mediator, StatusCodes.Status201Created)
{
    protected override ICommand<ShownTask> Order(OpenTask item) => item;
}

internal sealed class OpenTasksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<OpenTasks, OpenTask, ShownTask>("/tasks/bulk", bulk => new OpenTasks(bulk))
            .WithName(nameof(OpenTasks))
            .WithSummary("Open many tasks at once")
            .WithExample(
                new BulkBody<OpenTask>([OpenTaskEndpoint.Example]),
                new BulkAnswer<ShownTask>(Succeeded: 1, Refused: 0, [new(201, ShownTask.Example, Problem: null)])
            );
}
