using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Outbox;

/// <summary>Where a failed delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>
    /// It failed, or stands behind one that failed; it is tried again and holds back its listener's news of the lane.
    /// </summary>
    Waiting,

    /// <summary>Given up: a dead letter. It holds back nobody.</summary>
    Dead,

    /// <summary>Given up, and about to be tried once more because somebody said so. It holds back nobody.</summary>
    Replaying,

    /// <summary>Given up once, and taken in the end.</summary>
    Delivered,

    /// <summary>Given up for good because somebody said so.</summary>
    Discarded,
}

/// <summary>
/// News that one listener could not take when its turn came: put aside for that listener alone, so that the others go
/// on. It is tried again after ever longer pauses, in order of the lane; after <see cref="MostAttempts"/> it is a dead
/// letter.
/// </summary>
public sealed class FailedDelivery : Aggregate
{
    internal const int MostAttempts = 6;
    private const int FailureCharactersKept = 2000;

    public Guid Id { get; init; }

    /// <summary>The outbox's number: the order within the lane.</summary>
    public long Seq { get; init; }

    public Guid MessageId { get; init; }

    public required string Lane { get; init; }

    /// <summary>The account that the news is about, if any.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The full name of the reaction.</summary>
    public required string Listener { get; init; }

    /// <summary>The name of the event's type.</summary>
    public required string Kind { get; init; }

    public required string Payload { get; set; }

    /// <summary>As it was told, once somebody has mended it.</summary>
    public string? OriginalPayload { get; private set; }

    /// <summary>When the news was told.</summary>
    public DateTime ToldAt { get; init; }

    public DeliveryState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTime? NotBefore { get; private set; }

    /// <summary>Why the last try failed.</summary>
    public string? Failure { get; private set; }

    public DateTime? GivenUpAt { get; private set; }

    public DateTime? MendedAt { get; private set; }

    /// <summary>Why it was mended or discarded, in the words of whoever did it.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it was delivered or discarded in the end.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>News that failed, or that stands behind news that failed.</summary>
    public static FailedDelivery Of(OutboxRow row, string listener) =>
        new()
        {
            Id = Guid.CreateVersion7(row.StoredAt),
            Seq = row.Seq,
            MessageId = row.MessageId,
            Lane = row.Lane,
            AccountId = Guid.TryParse(row.Lane, out var account) ? account : null,
            Listener = listener,
            Kind = row.News,
            Payload = row.Payload,
            ToldAt = row.StoredAt,
        };

    /// <summary>
    /// Notes a try in vain. Gives up after the last one, but never because other transactions were in the way.
    /// </summary>
    public void Fail(string reason, bool contention, DateTime now)
    {
        Attempts++;
        Failure = reason.Length > FailureCharactersKept ? reason[..FailureCharactersKept] : reason;
        if (State == DeliveryState.Replaying || (Attempts >= MostAttempts && !contention))
        {
            GiveUp(now);
            return;
        }

        NotBefore = now + PauseAfter(Math.Min(Attempts, MostAttempts - 1));
    }

    /// <summary>Gives up at once.</summary>
    public void GiveUp(string reason, DateTime now)
    {
        Failure = reason;
        GiveUp(now);
    }

    /// <summary>The listener has taken it.</summary>
    public void Deliver(DateTime now) => (State, NotBefore, ClosedAt) = (DeliveryState.Delivered, null, now);

    /// <summary>
    /// Replaces what the listener is told, by news of the same kind. What was published first is kept.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not dead.</exception>
    public void Mend(string payload, string reason, DateTime now)
    {
        MustBeDead();
        OriginalPayload ??= Payload;
        (Payload, Reason, MendedAt) = (payload, reason, now);
    }

    /// <summary>Lets the dispatcher try it once more.</summary>
    /// <exception cref="InvalidOperationException">It is not dead.</exception>
    public void Replay()
    {
        MustBeDead();
        State = DeliveryState.Replaying;
    }

    /// <summary>Gives it up for good.</summary>
    /// <exception cref="InvalidOperationException">It is not dead.</exception>
    public void Discard(string reason, DateTime now)
    {
        MustBeDead();
        (State, Reason, ClosedAt) = (DeliveryState.Discarded, reason, now);
    }

    private void MustBeDead()
    {
        if (State != DeliveryState.Dead)
        {
            throw new InvalidOperationException($"The delivery {Id} is {State}, not dead.");
        }
    }

    // 2, 4, 8, 16, 32 seconds, a quarter more or less, so that many which failed together do not come back together. A
    // minute in all.
    private TimeSpan PauseAfter(int attempts)
    {
        var chance = new Random(BitConverter.ToInt32(MessageId.ToByteArray(), 12) + attempts);
        return TimeSpan.FromSeconds(Math.Pow(2, attempts) * (0.75 + (chance.NextDouble() / 2)));
    }

    private void GiveUp(DateTime now)
    {
        (State, NotBefore) = (DeliveryState.Dead, null);
        GivenUpAt ??= now;
    }
}

internal sealed class FailedDeliveryTable : IEntityTypeConfiguration<FailedDelivery>
{
    public void Configure(EntityTypeBuilder<FailedDelivery> builder)
    {
        builder.ToTable("failed_deliveries", PlatformDb.Schema);
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.MessageId, row.Listener }).IsUnique();
        builder
            .HasIndex(row => new
            {
                row.Lane,
                row.Listener,
                row.Seq,
            })
            .HasFilter("state IN ('Waiting', 'Replaying')")
            .HasDatabaseName("ix_failed_deliveries_open");
        builder
            .HasIndex(row => new
            {
                row.Lane,
                row.Listener,
                row.NotBefore,
            })
            .HasFilter("not_before IS NOT NULL")
            .HasDatabaseName("ix_failed_deliveries_paused");
        builder
            .HasIndex(row => row.GivenUpAt)
            .HasFilter("given_up_at IS NOT NULL")
            .HasDatabaseName("ix_failed_deliveries_given_up");
    }
}
