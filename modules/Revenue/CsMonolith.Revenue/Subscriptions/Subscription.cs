using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// What an account has bought. It holds the latest terms; its facts hold what was so on which day, and since when that
/// was known.
/// </summary>
internal sealed class Subscription(
    Guid id,
    string externalId,
    Guid accountId,
    string currency,
    bool isTrial,
    DateOnly startsOn,
    string plan,
    string product,
    BillingInterval interval,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public string ExternalId { get; private set; } = externalId;

    public Guid AccountId { get; private set; } = accountId;

    public string Currency { get; private set; } = currency;

    /// <summary>A trial carries no revenue.</summary>
    public bool IsTrial { get; private set; } = isTrial;

    public DateOnly StartsOn { get; private set; } = startsOn;

    public string Plan { get; private set; } = plan;

    /// <summary>The product, whatever the plan; figures by product use it.</summary>
    public string Product { get; private set; } = product;

    public BillingInterval Interval { get; private set; } = interval;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public long MrrMinor { get; private set; }

    public int? Seats { get; private set; }

    public bool? AutoRenew { get; private set; }

    /// <summary>The last day that is paid for, inclusive; <c>null</c> while it runs on.</summary>
    public DateOnly? LastPaidDay { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    public DateOnly? NoticeOn { get; private set; }

    /// <summary>The first day of a pause that lasts; <c>null</c> while it is not paused.</summary>
    public DateOnly? PausedOn { get; private set; }

    /// <summary>When it was voided.</summary>
    public DateTime? VoidedAt { get; private set; }

    /// <summary>The day from which the latest terms hold.</summary>
    public DateOnly TermsSince { get; private set; }

    /// <summary>The number of its facts, which is the ordinal of the next one.</summary>
    public int FactCount { get; private set; }

    /// <summary>
    /// Months for which it is renewed where nothing is cancelled; <c>null</c> where nobody has said so.
    /// </summary>
    public int? TermMonths { get; private set; }

    /// <summary>
    /// Days before the end of the term by which notice is given; <c>null</c> where nobody has said so.
    /// </summary>
    public int? NoticeDays { get; private set; }

    /// <summary>The latest monthly amount.</summary>
    public Money Mrr => new(MrrMinor, Currency);

    /// <summary>The latest terms.</summary>
    public SubscriptionTerms Terms => new(Plan, MrrMinor, Seats, Interval, AutoRenew);

    /// <summary>Sets the renewal term and the notice period; what is <c>null</c> stays as it is.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Agree(int? termMonths, int? noticeDays)
    {
        var before = (TermMonths, NoticeDays);
        (TermMonths, NoticeDays) = (termMonths ?? TermMonths, noticeDays ?? NoticeDays);
        return (TermMonths, NoticeDays) != before;
    }

    /// <summary>States the start and the terms of that day.</summary>
    public SubscriptionFact Start(SubscriptionTerms terms, DateOnly on, Recording recording)
    {
        StartsOn = on;
        Take(terms, on);
        return Note(FactKind.Start, on, terms, recording);
    }

    /// <summary>Changes the terms from a day on.</summary>
    /// <returns>The fact, or a refusal if the subscription is cancelled by then or has not begun.</returns>
    public Result<SubscriptionFact> Change(
        SubscriptionTerms terms,
        DateOnly on,
        Recording recording,
        FactCause? cause = null
    )
    {
        if (VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(ExternalId);
        }

        if (on < StartsOn || on > LastPaidDay)
        {
            return SubscriptionErrors.OutsideTerm(ExternalId, on, StartsOn, LastPaidDay);
        }

        // A backdated change does not undo terms that were agreed for a later day.
        if (on >= TermsSince)
        {
            Take(terms, on);
        }

        return Note(FactKind.Change, on, terms, recording, cause);
    }

    /// <summary>Pauses it from a day on.</summary>
    /// <returns>The fact, or a refusal if it is paused already or does not run that day.</returns>
    public Result<SubscriptionFact> Pause(DateOnly on, Recording recording)
    {
        if (Unfit(on) is { } unfit)
        {
            return unfit;
        }

        if (PausedOn is { } since)
        {
            return SubscriptionErrors.Paused(ExternalId, since);
        }

        PausedOn = on;
        return Note(FactKind.Paused, on, Terms, recording);
    }

    /// <summary>Ends a pause: the day is the first that counts again.</summary>
    /// <returns>The fact, or a refusal if it is not paused by then.</returns>
    public Result<SubscriptionFact> Resume(DateOnly on, Recording recording)
    {
        if (Unfit(on) is { } unfit)
        {
            return unfit;
        }

        if (PausedOn is not { } since || on < since)
        {
            return SubscriptionErrors.NotPaused(ExternalId, on);
        }

        PausedOn = null;
        return Note(FactKind.Resumed, on, Terms, recording);
    }

    /// <summary>Voids it: it counts as never having been, and stays on record.</summary>
    /// <returns>The fact, or a refusal if that was done already.</returns>
    public Result<SubscriptionFact> Void(Recording recording)
    {
        if (VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(ExternalId);
        }

        VoidedAt = recording.At;
        return Note(FactKind.Voided, StartsOn, Terms, recording);
    }

    /// <summary>Takes a void back: it counts again as it stood.</summary>
    /// <returns>The fact, or a refusal if it is not voided.</returns>
    public Result<SubscriptionFact> TakeVoidBack(Recording recording, string reason)
    {
        if (VoidedAt is null)
        {
            return SubscriptionErrors.NotVoided(ExternalId);
        }

        VoidedAt = null;
        return Note(
            FactKind.VoidTakenBack,
            StartsOn,
            Terms,
            recording,
            cause: null,
            new LossReason(reason, Avoidable: null)
        );
    }

    /// <summary>
    /// Cancels it, with the last paid day, the day of the decision and the day on which notice was given.
    /// </summary>
    /// <returns>The fact, or a refusal if it is cancelled already or the last paid day lies before its start.</returns>
    public Result<SubscriptionFact> Cancel(
        DateOnly cancelledOn,
        DateOnly? noticeOn,
        DateOnly lastPaidDay,
        Recording recording,
        LossReason loss = default,
        FactCause? cause = null
    )
    {
        if (VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(ExternalId);
        }

        if (CancelledOn is { } day)
        {
            return SubscriptionErrors.Cancelled(ExternalId, day);
        }

        // One day before the start is a contract that was withdrawn before it ran.
        if (lastPaidDay < StartsOn.AddDays(-1))
        {
            return SubscriptionErrors.OutsideTerm(ExternalId, lastPaidDay, StartsOn, LastPaidDay);
        }

        (CancelledOn, NoticeOn) = (cancelledOn, noticeOn);
        return End(lastPaidDay, recording, loss, cause);
    }

    /// <summary>
    /// Takes its cancellation back: the customer stays. The end that stood before stands again, without a decision.
    /// </summary>
    /// <param name="on">The day on which the customer changed their mind.</param>
    /// <param name="endBefore">The last paid day before the cancellation; <c>null</c> where it ran on.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <returns>The facts, or a refusal if it is voided, not cancelled, or its last paid day is over.</returns>
    public Result<IReadOnlyList<SubscriptionFact>> TakeCancellationBack(
        DateOnly on,
        DateOnly? endBefore,
        Recording recording,
        string reason
    )
    {
        if (VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(ExternalId);
        }

        if (CancelledOn is null || LastPaidDay is not { } last)
        {
            return SubscriptionErrors.NotCancelled(ExternalId);
        }

        if (on > last)
        {
            return SubscriptionErrors.CancellationOver(ExternalId, on, last);
        }

        // Both are in the history: that it runs on after all, and until when it was agreed before.
        var learnt = new List<SubscriptionFact>
        {
            EndAfter(lastPaidDay: null, recording, new LossReason(reason, Avoidable: null)),
        };
        if (endBefore is { } day)
        {
            learnt.Add(EndAfter(day, recording));
        }

        return learnt;
    }

    /// <summary>Ends it earlier than was known, since money was refunded.</summary>
    /// <param name="on">The day of the refund, and of the decision where nobody had cancelled before.</param>
    /// <param name="lastPaidDay">The last day that stays paid.</param>
    /// <returns>The fact, tagged refund, or a refusal if it is voided or would not end earlier.</returns>
    public Result<SubscriptionFact> EndByRefund(DateOnly on, DateOnly lastPaidDay, Recording recording, string reason)
    {
        if (VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(ExternalId);
        }

        if (lastPaidDay < StartsOn.AddDays(-1) || lastPaidDay >= LastPaidDay)
        {
            return SubscriptionErrors.OutsideTerm(ExternalId, lastPaidDay, StartsOn, LastPaidDay?.AddDays(-1));
        }

        CancelledOn ??= on;
        return End(lastPaidDay, recording, new LossReason(reason, Avoidable: null), FactCause.Refund);
    }

    /// <summary>States that it goes on as another subscription from a day on.</summary>
    /// <returns>The fact, or a refusal if it has no end before that day.</returns>
    public Result<SubscriptionFact> Bridge(DateOnly until, Recording recording) =>
        VoidedAt is not null ? SubscriptionErrors.Voided(ExternalId)
        : LastPaidDay is not { } last || until <= last.AddDays(1)
            ? SubscriptionErrors.NoGap(ExternalId, LastPaidDay, until)
        : Note(FactKind.Bridged, until, Terms, recording);

    /// <summary>Takes back that it goes on as another subscription.</summary>
    public SubscriptionFact Unbridge(DateOnly until, Recording recording) =>
        Note(FactKind.BridgeVoided, until, Terms, recording);

    /// <summary>
    /// States its last paid day, or that it has none. A cancellation does not stand any more once the subscription runs
    /// on beyond it.
    /// </summary>
    public SubscriptionFact EndAfter(DateOnly? lastPaidDay, Recording recording, LossReason loss = default)
    {
        if (lastPaidDay is null || lastPaidDay > LastPaidDay)
        {
            (CancelledOn, NoticeOn) = (null, null);
        }

        return End(lastPaidDay, recording, loss, cause: null);
    }

    /// <summary>
    /// Takes in what a file states now. A corrected start, or history that is loaded again, restates the terms from the
    /// start. Otherwise changed terms hold from the day on which they are learnt, since the file does not date them.
    /// </summary>
    /// <returns>The new facts; none if nothing differs.</returns>
    public IReadOnlyList<SubscriptionFact> Restate(
        SubscriptionTerms terms,
        bool isTrial,
        DateOnly startsOn,
        DateOnly? lastPaidDay,
        DateOnly? learntOn,
        Func<DateOnly, Recording> recording
    )
    {
        var learnt = new List<SubscriptionFact>();
        var stated = terms with { MrrMinor = isTrial ? 0 : terms.MrrMinor };
        if (
            startsOn != StartsOn
            || (stated != Terms && (learntOn is not { } today || today <= startsOn || today > lastPaidDay))
        )
        {
            IsTrial = isTrial;
            learnt.Add(Start(stated, startsOn, recording(startsOn)));
        }
        else if (stated != Terms || isTrial != IsTrial)
        {
            IsTrial = isTrial;
            Take(stated, learntOn ?? startsOn);
            learnt.Add(Note(FactKind.Change, learntOn ?? startsOn, stated, recording(learntOn ?? startsOn)));
        }

        if (lastPaidDay != LastPaidDay)
        {
            learnt.Add(EndAfter(lastPaidDay, recording(lastPaidDay?.AddDays(1) ?? startsOn)));
        }

        return learnt;
    }

    private SubscriptionFact End(DateOnly? lastPaidDay, Recording recording, LossReason loss, FactCause? cause)
    {
        LastPaidDay = lastPaidDay;
        return lastPaidDay is { } day
            ? Note(FactKind.End, day.AddDays(1), Terms, recording, cause, loss)
            : Note(FactKind.Reopened, StartsOn, Terms, recording, cause, loss);
    }

    private void Take(SubscriptionTerms terms, DateOnly since)
    {
        TermsSince = since;
        Plan = terms.Plan;
        MrrMinor = IsTrial ? 0 : terms.MrrMinor;
        Seats = terms.Seats;
        Interval = terms.Interval;
        AutoRenew = terms.AutoRenew;
    }

    private Error? Unfit(DateOnly on) =>
        VoidedAt is not null ? SubscriptionErrors.Voided(ExternalId)
        : on < StartsOn || on > LastPaidDay ? SubscriptionErrors.OutsideTerm(ExternalId, on, StartsOn, LastPaidDay)
        : null;

    private SubscriptionFact Note(
        FactKind kind,
        DateOnly on,
        SubscriptionTerms terms,
        Recording recording,
        FactCause? cause = null,
        LossReason loss = default
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SubscriptionId = Id,
            AccountId = AccountId,
            Ordinal = FactCount++,
            Kind = kind,
            EffectiveOn = on,
            RecordedAt = recording.At,
            Backfilled = recording.Backfilled,
            Currency = Currency,
            MrrMinor = kind == FactKind.End || IsTrial ? 0 : terms.MrrMinor,
            Seats = terms.Seats,
            Interval = terms.Interval,
            AutoRenew = terms.AutoRenew,
            CancelledOn = kind == FactKind.End ? CancelledOn : null,
            NoticeOn = kind == FactKind.End ? NoticeOn : null,
            Cause = cause,
            Reason = loss.Reason,
            Avoidable = loss.Avoidable,
        };
}

internal sealed class SubscriptionMapping : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasKey(subscription => subscription.Id);
        builder.Ignore(subscription => subscription.Mrr);
        builder.Ignore(subscription => subscription.Terms);
        builder.Property(subscription => subscription.ExternalId).HasMaxLength(100);
        builder.Property(subscription => subscription.Plan).HasMaxLength(100);
        builder.Property(subscription => subscription.Product).HasMaxLength(100);
        builder.Property(subscription => subscription.Currency).HasMaxLength(3);
        builder.Property(subscription => subscription.Interval).HasMaxLength(20);
        builder.HasIndex(subscription => subscription.ExternalId).IsUnique();
        builder.HasIndex(subscription => subscription.AccountId);
    }
}
