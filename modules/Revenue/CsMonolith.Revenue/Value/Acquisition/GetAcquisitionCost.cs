namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>One acquisition cost with every version that was recorded of it.</summary>
internal sealed record GetAcquisitionCost(Guid CostId) : IQuery<AcquisitionCostHistory>;

/// <param name="Current">The version that counts.</param>
/// <param name="Versions">All of them, the first first.</param>
internal sealed record AcquisitionCostHistory(AcquisitionCostRow Current, IReadOnlyList<AcquisitionCostRow> Versions);

internal sealed class GetAcquisitionCostHandler(RevenueDb db)
    : IRequestHandler<GetAcquisitionCost, Result<AcquisitionCostHistory>>
{
    public async Task<Result<AcquisitionCostHistory>> Handle(
        GetAcquisitionCost ask,
        CancellationToken cancellationToken
    )
    {
        var versions = await db.Set<AcquisitionCost>()
            .AsNoTracking()
            .Where(row => row.CostId == ask.CostId)
            .OrderBy(row => row.Version)
            .ToListAsync(cancellationToken);
        return versions.Count == 0
            ? PlatformErrors.NotFound("acquisition-cost", ask.CostId)
            : new AcquisitionCostHistory(
                AcquisitionCostRow.Of(versions[^1]),
                [.. versions.Select(AcquisitionCostRow.Of)]
            );
    }
}

internal sealed class GetAcquisitionCostEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/acquisition-costs/{costId}", (Guid costId) => new GetAcquisitionCost(costId))
            .WithSummary("Read an acquisition cost with its history")
            .WithExample(null, new AcquisitionCostHistory(AcquisitionCostRow.Sample, [AcquisitionCostRow.Sample]))
            .WithProblems(401, 403, 404);
}
