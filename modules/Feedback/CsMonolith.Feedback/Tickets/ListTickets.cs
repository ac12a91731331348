namespace CsMonolith.Feedback.Tickets;

/// <summary>Which tickets are there?</summary>
internal sealed record ListTickets(ListAsk List) : IQuery<Page<SupportTicket>>;

internal sealed class ListTicketsHandler(
    FeedbackDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors,
    Pseudonyms pseudonyms
) : IRequestHandler<ListTickets, Result<Page<SupportTicket>>>
{
    public static ListShape<Ticket> Shape { get; } =
        WithFacts(new ListShape<Ticket>(ticket => ticket.Id, "-openedAt"))
            .With("accountId", ticket => ticket.AccountId)
            .With("externalId", ticket => ticket.ExternalId)
            .With("openedAt", ticket => ticket.OpenedAt)
            .With("openedOn", ticket => ticket.OpenedOn)
            .With("closedAt", ticket => ticket.ClosedAt);

    // What is hidden is not found out by filtering or sorting either.
    private static ListShape<Ticket> MaskedShape { get; } = WithFacts(new ListShape<Ticket>(ticket => ticket.Id, ""));

    public async Task<Result<Page<SupportTicket>>> Handle(ListTickets ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var masked = context.Scope == PermissionScope.Masked;
        return await (masked ? MaskedShape : Shape).Page(
            db.Set<Ticket>().AsNoTracking().Within(scope, ticket => ticket.AccountId),
            ask.List,
            cursors,
            ticket => masked ? Masked(ticket) : SupportTicket.Of(ticket),
            cancellation
        );
    }

    private static ListShape<Ticket> WithFacts(ListShape<Ticket> shape) =>
        shape
            .With("priority", ticket => ticket.Priority)
            .With("escalated", ticket => ticket.Escalated)
            .With("satisfaction", ticket => ticket.Satisfaction)
            .With("channel", ticket => ticket.Channel);

    // Free text may name people. Days, minutes and counts of a whole quarter would find the account's row to learn
    // from, so a reader under pseudonyms gets quarters and bands, under a pseudonym of that quarter.
    private SupportTicket Masked(Ticket ticket) =>
        new(
            pseudonyms.For("tickets").Of(ticket.Id),
            pseudonyms.For(Bands.Purpose("tickets", ticket.OpenedOn)).Of(ticket.AccountId),
            ExternalId: null,
            Bands.Instant(ticket.OpenedOn),
            ticket.ClosedAt is null ? null : Bands.Instant(ticket.OpenedOn),
            ticket.Priority,
            ticket.FirstResponseMinutes is { } minutes ? (int)Bands.Floor(minutes) : null,
            ticket.Satisfaction,
            ticket.Escalated,
            ticket.Channel,
            Subject: null,
            Bands.Instant(ticket.OpenedOn),
            ticket.Backfilled
        );
}

internal sealed class ListTicketsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/tickets", (ListAsk list) => new ListTickets(list))
            .WithSummary("List support tickets")
            .WithDescription(
                "Whoever works under pseudonyms gets the quarter of each ticket, its first response in bands of 1, 2 or 5 "
                    + "times a power of ten, neither text nor number, and a pseudonym of the account that changes "
                    + "every quarter; days and numbers are nothing to filter or sort by then."
            )
            .WithMetadata(new ListFields(ListTicketsHandler.Shape.Fields))
            .WithExample(null, new Page<SupportTicket>([SupportTicket.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}
