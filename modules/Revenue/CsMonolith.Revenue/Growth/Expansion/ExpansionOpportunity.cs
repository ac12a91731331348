using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>How a customer may come to pay more.</summary>
internal enum ExpansionKind
{
    /// <summary>More of what it has: seats, a higher plan.</summary>
    Upsell,

    /// <summary>A product that it has not.</summary>
    CrossSell,

    /// <summary>Again what it bought once.</summary>
    Repeat,
}

/// <summary>How far an opportunity is.</summary>
internal enum OpportunityStage
{
    /// <summary>Noticed, nothing offered yet.</summary>
    Open,

    /// <summary>The customer has our proposal.</summary>
    Proposed,

    /// <summary>They bought.</summary>
    Won,

    /// <summary>They decided otherwise.</summary>
    Lost,

    /// <summary>They turned the proposal down as not for them: it is not made again for a while.</summary>
    Rejected,
}

/// <summary>A chance that a customer extends, from the signal to the close, with the person who pursues it.</summary>
internal sealed class ExpansionOpportunity(
    Guid id,
    Guid accountId,
    ExpansionKind kind,
    string product,
    string signal,
    string goal,
    string currency,
    long expectedMinor,
    Guid? ownerId,
    DateOnly openedOn
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public ExpansionKind Kind { get; private set; } = kind;

    public string Product { get; private set; } = product;

    /// <summary>What it was noticed by.</summary>
    public string Signal { get; private set; } = signal;

    /// <summary>The customer's goal that it serves.</summary>
    public string Goal { get; private set; } = goal;

    public string Currency { get; private set; } = currency;

    /// <summary>ARR of the first year, or the price of a purchase.</summary>
    public long ExpectedMinor { get; private set; } = expectedMinor;

    public Guid? OwnerId { get; private set; } = ownerId;

    public DateOnly OpenedOn { get; private set; } = openedOn;

    public OpportunityStage Stage { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    /// <summary>ARR of the first year that was agreed, 0 unless won.</summary>
    public long WonMinor { get; private set; }

    public string? Reason { get; private set; }

    public Money Expected => new(ExpectedMinor, Currency);

    public Money Won => new(WonMinor, Currency);

    /// <summary>Notes that the customer has our proposal.</summary>
    public Result Propose()
    {
        if (ClosedOn is { } day)
        {
            return GrowthErrors.OpportunityClosed(day);
        }

        Stage = OpportunityStage.Proposed;
        return Result.Done;
    }

    /// <summary>Notes how it ended.</summary>
    /// <param name="stage">Won, lost or rejected.</param>
    /// <param name="won">What was agreed; given if won, and only then.</param>
    /// <param name="on">The day of the decision.</param>
    /// <param name="reason">Why; given unless won.</param>
    public Result Close(OpportunityStage stage, Money? won, DateOnly on, string? reason)
    {
        if (ClosedOn is { } day)
        {
            return GrowthErrors.OpportunityClosed(day);
        }

        if (won is { } money && money.Currency != Currency)
        {
            return SubscriptionErrors.OtherCurrency(money.Currency, Currency);
        }

        (Stage, ClosedOn, WonMinor, Reason) = (stage, on, won?.Minor ?? 0, reason);
        return Result.Done;
    }
}

internal sealed class ExpansionOpportunityMapping : IEntityTypeConfiguration<ExpansionOpportunity>
{
    public void Configure(EntityTypeBuilder<ExpansionOpportunity> builder)
    {
        builder.ToTable("ExpansionOpportunities");
        builder.HasKey(one => one.Id);
        builder.Ignore(one => one.Expected);
        builder.Ignore(one => one.Won);
        builder.Property(one => one.Kind).HasMaxLength(20);
        builder.Property(one => one.Stage).HasMaxLength(20);
        builder.Property(one => one.Product).HasMaxLength(100);
        builder.Property(one => one.Signal).HasMaxLength(1000);
        builder.Property(one => one.Goal).HasMaxLength(1000);
        builder.Property(one => one.Currency).HasMaxLength(3);
        builder.Property(one => one.Reason).HasMaxLength(1000);
        builder.HasIndex(one => one.AccountId);
        builder.HasIndex(one => one.ClosedOn);
    }
}
