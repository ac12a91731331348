using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>How far a request for a specialist is.</summary>
internal enum SpecialistState
{
    /// <summary>Nobody who fits is left.</summary>
    Unmatched,

    /// <summary>Somebody who fits is asked.</summary>
    Matched,

    /// <summary>They come.</summary>
    Accepted,

    /// <summary>They have helped.</summary>
    Done,
}

/// <summary>What is needed, where, in which language, and by when.</summary>
internal sealed record SpecialistNeed(string Topic, string? Language, string? Region, string Text, DateOnly WantedBy);

/// <summary>Somebody was asked and did not come.</summary>
internal sealed record SpecialistDecline(Guid PersonId, string Reason, DateTime At);

/// <summary>
/// A request for somebody who knows a topic (専門担当への依頼): it is matched to whoever fits and has the fewest open
/// ones, accepted or declined with a reason, and done.
/// </summary>
internal sealed class SpecialistRequest(Guid id, Guid accountId, Guid? requestedById, DateTime recordedAt) : Aggregate
{
    /// <summary>The kind of timeline line that tells that a specialist has helped.</summary>
    public const string HelpedLine = "specialist-helped";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public Guid? RequestedById { get; private set; } = requestedById;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Topic { get; private set; } = "";

    public string? Language { get; private set; }

    public string? Region { get; private set; }

    public string Need { get; private set; } = "";

    public DateOnly WantedBy { get; private set; }

    public SpecialistState State { get; private set; }

    /// <summary>Who is asked, comes or has come.</summary>
    public Guid? SpecialistId { get; private set; }

    public IReadOnlyList<SpecialistDecline> Declines { get; private set; } = [];

    public DateOnly? DoneOn { get; private set; }

    public static SpecialistRequest Ask(Guid account, SpecialistNeed need, Guid? by, DateTime now) =>
        new(Guid.CreateVersion7(), account, by, now)
        {
            Topic = Speciality.Normal(need.Topic),
            Language = need.Language is { } language ? Speciality.Normal(language) : null,
            Region = need.Region is { } region ? Speciality.Normal(region) : null,
            Need = need.Text.Trim(),
            WantedBy = need.WantedBy,
        };

    /// <summary>How many requests each person has matched or accepted.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> OpenOf(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<SpecialistRequest>()
            .Where(one =>
                one.SpecialistId != null
                && (one.State == SpecialistState.Matched || one.State == SpecialistState.Accepted)
            )
            .GroupBy(one => one.SpecialistId!.Value)
            .Select(own => new { own.Key, Count = own.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, cancellation);

    /// <summary>
    /// Matches it to whoever fits and has not declined: the fewest open requests first, then the smaller id, so that the
    /// same need finds the same person.
    /// </summary>
    /// <param name="known">People in service with what they know.</param>
    /// <param name="open">How many requests each has open.</param>
    public void Match(IEnumerable<Speciality> known, IReadOnlyDictionary<Guid, int> open)
    {
        var best = known
            .Where(one =>
                one.Fits(Topic, Language, Region) && Declines.All(declined => declined.PersonId != one.PersonId)
            )
            .OrderBy(one => open.GetValueOrDefault(one.PersonId))
            .ThenBy(one => one.PersonId)
            .FirstOrDefault();
        SpecialistId = best?.PersonId;
        State = best is null ? SpecialistState.Unmatched : SpecialistState.Matched;
    }

    /// <summary>Why nobody can answer it now; <c>null</c> where somebody is asked.</summary>
    public Error? Unanswerable() =>
        State == SpecialistState.Matched ? null : RoleErrors.NotInState(State, SpecialistState.Matched);

    public Result Accept()
    {
        if (Unanswerable() is { } refusal)
        {
            return refusal;
        }

        State = SpecialistState.Accepted;
        return Result.Done;
    }

    /// <summary>Notes the reason; whoever calls this matches it anew.</summary>
    public Result Decline(string reason, DateTime at)
    {
        if (Unanswerable() is { } refusal)
        {
            return refusal;
        }

        Declines = [.. Declines, new SpecialistDecline(SpecialistId!.Value, reason, at)];
        return Result.Done;
    }

    public Result Finish(JourneyDb db, DateOnly on, string name)
    {
        if (State != SpecialistState.Accepted)
        {
            return RoleErrors.NotInState(State, SpecialistState.Accepted);
        }

        (State, DoneOn) = (SpecialistState.Done, on);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    on,
                    HelpedLine,
                    Id,
                    $"{name} helped as a specialist ({Topic})",
                    $"{name}さんが専門担当として支援しました({Topic})"
                )
            );
        return Result.Done;
    }
}

internal sealed class SpecialistRequestMapping : IEntityTypeConfiguration<SpecialistRequest>
{
    public void Configure(EntityTypeBuilder<SpecialistRequest> builder)
    {
        builder.ToTable("SpecialistRequests");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Topic).HasMaxLength(60);
        builder.Property(one => one.Language).HasMaxLength(10);
        builder.Property(one => one.Region).HasMaxLength(60);
        builder.Property(one => one.Need).HasMaxLength(2000);
        builder.Property(one => one.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(one => one.Declines).AsJson();
        builder.HasIndex(one => one.AccountId);
        builder.HasIndex(one => new { one.SpecialistId, one.State });
    }
}
