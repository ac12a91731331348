using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Accounts;

/// <summary>Everything that callers say about an account; a change replaces all of it.</summary>
/// <param name="SeatsSince">The day from which the seats are known; without it they are for display only.</param>
/// <param name="HandTier">The tier that somebody chose, or <c>null</c> if the rules choose it.</param>
internal sealed record AccountDetails(
    string Name,
    string? Industry,
    string? Region,
    string? AcquiredThrough,
    int? Employees,
    int? Seats,
    DateOnly? SeatsSince,
    int? HandTier,
    TouchModel? Touch,
    IReadOnlyList<string> Purposes,
    Guid? PartnerId,
    DateOnly? StartedOn,
    string? DecisionStyle
);

/// <summary>The times at which something is being recorded.</summary>
/// <param name="At">Gives the recorded time of a fact that takes effect on a day.</param>
internal sealed record Recording(DateOnly Today, Func<DateOnly, DateTime> At, bool Backfilled)
{
    public static Recording In(JourneyDb db) =>
        new(db.Clock.Today, day => db.Import.RecordedAt(day, db.Clock), db.Import.IsHistory);
}

/// <summary>
/// A company that is our customer, as known now. Its facts tell what was known of it on an earlier day.
/// </summary>
internal sealed class Account(Guid id, string externalId, string name, DateTime recordedAt, bool backfilled)
    : Aggregate,
        IDecidesVisibility
{
    /// <summary>The kind of timeline line that tells of an account's opening.</summary>
    public const string OpenedLine = "account-opened";

    public Guid Id { get; private set; } = id;

    /// <summary>The id in the system it came from.</summary>
    public string ExternalId { get; private set; } = externalId;

    public string Name { get; private set; } = name;

    public string? Industry { get; private set; }

    public string? Region { get; private set; }

    public string? AcquiredThrough { get; private set; }

    public int? Employees { get; private set; }

    public int? Seats { get; private set; }

    public DateOnly? SeatsSince { get; private set; }

    public int? Tier { get; private set; }

    public bool TierByHand { get; private set; }

    public TouchModel? Touch { get; private set; }

    public IReadOnlyList<string> Purposes { get; private set; } = [];

    public Guid? PartnerId { get; private set; }

    public DateOnly? StartedOn { get; private set; }

    /// <summary>How the customer decides, in a word or two: top-down, consensus.</summary>
    public string? DecisionStyle { get; private set; }

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    public AccountDetails Details =>
        new(
            Name,
            Industry,
            Region,
            AcquiredThrough,
            Employees,
            Seats,
            SeatsSince,
            TierByHand ? Tier : null,
            Touch,
            Purposes,
            PartnerId,
            StartedOn,
            DecisionStyle
        );

    /// <summary>Opens an account.</summary>
    /// <param name="isProspect">Whether it is no customer yet; that it was opened is then told once it is won.</param>
    /// <returns>The account and its first dated facts.</returns>
    public static (Account Account, IReadOnlyList<AccountFact> Facts) Open(
        string externalId,
        AccountDetails details,
        TierPolicy policy,
        Recording recording,
        bool isProspect = false
    )
    {
        var opened = details.StartedOn ?? recording.Today;
        var account = new Account(
            Guid.CreateVersion7(),
            externalId,
            details.Name,
            recording.At(opened),
            recording.Backfilled
        );
        if (!isProspect)
        {
            account.Raise(new AccountOpened(account.Id, details.Name, details.StartedOn));
        }

        // The purposes are known from the start of the relation; everything else is known only from today.
        return (account, account.Describe(details, policy, recording, purposesOn: opened));
    }

    /// <summary>A prospect becomes a customer; it starts on the day unless its start is known.</summary>
    public void Begin(DateOnly on)
    {
        StartedOn ??= on;
        Raise(new AccountOpened(Id, Name, StartedOn));
    }

    /// <summary>The timeline line that the account became a customer.</summary>
    public TimelineEntry Opening(JourneyDb db) =>
        TimelineEntry.Own(db, Id, StartedOn ?? db.Clock.Today, OpenedLine, Id, "Became a customer", "顧客になりました");

    /// <summary>Replaces what is known of the account.</summary>
    /// <returns>The dated facts that result.</returns>
    public IReadOnlyList<AccountFact> Describe(AccountDetails next, TierPolicy policy, Recording recording) =>
        Describe(next, policy, recording, purposesOn: recording.Today);

    /// <summary>
    /// Chooses the tier again by changed rules. The new tier holds from today; the past keeps the earlier one.
    /// </summary>
    /// <returns>The resulting fact; none if the tier stays.</returns>
    public IReadOnlyList<AccountFact> Reconsider(TierPolicy policy, Recording recording)
    {
        if (TierByHand || Seats is not { } seats || policy.TierFor(seats) == Tier)
        {
            return [];
        }

        Tier = policy.TierFor(seats);
        return [AccountFact.Note(Id, AccountFact.TierFact, $"{Tier}", recording.Today, recording)];
    }

    private List<AccountFact> Describe(AccountDetails next, TierPolicy policy, Recording recording, DateOnly purposesOn)
    {
        var facts = new List<AccountFact>();
        void Note(string fact, string? value, DateOnly on) =>
            facts.Add(AccountFact.Note(Id, fact, value, on, recording));

        if (
            (next.Seats, next.SeatsSince) != (Seats, SeatsSince)
            && (next.SeatsSince is not null || SeatsSince is not null)
        )
        {
            // If the new seats have no date, the fact that was known before ends today.
            Note(
                AccountFact.SeatsFact,
                next.SeatsSince is null ? null : $"{next.Seats}",
                next.SeatsSince ?? recording.Today
            );
        }

        var tier = next.HandTier ?? (next.Seats is { } seats ? policy.TierFor(seats) : null);
        if (tier != Tier)
        {
            Note(
                AccountFact.TierFact,
                $"{tier}",
                next.HandTier is null && next.SeatsSince is { } since ? since : recording.Today
            );
        }

        if (next.Touch != Touch)
        {
            Note(AccountFact.TouchFact, $"{next.Touch}", recording.Today);
        }

        if (!next.Purposes.SequenceEqual(Purposes))
        {
            Note(AccountFact.PurposesFact, AccountFact.Join(next.Purposes), purposesOn);
            Purposes = next.Purposes;
        }

        (Name, Industry, Region, AcquiredThrough, Employees) = (
            next.Name,
            next.Industry,
            next.Region,
            next.AcquiredThrough,
            next.Employees
        );
        (Seats, SeatsSince, Tier, TierByHand, Touch) = (
            next.Seats,
            next.SeatsSince,
            tier,
            next.HandTier is not null,
            next.Touch
        );
        (PartnerId, StartedOn, DecisionStyle) = (next.PartnerId, next.StartedOn, next.DecisionStyle);
        return facts;
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.ExternalId).HasMaxLength(100);
        builder.Property(account => account.Name).HasMaxLength(200);
        builder.Property(account => account.Industry).HasMaxLength(100);
        builder.Property(account => account.Region).HasMaxLength(100);
        builder.Property(account => account.AcquiredThrough).HasMaxLength(100);
        builder.Property(account => account.DecisionStyle).HasMaxLength(200);
        builder.Property(account => account.Purposes).AsJson();
        builder.Ignore(account => account.Details);
        builder.HasIndex(account => account.ExternalId).IsUnique();
        builder.HasIndex(account => account.PartnerId);
    }
}
