using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>How far the talks about a renewal are.</summary>
internal enum RenewalStage
{
    /// <summary>Due, nothing done yet.</summary>
    Open,

    /// <summary>We talked with the customer about it.</summary>
    Contacted,

    /// <summary>They have our proposal.</summary>
    Proposed,

    /// <summary>Agreed but not signed.</summary>
    Agreed,

    /// <summary>Renewed, for whatever amount.</summary>
    Renewed,

    /// <summary>Not renewed.</summary>
    Lost,
}

/// <summary>
/// One term that ends, and what becomes of it. It belongs to the month in which the term ends, however early it is
/// settled.
/// </summary>
internal sealed class Renewal(
    Guid id,
    Guid accountId,
    Guid subscriptionId,
    DateOnly dueOn,
    string currency,
    long dueMinor,
    int termMonths,
    DateOnly noticeBy,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public Guid SubscriptionId { get; private set; } = subscriptionId;

    /// <summary>The last day of the term that ends.</summary>
    public DateOnly DueOn { get; private set; } = dueOn;

    public string Currency { get; private set; } = currency;

    /// <summary>MRR of the term that ends.</summary>
    public long DueMinor { get; private set; } = dueMinor;

    /// <summary>Months for which it is to be renewed.</summary>
    public int TermMonths { get; private set; } = termMonths;

    /// <summary>The last day on which the customer may give notice.</summary>
    public DateOnly NoticeBy { get; private set; } = noticeBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public RenewalStage Stage { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>MRR of the next term, 0 if lost.</summary>
    public long? RenewedMinor { get; private set; }

    public string? Reason { get; private set; }

    public Money Due => new(DueMinor, Currency);

    /// <summary>Moves the talks on.</summary>
    /// <returns>A refusal if it is settled, or the stage is an outcome.</returns>
    public Result MrrChange(RenewalStage stage)
    {
        if (SettledOn is { } day)
        {
            return RenewalErrors.RenewalSettled(DueOn, day);
        }

        Stage = stage;
        return Result.Done;
    }

    /// <summary>Notes what became of it.</summary>
    /// <returns>A refusal if that is known already or the amount is in another currency.</returns>
    public Result Settle(Money? renewed, DateOnly on, string? reason)
    {
        if (SettledOn is { } day)
        {
            return RenewalErrors.RenewalSettled(DueOn, day);
        }

        if (renewed is { } money && money.Currency != Currency)
        {
            return SubscriptionErrors.OtherCurrency(money.Currency, Currency);
        }

        (SettledOn, RenewedMinor, Reason) = (on, renewed?.Minor ?? 0, reason);
        Stage = renewed is null ? RenewalStage.Lost : RenewalStage.Renewed;
        return Result.Done;
    }

    /// <summary>
    /// What renewing brings about in the subscription: the new terms from the day after the old term, and its new last
    /// day.
    /// </summary>
    public Result<IReadOnlyList<SubscriptionFact>> Extend(Subscription subscription, int months, Recording recording)
    {
        var first = DueOn.AddDays(1);
        var learnt = new List<SubscriptionFact>
        {
            subscription.EndAfter(first.AddMonths(months).AddDays(-1), recording),
        };
        if (RenewedMinor is { } minor && minor != subscription.MrrMinor)
        {
            var change = subscription.Change(subscription.Terms with { MrrMinor = minor }, first, recording);
            if (change.Error is { } refusal)
            {
                return refusal;
            }

            learnt.Add(change.Value);
        }

        return learnt;
    }
}

internal sealed class RenewalMapping : IEntityTypeConfiguration<Renewal>
{
    public void Configure(EntityTypeBuilder<Renewal> builder)
    {
        builder.ToTable("Renewals");
        builder.HasKey(renewal => renewal.Id);
        builder.Ignore(renewal => renewal.Due);
        builder.Property(renewal => renewal.Currency).HasMaxLength(3);
        builder.Property(renewal => renewal.Stage).HasMaxLength(20);
        builder.Property(renewal => renewal.Reason).HasMaxLength(1000);
        builder.HasIndex(renewal => new { renewal.SubscriptionId, renewal.DueOn }).IsUnique();
        builder.HasIndex(renewal => renewal.AccountId);
        builder.HasIndex(renewal => renewal.DueOn);
    }
}
