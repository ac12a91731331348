using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Accounts.Prospects;

/// <summary>How far a prospect is.</summary>
internal enum ProspectState
{
    /// <summary>Before the introduction (導入前).</summary>
    Open,
    Won,
    Lost,
}

/// <summary>What became of a prospect, from a day on.</summary>
/// <param name="Why">Why it was lost or is open again; of a win, by what it was won.</param>
internal sealed record ProspectStep(ProspectState State, DateOnly On, string? Why, Guid? ById, DateTime At);

/// <summary>
/// That an account is, or was, a company without a contract with whom customer success works before the sale. Until it
/// is won it is no customer and stands in no figure about customers.
/// </summary>
internal sealed class Prospect(Guid accountId, DateOnly since, DateTime recordedAt) : Aggregate
{
    /// <summary>The kind of timeline line that tells that work before the sale began.</summary>
    public const string OpenedLine = "prospect-opened";

    /// <summary>The kind of timeline line that tells that a prospect was lost or is open again.</summary>
    public const string MovedLine = "prospect-moved";

    public const int MostSteps = 50;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly Since { get; private set; } = since;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public ProspectState State { get; private set; }

    public DateOnly StateSince { get; private set; } = since;

    /// <summary>The first day as a customer; <c>null</c> before.</summary>
    public DateOnly? WonOn { get; private set; }

    /// <summary>When we learnt that.</summary>
    public DateTime? WonAt { get; private set; }

    public IReadOnlyList<ProspectStep> Steps { get; private set; } = [];

    /// <summary>Adds a prospect for an account that is being opened.</summary>
    public static Prospect Open(JourneyDb db, Account account, DateOnly since)
    {
        var prospect = new Prospect(account.Id, since, db.Import.RecordedAt(since, db.Clock));
        db.Set<Prospect>().Add(prospect);
        prospect.Raise(new ProspectOpened(account.Id, account.Name, since));
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account.Id,
                    since,
                    OpenedLine,
                    account.Id,
                    "Work before the sale began",
                    "導入前の支援を開始"
                )
            );
        return prospect;
    }

    /// <summary>
    /// Makes a customer of it from a day on; the account's start is that day unless it has one. Does nothing where it
    /// is won already: its first contract, its deal and a person may each tell of it.
    /// </summary>
    public void Win(JourneyDb db, Account account, DateOnly on, string? how, Guid? by)
    {
        if (State == ProspectState.Won)
        {
            return;
        }

        (State, StateSince, WonOn, WonAt) = (ProspectState.Won, on, on, db.Import.RecordedAt(on, db.Clock));
        Steps = [.. Steps, new ProspectStep(ProspectState.Won, on, how, by, db.Clock.Now)];
        account.Begin(on);
        db.Set<TimelineEntry>().Add(account.Opening(db));
    }

    /// <summary>Notes that it was lost, or is open again.</summary>
    public Result Move(JourneyDb db, ProspectStep step)
    {
        if (State == ProspectState.Won)
        {
            return ProspectErrors.Won(StateSince);
        }

        if (step.State == State)
        {
            return ProspectErrors.SameState;
        }

        if (step.On < StateSince)
        {
            return ProspectErrors.BeforeState(step.On, StateSince);
        }

        if (Steps.Count >= MostSteps)
        {
            return ProspectErrors.TooOften(MostSteps);
        }

        (State, StateSince, Steps) = (step.State, step.On, [.. Steps, step]);
        var (en, ja) =
            step.State == ProspectState.Lost ? ("Prospect lost", "失注") : ("Prospect open again", "商談を再開");
        db.Set<TimelineEntry>()
            .Add(
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    AccountId,
                    step.On,
                    MovedLine,
                    $"{AccountId}/{Steps.Count}",
                    $"{en}: {step.Why}",
                    $"{ja}: {step.Why}",
                    db.Clock.Now
                )
            );
        return Result.Done;
    }
}

/// <summary>Tells customers from prospects.</summary>
internal static class Customers
{
    /// <summary>The accounts that are customers on a day by all that is known now.</summary>
    public static IQueryable<Account> CustomersOn(this JourneyDb db, DateOnly day) =>
        db.Set<Account>()
            .Where(account =>
                !db.Set<Prospect>()
                    .Any(prospect =>
                        prospect.AccountId == account.Id && (prospect.WonOn == null || prospect.WonOn > day)
                    )
            );

    /// <summary>The accounts that were customers on a day, from what was known by an instant.</summary>
    public static IQueryable<Account> CustomersOn(this JourneyDb db, DateOnly day, DateTime known) =>
        db.Set<Account>()
            .Where(account =>
                !db.Set<Prospect>()
                    .Any(prospect =>
                        prospect.AccountId == account.Id
                        && (prospect.WonOn == null || prospect.WonOn > day || prospect.WonAt > known)
                    )
            );
}

internal sealed class ProspectMapping : IEntityTypeConfiguration<Prospect>
{
    public void Configure(EntityTypeBuilder<Prospect> builder)
    {
        builder.ToTable("Prospects");
        builder.HasKey(one => one.AccountId);
        builder.Property(one => one.AccountId).ValueGeneratedNever();
        builder.Property(one => one.State).HasMaxLength(10);
        builder.Property(one => one.Steps).AsJson();
    }
}
