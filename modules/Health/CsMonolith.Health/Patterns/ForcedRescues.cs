using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Patterns;

/// <summary>
/// The times in which customers were held by force. What became of a customer then is the work of those who fought, so
/// neither its staying nor its leaving proves a pattern.
/// </summary>
internal sealed class ForcedRescues
{
    private readonly ILookup<Guid, ForcedRescue> _rescues;

    private ForcedRescues(IEnumerable<ForcedRescue> rescues) => _rescues = rescues.ToLookup(rescue => rescue.AccountId);

    /// <summary>Asks Journey for all that is known by the end of a day.</summary>
    public static async Task<ForcedRescues> Read(IMediator mediator, DateOnly today, CancellationToken cancellation) =>
        new(await mediator.Send(new RescuedByForce(today), cancellation));

    /// <summary>Whether a fire burnt on any day of the horizon after the snapshot, or on its own day.</summary>
    public bool Meet(LabelledSnapshot row, int horizonDays)
    {
        var (first, last) = (row.Snapshot.AsOf, row.Snapshot.AsOf.AddDays(horizonDays));
        return _rescues[row.Snapshot.AccountId].Any(rescue => rescue.From <= last && !(rescue.To < first));
    }
}
