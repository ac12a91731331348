using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Outbox;

/// <summary>Where a letter stands.</summary>
internal enum LetterState
{
    /// <summary>It failed, or stands behind one that failed; it is tried again and holds back its listener's news of the lane.</summary>
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
/// News that one listener could not take when its turn came: put aside for that listener alone, so that the others go on. It is
/// tried again after ever longer pauses, in order of the lane; after <see cref="MostAttempts"/> it is a dead letter.
/// </summary>
internal sealed class FailedDelivery : Aggregate
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

    public LetterState State { get; private set; }

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

    /// <summary>Notes a try in vain. Gives up after the last one, but never because other transactions were in the way.</summary>
    public void Fail(string reason, bool contention, DateTime now)
    {
        Attempts++;
        Failure = reason.Length > FailureCharactersKept ? reason[..FailureCharactersKept] : reason;
        if (State == LetterState.Replaying || (Attempts >= MostAttempts && !contention))
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
    public void Deliver(DateTime now) => (State, NotBefore, ClosedAt) = (LetterState.Delivered, null, now);

    /// <summary>Puts other news of the same kind in its place, for this listener.</summary>
    public Result Mend(string payload, string reason, DateTime now)
    {
        if (State != LetterState.Dead)
        {
            return OutboxErrors.NotDead(this);
        }

        OriginalPayload ??= Payload;
        (Payload, Reason, MendedAt) = (payload, reason, now);
        return Result.Done;
    }

    /// <summary>Has it tried once more.</summary>
    public Result Replay()
    {
        if (State != LetterState.Dead)
        {
            return OutboxErrors.NotDead(this);
        }

        State = LetterState.Replaying;
        return Result.Done;
    }

    /// <summary>Gives it up for good.</summary>
    public Result Discard(string reason, DateTime now)
    {
        if (State != LetterState.Dead)
        {
            return OutboxErrors.NotDead(this);
        }

        (State, Reason, ClosedAt) = (LetterState.Discarded, reason, now);
        return Result.Done;
    }

    // 2, 4, 8, 16, 32 seconds, a quarter more or less, so that many which failed together do not come back together. A minute in all.
    private TimeSpan PauseAfter(int attempts)
    {
        var chance = new Random(BitConverter.ToInt32(MessageId.ToByteArray(), 12) + attempts);
        return TimeSpan.FromSeconds(Math.Pow(2, attempts) * (0.75 + (chance.NextDouble() / 2)));
    }

    private void GiveUp(DateTime now)
    {
        (State, NotBefore) = (LetterState.Dead, null);
        GivenUpAt ??= now;
    }
}
