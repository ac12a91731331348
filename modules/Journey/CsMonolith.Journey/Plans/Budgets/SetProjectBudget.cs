using CsMonolith.Journey.Plans.Milestones;

namespace CsMonolith.Journey.Plans.Budgets;

/// <summary>Say what a project may cost, and what its success assumes to be bought.</summary>
internal sealed record SetProjectBudget(Guid ProjectId, [property: Body] BudgetOrder Budget, IfMatch Match)
    : ICommand<ShownBudget>;

/// <param name="Amount">The service budget; 0 says that none is needed.</param>
/// <param name="LicenceYears">Years for which the success assumes that the licences are held; 0 to 20.</param>
/// <param name="CrossSells">What more the customer must buy for the project to succeed.</param>
internal sealed record BudgetOrder(Money Amount, int LicenceYears, IReadOnlyList<CrossSell> CrossSells);

internal sealed class SetProjectBudgetValidator : AbstractValidator<SetProjectBudget>
{
    public SetProjectBudgetValidator()
    {
        RuleFor(ask => ask.Budget.Amount.Minor).GreaterThanOrEqualTo(0);
        RuleFor(ask => ask.Budget.LicenceYears).InclusiveBetween(0, 20);
        RuleFor(ask => ask.Budget.CrossSells.Count).LessThanOrEqualTo(20);
        RuleForEach(ask => ask.Budget.CrossSells)
            .ChildRules(sale =>
            {
                sale.RuleFor(one => one.Text).NotEmpty().MaximumLength(300);
                sale.RuleFor(one => one.Amount.Minor).GreaterThanOrEqualTo(0);
            })
            .OverridePropertyName("crossSells");
    }
}

internal sealed class SetProjectBudgetHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<SetProjectBudget, Result<ShownBudget>>
{
    public async Task<Result<ShownBudget>> Handle(SetProjectBudget ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var budget =
            await db.Set<ProjectBudget>().FindAsync([ask.ProjectId], cancellation)
            ?? new ProjectBudget(ask.ProjectId, project.Value.AccountId);
        var spendings = await db.Set<Spending>()
            .AsNoTracking()
            .Where(one => one.ProjectId == ask.ProjectId)
            .ToListAsync(cancellation);
        if ((ask.Match.Refuses(budget) ?? budget.Set(ask.Budget, spendings.Count > 0).Error) is { } unfit)
        {
            return unfit;
        }

        if (budget.Version == 0)
        {
            db.Set<ProjectBudget>().Add(budget);
        }

        await db.SaveChangesAsync(cancellation);
        var milestones = await db.Set<Milestone>()
            .AsNoTracking()
            .Where(one => one.ProjectId == ask.ProjectId)
            .ToListAsync(cancellation);
        return ShownBudget.Of(budget, spendings, ElapsedTime.Of(project.Value, milestones, desk.Today));
    }
}

internal sealed class SetProjectBudgetEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/success-projects/{projectId}/budget",
                (Guid projectId, BudgetOrder budget, IfMatch match) => new SetProjectBudget(projectId, budget, match)
            )
            .WithSummary("Say what a project may cost, and what its success assumes to be bought")
            .WithDescription(
                "If-Match carries the version read, 0 where nothing was set. Once money was spent the currency stays."
            )
            .WithExample(
                new BudgetOrder(
                    ShownBudget.Example.Amount,
                    ShownBudget.Example.LicenceYears,
                    ShownBudget.Example.CrossSells
                ),
                ShownBudget.Example
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
