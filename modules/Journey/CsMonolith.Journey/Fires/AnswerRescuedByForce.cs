using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Fires;

internal sealed class AnswerRescuedByForce(JourneyDb db) : IRequestHandler<RescuedByForce, IReadOnlyList<ForcedRescue>>
{
    public async Task<IReadOnlyList<ForcedRescue>> Handle(RescuedByForce ask, CancellationToken cancellation)
    {
        var known = db.Clock.EndOf(ask.KnownOn ?? ask.AsOf);
        var fires = await db.Set<Fire>()
            .AsNoTracking()
            .Where(fire => fire.StartedOn <= ask.AsOf && fire.RecordedAt <= known)
            .OrderBy(fire => fire.AccountId)
            .ThenBy(fire => fire.StartedOn)
            .ThenBy(fire => fire.Id)
            .ToListAsync(cancellation);
        var efforts = await db.Set<Activity>()
            .Where(one => one.FireId != null && one.On <= ask.AsOf && one.RecordedAt <= known)
            .GroupBy(one => one.FireId!.Value)
            .Select(group => new { group.Key, Minutes = group.Sum(one => (long?)one.Minutes) ?? 0 })
            .ToDictionaryAsync(row => row.Key, row => row.Minutes, cancellation);
        return
        [
            .. fires.Select(fire => new ForcedRescue(
                fire.AccountId,
                fire.StartedOn,
                fire.ClosedAt <= known && fire.EndedOn <= ask.AsOf ? fire.EndedOn : null,
                efforts.GetValueOrDefault(fire.Id)
            )),
        ];
    }
}
