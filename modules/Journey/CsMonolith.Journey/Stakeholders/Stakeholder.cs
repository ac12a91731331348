namespace CsMonolith.Journey.Stakeholders;

/// <summary>What somebody at the customer is to the initiative.</summary>
internal enum StakeholderRole
{
    User,
    Contact,
    Ambassador,
    Sponsor,
}

/// <summary>Whether they are for it.</summary>
internal enum Stance
{
    Opposes,
    Doubts,
    Neutral,
    Supports,
    Champions,
}

/// <summary>How far the initiative reaches at the customer.</summary>
internal enum InitiativeLevel
{
    Person,
    Department,
    Company,
}

/// <summary>
/// Somebody at a customer (関係者). Where they stand is told by dated entries, which are only added.
/// </summary>
internal sealed class Stakeholder(Guid id, Guid accountId, DateTime recordedAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Name { get; private set; } = "";

    public string? Title { get; private set; }

    public string? Department { get; private set; }

    public string? Email { get; private set; }

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public StakeholderWords Words => new(Name, Title, Department, Email);

    public void Say(StakeholderWords words) =>
        (Name, Title, Department, Email) = (words.Name, words.Title, words.Department, words.Email);
}

/// <param name="Department">Of the customer.</param>
internal sealed record StakeholderWords(string Name, string? Title, string? Department, string? Email);

/// <summary>Where a stakeholder stands from a day on. Of two entries for one day the one recorded later counts.</summary>
internal sealed class StakeholderStanding
{
    public required Guid Id { get; init; }

    public required Guid StakeholderId { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly From { get; init; }

    public required StakeholderRole Role { get; init; }

    /// <summary>1 (none) to 5 (decides).</summary>
    public required int Influence { get; init; }

    public required Stance Stance { get; init; }

    public required string? Message { get; init; }

    public required bool InTouch { get; init; }

    public required bool HasLeft { get; init; }

    public required Guid? ById { get; init; }

    public required DateTime RecordedAt { get; init; }

    public static StakeholderStanding Of(Stakeholder person, Standing standing, Guid? by, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            StakeholderId = person.Id,
            AccountId = person.AccountId,
            From = standing.From,
            Role = standing.Role,
            Influence = standing.Influence,
            Stance = standing.Stance,
            Message = standing.Message,
            InTouch = standing.InTouch,
            HasLeft = standing.HasLeft,
            ById = by,
            RecordedAt = now,
        };
}

/// <summary>From a day on, the initiative reaches so far at an account.</summary>
internal sealed class InitiativeReach
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly From { get; init; }

    public required InitiativeLevel Level { get; init; }

    public required Guid? ById { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class StakeholderMapping : IEntityTypeConfiguration<Stakeholder>
{
    public void Configure(EntityTypeBuilder<Stakeholder> builder)
    {
        builder.ToTable("Stakeholders");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Name).HasMaxLength(100);
        builder.Property(one => one.Title).HasMaxLength(100);
        builder.Property(one => one.Department).HasMaxLength(100);
        builder.Property(one => one.Email).HasMaxLength(200);
        builder.HasIndex(one => one.AccountId);
    }
}

internal sealed class StakeholderStandingMapping : IEntityTypeConfiguration<StakeholderStanding>
{
    public void Configure(EntityTypeBuilder<StakeholderStanding> builder)
    {
        builder.ToTable("StakeholderStandings");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Message).HasMaxLength(1000);
        builder.HasIndex(one => new { one.AccountId, one.From });
        builder.HasIndex(one => one.StakeholderId);
    }
}

internal sealed class InitiativeReachMapping : IEntityTypeConfiguration<InitiativeReach>
{
    public void Configure(EntityTypeBuilder<InitiativeReach> builder)
    {
        builder.ToTable("InitiativeReaches");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasIndex(one => new { one.AccountId, one.From });
    }
}
