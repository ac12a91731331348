namespace CsMonolith.Revenue.Growth.Leads;

/// <summary>What became of a lead.</summary>
internal enum LeadState
{
    /// <summary>Handed to sales, not answered yet.</summary>
    Submitted,

    /// <summary>Sales takes it on.</summary>
    Accepted,

    /// <summary>Sales does not, with a reason.</summary>
    Declined,

    /// <summary>They bought.</summary>
    Won,

    /// <summary>They did not.</summary>
    Lost,
}

/// <summary>A criterion that a lead fulfils, and how one knows.</summary>
/// <param name="Criterion">Such as <c>need</c>; which ones a lead must fulfil, the installation decides.</param>
/// <param name="Evidence">What the customer said or did.</param>
internal sealed record LeadCriterion(string Criterion, string Evidence);

/// <summary>A lead that customer success qualified (CSQL) and handed to sales.</summary>
internal sealed class SalesLead(
    Guid id,
    Guid accountId,
    Guid? opportunityId,
    string summary,
    string submittedBy,
    DateOnly submittedOn
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The opportunity that it came from.</summary>
    public Guid? OpportunityId { get; private set; } = opportunityId;

    public string Summary { get; private set; } = summary;

    /// <summary>As in the audit trail.</summary>
    public string SubmittedBy { get; private set; } = submittedBy;

    public DateOnly SubmittedOn { get; private set; } = submittedOn;

    public IReadOnlyList<LeadCriterion> Criteria { get; init; } = [];

    public LeadState State { get; private set; }

    public string? AnsweredBy { get; private set; }

    public DateOnly? AnsweredOn { get; private set; }

    public DateOnly? SettledOn { get; private set; }

    public string? Currency { get; private set; }

    /// <summary>ARR of the first year of the whole deal.</summary>
    public long WonMinor { get; private set; }

    /// <summary>The part of it that was due for renewal anyway.</summary>
    public long RenewalMinor { get; private set; }

    /// <summary>Why it was declined or lost.</summary>
    public string? Reason { get; private set; }

    /// <summary>
    /// What counts as sourced by customer success: the deal without the renewal in it; absent unless won.
    /// </summary>
    public Money? Sourced => Currency is { } currency ? new Money(WonMinor - RenewalMinor, currency) : null;

    /// <summary>Notes the answer of sales.</summary>
    /// <returns>A refusal if it was answered already, or by whoever submitted it.</returns>
    public Result Answer(bool accepted, string? reason, string by, DateOnly on)
    {
        if (State != LeadState.Submitted)
        {
            return GrowthErrors.LeadIs(State);
        }

        if (by == SubmittedBy)
        {
            return GrowthErrors.OwnLead;
        }

        (State, AnsweredBy, AnsweredOn, Reason) = (accepted ? LeadState.Accepted : LeadState.Declined, by, on, reason);
        return Result.Done;
    }

    /// <summary>Notes what became of it.</summary>
    /// <param name="won">ARR of the first year of the whole deal; <c>null</c> if lost.</param>
    /// <param name="renewal">What of it was due for renewal anyway.</param>
    /// <param name="on">The day of the decision.</param>
    /// <param name="reason">Why it was lost.</param>
    public Result Settle(Money? won, Money? renewal, DateOnly on, string? reason)
    {
        if (State != LeadState.Accepted)
        {
            return GrowthErrors.LeadIs(State);
        }

        (State, SettledOn, Reason) = (won is null ? LeadState.Lost : LeadState.Won, on, reason);
        (Currency, WonMinor, RenewalMinor) = (won?.Currency, won?.Minor ?? 0, renewal?.Minor ?? 0);
        return Result.Done;
    }
}

internal sealed class SalesLeadMapping : IEntityTypeConfiguration<SalesLead>
{
    public void Configure(EntityTypeBuilder<SalesLead> builder)
    {
        builder.ToTable("SalesLeads");
        builder.HasKey(lead => lead.Id);
        builder.Ignore(lead => lead.Sourced);
        builder.Property(lead => lead.Criteria).AsJson();
        builder.Property(lead => lead.Summary).HasMaxLength(1000);
        builder.Property(lead => lead.SubmittedBy).HasMaxLength(200);
        builder.Property(lead => lead.AnsweredBy).HasMaxLength(200);
        builder.Property(lead => lead.State).HasMaxLength(20);
        builder.Property(lead => lead.Currency).HasMaxLength(3);
        builder.Property(lead => lead.Reason).HasMaxLength(1000);
        builder.HasIndex(lead => lead.AccountId);
        builder.HasIndex(lead => lead.SubmittedOn);
    }
}
