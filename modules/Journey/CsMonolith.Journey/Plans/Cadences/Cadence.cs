using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Plans.Cadences;

/// <summary>
/// How often we are in touch with a group of the customer's people, by which way and what for (定期連絡). It is never
/// changed: it ends, and another one begins.
/// </summary>
internal sealed class Cadence : Aggregate, IPlanItem
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid AccountId { get; init; }

    public required string Group { get; init; }

    /// <summary>Names of people or departments that belong to the group; empty for anybody at the customer.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>By which way; <c>null</c> for any.</summary>
    public required ContactChannel? Channel { get; init; }

    public required int EveryDays { get; init; }

    /// <summary>The first day of the first interval.</summary>
    public required DateOnly FirstOn { get; init; }

    public required string Purpose { get; init; }

    public required DateTime RecordedAt { get; init; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>When we learnt that it had ended.</summary>
    public DateTime? EndedAt { get; private set; }

    public Result End(DateOnly on, DateTime at)
    {
        if (EndedOn is { } ended)
        {
            return PlanErrors.CadenceEnded(ended);
        }

        if (on < FirstOn)
        {
            return PlanErrors.Backwards(FirstOn, on, "/on");
        }

        (EndedOn, EndedAt) = (on, at);
        return Result.Done;
    }
}

internal sealed class CadenceMapping : IEntityTypeConfiguration<Cadence>
{
    public void Configure(EntityTypeBuilder<Cadence> builder)
    {
        builder.ToTable("Cadences");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Group).HasMaxLength(100);
        builder.Property(one => one.People).AsJson();
        builder.Property(one => one.Purpose).HasMaxLength(500);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}
