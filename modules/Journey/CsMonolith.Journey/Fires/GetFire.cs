namespace CsMonolith.Journey.Fires;

/// <summary>What is a fire, and what did it cost?</summary>
internal sealed record GetFire(Guid FireId) : IQuery<ShownFire>;

internal sealed class GetFireHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetFire, Result<ShownFire>>
{
    public async Task<Result<ShownFire>> Handle(GetFire ask, CancellationToken cancellation)
    {
        var row = await FireWithEffort
            .Of(db, db.Set<Fire>().AsNoTracking().Where(fire => fire.Id == ask.FireId))
            .SingleOrDefaultAsync(cancellation);
        return row is not null && await visibility.Sees(row.Fire.AccountId, cancellation)
            ? ShownFire.Of(row.Fire, row.Minutes)
            : PlatformErrors.NotFound("fire", ask.FireId);
    }
}

internal sealed class GetFireEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/fires/{fireId}", (Guid fireId) => new GetFire(fireId))
            .WithSummary("Read a fire with its effort")
            .WithExample(null, ShownFire.Example)
            .WithProblems(401, 403, 404);
}
