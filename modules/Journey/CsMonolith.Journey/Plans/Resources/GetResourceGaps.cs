using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans.Resources;

/// <summary>Where do open projects lack people, by department?</summary>
internal sealed record GetResourceGaps : IQuery<ResourceGaps>;

/// <param name="Needs">Needs that nobody fills, of all departments.</param>
/// <param name="HoursAWeek">Their hours.</param>
/// <param name="Departments">The one with the most hours first.</param>
internal sealed record ResourceGaps(int Needs, int HoursAWeek, IReadOnlyList<DepartmentGap> Departments) : Figure;

/// <param name="Needs">Needs that nobody fills.</param>
/// <param name="Promised">Those of them for which somebody was promised.</param>
/// <param name="HoursAWeek">Hours of all of them.</param>
/// <param name="Gaps">Each of them, those that begin first, first; at most 200.</param>
internal sealed record DepartmentGap(
    string Department,
    int Needs,
    int Promised,
    int HoursAWeek,
    IReadOnlyList<ResourceGap> Gaps
);

/// <summary>One need that nobody fills.</summary>
internal sealed record ResourceGap(
    Guid NeedId,
    Guid ProjectId,
    string ProjectTitle,
    Guid AccountId,
    string Role,
    int HoursAWeek,
    DateOnly From,
    DateOnly? To,
    NeedState State,
    string? PromisedBy
);

internal sealed class GetResourceGapsHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetResourceGaps, Result<ResourceGaps>>
{
    private const int MostGapsShown = 200;

    public async Task<Result<ResourceGaps>> Handle(GetResourceGaps ask, CancellationToken cancellation)
    {
        var (today, scope) = (db.Clock.Today, await visibility.Accounts(cancellation));
        var gaps = await db.Set<ResourceNeed>()
            .AsNoTracking()
            .Where(need => need.State != NeedState.Filled && (need.To == null || need.To >= today))
            .Within(scope, need => need.AccountId)
            .Join(
                db.Set<SuccessProject>().Where(project => project.ClosedOn == null),
                need => need.ProjectId,
                project => project.Id,
                (need, project) => new { need, project.Title }
            )
            .ToListAsync(cancellation);
        return new ResourceGaps(
            gaps.Count,
            gaps.Sum(row => row.need.HoursAWeek),
            [
                .. gaps.GroupBy(row => row.need.Department, StringComparer.Ordinal)
                    .Select(own => new DepartmentGap(
                        own.Key,
                        own.Count(),
                        own.Count(row => row.need.State == NeedState.Promised),
                        own.Sum(row => row.need.HoursAWeek),
                        [
                            .. own.OrderBy(row => row.need.From)
                                .ThenBy(row => row.need.Id)
                                .Take(MostGapsShown)
                                .Select(row => Show(row.need, row.Title)),
                        ]
                    ))
                    .OrderByDescending(own => own.HoursAWeek)
                    .ThenBy(own => own.Department, StringComparer.Ordinal),
            ]
        );
    }

    private static ResourceGap Show(ResourceNeed need, string title) =>
        new(
            need.Id,
            need.ProjectId,
            title,
            need.AccountId,
            need.Role,
            need.HoursAWeek,
            need.From,
            need.To,
            need.State,
            need.PromisedBy
        );
}

internal sealed class GetResourceGapsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/resource-gaps", () => new GetResourceGaps())
            .WithSummary("Tell where open projects lack people, by department")
            .WithDescription("A promise is no filling: it counts as a gap until somebody does it.")
            .WithExample(
                null,
                new ResourceGaps(
                    1,
                    8,
                    [
                        new DepartmentGap(
                            "プロダクト",
                            1,
                            0,
                            8,
                            [
                                new ResourceGap(
                                    ShownResourceNeed.Example.Id,
                                    ShownResourceNeed.Example.ProjectId,
                                    ProjectProfile.Example.Title,
                                    ProjectProfile.Example.AccountId,
                                    ShownResourceNeed.Example.Role,
                                    8,
                                    ShownResourceNeed.Example.From,
                                    ShownResourceNeed.Example.To,
                                    NeedState.Requested,
                                    PromisedBy: null
                                ),
                            ]
                        ),
                    ]
                )
            )
            .WithProblems(401, 403);
}
