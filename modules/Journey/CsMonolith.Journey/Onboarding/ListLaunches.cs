using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>How near are success projects to their launch?</summary>
internal sealed record ListLaunches(ListAsk List) : IQuery<Page<LaunchProfile>>;

internal sealed class ListLaunchesHandler(
    JourneyDb db,
    AccountVisibility visibility,
    LaunchReadiness readiness,
    Cursors cursors
) : IRequestHandler<ListLaunches, Result<Page<LaunchProfile>>>
{
    public static ListShape<LaunchRow> Shape { get; } =
        new ListShape<LaunchRow>(row => row.Project.Id, "-openedOn")
            .With("accountId", row => row.Project.AccountId)
            .With("title", row => row.Project.Title)
            .With("openedOn", row => row.Project.OpenedOn)
            .With("kickoffOn", row => row.Project.KickoffOn)
            .With("closedOn", row => row.Project.ClosedOn)
            .With("launched", row => row.LaunchedOn != null)
            .With("launchedOn", row => row.LaunchedOn);

    public async Task<Result<Page<LaunchProfile>>> Handle(ListLaunches ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var rows =
            from project in db.Set<SuccessProject>().AsNoTracking().Within(scope, one => one.AccountId)
            join launch in db.Set<Launch>().AsNoTracking() on project.Id equals launch.ProjectId into own
            from launch in own.DefaultIfEmpty()
            select new LaunchRow
            {
                Project = project,
                Launch = launch,
                LaunchedOn = launch == null ? null : launch.LaunchedOn,
            };
        var page = await Shape.Page(rows, ask.List, cursors, row => row, cancellation);
        if (page.Error is { } refusal)
        {
            return refusal;
        }

        var conditions = await readiness.Read(page.Value.Items.Select(Day), cancellation);
        return new Page<LaunchProfile>(
            [.. page.Value.Items.Select(row => LaunchProfile.Of(row.Project, row.Launch, conditions[Day(row)]))],
            page.Value.NextCursor
        );

        AccountDay Day(LaunchRow row) => new(row.Project.AccountId, row.LaunchedOn ?? db.Clock.Today);
    }
}

/// <summary>A project with its launch, where anything was done about it.</summary>
internal sealed class LaunchRow
{
    public required SuccessProject Project { get; init; }

    public Launch? Launch { get; init; }

    public DateOnly? LaunchedOn { get; init; }
}

internal sealed class ListLaunchesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/launches", (ListAsk list) => new ListLaunches(list))
            .WithSummary("List how near success projects are to their launch, the newest first")
            .WithMetadata(new ListFields(ListLaunchesHandler.Shape.Fields))
            .WithExample(null, new Page<LaunchProfile>([LaunchProfile.Example], null))
            .WithProblems(400, 401, 403);
}
