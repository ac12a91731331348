using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Tasks;

/// <summary>Lists the services and routes of tasks.</summary>
internal static class TasksChapter
{
    public static IServiceCollection AddTasks(this IServiceCollection services) =>
        services
            .AddScoped<TaskDesk>()
            .AddSingleton(new TimelineSource(nameof(ListTasks), TaskItem.DoneLine, TaskItem.OverdueLine))
            .AddSingleton(new ScheduledJob("task-sweep", "0 20 1 * * ?", day => new SweepOverdueTasks(day)));

    public static IEndpointRouteBuilder MapTasks(this IEndpointRouteBuilder routes) =>
        routes
            .Map<OpenTaskEndpoint>()
            .Map<OpenTasksEndpoint>()
            .Map<ListTasksEndpoint>()
            .Map<GetTaskEndpoint>()
            .Map<ChangeTaskEndpoint>()
            .Map<MoveTaskEndpoint>()
            .Map<MoveTasksEndpoint>()
            .Map<FinishTaskEndpoint>()
            .Map<FinishTasksEndpoint>()
            .Map<DropTaskEndpoint>()
            .Map<ReopenTaskEndpoint>();
}
