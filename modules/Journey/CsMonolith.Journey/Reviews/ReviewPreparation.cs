using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Reviews;

/// <summary>How the material of a business review was made.</summary>
internal enum PreparationMethod
{
    /// <summary>Gathered and drawn by hand.</summary>
    ByHand,

    /// <summary>From a pack that was built from live data.</summary>
    WithPack,
}

/// <summary>
/// Work on the material of a business review (QBRの準備). Its minutes are those of its activity, so that they stand in the
/// time log too and are counted once.
/// </summary>
internal sealed class ReviewPreparation
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid ActivityId { get; init; }

    /// <summary>The day of the business review that it was for; with the account it names the review.</summary>
    public required DateOnly ReviewOn { get; init; }

    public required PreparationMethod Method { get; init; }

    /// <summary>The pack, where it was made with one that is known.</summary>
    public required Guid? PackId { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class ReviewPreparationMapping : IEntityTypeConfiguration<ReviewPreparation>
{
    public void Configure(EntityTypeBuilder<ReviewPreparation> builder)
    {
        builder.ToTable("ReviewPreparations");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Method).HasMaxLength(20);
        builder.HasOne<Activity>().WithMany().HasForeignKey(one => one.ActivityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(one => new { one.AccountId, one.ReviewOn });
        builder.HasIndex(one => one.ActivityId).IsUnique();
    }
}
