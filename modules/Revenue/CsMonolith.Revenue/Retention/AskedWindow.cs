using CsMonolith.Revenue.Ledger.Policies;
using Microsoft.AspNetCore.Mvc;

namespace CsMonolith.Revenue.Retention;

/// <summary>
/// The query parameters of every figure over a window of months: which months, which accounts, known by when. Bind it
/// with <c>[AsParameters]</c>.
/// </summary>
internal sealed record AskedWindow(
    [property: FromQuery(Name = "from")] Month From,
    [property: FromQuery(Name = "to")] Month To,
    [property: FromQuery(Name = "knownOn")] DateOnly? KnownOn,
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "tier")] int? Tier,
    [property: FromQuery(Name = "segment")] string? Segment
)
{
    /// <summary>The window on the knowledge that is asked for; restated if none is.</summary>
    public RetentionWindow On(RetentionBasis? basis = null, ChurnDating? churnDating = null) =>
        new(From, To, basis ?? RetentionBasis.Restated, churnDating, KnownOn, OwnerId, Tier, Segment);
}
