using CsMonolith.Journey.Accounts;

namespace CsMonolith.Journey.Stakeholders;

/// <summary>At which customers do we hang on one person, or lack a sponsor?</summary>
internal sealed record ListPeopleRisks(ListAsk List) : IQuery<Page<PeopleRisk>>;

/// <param name="Id">The account.</param>
/// <param name="People">Present people on the map.</param>
/// <param name="InTouch">Those of them with whom somebody of ours has a living relation.</param>
/// <param name="SingleThreaded">At most one of them.</param>
/// <param name="Sponsorless">Nobody present is a sponsor.</param>
internal sealed record PeopleRisk(
    Guid Id,
    string Name,
    Guid? OwnerId,
    int? Tier,
    int People,
    int InTouch,
    bool SingleThreaded,
    bool Sponsorless
);

internal sealed class ListPeopleRisksHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPeopleRisks, Result<Page<PeopleRisk>>>
{
    public static ListShape<PeopleRisk> Shape { get; } =
        new ListShape<PeopleRisk>(row => row.Id, "name")
            .With("name", row => row.Name)
            .With("ownerId", row => row.OwnerId)
            .With("tier", row => row.Tier)
            .With("people", row => row.People)
            .With("inTouch", row => row.InTouch)
            .With("singleThreaded", row => row.SingleThreaded)
            .With("sponsorless", row => row.Sponsorless);

    public async Task<Result<Page<PeopleRisk>>> Handle(ListPeopleRisks ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var accounts = await AccountToday
            .Customers(db, today)
            .Within(await visibility.Accounts(cancellation), row => row.Id)
            .ToListAsync(cancellation);
        var maps = await MapReader.Read(
            db,
            [.. accounts.Select(account => account.Id)],
            today,
            db.Clock.Now,
            cancellation
        );
        return await Shape.Page(
            accounts
                .Select(account => (Account: account, Map: maps.GetValueOrDefault(account.Id, AccountMap.Empty)))
                .Where(one => one.Map.IsSingleThreaded || one.Map.IsSponsorless)
                .Select(one => new PeopleRisk(
                    one.Account.Id,
                    one.Account.Name,
                    one.Account.OwnerId,
                    one.Account.Tier,
                    one.Map.Present.Count,
                    one.Map.InTouch,
                    one.Map.IsSingleThreaded,
                    one.Map.IsSponsorless
                ))
                .AsQueryable(),
            ask.List,
            cursors,
            row => row,
            cancellation
        );
    }
}

internal sealed class ListPeopleRisksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/people-risks", (ListAsk list) => new ListPeopleRisks(list))
            .WithSummary("List customers where we hang on one person or lack a sponsor")
            .WithDescription("A customer without a map of people has both flags.")
            .WithMetadata(new ListFields(ListPeopleRisksHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<PeopleRisk>(
                    [
                        new PeopleRisk(
                            ShownStakeholder.Example.AccountId,
                            "株式会社みなと物流",
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            Tier: 2,
                            People: 3,
                            InTouch: 1,
                            SingleThreaded: true,
                            Sponsorless: false
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
