namespace CsMonolith.Journey.People;

/// <summary>
/// One entry of who owns the installation: at first the person who set it up, later whoever took it over. An offer
/// becomes ownership once the other person accepts it.
/// </summary>
internal sealed class InstallationOwner(Guid id, Guid personId, Guid? offeredBy, DateTime offeredAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid PersonId { get; private set; } = personId;

    /// <summary>The owner who offered it; <c>null</c> for whoever set the installation up.</summary>
    public Guid? OfferedBy { get; private set; } = offeredBy;

    public DateTime OfferedAt { get; private set; } = offeredAt;

    /// <summary>From when on the person owns it; <c>null</c> while it is only offered.</summary>
    public DateTime? Since { get; private set; }

    public static InstallationOwner First(Guid person, DateTime now) =>
        new(Guid.CreateVersion7(now), person, offeredBy: null, now) { Since = now };

    public static InstallationOwner Offer(Guid person, Guid by, DateTime now) =>
        new(Guid.CreateVersion7(now), person, by, now);

    public void Accept(DateTime now) => Since = now;
}

internal sealed class InstallationOwnerMapping : IEntityTypeConfiguration<InstallationOwner>
{
    public void Configure(EntityTypeBuilder<InstallationOwner> builder)
    {
        builder.ToTable("InstallationOwners");
        builder.Property(owner => owner.Id).ValueGeneratedNever();
    }
}
