namespace CsMonolith.Journey.Rivals;

/// <summary>Which rival products do we tell apart?</summary>
internal sealed record GetRivalProducts : IQuery<RivalProductRegister>;

/// <param name="Version">Also its ETag; 0 before the first change.</param>
internal sealed record RivalProductRegister(IReadOnlyList<RivalProduct> Products, long Version)
{
    public static RivalProductRegister Of(RivalProducts register) => new(register.Products, register.Version);
}

internal sealed class GetRivalProductsHandler(JourneyDb db)
    : IRequestHandler<GetRivalProducts, Result<RivalProductRegister>>
{
    public async Task<Result<RivalProductRegister>> Handle(GetRivalProducts ask, CancellationToken cancellation) =>
        RivalProductRegister.Of(await RivalProducts.Present(db, cancellation));
}

internal sealed class GetRivalProductsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rival-products", () => new GetRivalProducts())
            .WithSummary("Show the register of rival products")
            .WithExample(null, new RivalProductRegister([RivalProduct.Example], Version: 1))
            .WithProblems(401, 403);
}
