using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Which milestones are there, over all projects?</summary>
internal sealed record ListMilestones(ListAsk List) : IQuery<Page<ShownMilestone>>;

/// <summary>A milestone with what only today tells of it.</summary>
internal sealed class MilestoneToday
{
    public required Milestone Milestone { get; init; }

    public bool IsOpen { get; init; }

    public bool IsNear { get; init; }

    public bool IsLate { get; init; }

    public static IQueryable<MilestoneToday> All(JourneyDb db, DateOnly today) =>
        db.Set<Milestone>()
            .AsNoTracking()
            .Join(
                db.Set<SuccessProject>(),
                one => one.ProjectId,
                project => project.Id,
                (one, project) => new { one, IsOpen = one.ActualOn == null && project.ClosedOn == null }
            )
            .Select(row => new MilestoneToday
            {
                Milestone = row.one,
                IsOpen = row.IsOpen,
                IsNear = row.IsOpen && row.one.AlarmOn <= today,
                IsLate = row.IsOpen && row.one.ForecastOn < today,
            });
}

internal sealed class ListMilestonesHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListMilestones, Result<Page<ShownMilestone>>>
{
    public static ListShape<MilestoneToday> Shape { get; } =
        new ListShape<MilestoneToday>(row => row.Milestone.Id, "forecastOn")
            .With("accountId", row => row.Milestone.AccountId)
            .With("projectId", row => row.Milestone.ProjectId)
            .With("ownerId", row => row.Milestone.OwnerId)
            .With("title", row => row.Milestone.Title)
            .With("baselineOn", row => row.Milestone.BaselineOn)
            .With("forecastOn", row => row.Milestone.ForecastOn)
            .With("actualOn", row => row.Milestone.ActualOn)
            .With("slipDays", row => row.Milestone.SlipDays)
            .With("isOpen", row => row.IsOpen)
            .With("isNear", row => row.IsNear)
            .With("isLate", row => row.IsLate);

    public async Task<Result<Page<ShownMilestone>>> Handle(ListMilestones ask, CancellationToken cancellation)
    {
        var (today, scope) = (db.Clock.Today, await visibility.Accounts(cancellation));
        return await Shape.Page(
            MilestoneToday.All(db, today).Within(scope, row => row.Milestone.AccountId),
            ask.List,
            cursors,
            row => ShownMilestone.Of(row.Milestone, today),
            cancellation
        );
    }
}

internal sealed class ListMilestonesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/milestones", (ListAsk list) => new ListMilestones(list))
            .WithSummary("List milestones over all projects, the next due first")
            .WithDescription(
                "Filter by isOpen (not reached, of an open project), isNear, isLate, slipDays, forecastOn or ownerId."
            )
            .WithMetadata(new ListFields(ListMilestonesHandler.Shape.Fields))
            .WithExample(null, new Page<ShownMilestone>([ShownMilestone.Example], null))
            .WithProblems(400, 401, 403);
}
