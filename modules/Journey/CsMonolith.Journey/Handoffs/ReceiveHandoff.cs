using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Hand a customer over from sales to customer success.</summary>
/// <param name="Source">The sales system: salesforce, hubspot.</param>
/// <param name="DealId">The deal's id there; a deal is handed over once.</param>
/// <param name="Title">The deal's name.</param>
/// <param name="WonOn">The day on which it was won, not after today.</param>
/// <param name="AccountId">The account, or accountExternalId.</param>
/// <param name="AccountExternalId">The account's id in the system that it came from.</param>
/// <param name="Seller">Who sold it: an address or a name, as the sales system writes it.</param>
/// <param name="SourceLink">Where the deal stands in the sales system.</param>
/// <param name="Answers">What the customer has told sales.</param>
/// <param name="Promises">What sales has promised the customer.</param>
internal sealed record ReceiveHandoff(
    string Source,
    string DealId,
    string Title,
    DateOnly WonOn,
    Guid? AccountId = null,
    string? AccountExternalId = null,
    string? Seller = null,
    string? SourceLink = null,
    IReadOnlyList<GivenAnswer>? Answers = null,
    IReadOnlyList<GivenPromise>? Promises = null
) : ICommand<HandoffProfile>;

internal sealed class ReceiveHandoffValidator : AbstractValidator<ReceiveHandoff>
{
    public ReceiveHandoffValidator()
    {
        RuleFor(ask => ask.Source).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.DealId).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.AccountExternalId).MaximumLength(100);
        RuleFor(ask => ask.Seller).MaximumLength(200);
        RuleFor(ask => ask.SourceLink).MaximumLength(1000).IsWebAddress();
        RuleFor(ask => ask.Answers!.Count).LessThanOrEqualTo(200).When(ask => ask.Answers is not null);
        RuleForEach(ask => ask.Answers).SetValidator(new GivenAnswerValidator());
        RuleFor(ask => ask.Promises!.Count).LessThanOrEqualTo(200).When(ask => ask.Promises is not null);
        RuleForEach(ask => ask.Promises).SetValidator(new GivenPromiseValidator());
    }
}

internal sealed class ReceiveHandoffHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    AccountVisibility visibility,
    HearingRegistry registry,
    ProjectPeople people,
    HandoffReader reader
) : IRequestHandler<ReceiveHandoff, Result<HandoffProfile>>
{
    public async Task<Result<HandoffProfile>> Handle(ReceiveHandoff ask, CancellationToken cancellation)
    {
        var found = await Account(ask, cancellation);
        if (found.Error is { } noAccount)
        {
            return noAccount;
        }

        if (ask.WonOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.WonOn, db.Clock.Today, "/wonOn");
        }

        var source = ask.Source.ToLowerInvariant();
        var before = await db.Set<Handoff>()
            .Where(one => one.Source == source && one.DealId == ask.DealId)
            .Select(one => new { one.Id, one.AccountId })
            .FirstOrDefaultAsync(cancellation);
        if (before is not null)
        {
            return HandoffErrors.DealTwice(source, ask.DealId, before.Id);
        }

        var seller = ask.Seller is { } named ? (await KnownPeople.Read(db, cancellation)).Named(named)?.Id : null;
        var deal = new DealDetails(ask.Title, ask.WonOn, ask.Seller, ask.SourceLink);
        var handoff = Handoff.Receive(db, found.Value, source, ask.DealId, deal, seller);
        if ((await TakeAlong(handoff, ask, seller, cancellation)) is { } refusal)
        {
            return refusal;
        }

        await accounts.Win(handoff.AccountId, ask.WonOn, $"deal {ask.DealId}", by: null, cancellation);
        await db.SaveChangesAsync(cancellation);
        return await reader.Show(handoff, cancellation);
    }

    private async Task<Result<Guid>> Account(ReceiveHandoff ask, CancellationToken cancellation)
    {
        if (ask.AccountId is null == ask.AccountExternalId is null)
        {
            return HandoffErrors.OneAccount;
        }

        var account =
            ask.AccountId
            ?? (await accounts.ByExternalId([ask.AccountExternalId], cancellation))
                .Values.Select(id => (Guid?)id)
                .FirstOrDefault();
        var missing = ask.AccountExternalId is { } word
            ? HandoffErrors.NoSuchAccount(word)
            : PlatformErrors.NotFound("account", ask.AccountId!.Value);
        return
            account is { } id
            && await visibility.Sees(id, cancellation)
            && await accounts.NotFound(id, cancellation) is null
            ? id
            : missing;
    }

    private async Task<Error?> TakeAlong(
        Handoff handoff,
        ReceiveHandoff ask,
        Guid? seller,
        CancellationToken cancellation
    )
    {
        var answers = await registry.Record(
            handoff.AccountId,
            handoff.Id,
            ask.Answers ?? [],
            seller,
            i => $"/answers/{i}",
            cancellation
        );
        if (answers.Error is { } refusal)
        {
            return refusal;
        }

        handoff.CountAnswers(answers.Value.Count);
        var owners = (ask.Promises ?? []).Select(one => one.OwnerId).OfType<Guid>().Distinct().ToArray();
        var unknown = await people.FirstUnknown(owners, cancellation);
        foreach (var (promise, at) in (ask.Promises ?? []).Select((promise, i) => (promise, $"/promises/{i}")))
        {
            if (promise.MadeOn > db.Clock.Today)
            {
                return JourneyErrors.NotYet(promise.MadeOn, db.Clock.Today, $"{at}/madeOn");
            }

            if (unknown is { } nobody && promise.OwnerId == nobody)
            {
                return JourneyErrors.NoSuchPerson(nobody, $"{at}/ownerId");
            }

            PromiseMade.Record(db, handoff.AccountId, handoff.Id, promise, seller);
        }

        return null;
    }
}

internal sealed class ReceiveHandoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/handoffs", (ReceiveHandoff ask) => ask)
            .Creates((HandoffProfile handoff, RouteValueDictionary _) => $"/v1/handoffs/{handoff.Id}")
            .WithSummary("Hand a customer over from sales to customer success")
            .WithDescription(
                "Sent by the sales system when a deal is won: the deal, what the customer answered, what they were "
                    + "promised. All of it is stored or nothing. A question that they had answered before counts as asked "
                    + "again. An account that was a prospect is a customer from the day on which the deal was won."
            )
            .WithExample(
                new ReceiveHandoff(
                    "salesforce",
                    HandoffProfile.Example.DealId,
                    HandoffProfile.Example.Title,
                    HandoffProfile.Example.WonOn,
                    HandoffProfile.Example.AccountId,
                    Seller: HandoffProfile.Example.Seller,
                    SourceLink: HandoffProfile.Example.SourceLink,
                    Answers:
                    [
                        new GivenAnswer(
                            "users",
                            "配車担当 120名",
                            new DateOnly(2026, 10, 2),
                            "物流部 田中 健一",
                            "https://sfa.example.com/notes/17"
                        ),
                    ],
                    Promises:
                    [
                        new GivenPromise(
                            PromiseProfile.Example.What,
                            PromiseProfile.Example.MadeOn,
                            PromiseAvailability.Planned,
                            PromiseProfile.Example.MadeTo,
                            PromiseProfile.Example.AvailableFrom
                        ),
                    ]
                ),
                HandoffProfile.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
