using System.Globalization;
using System.Numerics;
using CsMonolith.Compensation.Plans;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Compensation.Statements;

/// <summary>
/// A person's pay for one window, with every figure that it was computed from. It never changes once it is issued.
/// </summary>
internal sealed class PayStatement : Aggregate
{
    private readonly List<PayStatementAccount> _accounts = [];

    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string PlanName { get; init; }

    public required int PlanEdition { get; init; }

    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    /// <summary>The month whose end opens the window.</summary>
    public required Month Start { get; init; }

    public required Month End { get; init; }

    /// <summary>The last day of <see cref="Start"/>; days compare in both databases, months do not.</summary>
    public required DateOnly StartsAfter { get; init; }

    public required DateOnly EndsOn { get; init; }

    public required DateTime IssuedAt { get; init; }

    /// <summary>Who issued it.</summary>
    public Guid? IssuedBy { get; init; }

    /// <summary>
    /// Whether the plan was drafted and approved and the statement issued by one person, since the owner relaxed the
    /// rule.
    /// </summary>
    public bool ByOnePerson { get; init; }

    /// <summary>When the figures of the closed months were known.</summary>
    public required DateTime KnownAt { get; init; }

    public required string FormulaVersion { get; init; }

    public required string CreditRule { get; init; }

    public required string BookCurrency { get; init; }

    /// <summary>The gate's numerator.</summary>
    public required long GroupEndMinor { get; init; }

    /// <summary>The gate's denominator.</summary>
    public required long GroupStartMinor { get; init; }

    public required string GateRatio { get; init; }

    public required bool GateOpen { get; init; }

    public required long BookStartMinor { get; init; }

    public required long BookKeptMinor { get; init; }

    /// <summary>Whole number, as text: it may be longer than a long.</summary>
    public required string FactorNumerator { get; init; }

    public required string FactorDenominator { get; init; }

    public required bool FromGroupAverage { get; init; }

    public required string Currency { get; init; }

    public required long TargetMinor { get; init; }

    public required long PayoutMinor { get; init; }

    public IReadOnlyList<PayStatementAccount> Accounts => _accounts;

    public Ratio Factor =>
        new(
            BigInteger.Parse(FactorNumerator, CultureInfo.InvariantCulture),
            BigInteger.Parse(FactorDenominator, CultureInfo.InvariantCulture)
        );

    public GroupGate Gate => new(GroupStartMinor, GroupEndMinor, GateRatio);

    public static PayStatement Issue(
        PayPlan plan,
        Pay pay,
        string name,
        (Month Start, Month End) window,
        GroupGate gate,
        string bookCurrency,
        DateTime knownAt,
        (Guid? By, bool ByOnePerson) issuer,
        DateTime now
    )
    {
        var statement = new PayStatement
        {
            Id = Guid.CreateVersion7(now),
            PlanId = plan.Id,
            PlanName = plan.Name,
            PlanEdition = plan.Edition,
            PersonId = pay.Book.PersonId,
            PersonName = name,
            Start = window.Start,
            End = window.End,
            StartsAfter = window.Start.Last,
            EndsOn = window.End.Last,
            IssuedAt = now,
            IssuedBy = issuer.By,
            ByOnePerson = issuer.ByOnePerson,
            KnownAt = knownAt,
            FormulaVersion = PayFormula.Version,
            CreditRule = PayFormula.CreditRule,
            BookCurrency = bookCurrency,
            GroupEndMinor = gate.End,
            GroupStartMinor = gate.Start,
            GateRatio = gate.Target,
            GateOpen = gate.IsOpen,
            BookStartMinor = pay.Book.Start,
            BookKeptMinor = pay.Book.Kept,
            FactorNumerator = pay.Factor.Numerator.ToString(CultureInfo.InvariantCulture),
            FactorDenominator = pay.Factor.Denominator.ToString(CultureInfo.InvariantCulture),
            FromGroupAverage = pay.FromGroupAverage,
            Currency = plan.Currency,
            TargetMinor = plan.Members.Single(member => member.PersonId == pay.Book.PersonId).TargetMinor,
            PayoutMinor = (long)pay.PayoutMinor,
        };
        statement._accounts.AddRange(
            pay.Book.Accounts.Select(account => PayStatementAccount.Of(statement.Id, account))
        );
        statement.Raise(new StatementIssued(statement.PersonId, statement.Start, statement.End));
        return statement;
    }
}

/// <summary>One account behind a statement.</summary>
internal sealed class PayStatementAccount(
    Guid statementId,
    Guid accountId,
    long startMinor,
    long endMinor,
    long keptMinor
)
{
    public Guid StatementId { get; private set; } = statementId;

    public Guid AccountId { get; private set; } = accountId;

    public long StartMinor { get; private set; } = startMinor;

    public long EndMinor { get; private set; } = endMinor;

    public long KeptMinor { get; private set; } = keptMinor;

    public static PayStatementAccount Of(Guid statement, AccountRetention account) =>
        new(statement, account.AccountId, account.Start.Minor, account.End.Minor, BookOfBusiness.Keeping(account));
}

internal sealed class PayStatementMapping
    : IEntityTypeConfiguration<PayStatement>,
        IEntityTypeConfiguration<PayStatementAccount>
{
    public void Configure(EntityTypeBuilder<PayStatement> builder)
    {
        builder.ToTable("PayStatements");
        builder.HasKey(statement => statement.Id);
        builder.Ignore(statement => statement.Factor);
        builder.Ignore(statement => statement.Gate);
        builder.Property(statement => statement.PlanName).HasMaxLength(100);
        builder.Property(statement => statement.PersonName).HasMaxLength(200);
        builder.Property(statement => statement.FormulaVersion).HasMaxLength(50);
        builder.Property(statement => statement.CreditRule).HasMaxLength(50);
        builder.Property(statement => statement.BookCurrency).HasMaxLength(3);
        builder.Property(statement => statement.GateRatio).HasMaxLength(20);
        builder.Property(statement => statement.Currency).HasMaxLength(3);
        builder
            .HasIndex(statement => new
            {
                statement.PlanId,
                statement.PersonId,
                statement.Start,
                statement.End,
            })
            .IsUnique();
        builder.HasIndex(statement => new { statement.PlanName, statement.EndsOn });
        builder.HasIndex(statement => statement.PersonId);
        builder.HasMany(statement => statement.Accounts).WithOne().HasForeignKey(account => account.StatementId);
        builder.Navigation(statement => statement.Accounts).HasField("_accounts");
    }

    public void Configure(EntityTypeBuilder<PayStatementAccount> builder)
    {
        builder.ToTable("PayStatementAccounts");
        builder.HasKey(account => new { account.StatementId, account.AccountId });
        builder.HasIndex(account => account.AccountId);
    }
}
