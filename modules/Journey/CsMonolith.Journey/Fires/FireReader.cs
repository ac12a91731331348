using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Fires;

/// <summary>A fire with its effort.</summary>
internal sealed class FireWithEffort
{
    public required Fire Fire { get; init; }

    public long Minutes { get; init; }

    public static IQueryable<FireWithEffort> Of(JourneyDb db, IQueryable<Fire> fires) =>
        fires.Select(fire => new FireWithEffort
        {
            Fire = fire,
            Minutes = db.Set<Activity>().Where(one => one.FireId == fire.Id).Sum(one => (long?)one.Minutes) ?? 0,
        });
}

internal sealed class FireDirectory(JourneyDb db) : IFireDirectory
{
    public async Task<Error?> Refuses(Guid? fire, Guid? account, DateOnly on, CancellationToken cancellation)
    {
        if (fire is not { } named)
        {
            return null;
        }

        var found = await db.Set<Fire>().FindAsync([named], cancellation);
        return found is not null && found.AccountId == account && found.Burns(on) ? null : FireErrors.NoSuchFire(named);
    }
}
