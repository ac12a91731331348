namespace CsMonolith.Feedback.Tickets;

/// <summary>Record many tickets of the support desk at once.</summary>
internal sealed record RecordTickets(BulkAsk<RecordTicket> Bulk) : IBulk<RecordTicket, SupportTicket>;

internal sealed class RecordTicketsHandler(FeedbackDb db, IMediator mediator)
    : BulkHandler<RecordTickets, RecordTicket, SupportTicket>(db, mediator, StatusCodes.Status201Created)
{
    protected override ICommand<SupportTicket> Order(RecordTicket item) => item;
}

internal sealed class RecordTicketsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<RecordTickets, RecordTicket, SupportTicket>("/tickets/bulk", bulk => new RecordTickets(bulk))
            .WithName(nameof(RecordTickets))
            .WithSummary("Record many support tickets at once")
            .WithExample(
                new BulkBody<RecordTicket>([
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
                ]),
                new BulkAnswer<SupportTicket>(
                    Succeeded: 1,
                    Refused: 0,
                    [new(201, SupportTicket.Example, Problem: null)]
                )
            );
}
