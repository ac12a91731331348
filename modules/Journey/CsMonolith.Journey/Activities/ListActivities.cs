using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Activities;

/// <summary>What did our people do?</summary>
internal sealed record ListActivities(ListAsk List) : IQuery<Page<ShownActivity>>, ISensitiveQuery;

internal sealed class ListActivitiesHandler(JourneyDb db, WorkSight sight, RequestContext context, Cursors cursors)
    : IRequestHandler<ListActivities, Result<Page<ShownActivity>>>
{
    public static ListShape<ActivityOnDay> Shape { get; } =
        new ListShape<ActivityOnDay>(row => row.Activity.Id, "-on")
            .With("id", row => row.Activity.Id)
            .With("accountId", row => row.Activity.AccountId)
            .With("on", row => row.Activity.On)
            .With("kind", row => row.Activity.Kind)
            .With("minutes", row => row.Activity.Minutes)
            .With("goalId", row => row.Activity.GoalId)
            .With("fireId", row => row.Activity.FireId)
            .With("proactive", row => row.Activity.Proactive)
            .With("signalKind", row => row.Activity.SignalKind)
            .With("channel", row => row.Activity.Channel)
            .With("byId", row => row.Activity.ById)
            .With("phase", row => row.Phase)
            .With("recordedAt", row => row.Activity.RecordedAt);

    public async Task<Result<Page<ShownActivity>>> Handle(ListActivities ask, CancellationToken cancellation)
    {
        var seen = await sight.Seen(cancellation);
        return await Shape.Page(
            ActivityOnDay.Of(db, SeenActivities.Among(db.Set<Activity>().AsNoTracking(), seen)),
            ask.List,
            cursors,
            Show,
            cancellation
        );
    }

    // A partner reads their own notes, not what our people wrote for each other.
    private ShownActivity Show(ActivityOnDay row) =>
        context.Scope == PermissionScope.Partner && row.Activity.ById != context.Caller.PersonId
            ? ShownActivity.Of(row) with
            {
                Note = null,
            }
            : ShownActivity.Of(row);
}

/// <summary>Keeps activities to those that a caller may see.</summary>
internal static class SeenActivities
{
    public static IQueryable<Activity> Among(IQueryable<Activity> activities, SeenWork seen)
    {
        var (accounts, people) = (seen.Accounts, seen.People);
        return seen.Scope.All
            ? activities.Where(activity => activity.AccountId != null || people.Contains(activity.ById!.Value))
            : activities.Where(activity =>
                activity.AccountId != null
                    ? accounts.Contains(activity.AccountId.Value)
                    : people.Contains(activity.ById!.Value)
            );
    }
}

internal sealed class ListActivitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/activities", (ListAsk list) => new ListActivities(list))
            .WithSummary("List what our people did, the newest first")
            .WithDescription("Work for no account is seen by its person and their leader.")
            .WithMetadata(new ListFields(ListActivitiesHandler.Shape.Fields))
            .WithExample(null, new Page<ShownActivity>([ShownActivity.Example], null))
            .WithProblems(400, 401, 403);
}
