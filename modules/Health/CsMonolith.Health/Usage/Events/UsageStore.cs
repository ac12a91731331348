using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CsMonolith.Health.Usage.Events;

/// <summary>An event on its way in, with the hash of what it says.</summary>
internal sealed record NewUse(UsageEvent Event, long Content);

/// <summary>Writes usage in bulk within the context's transaction, as its database does it best. The change tracker would cost more than the rows.</summary>
internal sealed class UsageStore(HealthDb db)
{
    private UsageInPostgres Postgres =>
        new(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()
        );

    private UsageInSqlite Sqlite => new((SqliteConnection)db.Database.GetDbConnection());

    /// <summary>Stores the events whose key is new; each key may occur once in <paramref name="uses"/>.</summary>
    /// <returns>By key, the content of those that had been taken before: nothing of them is stored now.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> Add(IReadOnlyList<NewUse> uses, CancellationToken cancellation)
    {
        var before = await TakeKeys([.. uses.Select(use => (use.Event.KeyHash, use.Content))], cancellation);
        await AddEvents(
            [.. uses.Where(use => !before.ContainsKey(use.Event.KeyHash)).Select(use => use.Event)],
            cancellation
        );
        return before;
    }

    /// <summary>Takes keys, each of which may occur once, for ever.</summary>
    /// <returns>By key, the content of those that had been taken before.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> TakeKeys(
        IReadOnlyList<(Guid Hash, long Content)> keys,
        CancellationToken cancellation
    ) => db.IsPostgres ? await Postgres.TakeKeys(keys, cancellation) : Sqlite.TakeKeys(keys);

    /// <summary>Stores events whose keys are taken.</summary>
    public async Task AddEvents(IReadOnlyList<UsageEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return;
        }

        if (db.IsPostgres)
        {
            await Postgres.AddEvents(events, cancellation);
        }
        else
        {
            Sqlite.AddEvents(events);
            db.Weigh(events.Count);
        }
    }
}
