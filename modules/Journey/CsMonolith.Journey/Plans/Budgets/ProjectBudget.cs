namespace CsMonolith.Journey.Plans.Budgets;

/// <summary>How far a sale is on which a project's success depends.</summary>
internal enum CrossSellState
{
    Planned,
    Won,
    Lost,
}

/// <summary>Something more that the customer must buy for the project to succeed.</summary>
/// <param name="ExpectedOn">The day by which it is expected.</param>
internal sealed record CrossSell(string Text, Money Amount, DateOnly ExpectedOn, CrossSellState State);

/// <summary>What a project may cost: its service budget, and what its success assumes to be bought.</summary>
internal sealed class ProjectBudget(Guid projectId, Guid accountId) : Aggregate
{
    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public string Currency { get; private set; } = "JPY";

    public long Minor { get; private set; }

    /// <summary>Years for which the success assumes that the licences are held.</summary>
    public int LicenceYears { get; private set; }

    public IReadOnlyList<CrossSell> CrossSells { get; private set; } = [];

    public Money Amount => new(Minor, Currency);

    /// <summary>Sets it.</summary>
    /// <param name="hasSpendings">Whether money was spent, which keeps the currency.</param>
    public Result Set(BudgetOrder order, bool hasSpendings)
    {
        if (hasSpendings && order.Amount.Currency != Currency)
        {
            return PlanErrors.OtherCurrency(order.Amount.Currency, Currency, "/amount");
        }

        (Minor, Currency) = (order.Amount.Minor, order.Amount.Currency);
        (LicenceYears, CrossSells) = (order.LicenceYears, order.CrossSells);
        return Result.Done;
    }
}

/// <summary>Money that was spent from a budget. Spendings are added, never changed; a negative one takes
/// back.</summary>
internal sealed class Spending(
    Guid id,
    Guid projectId,
    Guid accountId,
    DateOnly on,
    string what,
    long minor,
    Guid? byId,
    DateTime recordedAt
) : IPlanItem
{
    /// <summary>Spendings of one project.</summary>
    public const int MostOfAProject = 1000;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    public string What { get; private set; } = what;

    /// <summary>In the minor unit of the budget's currency.</summary>
    public long Minor { get; private set; } = minor;

    public Guid? ById { get; private set; } = byId;

    public DateTime RecordedAt { get; private set; } = recordedAt;
}

internal sealed class ProjectBudgetMapping : IEntityTypeConfiguration<ProjectBudget>
{
    public void Configure(EntityTypeBuilder<ProjectBudget> builder)
    {
        builder.ToTable("ProjectBudgets");
        builder.HasKey(budget => budget.ProjectId);
        builder.Property(budget => budget.ProjectId).ValueGeneratedNever();
        builder.Property(budget => budget.Currency).HasMaxLength(3);
        builder.Property(budget => budget.CrossSells).AsJson();
        builder.Ignore(budget => budget.Amount);
        builder.HasIndex(budget => budget.AccountId);
    }
}

internal sealed class SpendingMapping : IEntityTypeConfiguration<Spending>
{
    public void Configure(EntityTypeBuilder<Spending> builder)
    {
        builder.ToTable("Spendings");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.What).HasMaxLength(300);
        builder.HasIndex(one => new { one.ProjectId, one.On });
        builder.HasIndex(one => one.AccountId);
    }
}
