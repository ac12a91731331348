using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Activities;

/// <summary>By which way we were in touch.</summary>
internal enum ContactChannel
{
    Visit,
    Call,
    Mail,
    Meeting,
    Digital,
}

/// <summary>How a contact went.</summary>
internal enum ContactOutcome
{
    Reached,
    NoAnswer,
    Stayed,
    Worried,
    Leaving,
    Other,
}

/// <summary>What sort of work it was.</summary>
internal enum ActivityKind
{
    Contact,
    Training,
    Proposal,
    Campaign,
    Preparation,
    Review,
    Support,
    Internal,
    Other,
}

/// <summary>
/// What somebody of ours did (活動記録): with whom, for how long, for which goal. Activities are added, never changed. One
/// for an account with a channel is a contact with the customer.
/// </summary>
internal sealed class Activity
{
    /// <summary>The kind of timeline line that tells of a contact.</summary>
    public const string ContactLine = "contact";

    /// <summary>The kind of timeline line that tells of other work for an account.</summary>
    public const string WorkLine = "activity";

    /// <summary>The signal that a prediction of churn is.</summary>
    public const string ScoreSignal = "churn-score";

    public required Guid Id { get; init; }

    public required Guid? AccountId { get; init; }

    public required DateOnly On { get; init; }

    public required ActivityKind Kind { get; init; }

    /// <summary>What was done; <c>null</c> for contacts of which only channel and outcome were recorded.</summary>
    public required string? What { get; init; }

    /// <summary>With whom at the customer or elsewhere.</summary>
    public required IReadOnlyList<string> With { get; init; }

    public required int? Minutes { get; init; }

    public required Guid? GoalId { get; init; }

    public required Guid? FireId { get; init; }

    /// <summary>先回り: whether we acted before the customer called; <c>null</c> where that is no question.</summary>
    public required bool? Proactive { get; init; }

    public required bool BecauseOfScore { get; init; }

    public required string? SignalKind { get; init; }

    public required DateOnly? SignalOn { get; init; }

    public required ContactChannel? Channel { get; init; }

    public required ContactOutcome? Outcome { get; init; }

    public required string? Note { get; init; }

    public required Guid? ById { get; init; }

    /// <summary>Identifies an imported activity, so that loading it again adds nothing.</summary>
    public required string NaturalKey { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required bool Backfilled { get; init; }

    /// <summary>
    /// Adds an activity with its timeline line and, if it is a contact, its event. The note stays out of both.
    /// </summary>
    public static Activity Record(JourneyDb db, Guid? account, ActivityDetails did, Guid? by, string? naturalKey)
    {
        var id = Guid.CreateVersion7();
        var activity = new Activity
        {
            Id = id,
            AccountId = account,
            On = did.On,
            Kind = did.Kind,
            What = did.What,
            With = did.With,
            Minutes = did.Minutes,
            GoalId = did.GoalId,
            FireId = did.FireId,
            Proactive = did.Proactive,
            BecauseOfScore = did.BecauseOfScore,
            SignalKind = did.SignalKind,
            SignalOn = did.SignalOn,
            Channel = did.Channel,
            Outcome = did.Channel is null ? null : did.Outcome ?? ContactOutcome.Other,
            Note = did.Note,
            ById = by,
            NaturalKey = naturalKey ?? id.ToString(),
            RecordedAt = db.Import.RecordedAt(did.On, db.Clock),
            Backfilled = db.Import.IsHistory,
        };
        db.Set<Activity>().Add(activity);
        if (account is { } customer)
        {
            activity.Tell(db, customer);
        }

        return activity;
    }

    private void Tell(JourneyDb db, Guid account)
    {
        var isContact = Channel is not null;
        if (isContact)
        {
            db.Publish(
                new CustomerContacted(
                    account,
                    On,
                    ById,
                    Proactive ?? false,
                    BecauseOfScore,
                    ActivityWording.Of(Outcome!.Value)
                )
            );
        }

        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    On,
                    isContact ? ContactLine : WorkLine,
                    Id,
                    ActivityWording.En(this),
                    ActivityWording.Ja(this)
                )
            );
    }
}

/// <summary>What a caller or a file says about an activity.</summary>
internal sealed record ActivityDetails(DateOnly On, ActivityKind Kind)
{
    public string? What { get; init; }

    public IReadOnlyList<string> With { get; init; } = [];

    public int? Minutes { get; init; }

    public Guid? GoalId { get; init; }

    public Guid? FireId { get; init; }

    public bool? Proactive { get; init; }

    public bool BecauseOfScore { get; init; }

    public string? SignalKind { get; init; }

    public DateOnly? SignalOn { get; init; }

    public ContactChannel? Channel { get; init; }

    public ContactOutcome? Outcome { get; init; }

    public string? Note { get; init; }
}

internal sealed class ActivityMapping : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("Activities");
        // What files of contacts have loaded before there were activities is still taken back by its former name.
        builder.WasCalled("CsMonolith.Journey.Accounts.Contacts.Contact");
        builder.Property(activity => activity.Id).ValueGeneratedNever();
        builder.Property(activity => activity.Kind).HasMaxLength(20);
        builder.Property(activity => activity.What).HasMaxLength(500);
        builder.Property(activity => activity.With).AsJson();
        builder.Property(activity => activity.SignalKind).HasMaxLength(60);
        builder.Property(activity => activity.Note).HasMaxLength(4000);
        builder.Property(activity => activity.NaturalKey).HasMaxLength(200);
        builder.HasIndex(activity => activity.NaturalKey).IsUnique();
        builder.HasIndex(activity => new { activity.AccountId, activity.On });
        builder.HasIndex(activity => new { activity.ById, activity.On });
        builder.HasIndex(activity => activity.On);
        builder.HasIndex(activity => activity.FireId);
    }
}
