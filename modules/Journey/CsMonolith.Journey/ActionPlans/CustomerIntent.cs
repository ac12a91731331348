namespace CsMonolith.Journey.ActionPlans;

/// <summary>
/// What the customer has set out to do, in their own words, by somebody who stands for it there. It is only added; what
/// they say later stands beside it.
/// </summary>
internal sealed class CustomerIntent(
    Guid id,
    Guid projectId,
    Guid accountId,
    string words,
    string saidBy,
    DateOnly saidOn,
    Guid? recordedBy,
    DateTime recordedAt
) : IOfProject
{
    /// <summary>The kind of timeline line that tells of it.</summary>
    public const string SaidLine = "intent-said";

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>As they said it.</summary>
    public string Words { get; private set; } = words;

    /// <summary>Who of the customer stands for it.</summary>
    public string SaidBy { get; private set; } = saidBy;

    public DateOnly SaidOn { get; private set; } = saidOn;

    public Guid? RecordedBy { get; private set; } = recordedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;
}

/// <summary>A record that belongs to one success project.</summary>
internal interface IOfProject
{
    Guid ProjectId { get; }
}

internal sealed class CustomerIntentMapping : IEntityTypeConfiguration<CustomerIntent>
{
    public void Configure(EntityTypeBuilder<CustomerIntent> builder)
    {
        builder.ToTable("CustomerIntents");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Words).HasMaxLength(2000);
        builder.Property(one => one.SaidBy).HasMaxLength(200);
        builder.HasIndex(one => new { one.ProjectId, one.SaidOn });
        builder.HasIndex(one => one.AccountId);
    }
}
