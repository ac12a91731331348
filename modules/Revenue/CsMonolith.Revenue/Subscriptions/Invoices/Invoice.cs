namespace CsMonolith.Revenue.Subscriptions.Invoices;

/// <summary>
/// An invoice to a customer. MRR follows from subscriptions; invoices only show whether it was billed so. Nothing but
/// the day of payment is ever changed.
/// </summary>
internal sealed class Invoice(
    Guid id,
    string externalId,
    Guid accountId,
    Guid? subscriptionId,
    DateOnly issuedOn,
    DateOnly? periodFrom,
    DateOnly? periodTo,
    string currency,
    long netMinor,
    long taxMinor,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public string ExternalId { get; private set; } = externalId;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The subscription that it bills, where the file names one.</summary>
    public Guid? SubscriptionId { get; private set; } = subscriptionId;

    public DateOnly IssuedOn { get; private set; } = issuedOn;

    /// <summary>The first day that it bills; <c>null</c> for what is bought once.</summary>
    public DateOnly? PeriodFrom { get; private set; } = periodFrom;

    /// <summary>The last day that it bills, inclusive.</summary>
    public DateOnly? PeriodTo { get; private set; } = periodTo;

    public string Currency { get; private set; } = currency;

    /// <summary>Without tax; below zero in a credit note.</summary>
    public long NetMinor { get; private set; } = netMinor;

    public long TaxMinor { get; private set; } = taxMinor;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateOnly? PaidOn { get; private set; }

    /// <summary>Without tax.</summary>
    public Money Net => new(NetMinor, Currency);

    /// <summary>Notes when it was paid.</summary>
    public void Pay(DateOnly on) => PaidOn = on;
}

internal sealed class InvoiceMapping : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("Invoices");
        builder.HasKey(invoice => invoice.Id);
        builder.Ignore(invoice => invoice.Net);
        builder.Property(invoice => invoice.ExternalId).HasMaxLength(100);
        builder.Property(invoice => invoice.Currency).HasMaxLength(3);
        builder.HasIndex(invoice => invoice.ExternalId).IsUnique();
        builder.HasIndex(invoice => invoice.AccountId);
        builder.HasIndex(invoice => invoice.SubscriptionId);
        builder.HasIndex(invoice => invoice.PeriodTo);
    }
}
