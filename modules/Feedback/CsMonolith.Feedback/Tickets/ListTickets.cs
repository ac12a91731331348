namespace CsMonolith.Feedback.Tickets;

/// <summary>Which tickets are there?</summary>
internal sealed record ListTickets(ListAsk List) : IQuery<Page<SupportTicket>>;

internal sealed class ListTicketsHandler(
    FeedbackDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors
) : IRequestHandler<ListTickets, Result<Page<SupportTicket>>>
{
    public static ListShape<Ticket> Shape { get; } =
        new ListShape<Ticket>(ticket => ticket.Id, "-openedAt")
            .With("accountId", ticket => ticket.AccountId)
            .With("externalId", ticket => ticket.ExternalId)
            .With("openedAt", ticket => ticket.OpenedAt)
            .With("openedOn", ticket => ticket.OpenedOn)
            .With("closedAt", ticket => ticket.ClosedAt)
            .With("priority", ticket => ticket.Priority)
            .With("escalated", ticket => ticket.Escalated)
            .With("satisfaction", ticket => ticket.Satisfaction)
            .With("channel", ticket => ticket.Channel);

    public async Task<Result<Page<SupportTicket>>> Handle(ListTickets ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<Ticket>().AsNoTracking().Within(scope, ticket => ticket.AccountId),
            ask.List,
            cursors,
            Show,
            cancellation
        );
    }

    // Free text may name people; a reader under pseudonyms gets none.
    private SupportTicket Show(Ticket ticket) =>
        context.Scope == PermissionScope.Masked
            ? SupportTicket.Of(ticket) with
            {
                Subject = null,
            }
            : SupportTicket.Of(ticket);
}

internal sealed class ListTicketsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/tickets", (ListAsk list) => new ListTickets(list))
            .WithSummary("List support tickets")
            .WithMetadata(new ListFields(ListTicketsHandler.Shape.FieldNames))
            .WithExample(null, new Page<SupportTicket>([SupportTicket.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}
