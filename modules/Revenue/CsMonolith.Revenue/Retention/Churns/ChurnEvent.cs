using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>
/// A churn, or a return, as the company wrote it down. What the subscriptions say may differ; both are kept and
/// compared.
/// </summary>
internal sealed class ChurnEvent(
    Guid id,
    string externalId,
    Guid accountId,
    DateOnly on,
    bool isReactivation,
    DateTime recordedAt,
    bool backfilled
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public string ExternalId { get; private set; } = externalId;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    /// <summary>The customer came back; it counts as no churn.</summary>
    public bool IsReactivation { get; private set; } = isReactivation;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    public string? Reason { get; private set; }

    /// <summary>Code of the rival product for which the customer left us; <c>null</c> where that is not so.</summary>
    public string? LostTo { get; private set; }

    /// <summary>Whether it could have been prevented.</summary>
    public bool? Avoidable { get; private set; }

    public string? Feedback { get; private set; }

    public long? RefundMinor { get; private set; }

    public string? RefundCurrency { get; private set; }

    /// <summary>What was paid back; it moves no MRR.</summary>
    public Money? Refund =>
        RefundMinor is { } minor && RefundCurrency is { } currency ? new Money(minor, currency) : null;

    /// <summary>Records what the customer said and got back, and publishes the churn.</summary>
    public void Record(string? reason, string? feedback, Money? refund, bool? avoidable = null, string? lostTo = null)
    {
        (Reason, Feedback, RefundMinor, RefundCurrency, Avoidable, LostTo) = (
            reason,
            feedback,
            refund?.Minor,
            refund?.Currency,
            avoidable,
            lostTo
        );
        Raise(new ChurnRecorded(AccountId, On, IsReactivation, reason));
        Raise(
            IsReactivation
                ? new SomethingHappened(
                    AccountId,
                    On,
                    "reactivated",
                    ExternalId,
                    $"Came back{(reason is null ? "" : $": {reason}")}",
                    $"復活{(reason is null ? "" : $": {reason}")}"
                )
                : new SomethingHappened(
                    AccountId,
                    On,
                    "churned",
                    ExternalId,
                    $"Churned{(reason is null ? "" : $": {reason}")}",
                    $"解約{(reason is null ? "" : $": {reason}")}"
                )
        );
    }
}

internal sealed class ChurnEventMapping : IEntityTypeConfiguration<ChurnEvent>
{
    public void Configure(EntityTypeBuilder<ChurnEvent> builder)
    {
        builder.ToTable("ChurnEvents");
        builder.HasKey(churn => churn.Id);
        builder.Ignore(churn => churn.Refund);
        builder.Property(churn => churn.ExternalId).HasMaxLength(100);
        builder.Property(churn => churn.Reason).HasMaxLength(200);
        builder.Property(churn => churn.LostTo).HasMaxLength(40);
        builder.Property(churn => churn.Feedback).HasMaxLength(4000);
        builder.Property(churn => churn.RefundCurrency).HasMaxLength(3);
        builder.HasIndex(churn => churn.ExternalId).IsUnique();
        builder.HasIndex(churn => churn.AccountId);
        builder.HasIndex(churn => churn.On);
    }
}
