using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Orders;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Plans;

/// <summary>Everything that the plan of one project holds, as it stands today.</summary>
internal sealed record PlanParts(SuccessProject Project)
{
    public ProjectScope? Scope { get; init; }

    /// <summary>The success definition in force today.</summary>
    public SuccessDefinition? Goal { get; init; }

    public IReadOnlyList<PlanChange> Changes { get; init; } = [];

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public ProjectBudget? Budget { get; init; }

    public IReadOnlyList<Spending> Spendings { get; init; } = [];

    public IReadOnlyList<Deliverable> Deliverables { get; init; } = [];

    public IReadOnlyList<ResourceNeed> Needs { get; init; } = [];

    public IReadOnlyList<(Cadence Cadence, CadenceKept Kept)> Cadences { get; init; } = [];

    public IReadOnlyList<ProjectRisk> Risks { get; init; } = [];

    public IReadOnlyList<ProjectOrder> Orders { get; init; } = [];

    public AccountMap People { get; init; } = AccountMap.Empty;
}

/// <summary>Reads the plans of projects. The number of queries does not grow with that of the projects.</summary>
internal sealed class PlanReader(JourneyDb db)
{
    private const int MostIdsInAQuery = 500;

    /// <summary>The plans, in the order of the projects.</summary>
    /// <param name="projects">Whose plans are read.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <param name="spendings">Whether spendings are read too, which a list of plans does not show.</param>
    public async Task<IReadOnlyList<PlanParts>> Read(
        IReadOnlyList<SuccessProject> projects,
        CancellationToken cancellation,
        bool spendings = true
    )
    {
        if (projects.Count == 0)
        {
            return [];
        }

        var (today, yesterday) = (db.Clock.Today, db.Clock.Today.AddDays(-1));
        var ids = projects.Select(project => project.Id).ToHashSet();
        var accounts = projects.Select(project => project.AccountId).Distinct().ToArray();
        var scopes = await Of<ProjectScope>(one => one.ProjectId).ToDictionaryAsync(one => one.ProjectId, cancellation);
        var budgets = await Of<ProjectBudget>(one => one.ProjectId)
            .ToDictionaryAsync(one => one.ProjectId, cancellation);
        var goals = await Goals(accounts, today, cancellation);
        var people = await MapReader.Read(db, accounts, today, db.Clock.Now, cancellation);
        var changes = await Items<PlanChange>();
        var milestones = await Items<Milestone>();
        var spent = spendings ? await Items<Spending>() : Enumerable.Empty<Spending>().ToLookup(one => one.ProjectId);
        var deliverables = await Items<Deliverable>();
        var needs = await Items<ResourceNeed>();
        var cadences = await Items<Cadence>();
        var contacts = await CadenceKeeping.Contacts(
            db,
            [.. cadences.SelectMany(own => own).Select(one => one.AccountId).Distinct()],
            yesterday,
            db.Clock.Now,
            cancellation
        );
        var risks = await Items<ProjectRisk>();
        var orders = await Items<ProjectOrder>();
        return
        [
            .. projects.Select(project => new PlanParts(project)
            {
                Scope = scopes.GetValueOrDefault(project.Id),
                Goal = goals.GetValueOrDefault(project.AccountId),
                Changes = [.. changes[project.Id].OrderByDescending(one => one.Id)],
                Milestones = [.. milestones[project.Id].OrderBy(one => one.ForecastOn).ThenBy(one => one.Id)],
                Budget = budgets.GetValueOrDefault(project.Id),
                Spendings = [.. spent[project.Id]],
                Deliverables = [.. deliverables[project.Id].OrderBy(one => one.DueOn).ThenBy(one => one.Id)],
                Needs = [.. needs[project.Id].OrderBy(one => one.From).ThenBy(one => one.Id)],
                Cadences =
                [
                    .. cadences[project.Id]
                        .OrderBy(one => one.FirstOn)
                        .ThenBy(one => one.Id)
                        .Select(one =>
                            (one, CadenceKeeping.Of(one, contacts[project.AccountId], yesterday, Last(one, project)))
                        ),
                ],
                Risks = [.. risks[project.Id].OrderByDescending(one => one.Score).ThenBy(one => one.Id)],
                Orders = [.. orders[project.Id].OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id)],
                People = people.GetValueOrDefault(project.AccountId, AccountMap.Empty),
            }),
        ];

        IQueryable<T> Of<T>(System.Linq.Expressions.Expression<Func<T, Guid>> project)
            where T : class =>
            db.Set<T>()
                .AsNoTracking()
                .Within(
                    ids.Count <= MostIdsInAQuery ? new AccountScope(All: false, ids) : AccountScope.Everything,
                    project
                );

        async Task<ILookup<Guid, T>> Items<T>()
            where T : class, IPlanItem =>
            (await Of<T>(one => one.ProjectId).ToListAsync(cancellation)).ToLookup(one => one.ProjectId);
    }

    private async Task<IReadOnlyDictionary<Guid, SuccessDefinition>> Goals(
        Guid[] accounts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var all = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AgreedOn <= today)
            .Within(
                accounts.Length <= MostIdsInAQuery
                    ? new AccountScope(All: false, accounts.ToHashSet())
                    : AccountScope.Everything,
                one => one.AccountId
            )
            .ToListAsync(cancellation);
        return all.GroupBy(one => one.AccountId)
            .ToDictionary(own => own.Key, own => own.MaxBy(one => (one.AgreedOn, one.Number))!);
    }

    private static DateOnly? Last(Cadence cadence, SuccessProject project) =>
        cadence.EndedOn is { } ended && project.ClosedOn is { } closed
            ? (ended < closed ? ended : closed)
            : cadence.EndedOn ?? project.ClosedOn;
}
