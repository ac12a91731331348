namespace CsMonolith.Journey.People;

/// <summary>Where the grant of a role of trust stands.</summary>
internal enum GrantState
{
    /// <summary>Asked for; a second person has yet to confirm it.</summary>
    Asked,

    /// <summary>Confirmed: the person holds the role from then on, or no more.</summary>
    Confirmed,

    /// <summary>Declined by who might have confirmed it, or withdrawn by who asked.</summary>
    Declined,
}

/// <summary>
/// A role of trust that one person asks to give to another, or to take from them, and that a second person confirms. It
/// stays on record however it ends.
/// </summary>
internal sealed class TrustGrant(Guid id, Guid personId, Role role, Guid? askedBy, DateTime askedAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    /// <summary>Who is to hold the role.</summary>
    public Guid PersonId { get; private set; } = personId;

    public Role Role { get; private set; } = role;

    /// <summary>Whether the role is taken away and not given.</summary>
    public bool TakesAway { get; private set; }

    public Guid? AskedBy { get; private set; } = askedBy;

    public DateTime AskedAt { get; private set; } = askedAt;

    public GrantState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Whether one person both asked and confirmed, since the owner relaxed the rule.</summary>
    public bool ByOnePerson { get; private set; }

    public static TrustGrant Ask(Person person, Role role, Guid? by, DateTime now)
    {
        person.Await(role);
        return new TrustGrant(Guid.CreateVersion7(now), person.Id, role, by, now);
    }

    public static TrustGrant AskToEnd(Person person, Role role, Guid? by, DateTime now)
    {
        person.AwaitEnd(role);
        return new TrustGrant(Guid.CreateVersion7(now), person.Id, role, by, now) { TakesAway = true };
    }

    /// <summary>Gives the role to the person, or takes it from them.</summary>
    /// <param name="person">Who is to hold it, or no more.</param>
    /// <param name="by">Who confirms; the caller has found that they may.</param>
    /// <param name="now">When.</param>
    public void Confirm(Person person, Guid? by, DateTime now)
    {
        if (TakesAway)
        {
            person.Lose(Role);
        }
        else
        {
            person.Grant(Role);
        }

        (State, DecidedBy, DecidedAt, ByOnePerson) = (GrantState.Confirmed, by, now, by == AskedBy);
    }

    /// <summary>Ends it with the role as it was.</summary>
    public void Decline(Person person, Guid? by, DateTime now)
    {
        if (TakesAway)
        {
            person.AwaitEndNoMore(Role);
        }
        else
        {
            person.AwaitNoMore(Role);
        }

        (State, DecidedBy, DecidedAt) = (GrantState.Declined, by, now);
    }
}

internal sealed class TrustGrantMapping : IEntityTypeConfiguration<TrustGrant>
{
    public void Configure(EntityTypeBuilder<TrustGrant> builder)
    {
        builder.ToTable("TrustGrants");
        builder.Property(grant => grant.Id).ValueGeneratedNever();
        builder.Property(grant => grant.Role).HasConversion<string>().HasMaxLength(30);
        builder.Property(grant => grant.State).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(grant => new { grant.PersonId, grant.Role });
        builder.HasIndex(grant => grant.State);
    }
}
