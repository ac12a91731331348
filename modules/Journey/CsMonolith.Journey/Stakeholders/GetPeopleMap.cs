namespace CsMonolith.Journey.Stakeholders;

/// <summary>Who is who at a customer, where do they stand, and whom do we lack?</summary>
/// <param name="AsOf">The day; absent, today.</param>
internal sealed record GetPeopleMap(Guid AccountId, DateOnly? AsOf) : IQuery<PeopleMap>, IAboutAccount, ISensitiveQuery;

/// <param name="Level">How far the initiative reaches: person, department, company; <c>null</c> where nobody said.</param>
/// <param name="InTouch">People with whom somebody of ours has a living relation.</param>
/// <param name="SingleThreaded">At most one of them.</param>
/// <param name="Sponsorless">Nobody present is a sponsor.</param>
/// <param name="People">Those present, the most influential first.</param>
internal sealed record PeopleMap(
    Guid AccountId,
    DateOnly AsOf,
    InitiativeLevel? Level,
    int InTouch,
    bool SingleThreaded,
    bool Sponsorless,
    IReadOnlyList<ShownStakeholder> People
);

internal sealed class GetPeopleMapHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<GetPeopleMap, Result<PeopleMap>>
{
    public async Task<Result<PeopleMap>> Handle(GetPeopleMap ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var day = ask.AsOf ?? db.Clock.Today;
        var map = (await MapReader.Read(db, [ask.AccountId], day, db.Clock.Now, cancellation)).GetValueOrDefault(
            ask.AccountId,
            AccountMap.Empty
        );
        var people = await db.Set<Stakeholder>()
            .AsNoTracking()
            .Where(person => person.AccountId == ask.AccountId)
            .ToDictionaryAsync(person => person.Id, cancellation);
        return new PeopleMap(
            ask.AccountId,
            day,
            map.Level,
            map.InTouch,
            map.IsSingleThreaded,
            map.IsSponsorless,
            [.. map.Present.Select(one => ShownStakeholder.Of(people[one.StakeholderId], one))]
        );
    }
}

internal sealed class GetPeopleMapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/people-map",
                (Guid accountId, DateOnly? asOf) => new GetPeopleMap(accountId, asOf)
            )
            .WithSummary("Show who is who at a customer, where they stand, and whom we lack")
            .WithExample(
                null,
                new PeopleMap(
                    ShownStakeholder.Example.AccountId,
                    new DateOnly(2026, 11, 20),
                    InitiativeLevel.Department,
                    InTouch: 1,
                    SingleThreaded: true,
                    Sponsorless: false,
                    [ShownStakeholder.Example]
                )
            )
            .WithProblems(400, 401, 403, 404);
}
