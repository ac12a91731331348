using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>Every set of definitions, each in every version.</summary>
internal sealed record ListDefinitionPacks : IQuery<DefinitionPacks>;

/// <param name="Items">Those of the house first, then by code and version.</param>
internal sealed record DefinitionPacks(IReadOnlyList<DefinitionPack> Items);

internal sealed class ListDefinitionPacksHandler(PackReader packs)
    : IRequestHandler<ListDefinitionPacks, Result<DefinitionPacks>>
{
    public async Task<Result<DefinitionPacks>> Handle(ListDefinitionPacks ask, CancellationToken cancellationToken) =>
        new DefinitionPacks(await packs.All(cancellationToken));
}

internal sealed class ListDefinitionPacksEndpoint : IEndpoint
{
    /// <summary>An example of a recorded one.</summary>
    public static DefinitionPack Board { get; } =
        new(
            "board",
            "As shown to the board",
            "取締役会向け",
            MeasureBase.Cohort,
            ReactivationRule.Netted,
            GrossForm.Endpoint,
            FxBasis.Constant,
            null,
            null
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/definition-packs", () => new ListDefinitionPacks())
            .WithSummary("List every set of definitions of retention, each in every version")
            .WithExample(null, new DefinitionPacks([.. DefinitionPack.All, Board]))
            .WithProblems(401, 403);
}
