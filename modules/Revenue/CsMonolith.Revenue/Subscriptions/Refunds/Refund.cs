namespace CsMonolith.Revenue.Subscriptions.Refunds;

/// <summary>
/// Money given back for a subscription. It moves no MRR; where it ends the subscription early, that end is a fact of
/// its own, tagged refund. Refunds are only ever added.
/// </summary>
internal sealed class Refund
{
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The won deal of which it is given back: its credits are lowered by it.</summary>
    public Guid? OpportunityId { get; init; }

    public required DateOnly On { get; init; }

    public required string Currency { get; init; }

    /// <summary>Above 0.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>The last day that stays paid, where the refund ends the subscription.</summary>
    public DateOnly? LastPaidDay { get; init; }

    public required string Reason { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }

    public Money Amount => new(AmountMinor, Currency);
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("Refunds");
        builder.HasKey(refund => refund.Id);
        builder.Ignore(refund => refund.Amount);
        builder.Property(refund => refund.Currency).HasMaxLength(3);
        builder.Property(refund => refund.Reason).HasMaxLength(200);
        builder.Property(refund => refund.RecordedBy).HasMaxLength(200);
        builder.HasIndex(refund => refund.AccountId);
        builder.HasIndex(refund => refund.SubscriptionId);
        builder.HasIndex(refund => refund.OpportunityId);
    }
}
