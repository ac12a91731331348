using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.People;

/// <summary>
/// Somebody owns an account from a day on, until a later entry. Entries have no end, so they cannot overlap or leave a
/// gap. Of two entries for one day the one recorded later counts.
/// </summary>
internal sealed class Ownership(
    Guid id,
    Guid accountId,
    Guid? ownerId,
    DateOnly from,
    DateTime recordedAt,
    bool backfilled
) : IDecidesVisibility
{
    /// <summary>The kind of timeline line that tells of a change of owner.</summary>
    public const string ChangedLine = "owner-changed";

    /// <summary>How files say that nobody owns an account from a day on.</summary>
    public const string Nobody = "(nobody)";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The owner; <c>null</c> if nobody owns the account from that day on.</summary>
    public Guid? OwnerId { get; private set; } = ownerId;

    public DateOnly From { get; private set; } = from;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>Hands an account over: adds the entry, its event and its timeline line.</summary>
    /// <param name="corrects">Whether an entry for the same day exists; the new one is then recorded as of now, so that
    /// it counts.</param>
    public static Ownership HandOver(
        JourneyDb db,
        Guid account,
        Guid? owner,
        string? ownerName,
        DateOnly from,
        bool corrects
    )
    {
        var recordedAt = corrects ? db.Clock.Now : db.Import.RecordedAt(from, db.Clock);
        var ownership = new Ownership(Guid.CreateVersion7(), account, owner, from, recordedAt, db.Import.IsHistory);
        db.Set<Ownership>().Add(ownership);
        db.Publish(new AccountOwnerChanged(account, owner, from));
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    from,
                    ChangedLine,
                    ownership.Id,
                    ownerName is null ? "Nobody owns the account" : $"{ownerName} owns the account",
                    ownerName is null ? "担当CSMがいなくなりました" : $"担当CSMが{ownerName}になりました"
                )
            );
        return ownership;
    }
}

/// <summary>Queries for who owns which account.</summary>
internal static class Owners
{
    /// <summary>
    /// The entries in force on a day by all that is known now; one for each account that has an owner.
    /// </summary>
    public static IQueryable<Ownership> OwnersOn(this JourneyDb db, DateOnly day) =>
        Among(db.Set<Ownership>().AsNoTracking(), day);

    /// <summary>The same by what was recorded by an instant.</summary>
    public static IQueryable<Ownership> OwnersOn(this JourneyDb db, DateOnly day, DateTime known) =>
        Among(db.Set<Ownership>().AsNoTracking().Where(one => one.RecordedAt <= known), day);

    /// <summary>The entries that no later one for the same day replaces.</summary>
    public static IQueryable<Ownership> Standing(JourneyDb db, IQueryable<Ownership> entries) =>
        entries.Where(one =>
            !db.Set<Ownership>()
                .Any(later =>
                    later.AccountId == one.AccountId && later.From == one.From && later.RecordedAt > one.RecordedAt
                )
        );

    private static IQueryable<Ownership> Among(IQueryable<Ownership> entries, DateOnly day) =>
        entries.Where(one =>
            one.From <= day
            && one.OwnerId != null
            && !entries.Any(later =>
                later.AccountId == one.AccountId
                && later.From <= day
                && (later.From > one.From || (later.From == one.From && later.RecordedAt > one.RecordedAt))
            )
        );
}

internal sealed class OwnershipMapping : IEntityTypeConfiguration<Ownership>
{
    public void Configure(EntityTypeBuilder<Ownership> builder)
    {
        builder.ToTable("AccountOwnerships");
        builder.Property(ownership => ownership.Id).ValueGeneratedNever();
        builder
            .HasIndex(ownership => new
            {
                ownership.AccountId,
                ownership.From,
                ownership.RecordedAt,
            })
            .IsUnique();
        builder.HasIndex(ownership => ownership.OwnerId);
    }
}
