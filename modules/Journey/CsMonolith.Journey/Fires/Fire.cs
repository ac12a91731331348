using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Fires;

/// <summary>
/// Trouble at a customer that was fought by force (緊急対応, 火消し). Its effort is the minutes of its activities. It is
/// closed only with a field card, so that the next customer does not burn for the same cause.
/// </summary>
internal sealed class Fire(
    Guid id,
    Guid accountId,
    string title,
    string cause,
    DateOnly startedOn,
    Guid? openedBy,
    DateTime recordedAt
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a fire's start.</summary>
    public const string StartedLine = "fire-started";

    /// <summary>The kind of timeline line that tells of a fire's end.</summary>
    public const string EndedLine = "fire-ended";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Title { get; private set; } = title;

    /// <summary>Code of the configured cause.</summary>
    public string Cause { get; private set; } = cause;

    public DateOnly StartedOn { get; private set; } = startedOn;

    public Guid? OpenedBy { get; private set; } = openedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateOnly? EndedOn { get; private set; }

    public Guid? CardId { get; private set; }

    public Guid? ClosedBy { get; private set; }

    /// <summary>When we learnt that it had ended.</summary>
    public DateTime? ClosedAt { get; private set; }

    public static Fire Start(JourneyDb db, Guid account, FireStart start, Guid? by)
    {
        var fire = new Fire(
            Guid.CreateVersion7(),
            account,
            start.Title,
            start.Cause,
            start.StartedOn,
            by,
            db.Clock.Now
        );
        db.Set<Fire>().Add(fire);
        fire.Raise(new FireStarted(fire.Id, account, start.StartedOn, start.Cause));
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    start.StartedOn,
                    StartedLine,
                    fire.Id,
                    $"Fire: {start.Title}",
                    $"緊急対応を開始: {start.Title}"
                )
            );
        return fire;
    }

    /// <summary>Whether the fire burnt on a day.</summary>
    public bool Burns(DateOnly day) => StartedOn <= day && !(EndedOn < day);

    public Result Close(JourneyDb db, DateOnly endedOn, Guid card, Guid? by)
    {
        if (EndedOn is { } ended)
        {
            return FireErrors.Closed(ended);
        }

        if (endedOn < StartedOn)
        {
            return FireErrors.EndBeforeStart(endedOn, StartedOn);
        }

        (EndedOn, CardId, ClosedBy, ClosedAt) = (endedOn, card, by, db.Clock.Now);
        Raise(new FireEnded(Id, AccountId, endedOn, Cause, card));
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    endedOn,
                    EndedLine,
                    Id,
                    $"Fire out: {Title}",
                    $"緊急対応を終了: {Title}"
                )
            );
        return Result.Done;
    }
}

/// <summary>
/// Journey's small copy of what Feedback tells of its field cards: that there is one, and about which account.
/// </summary>
internal sealed class KnownCard
{
    public required Guid CardId { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly On { get; init; }
}

internal sealed class FireMapping : IEntityTypeConfiguration<Fire>
{
    public void Configure(EntityTypeBuilder<Fire> builder)
    {
        builder.ToTable("Fires");
        builder.Property(fire => fire.Id).ValueGeneratedNever();
        builder.Property(fire => fire.Title).HasMaxLength(200);
        builder.Property(fire => fire.Cause).HasMaxLength(40);
        builder.HasIndex(fire => new { fire.AccountId, fire.StartedOn });
    }
}

internal sealed class KnownCardMapping : IEntityTypeConfiguration<KnownCard>
{
    public void Configure(EntityTypeBuilder<KnownCard> builder)
    {
        builder.ToTable("KnownCards");
        builder.HasKey(card => card.CardId);
        builder.Property(card => card.CardId).ValueGeneratedNever();
    }
}
