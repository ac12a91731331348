using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Accounts.Contacts;

/// <summary>Record many contacts at once, such as an afternoon of calls.</summary>
internal sealed record RecordContacts(BulkAsk<RecordContact> Bulk) : IBulk<RecordContact, RecordedContact>;

internal sealed class RecordContactsHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<RecordContacts, RecordContact, RecordedContact>(db, mediator, StatusCodes.Status201Created)
{
    protected override ICommand<RecordedContact> Order(RecordContact item) => item;
}

internal sealed class RecordContactsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<RecordContacts, RecordContact, RecordedContact>("/contacts/bulk", bulk => new RecordContacts(bulk))
            .WithName(nameof(RecordContacts))
            .WithSummary("Record many contacts at once")
            .WithExample(
                new BulkBody<RecordContact>([
                    new RecordContact(
                        AccountProfile.Example.Id,
                        new DateOnly(2026, 11, 18),
                        ContactChannel.Call,
                        Proactive: true,
                        BecauseOfScore: false,
                        ContactOutcome.Reached
                    ),
                ]),
                new BulkAnswer<RecordedContact>(
                    Succeeded: 1,
                    Refused: 0,
                    [
                        new(
                            201,
                            RecordedContact.Example with
                            {
                                BecauseOfScore = false,
                                Outcome = ContactOutcome.Reached,
                                Note = null,
                            },
                            Problem: null
                        ),
                    ]
                )
            );
}
