namespace CsMonolith.Journey.Fires;

/// <summary>Which causes of fires are told apart?</summary>
internal sealed record GetFireCauses : IQuery<FireCauseSet>;

/// <param name="Version">0 while nobody has changed them.</param>
internal sealed record FireCauseSet(IReadOnlyList<FireCause> Causes, long Version)
{
    public static FireCauseSet Example { get; } =
        new(
            [new("product-fault", "Fault of the product", "製品の不具合"), new("other", "Other", "その他")],
            Version: 0
        );

    public static FireCauseSet Of(FireCauses causes) => new(causes.Causes, causes.Version);
}

internal sealed class GetFireCausesHandler(JourneyDb db) : IRequestHandler<GetFireCauses, Result<FireCauseSet>>
{
    public async Task<Result<FireCauseSet>> Handle(GetFireCauses ask, CancellationToken cancellation) =>
        FireCauseSet.Of(await FireCauses.Present(db, cancellation));
}

internal sealed class GetFireCausesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/fire-causes", () => new GetFireCauses())
            .WithSummary("Show the causes of fires")
            .WithExample(null, FireCauseSet.Example)
            .WithProblems(401, 403);
}
