using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Whether the product does what was promised.</summary>
internal enum PromiseAvailability
{
    /// <summary>It does today.</summary>
    Exists,

    /// <summary>It is to come.</summary>
    Planned,

    /// <summary>Nobody plans it.</summary>
    NotPlanned,
}

/// <summary>Everything that callers say about a promise; a change replaces all of it.</summary>
/// <param name="AvailableFrom">From when it will do so, where that is planned.</param>
/// <param name="Gap">What lies between the promise and the product, in words.</param>
/// <param name="OwnerId">Who of us sees to the gap.</param>
/// <param name="Resolution">How the gap was settled with the customer.</param>
/// <param name="ResolvedOn">The day; <c>null</c> while it is not settled.</param>
internal sealed record PromiseDetails(
    PromiseAvailability Availability,
    DateOnly? AvailableFrom,
    string? Gap,
    Guid? OwnerId,
    string? Resolution,
    DateOnly? ResolvedOn
)
{
    /// <summary>Whether something was promised that is not there, and has not been settled with the customer.</summary>
    public bool IsOpenGap => Availability != PromiseAvailability.Exists && ResolvedOn is null;
}

/// <summary>
/// What somebody promised a customer before the contract, and whether the product keeps it: the ledger of promises.
/// </summary>
internal sealed class PromiseMade(
    Guid id,
    Guid accountId,
    Guid? handoffId,
    string what,
    string? madeTo,
    DateOnly madeOn,
    Guid? madeById,
    DateTime recordedAt,
    bool backfilled
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a promise.</summary>
    public const string PromisedLine = "promise-made";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public Guid? HandoffId { get; private set; } = handoffId;

    public string What { get; private set; } = what;

    /// <summary>The customer's person to whom it was promised.</summary>
    public string? MadeTo { get; private set; } = madeTo;

    public DateOnly MadeOn { get; private set; } = madeOn;

    /// <summary>Who of us promised it.</summary>
    public Guid? MadeById { get; private set; } = madeById;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    public PromiseAvailability Availability { get; private set; }

    public DateOnly? AvailableFrom { get; private set; }

    public string? Gap { get; private set; }

    public Guid? OwnerId { get; private set; }

    public string? Resolution { get; private set; }

    public DateOnly? ResolvedOn { get; private set; }

    /// <summary>Stored for lists and counts: promised, not there, not settled.</summary>
    public bool IsOpenGap { get; private set; }

    public PromiseDetails Details => new(Availability, AvailableFrom, Gap, OwnerId, Resolution, ResolvedOn);

    /// <summary>Adds a promise to the ledger, with its first state and its timeline line.</summary>
    public static PromiseMade Record(JourneyDb db, Guid account, Guid? handoff, GivenPromise given, Guid? madeBy)
    {
        var promise = new PromiseMade(
            Guid.CreateVersion7(),
            account,
            handoff,
            given.What,
            given.MadeTo,
            given.MadeOn,
            madeBy,
            db.Import.RecordedAt(given.MadeOn, db.Clock),
            db.Import.IsHistory
        );
        db.Set<PromiseMade>().Add(promise);
        promise.Describe(db, given.Details, given.MadeOn, promise.RecordedAt);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    given.MadeOn,
                    PromisedLine,
                    promise.Id,
                    $"Was promised: {given.What}",
                    $"商談時の約束: {given.What}"
                )
            );
        return promise;
    }

    /// <summary>Replaces what is known of the promise; what was known before stays as dated states.</summary>
    /// <param name="on">From which day it holds.</param>
    public void Describe(JourneyDb db, PromiseDetails next, DateOnly on, DateTime at)
    {
        (Availability, AvailableFrom, Gap) = (next.Availability, next.AvailableFrom, next.Gap);
        (OwnerId, Resolution, ResolvedOn, IsOpenGap) = (next.OwnerId, next.Resolution, next.ResolvedOn, next.IsOpenGap);
        db.Set<PromiseState>()
            .Add(new PromiseState(Guid.CreateVersion7(), Id, AccountId, next.Availability, next.IsOpenGap, on, at));
    }
}

/// <summary>
/// How a promise stood from a day on, and since when we know, so that a question of the past gets the past's answer.
/// </summary>
internal sealed class PromiseState(
    Guid id,
    Guid promiseId,
    Guid accountId,
    PromiseAvailability availability,
    bool isOpenGap,
    DateOnly on,
    DateTime recordedAt
)
{
    public Guid Id { get; private set; } = id;

    public Guid PromiseId { get; private set; } = promiseId;

    public Guid AccountId { get; private set; } = accountId;

    public PromiseAvailability Availability { get; private set; } = availability;

    public bool IsOpenGap { get; private set; } = isOpenGap;

    /// <summary>From which day it holds.</summary>
    public DateOnly On { get; private set; } = on;

    public DateTime RecordedAt { get; private set; } = recordedAt;
}

internal sealed class PromiseMadeMapping : IEntityTypeConfiguration<PromiseMade>
{
    public void Configure(EntityTypeBuilder<PromiseMade> builder)
    {
        builder.ToTable("Promises");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.What).HasMaxLength(1000);
        builder.Property(one => one.MadeTo).HasMaxLength(100);
        builder.Property(one => one.Gap).HasMaxLength(1000);
        builder.Property(one => one.Resolution).HasMaxLength(1000);
        builder.Ignore(one => one.Details);
        builder.HasIndex(one => new { one.AccountId, one.MadeOn });
        builder.HasIndex(one => one.HandoffId);
    }
}

internal sealed class PromiseStateMapping : IEntityTypeConfiguration<PromiseState>
{
    public void Configure(EntityTypeBuilder<PromiseState> builder)
    {
        builder.ToTable("PromiseStates");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasIndex(one => new { one.AccountId, one.RecordedAt });
    }
}
