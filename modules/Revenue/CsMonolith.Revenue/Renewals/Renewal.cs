using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>How far the talks about a renewal are.</summary>
internal enum RenewalStage
{
    /// <summary>Due, nothing done yet.</summary>
    Open,

    /// <summary>We talked with the customer about it.</summary>
    Contacted,

    /// <summary>They have our proposal.</summary>
    Proposed,

    /// <summary>Agreed but not signed.</summary>
    Agreed,

    /// <summary>Renewed, for whatever amount.</summary>
    Renewed,

    /// <summary>Not renewed.</summary>
    Lost,

    /// <summary>
    /// There is no such term to renew after all: the contract was voided, or its term ends on another day. It counts in
    /// no figure.
    /// </summary>
    Withdrawn,
}

/// <summary>What the contract itself makes of a term that ends.</summary>
/// <param name="Stage">Renewed, lost or withdrawn; <c>null</c> while it is open.</param>
/// <param name="On">The day on which that was known.</param>
/// <param name="RenewedMinor">MRR of the next term, in minor units; 0 if lost.</param>
internal readonly record struct TermOutcome(RenewalStage? Stage, DateOnly On, long? RenewedMinor, string? Reason)
{
    public static TermOutcome Pending(DateOnly today) => new(Stage: null, today, RenewedMinor: null, Reason: null);

    public static TermOutcome Renewed(DateOnly on, long minor) => new(RenewalStage.Renewed, on, minor, Reason: null);

    public static TermOutcome Lost(DateOnly on, string? reason) => new(RenewalStage.Lost, on, RenewedMinor: 0, reason);

    public static TermOutcome Withdrawn(DateOnly on) =>
        new(RenewalStage.Withdrawn, on, RenewedMinor: null, Reason: null);
}

/// <summary>What the contract says of a term that ends, as long as nobody has settled it.</summary>
/// <param name="DueMinor">
/// MRR of the term, in minor units; <c>null</c> where there is no such contract any more.
/// </param>
/// <param name="TermMonths">Months for which it is to be renewed.</param>
/// <param name="NoticeBy">The last day on which the customer may give notice.</param>
/// <param name="AnchorDay">The day of the month on which its terms begin, 1 to 31.</param>
/// <param name="RunsOn">Whether the contract runs on beyond the term, as far as is known.</param>
internal readonly record struct TermTerms(
    long? DueMinor,
    int TermMonths,
    DateOnly NoticeBy,
    int AnchorDay,
    bool RunsOn
);

/// <summary>
/// One term that ends, and what becomes of it. It belongs to the month in which the term ends, however early it is
/// settled.
/// </summary>
internal sealed class Renewal : Aggregate
{
    public Renewal(
        Guid id,
        Guid accountId,
        Guid subscriptionId,
        DateOnly dueOn,
        string currency,
        TermTerms terms,
        DateTime recordedAt
    )
    {
        (Id, AccountId, SubscriptionId) = (id, accountId, subscriptionId);
        (DueOn, Currency, RecordedAt) = (dueOn, currency, recordedAt);
        (DueMinor, TermMonths) = (terms.DueMinor ?? 0, terms.TermMonths);
        (NoticeBy, AnchorDay) = (terms.NoticeBy, terms.AnchorDay);
    }

    // The store sets the properties.
    private Renewal() => Currency = "";

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public Guid SubscriptionId { get; private set; }

    /// <summary>The last day of the term that ends.</summary>
    public DateOnly DueOn { get; private set; }

    public string Currency { get; private set; }

    /// <summary>MRR of the term that ends.</summary>
    public long DueMinor { get; private set; }

    /// <summary>Months for which it is to be renewed.</summary>
    public int TermMonths { get; private set; }

    /// <summary>The last day on which the customer may give notice.</summary>
    public DateOnly NoticeBy { get; private set; }

    public DateTime RecordedAt { get; private set; }

    public RenewalStage Stage { get; private set; }

    /// <summary>When it was decided, or when the decision was known.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>
    /// Whether what became of the contract settled it, and no person: it is open again once the contract says so.
    /// </summary>
    public bool IsByContract { get; private set; }

    /// <summary>How far the talks were when the contract settled it.</summary>
    public RenewalStage? Talks { get; private set; }

    /// <summary>
    /// The ordinal of the first fact of the subscription that a person's outcome added; <c>null</c> while no person has
    /// settled it.
    /// </summary>
    public int? FirstFact { get; private set; }

    /// <summary>The ordinal of the first fact that was added after that outcome.</summary>
    public int? NextFact { get; private set; }

    /// <summary>Whether a person stated that the term ends on this day.</summary>
    public bool IsStated { get; private set; }

    /// <summary>The day of the month on which its terms begin, 1 to 31; 0 where it was never looked up.</summary>
    public int AnchorDay { get; private set; }

    /// <summary>MRR of the next term, 0 if lost.</summary>
    public long? RenewedMinor { get; private set; }

    public string? Reason { get; private set; }

    public Money Due => new(DueMinor, Currency);

    /// <summary>
    /// Whether it counts in a rate on a day: it is settled, or its due day is over and it counts as not renewed.
    /// </summary>
    public bool IsDecidedOn(DateOnly today) => SettledOn is not null || DueOn < today;

    /// <summary>Whether a person settled it, and not the contract.</summary>
    public bool IsByPerson => SettledOn is not null && !IsByContract;

    /// <summary>The first day of the next term.</summary>
    public DateOnly NextFrom => DueOn.AddDays(1);

    /// <summary>A day so many months before the next term begins, less one: a checkpoint on the way to it.</summary>
    public DateOnly Checkpoint(int monthsBefore) =>
        Subscriptions.AnchorDay.LastDay(NextFrom, -monthsBefore, AnchorOr(NextFrom.Day));

    /// <summary>
    /// Notes that a person stated this last day, and for how long and with which notice it is renewed.
    /// </summary>
    public void State(int? termMonths, int? noticeDays)
    {
        IsStated = true;
        TermMonths = termMonths ?? TermMonths;
        NoticeBy = noticeDays is { } days ? DueOn.AddDays(-days) : NoticeBy;
    }

    /// <summary>Takes over what the contract says of the term and of what became of it.</summary>
    public void Follow(TermTerms terms, TermOutcome outcome)
    {
        AnchorDay = terms.AnchorDay;
        if (IsByPerson && RenewedMinor == 0 && terms.RunsOn)
        {
            // Said to be lost, and the contract runs on after all.
            Reopen();
        }

        if (IsByPerson)
        {
            // What a person has settled stays, and counts unless the contract itself never was.
            Stage =
                outcome.Stage == RenewalStage.Withdrawn ? RenewalStage.Withdrawn
                : RenewedMinor > 0 ? RenewalStage.Renewed
                : RenewalStage.Lost;
            return;
        }

        DueMinor = terms.DueMinor ?? DueMinor;
        if (!IsStated)
        {
            (TermMonths, NoticeBy) = (terms.TermMonths, terms.NoticeBy);
        }

        if (outcome.Stage is not { } stage)
        {
            // What is settled on a day ahead was settled by a clock that has been set back since: it stays.
            if (!(SettledOn > outcome.On))
            {
                Reopen();
            }
        }
        else if (stage != Stage || outcome.RenewedMinor != RenewedMinor || outcome.Reason != Reason)
        {
            Talks = IsByContract ? Talks : Stage;
            (Stage, SettledOn, RenewedMinor, Reason) = (stage, outcome.On, outcome.RenewedMinor, outcome.Reason);
            IsByContract = true;
        }
    }

    /// <summary>Withdraws it: its contract is not there any more.</summary>
    public void Withdraw(DateOnly on) =>
        Follow(new TermTerms(DueMinor, TermMonths, NoticeBy, AnchorDay, RunsOn: false), TermOutcome.Withdrawn(on));

    /// <summary>Opens it again, with the talks as far as they were; what is open stays as it is.</summary>
    public void Reopen()
    {
        if (SettledOn is not null)
        {
            Stage = Talks ?? RenewalStage.Open;
            (SettledOn, RenewedMinor, Reason, IsByContract, Talks) = (null, null, null, false, null);
            (FirstFact, NextFact) = (null, null);
        }
    }

    /// <summary>Moves the talks on.</summary>
    /// <returns>A refusal if it is settled, or the stage is an outcome.</returns>
    public Result MoveTo(RenewalStage stage)
    {
        if (SettledOn is { } day)
        {
            return RenewalErrors.RenewalSettled(DueOn, day);
        }

        Stage = stage;
        return Result.Done;
    }

    /// <summary>Notes what became of it.</summary>
    /// <returns>A refusal if that is known already or the amount is in another currency.</returns>
    public Result Settle(Money? renewed, DateOnly on, string? reason)
    {
        if (SettledOn is { } day)
        {
            return RenewalErrors.RenewalSettled(DueOn, day);
        }

        if (renewed is { } money && money.Currency != Currency)
        {
            return SubscriptionErrors.OtherCurrency(money.Currency, Currency);
        }

        (Talks, SettledOn, RenewedMinor, Reason) = (Stage, on, renewed?.Minor ?? 0, reason);
        Stage = renewed is null ? RenewalStage.Lost : RenewalStage.Renewed;
        return Result.Done;
    }

    /// <summary>Notes which facts of the subscription its outcome added, so that it can be taken back.</summary>
    public void Added(int first, int next) => (FirstFact, NextFact) = (first, next);

    /// <summary>
    /// What renewing brings about in the subscription: the new terms from the day after the old term, and its new last
    /// day. What renews by itself goes on without one, unless months are agreed.
    /// </summary>
    /// <param name="months">Months of the next term; <c>null</c> takes what was planned.</param>
    public Result<IReadOnlyList<SubscriptionFact>> Extend(Subscription subscription, int? months, Recording recording)
    {
        var learnt = new List<SubscriptionFact>();
        if (months is not null || subscription.LastPaidDay is not null)
        {
            var anchor = Subscriptions.AnchorDay.Of(subscription.StartsOn, NextFrom);
            learnt.Add(
                subscription.EndAfter(
                    Subscriptions.AnchorDay.LastDay(NextFrom, months ?? TermMonths, anchor),
                    recording
                )
            );
        }

        if (RenewedMinor is { } minor && minor != subscription.MrrMinor)
        {
            var change = subscription.Change(subscription.Terms with { MrrMinor = minor }, NextFrom, recording);
            if (change.Error is { } refusal)
            {
                return refusal;
            }

            learnt.Add(change.Value);
        }

        return learnt;
    }

    private int AnchorOr(int day) => AnchorDay == 0 ? day : AnchorDay;
}

internal sealed class RenewalMapping : IEntityTypeConfiguration<Renewal>
{
    public void Configure(EntityTypeBuilder<Renewal> builder)
    {
        builder.ToTable("Renewals");
        builder.HasKey(renewal => renewal.Id);
        builder.Ignore(renewal => renewal.Due);
        builder.Ignore(renewal => renewal.NextFrom);
        builder.Ignore(renewal => renewal.IsByPerson);
        builder.Property(renewal => renewal.Talks).HasMaxLength(20);
        builder.Property(renewal => renewal.Currency).HasMaxLength(3);
        builder.Property(renewal => renewal.Stage).HasMaxLength(20);
        builder.Property(renewal => renewal.Reason).HasMaxLength(1000);
        builder.HasIndex(renewal => new { renewal.SubscriptionId, renewal.DueOn }).IsUnique();
        builder.HasIndex(renewal => renewal.AccountId);
        builder.HasIndex(renewal => renewal.DueOn);
    }
}
