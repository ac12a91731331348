namespace CsMonolith.Journey.Rivals;

/// <summary>Which rival tools does a customer use, and since when?</summary>
/// <param name="AsOf">The day; absent, today.</param>
/// <param name="KnownOn">What was recorded by the end of this day; absent, all that is known now.</param>
internal sealed record GetRivalTools(Guid AccountId, DateOnly? AsOf, DateOnly? KnownOn)
    : IQuery<AccountRivals>,
        IAboutAccount;

/// <param name="Tools">By product and department; those no longer used among them.</param>
internal sealed record AccountRivals(Guid AccountId, DateOnly AsOf, IReadOnlyList<ShownRivalTool> Tools);

internal sealed class GetRivalToolsHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<GetRivalTools, Result<AccountRivals>>
{
    public async Task<Result<AccountRivals>> Handle(GetRivalTools ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var day = ask.AsOf ?? db.Clock.Today;
        var known = ask.KnownOn is { } heard ? db.Clock.EndOf(heard) : db.Clock.Now;
        var register = await RivalProducts.Present(db, cancellation);
        var tools = await db.Set<RivalTool>()
            .AsNoTracking()
            .Where(one => one.AccountId == ask.AccountId && one.RecordedAt <= known)
            .ToListAsync(cancellation);
        var entries = (
            await db.Set<RivalStanding>()
                .AsNoTracking()
                .Where(one => one.AccountId == ask.AccountId)
                .ToListAsync(cancellation)
        ).ToLookup(one => one.ToolId);
        return new AccountRivals(
            ask.AccountId,
            day,
            [
                .. tools
                    .OrderBy(tool => tool.Product, StringComparer.Ordinal)
                    .ThenBy(tool => tool.Department, StringComparer.Ordinal)
                    .ThenBy(tool => tool.Id)
                    .Select(tool => ShownRivalTool.Of(tool, register, entries[tool.Id], day, known)),
            ]
        );
    }
}

internal sealed class GetRivalToolsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/rival-tools",
                (Guid accountId, DateOnly? asOf, DateOnly? knownOn) => new GetRivalTools(accountId, asOf, knownOn)
            )
            .WithSummary("Show which rival tools a customer uses, since when, and how that was learnt")
            .WithExample(
                null,
                new AccountRivals(
                    ShownRivalTool.Example.AccountId,
                    new DateOnly(2026, 11, 20),
                    [ShownRivalTool.Example]
                )
            )
            .WithProblems(400, 401, 403, 404);
}
