namespace CsMonolith.Journey.Plans.Budgets;

/// <summary>Record money that was spent from a project's budget.</summary>
internal sealed record RecordSpending(Guid ProjectId, [property: Body] NewSpending Spending) : ICommand<ShownSpending>;

/// <param name="On">The day, not after today.</param>
/// <param name="Amount">In the budget's currency; a negative one takes back.</param>
internal sealed record NewSpending(DateOnly On, string What, Money Amount);

internal sealed class RecordSpendingValidator : AbstractValidator<RecordSpending>
{
    public RecordSpendingValidator()
    {
        RuleFor(ask => ask.Spending.What).NotEmpty().MaximumLength(300);
        RuleFor(ask => ask.Spending.Amount.Minor).NotEqual(0);
    }
}

internal sealed class RecordSpendingHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<RecordSpending, Result<ShownSpending>>
{
    public async Task<Result<ShownSpending>> Handle(RecordSpending ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if ((project.Error ?? desk.NotYet(ask.Spending.On)) is { } refusal)
        {
            return refusal;
        }

        if (await db.Set<ProjectBudget>().FindAsync([ask.ProjectId], cancellation) is not { } budget)
        {
            return PlanErrors.NoBudget;
        }

        var (on, what, amount) = ask.Spending;
        if (amount.Currency != budget.Currency)
        {
            return PlanErrors.OtherCurrency(amount.Currency, budget.Currency, "/amount");
        }

        if (await desk.Full<Spending>(ask.ProjectId, cancellation, Spending.MostOfAProject) is { } full)
        {
            return full;
        }

        var spending = new Spending(
            Guid.CreateVersion7(),
            ask.ProjectId,
            project.Value.AccountId,
            on,
            what,
            amount.Minor,
            desk.Me,
            desk.Now
        );
        db.Set<Spending>().Add(spending);
        await db.SaveChangesAsync(cancellation);
        return ShownSpending.Of(spending, budget.Currency);
    }
}

internal sealed class RecordSpendingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/spendings",
                (Guid projectId, NewSpending spending) => new RecordSpending(projectId, spending)
            )
            .Creates((ShownSpending _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan")
            .WithSummary("Record money that was spent from a project's budget")
            .WithDescription("It takes a budget. A wrong amount is taken back by a negative one.")
            .WithExample(
                new NewSpending(ShownSpending.Example.On, ShownSpending.Example.What, ShownSpending.Example.Amount),
                ShownSpending.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
