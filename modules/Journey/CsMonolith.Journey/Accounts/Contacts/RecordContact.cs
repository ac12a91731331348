using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Accounts.Contacts;

/// <summary>Record that somebody was in touch with a customer.</summary>
/// <param name="On">The day; not after today.</param>
/// <param name="Proactive">Before the customer called.</param>
/// <param name="BecauseOfScore">It followed the list of whom to call.</param>
/// <param name="Note">For colleagues who look after the account; it goes nowhere else.</param>
internal sealed record RecordContact(
    Guid AccountId,
    DateOnly On,
    ContactChannel Channel,
    bool Proactive,
    bool BecauseOfScore,
    ContactOutcome Outcome,
    string? Note = null
) : ICommand<RecordedContact>, IAboutAccount;

internal sealed record RecordedContact(
    Guid Id,
    Guid AccountId,
    DateOnly On,
    ContactChannel Channel,
    bool Proactive,
    bool BecauseOfScore,
    ContactOutcome Outcome,
    string? Note,
    Guid? ById
)
{
    public static RecordedContact Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            new DateOnly(2026, 11, 18),
            ContactChannel.Call,
            Proactive: true,
            BecauseOfScore: true,
            ContactOutcome.Worried,
            "新しい担当者が機能を知らない。来週、勉強会を開く。",
            Guid.Parse("0199a000-0000-7000-8000-000000000001")
        );

    /// <summary>An activity for an account with a channel, as a contact.</summary>
    public static RecordedContact Of(Activity contact) =>
        new(
            contact.Id,
            contact.AccountId!.Value,
            contact.On,
            contact.Channel!.Value,
            contact.Proactive ?? false,
            contact.BecauseOfScore,
            contact.Outcome!.Value,
            contact.Note,
            contact.ById
        );
}

internal sealed class RecordContactValidator : AbstractValidator<RecordContact>
{
    public RecordContactValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Note).MaximumLength(4000);
    }
}

internal sealed class RecordContactHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<RecordContact, Result<RecordedContact>>
{
    public async Task<Result<RecordedContact>> Handle(RecordContact ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (ask.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.On, db.Clock.Today, "/on");
        }

        var did = new ActivityDetails(ask.On, ActivityKind.Contact)
        {
            Channel = ask.Channel,
            Proactive = ask.Proactive,
            BecauseOfScore = ask.BecauseOfScore,
            Outcome = ask.Outcome,
            Note = ask.Note,
        };
        var contact = Activity.Record(db, ask.AccountId, did, context.Caller.PersonId, naturalKey: null);
        await db.SaveChangesAsync(cancellation);
        return RecordedContact.Of(contact);
    }
}

internal sealed class RecordContactEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/contacts", (RecordContact ask) => ask)
            .Creates((RecordedContact _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/contacts")
            .WithSummary("Record that somebody was in touch with a customer")
            .WithExample(
                new RecordContact(
                    RecordedContact.Example.AccountId,
                    new DateOnly(2026, 11, 18),
                    ContactChannel.Call,
                    Proactive: true,
                    BecauseOfScore: true,
                    ContactOutcome.Worried,
                    RecordedContact.Example.Note
                ),
                RecordedContact.Example
            )
            .WithProblems(400, 401, 403, 404);
}
