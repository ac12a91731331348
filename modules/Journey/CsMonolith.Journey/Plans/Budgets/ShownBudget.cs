namespace CsMonolith.Journey.Plans.Budgets;

/// <param name="LicenceYears">Years for which the success assumes that the licences are held.</param>
/// <param name="CrossSells">What more the customer must buy for the project to succeed.</param>
/// <param name="Spent">The sum of all spendings.</param>
/// <param name="Burn">Spent over the budget; <c>null</c> over a budget of zero.</param>
/// <param name="Elapsed">Share of the project's time that is over today, 0 to 1: from its start to its last milestone;
/// <c>null</c> without milestones after the start.</param>
/// <param name="Spendings">The newest 50, the newest first.</param>
/// <param name="Version">Also its ETag; 0 while nothing was set.</param>
internal sealed record ShownBudget(
    Guid ProjectId,
    Money Amount,
    int LicenceYears,
    IReadOnlyList<CrossSell> CrossSells,
    Money Spent,
    decimal? Burn,
    decimal? Elapsed,
    IReadOnlyList<ShownSpending> Spendings,
    long Version
)
{
    public const int SpendingsShown = 50;

    public static ShownBudget Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Money.Of("500000", "JPY"),
            LicenceYears: 3,
            [
                new CrossSell(
                    "動態管理オプション",
                    Money.Of("240000", "JPY"),
                    new DateOnly(2027, 4, 1),
                    CrossSellState.Planned
                ),
            ],
            Money.Of("0", "JPY"),
            Burn: 0m,
            Elapsed: null,
            [],
            Version: 1
        );

    public static ShownBudget Of(ProjectBudget budget, IReadOnlyList<Spending> spendings, decimal? elapsed)
    {
        var spent = spendings.Sum(one => one.Minor);
        return new(
            budget.ProjectId,
            budget.Amount,
            budget.LicenceYears,
            budget.CrossSells,
            new Money(spent, budget.Currency),
            new Ratio(spent, budget.Minor).ToNumber(),
            elapsed,
            [
                .. spendings
                    .OrderByDescending(one => one.On)
                    .ThenByDescending(one => one.Id)
                    .Take(SpendingsShown)
                    .Select(one => ShownSpending.Of(one, budget.Currency)),
            ],
            budget.Version
        );
    }
}

/// <param name="Amount">In the budget's currency; a negative one takes back.</param>
internal sealed record ShownSpending(Guid Id, DateOnly On, string What, Money Amount, Guid? ById)
{
    public static ShownSpending Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f303"),
            new DateOnly(2026, 11, 18),
            "現地研修(1日)",
            Money.Of("120000", "JPY"),
            Guid.Parse("0199a000-0000-7000-8000-000000000001")
        );

    public static ShownSpending Of(Spending one, string currency) =>
        new(one.Id, one.On, one.What, new Money(one.Minor, currency), one.ById);
}
