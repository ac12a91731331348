using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// From a day on, somebody owns an account, until a later entry. Since an entry has no end there is no overlap and no gap to
/// guard; of two entries for one day the later recorded one counts.
/// </summary>
internal sealed class Ownership(
    Guid id,
    Guid accountId,
    Guid? ownerId,
    DateOnly from,
    DateTime recordedAt,
    bool backfilled
)
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary><c>null</c>: nobody from then on.</summary>
    public Guid? OwnerId { get; private set; } = ownerId;

    public DateOnly From { get; private set; } = from;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>Hands an account over: the entry, its news and its line on the timeline.</summary>
    /// <param name="corrects">An entry for the same day exists; ours is recorded now, so that it counts.</param>
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
        db.Ownerships.Add(ownership);
        db.Publish(new AccountOwnerChanged(account, owner, from));
        db.Timeline.Add(
            TimelineEntry.Own(
                db,
                account,
                from,
                "owner-changed",
                ownership.Id,
                ownerName is null ? "Nobody owns the account" : $"{ownerName} owns the account",
                ownerName is null ? "担当CSMがいなくなりました" : $"担当CSMが{ownerName}になりました"
            )
        );
        return ownership;
    }
}

/// <summary>Who owns what, as a query.</summary>
internal static class Owners
{
    /// <summary>The entries in force on a day, by all that is known now; one for each account with an owner.</summary>
    public static IQueryable<Ownership> OwnersOn(this JourneyDb db, DateOnly day) =>
        db
            .Ownerships.AsNoTracking()
            .Where(one =>
                one.From <= day
                && one.OwnerId != null
                && !db.Ownerships.Any(later =>
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
