using CsMonolith.Journey.Contracts;

namespace CsMonolith.Feedback.Tickets;

/// <summary>How pressing a ticket is.</summary>
internal enum TicketPriority
{
    Low,
    Medium,
    High,
    Urgent,
}

/// <summary>What is known about a ticket at one time; what is not known yet is <c>null</c>.</summary>
internal sealed record TicketFacts(
    TicketPriority Priority,
    DateTime? ClosedAt,
    int? FirstResponseMinutes,
    int? Satisfaction,
    bool Escalated,
    string? Channel,
    string? Subject
);

/// <summary>
/// A question or complaint that reached the support desk. Each thing learnt after the opening has its own instant from
/// which it is known, so that answers about the past never use a rating given later.
/// </summary>
internal sealed class Ticket(
    Guid id,
    Guid accountId,
    string? externalId,
    DateTime openedAt,
    DateOnly openedOn,
    DateTime recordedAt,
    bool backfilled
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a ticket.</summary>
    public const string OpenedLine = "support-ticket";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string? ExternalId { get; private set; } = externalId;

    public DateTime OpenedAt { get; private set; } = openedAt;

    /// <summary>The business day of the opening.</summary>
    public DateOnly OpenedOn { get; private set; } = openedOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    public string? Channel { get; private set; }

    public string? Subject { get; private set; }

    public TicketPriority Priority { get; private set; }

    public DateTime? PriorityKnownAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public DateTime? ClosureKnownAt { get; private set; }

    public int? FirstResponseMinutes { get; private set; }

    public DateTime? FirstResponseKnownAt { get; private set; }

    /// <summary>1 to 5, given when the ticket was closed.</summary>
    public int? Satisfaction { get; private set; }

    public DateTime? SatisfactionKnownAt { get; private set; }

    public bool Escalated { get; private set; }

    public DateTime? EscalationKnownAt { get; private set; }

    /// <param name="knownFrom">Gives the instant from which a fact counts as known, from the instant at which it took
    /// effect.</param>
    /// <param name="now">The present instant.</param>
    public static Ticket Open(
        Guid accountId,
        string? externalId,
        DateTime openedAt,
        DateOnly openedOn,
        bool backfilled,
        TicketFacts facts,
        Func<DateTime, DateTime> knownFrom,
        DateTime now
    )
    {
        var ticket = new Ticket(
            Guid.CreateVersion7(),
            accountId,
            externalId,
            openedAt,
            openedOn,
            knownFrom(openedAt),
            backfilled
        )
        {
            Priority = facts.Priority,
            PriorityKnownAt = knownFrom(openedAt),
        };
        ticket.Learn(facts, knownFrom, now);
        var (en, ja) = PriorityWording(facts.Priority);
        var about = facts.Subject is null ? "" : $": {facts.Subject}";
        ticket.Raise(
            new SomethingHappened(
                accountId,
                openedOn,
                OpenedLine,
                ticket.Id.ToString(),
                $"Support ticket, {en}{about}",
                $"問い合わせ(優先度: {ja}){about}"
            )
        );
        return ticket;
    }

    /// <summary>Takes over what has been learnt since. A value that is <c>null</c> leaves what is stored.</summary>
    /// <returns>Whether anything was new.</returns>
    public bool Learn(TicketFacts facts, Func<DateTime, DateTime> knownFrom, DateTime now)
    {
        var before = (Priority, ClosedAt, FirstResponseMinutes, Satisfaction, Escalated, Channel, Subject);
        Channel = facts.Channel ?? Channel;
        Subject = facts.Subject ?? Subject;
        if (facts.Priority != Priority)
        {
            (Priority, PriorityKnownAt) = (facts.Priority, knownFrom(OpenedAt));
        }

        if (facts.ClosedAt is { } closed && closed != ClosedAt)
        {
            (ClosedAt, ClosureKnownAt) = (closed, knownFrom(closed));
        }

        if (facts.FirstResponseMinutes is { } minutes && minutes != FirstResponseMinutes)
        {
            (FirstResponseMinutes, FirstResponseKnownAt) = (minutes, knownFrom(OpenedAt.AddMinutes(minutes)));
        }

        if (facts.Satisfaction is { } rating && rating != Satisfaction)
        {
            (Satisfaction, SatisfactionKnownAt) = (rating, knownFrom(ClosedAt ?? now));
        }

        // No file says when a ticket was escalated. Its close is the first instant at which it is certain.
        if (facts.Escalated != Escalated)
        {
            (Escalated, EscalationKnownAt) = (facts.Escalated, knownFrom(ClosedAt ?? now));
        }

        return before != (Priority, ClosedAt, FirstResponseMinutes, Satisfaction, Escalated, Channel, Subject);
    }

    private static (string En, string Ja) PriorityWording(TicketPriority priority) =>
        priority switch
        {
            TicketPriority.Low => ("low", "低"),
            TicketPriority.Medium => ("medium", "中"),
            TicketPriority.High => ("high", "高"),
            _ => ("urgent", "緊急"),
        };
}

internal sealed class TicketMapping : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("Tickets");
        builder.HasKey(ticket => ticket.Id);
        builder.Property(ticket => ticket.ExternalId).HasMaxLength(100);
        builder.Property(ticket => ticket.Channel).HasMaxLength(50);
        builder.Property(ticket => ticket.Subject).HasMaxLength(500);
        builder.Property(ticket => ticket.Priority).HasMaxLength(10);
        builder.HasIndex(ticket => ticket.ExternalId).IsUnique();
        builder.HasIndex(ticket => new { ticket.AccountId, ticket.OpenedOn });
    }
}
