using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Accounts.Contacts;

/// <summary>When were we in touch with an account, and how did it go?</summary>
internal sealed record ListContacts(Guid AccountId, ListAsk List)
    : IQuery<Page<RecordedContact>>,
        IAboutAccount,
        ISensitiveQuery;

internal sealed class ListContactsHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    RequestContext context,
    Cursors cursors
) : IRequestHandler<ListContacts, Result<Page<RecordedContact>>>
{
    public static ListShape<Activity> Shape { get; } =
        new ListShape<Activity>(contact => contact.Id, "-on")
            .With("on", contact => contact.On)
            .With("proactive", contact => contact.Proactive == true)
            .With("becauseOfScore", contact => contact.BecauseOfScore)
            .With("byId", contact => contact.ById);

    public async Task<Result<Page<RecordedContact>>> Handle(ListContacts ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<Activity>()
                .AsNoTracking()
                .Where(contact => contact.AccountId == ask.AccountId && contact.Channel != null),
            ask.List,
            cursors,
            Show,
            cancellation
        );
    }

    // A partner reads their own notes, not what our people wrote for each other.
    private RecordedContact Show(Activity contact) =>
        context.Scope == PermissionScope.Partner && contact.ById != context.Caller.PersonId
            ? RecordedContact.Of(contact) with
            {
                Note = null,
            }
            : RecordedContact.Of(contact);
}

internal sealed class ListContactsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/contacts", (Guid accountId, ListAsk list) => new ListContacts(accountId, list))
            .WithSummary("List when we were in touch with an account, the newest first")
            .WithMetadata(new ListFields(ListContactsHandler.Shape.Fields))
            .WithExample(null, new Page<RecordedContact>([RecordedContact.Example], null))
            .WithProblems(400, 401, 403, 404);
}
