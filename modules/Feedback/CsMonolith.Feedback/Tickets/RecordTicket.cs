namespace CsMonolith.Feedback.Tickets;

/// <summary>Record a ticket of the support desk.</summary>
internal sealed record RecordTicket(
    Guid AccountId,
    string? ExternalId,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    TicketPriority Priority,
    int? FirstResponseMinutes,
    int? Satisfaction,
    bool Escalated,
    string? Channel,
    string? Subject
) : ICommand<SupportTicket>;

/// <param name="FirstResponseMinutes">Minutes from the opening to the first response.</param>
/// <param name="Satisfaction">1 to 5.</param>
/// <param name="RecordedAt">When we learnt of it.</param>
/// <param name="Backfilled">Whether it was loaded as history from before go-live.</param>
internal sealed record SupportTicket(
    Guid Id,
    Guid AccountId,
    string? ExternalId,
    DateTime OpenedAt,
    DateTime? ClosedAt,
    TicketPriority Priority,
    int? FirstResponseMinutes,
    int? Satisfaction,
    bool Escalated,
    string? Channel,
    string? Subject,
    DateTime RecordedAt,
    bool Backfilled
)
{
    public static SupportTicket Of(Ticket ticket) =>
        new(
            ticket.Id,
            ticket.AccountId,
            ticket.ExternalId,
            ticket.OpenedAt,
            ticket.ClosedAt,
            ticket.Priority,
            ticket.FirstResponseMinutes,
            ticket.Satisfaction,
            ticket.Escalated,
            ticket.Channel,
            ticket.Subject,
            ticket.RecordedAt,
            ticket.Backfilled
        );

    public static SupportTicket Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f001"),
            Guid.Parse("0199a000-0000-7000-8000-00000000a001"),
            "HD-20418",
            new DateTime(2026, 11, 18, 0, 40, 0, DateTimeKind.Utc),
            new DateTime(2026, 11, 18, 5, 10, 0, DateTimeKind.Utc),
            TicketPriority.High,
            FirstResponseMinutes: 25,
            Satisfaction: 4,
            Escalated: false,
            "電話",
            "請求書の一括出力ができない",
            new DateTime(2026, 11, 18, 5, 12, 0, DateTimeKind.Utc),
            Backfilled: false
        );
}

internal sealed class RecordTicketValidator : AbstractValidator<RecordTicket>
{
    public RecordTicketValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.ExternalId).Length(1, 100);
        RuleFor(ask => ask.ClosedAt).GreaterThanOrEqualTo(ask => ask.OpenedAt);
        RuleFor(ask => ask.FirstResponseMinutes).InclusiveBetween(0, 1_000_000);
        RuleFor(ask => ask.Satisfaction).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Channel).MaximumLength(50);
        RuleFor(ask => ask.Subject).MaximumLength(500);
    }
}

internal sealed class RecordTicketHandler(FeedbackDb db, KnownAccounts accounts, RequestContext context)
    : IRequestHandler<RecordTicket, Result<SupportTicket>>
{
    public async Task<Result<SupportTicket>> Handle(RecordTicket ask, CancellationToken cancellation)
    {
        if (!await accounts.Admits(ask.AccountId, cancellation))
        {
            return FeedbackErrors.NoSuchAccount(ask.AccountId);
        }

        if (ask.ExternalId is not null && context.Scope != PermissionScope.All)
        {
            return PlatformErrors.NumberNotYours;
        }

        var openedAt = ask.OpenedAt.UtcDateTime;
        var openedOn = db.Clock.DayOf(openedAt);
        if (openedOn > db.Clock.Today)
        {
            return FeedbackErrors.InFuture("openedAt", openedOn, db.Clock.Today);
        }

        if (
            ask.ExternalId is { } externalId
            && await db.Set<Ticket>().AnyAsync(ticket => ticket.ExternalId == externalId, cancellation)
        )
        {
            return FeedbackErrors.TicketExists(externalId);
        }

        var facts = new TicketFacts(
            ask.Priority,
            ask.ClosedAt?.UtcDateTime,
            ask.FirstResponseMinutes,
            ask.Satisfaction,
            ask.Escalated,
            ask.Channel,
            ask.Subject
        );
        var ticket = Ticket.Open(
            ask.AccountId,
            ask.ExternalId,
            openedAt,
            openedOn,
            backfilled: false,
            facts,
            db.KnownFrom,
            db.Clock.Now
        );
        db.Set<Ticket>().Add(ticket);
        await db.SaveChangesAsync(cancellation);
        return SupportTicket.Of(ticket);
    }
}

internal sealed class RecordTicketEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tickets", (RecordTicket ask) => ask)
            .Creates((SupportTicket _) => "/v1/tickets")
            .WithSummary("Record a support ticket")
            .WithDescription(
                "What is known only at the close (satisfaction, resolution) counts in features from the close on."
            )
            .WithExample(
                new RecordTicket(
                    SupportTicket.Example.AccountId,
                    "HD-20418",
                    new(2026, 11, 18, 9, 40, 0, TimeSpan.FromHours(9)),
                    new(2026, 11, 18, 14, 10, 0, TimeSpan.FromHours(9)),
                    TicketPriority.High,
                    FirstResponseMinutes: 25,
                    Satisfaction: 4,
                    Escalated: false,
                    "電話",
                    "請求書の一括出力ができない"
                ),
                SupportTicket.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
