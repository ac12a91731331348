using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans;

/// <summary>How do the open projects stand against their plans?</summary>
internal sealed record ListProjectPlans(ListAsk List) : IQuery<Page<PlanRow>>;

/// <param name="Id">The project.</param>
/// <param name="CoveredAreas">How many of the nine areas are covered.</param>
/// <param name="OpenAreas">The others.</param>
/// <param name="SlipDays">The greatest slip of a milestone that is to be reached; <c>null</c> without one.</param>
/// <param name="NextMilestone">The next milestone that is to be reached.</param>
/// <param name="Alarms">Milestones that are near or late, or slip.</param>
/// <param name="MissedContacts">Intervals of regular contacts in which nobody was in touch.</param>
/// <param name="Gaps">Needs of people that nobody fills.</param>
/// <param name="GraveRisks">Open risks rated 12 or more of 25.</param>
/// <param name="LateOrders">Orders whose day has passed.</param>
/// <param name="ChangesToDecide">Change requests that wait for a decision.</param>
internal sealed record PlanRow(
    Guid Id,
    Guid AccountId,
    string AccountName,
    int? Tier,
    string Title,
    Guid LeadId,
    DateOnly OpenedOn,
    int CoveredAreas,
    IReadOnlyList<PlanArea> OpenAreas,
    int? SlipDays,
    string? NextMilestone,
    DateOnly? NextOn,
    int Alarms,
    int MissedContacts,
    int Gaps,
    int GraveRisks,
    int LateOrders,
    int ChangesToDecide
);

/// <summary>What is counted over the parts of a plan.</summary>
internal static class PlanFigures
{
    /// <summary>The greatest slip of a milestone that is to be reached.</summary>
    public static int? Slip(PlanParts plan) =>
        plan.Milestones.Where(one => one.ActualOn is null).Max(one => one.SlipDays);

    public static PlanRow Row(PlanParts plan, AccountName account, DateOnly today)
    {
        var coverage = PlanCoverage.Of(plan, today);
        var next = plan.Milestones.FirstOrDefault(one => one.ActualOn is null);
        return new PlanRow(
            plan.Project.Id,
            plan.Project.AccountId,
            account.Name,
            account.Tier,
            plan.Project.Title,
            plan.Project.LeadId,
            plan.Project.OpenedOn,
            coverage.Count(area => area.Covered),
            [.. coverage.Where(area => !area.Covered).Select(area => area.Area)],
            Slip(plan),
            next?.Title,
            next?.ForecastOn,
            plan.Milestones.Count(one => one.ActualOn is null && (one.IsNear(today) || one.SlipDays > 0)),
            plan.Cadences.Where(one => one.Cadence.EndedOn is null).Sum(one => one.Kept.Missed.Count),
            plan.Needs.Count(one => one.IsGap(today)),
            plan.Risks.Count(one => one.State == RiskState.Open && one.Score >= ProjectRisk.GraveScore),
            plan.Orders.Count(one => one.IsLate(today)),
            plan.Changes.Count(one => one.DecidedOn is null)
        );
    }
}

/// <summary>What a list of projects shows of an account.</summary>
internal sealed record AccountName(string Name, int? Tier);

internal sealed class ListProjectPlansHandler(
    JourneyDb db,
    AccountVisibility visibility,
    PlanReader reader,
    Cursors cursors
) : IRequestHandler<ListProjectPlans, Result<Page<PlanRow>>>
{
    public static ListShape<PlanRow> Shape { get; } =
        new ListShape<PlanRow>(row => row.Id, "-alarms,nextOn")
            .With("accountId", row => row.AccountId)
            .With("accountName", row => row.AccountName)
            .With("tier", row => row.Tier)
            .With("title", row => row.Title)
            .With("leadId", row => row.LeadId)
            .With("openedOn", row => row.OpenedOn)
            .With("coveredAreas", row => row.CoveredAreas)
            .With("slipDays", row => row.SlipDays)
            .With("nextOn", row => row.NextOn)
            .With("alarms", row => row.Alarms)
            .With("missedContacts", row => row.MissedContacts)
            .With("gaps", row => row.Gaps)
            .With("graveRisks", row => row.GraveRisks)
            .With("lateOrders", row => row.LateOrders)
            .With("changesToDecide", row => row.ChangesToDecide);

    public async Task<Result<Page<PlanRow>>> Handle(ListProjectPlans ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var projects = await db.Set<SuccessProject>()
            .AsNoTracking()
            .Where(project => project.ClosedOn == null)
            .Within(scope, project => project.AccountId)
            .ToListAsync(cancellation);
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Within(scope, account => account.Id)
            .Select(account => new
            {
                account.Id,
                account.Name,
                account.Tier,
            })
            .ToDictionaryAsync(
                account => account.Id,
                account => new AccountName(account.Name, account.Tier),
                cancellation
            );
        var today = db.Clock.Today;
        return await Shape.Page(
            (await reader.Read(projects, cancellation, spendings: false))
                .Select(plan => PlanFigures.Row(plan, names[plan.Project.AccountId], today))
                .AsQueryable(),
            ask.List,
            cursors,
            row => row,
            cancellation
        );
    }
}

internal sealed class ListProjectPlansEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/project-plans", (ListAsk list) => new ListProjectPlans(list))
            .WithSummary("List how open projects stand against their plans, those with alarms first")
            .WithMetadata(new ListFields(ListProjectPlansHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<PlanRow>(
                    [
                        new PlanRow(
                            ProjectProfile.Example.Id,
                            ProjectProfile.Example.AccountId,
                            "みなと運輸",
                            Tier: 2,
                            ProjectProfile.Example.Title,
                            ProjectProfile.Example.LeadId,
                            ProjectProfile.Example.OpenedOn,
                            CoveredAreas: 7,
                            [PlanArea.Resource, PlanArea.Stakeholder],
                            SlipDays: 7,
                            "利用開始",
                            new DateOnly(2027, 1, 22),
                            Alarms: 1,
                            MissedContacts: 0,
                            Gaps: 1,
                            GraveRisks: 1,
                            LateOrders: 0,
                            ChangesToDecide: 0
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
