using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CsMonolith.Health.Usage.Events;

/// <summary>An event to be stored, with the hash of its content.</summary>
internal sealed record NewUse(UsageEvent Event, long Content);

/// <summary>
/// Writes usage in bulk within the context's transaction, past the change tracker, which would cost more than the rows.
/// </summary>
internal sealed class UsageStore(HealthDb db)
{
    private UsageInPostgres Postgres =>
        new(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()
        );

    private UsageInSqlite Sqlite => new((SqliteConnection)db.Database.GetDbConnection());

    /// <summary>Stores the events whose key is new; each key may occur once in <paramref name="uses"/>.</summary>
    /// <returns>The keys that were stored before, each with its content hash. Nothing of them is stored now.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> Add(IReadOnlyList<NewUse> uses, CancellationToken cancellation)
    {
        var before = await TakeKeys([.. uses.Select(use => (use.Event.KeyHash, use.Content))], cancellation);
        await AddEvents(
            [.. uses.Where(use => !before.ContainsKey(use.Event.KeyHash)).Select(use => use.Event)],
            cancellation
        );
        return before;
    }

    /// <summary>Stores keys for ever; each may occur once in the list.</summary>
    /// <returns>The keys that were stored before, each with its content hash.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> TakeKeys(
        IReadOnlyList<(Guid Hash, long Content)> keys,
        CancellationToken cancellation
    ) => db.IsPostgres ? await Postgres.TakeKeys(keys, cancellation) : Sqlite.TakeKeys(keys);

    /// <summary>Stores events whose keys are stored already.</summary>
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
        }
    }
}
