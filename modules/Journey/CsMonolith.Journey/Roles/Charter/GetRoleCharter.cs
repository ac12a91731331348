namespace CsMonolith.Journey.Roles.Charter;

/// <summary>Which role may sell, install, train, renew and advise?</summary>
/// <param name="AsOf">The charter in force on this day; today's if absent.</param>
internal sealed record GetRoleCharter(DateOnly? AsOf) : IQuery<ShownCharter>;

/// <param name="From">Since when it is in force; <c>null</c> of the one that a new installation has.</param>
/// <param name="Lines">Every role once, in the order of the chain.</param>
/// <param name="History">All charters that were decided, those to come among them, the latest first.</param>
/// <param name="Version">Also its ETag; 0 while nobody has changed it.</param>
internal sealed record ShownCharter(
    DateOnly AsOf,
    DateOnly? From,
    IReadOnlyList<CharterLine> Lines,
    IReadOnlyList<CharterVersion> History,
    long Version
)
{
    public static ShownCharter Example { get; } =
        new(new DateOnly(2026, 12, 1), From: null, RoleCharter.Usual, History: [], Version: 0);

    public static ShownCharter Of(RoleCharter charter, DateOnly day) =>
        new(
            day,
            charter.VersionOn(day)?.From,
            charter.On(day),
            [.. charter.Versions.OrderByDescending(one => one.From).ThenByDescending(one => one.RecordedAt)],
            charter.Version
        );
}

internal sealed class GetRoleCharterHandler(JourneyDb db) : IRequestHandler<GetRoleCharter, Result<ShownCharter>>
{
    public async Task<Result<ShownCharter>> Handle(GetRoleCharter ask, CancellationToken cancellation) =>
        ShownCharter.Of(await RoleCharter.Present(db, cancellation), ask.AsOf ?? db.Clock.Today);
}

internal sealed class GetRoleCharterEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/role-charter", (DateOnly? asOf) => new GetRoleCharter(asOf))
            .WithSummary("Show which role may sell, install, train, renew and advise")
            .WithDescription(
                "The step adviser goes by it: what the reader's role does not do, it leaves to whoever does, by name."
            )
            .WithExample(null, ShownCharter.Example)
            .WithProblems(400, 401, 403);
}
