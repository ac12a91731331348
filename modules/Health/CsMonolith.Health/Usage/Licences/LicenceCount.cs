using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Licences;

/// <summary>
/// How many licences an account had bought and handed out on a day, by count. A correction is a second count of the
/// same day.
/// </summary>
internal sealed class LicenceCount(
    Guid id,
    Guid accountId,
    DateOnly on,
    int revision,
    int? purchased,
    int assigned,
    DateTime recordedAt,
    bool backfilled
)
{
    /// <summary>The largest number that is accepted.</summary>
    public const int Most = 10_000_000;

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    /// <summary>
    /// 1 for the first count of the day, one more for each correction: two of one file are recorded at one instant.
    /// </summary>
    public int Revision { get; private set; } = revision;

    /// <summary>Bought; <c>null</c> where the count did not say: then the seats of the contracts are taken.</summary>
    public int? Purchased { get; private set; } = purchased;

    /// <summary>Handed out to people.</summary>
    public int Assigned { get; private set; } = assigned;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;
}

internal sealed class LicenceCountMapping : IEntityTypeConfiguration<LicenceCount>
{
    public void Configure(EntityTypeBuilder<LicenceCount> builder)
    {
        builder.ToTable("licence_counts").HasKey(row => row.Id);
        builder
            .HasIndex(row => new
            {
                row.AccountId,
                row.On,
                row.Revision,
            })
            .IsUnique();
    }
}
