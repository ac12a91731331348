namespace CsMonolith.Journey.Stakeholders;

/// <summary>Record how far the initiative reaches at a customer from a day on.</summary>
internal sealed record RecordInitiativeLevel(Guid AccountId, [property: Body] LevelEntry Entry)
    : ICommand<RecordedLevel>,
        IAboutAccount;

/// <param name="From">The first day; not after today.</param>
internal sealed record LevelEntry(InitiativeLevel Level, DateOnly From);

internal sealed record RecordedLevel(Guid AccountId, InitiativeLevel Level, DateOnly From, DateTime RecordedAt);

internal sealed class RecordInitiativeLevelHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<RecordInitiativeLevel, Result<RecordedLevel>>
{
    public async Task<Result<RecordedLevel>> Handle(RecordInitiativeLevel ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (ask.Entry.From > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Entry.From, db.Clock.Today, "/from");
        }

        var reach = new InitiativeReach
        {
            Id = Guid.CreateVersion7(),
            AccountId = ask.AccountId,
            From = ask.Entry.From,
            Level = ask.Entry.Level,
            ById = context.Caller.PersonId,
            RecordedAt = db.Clock.Now,
        };
        db.Set<InitiativeReach>().Add(reach);
        await db.SaveChangesAsync(cancellation);
        return new RecordedLevel(reach.AccountId, reach.Level, reach.From, reach.RecordedAt);
    }
}

internal sealed class RecordInitiativeLevelEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/initiative-levels",
                (Guid accountId, LevelEntry entry) => new RecordInitiativeLevel(accountId, entry)
            )
            .Creates((RecordedLevel _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/people-map")
            .WithSummary("Record how far the initiative reaches at a customer: person, department or company")
            .WithExample(
                new LevelEntry(InitiativeLevel.Department, new DateOnly(2026, 11, 10)),
                new RecordedLevel(
                    ShownStakeholder.Example.AccountId,
                    InitiativeLevel.Department,
                    new DateOnly(2026, 11, 10),
                    new DateTime(2026, 11, 10, 2, 0, 0, DateTimeKind.Utc)
                )
            )
            .WithProblems(400, 401, 403, 404);
}
