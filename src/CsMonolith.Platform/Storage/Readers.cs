using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// A module's contexts that only read, kept for the next request: making a context costs as much as a small query. What
/// they read is not tracked. A handler that runs inside a transaction reads through the context of that transaction
/// instead.
/// </summary>
public sealed class Readers<TDb>(IServiceScopeFactory scopes) : IDisposable
    where TDb : ModuleDb
{
    private const int MostKept = 64;
    private readonly ConcurrentBag<Reader> _free = [];
    private bool _isClosed;

    /// <summary>A context for one request; dispose to give it back.</summary>
    public Reader Rent() => _free.TryTake(out var reader) ? reader : new Reader(this, scopes.CreateScope());

    /// <inheritdoc />
    public void Dispose()
    {
        _isClosed = true;
        while (_free.TryTake(out var reader))
        {
            reader.Close();
        }
    }

    /// <summary>A rented context.</summary>
    public sealed class Reader : IDisposable
    {
        private readonly Readers<TDb> _home;
        private readonly IServiceScope _scope;
        private readonly DbConnection? _kept;

        internal Reader(Readers<TDb> home, IServiceScope scope)
        {
            (_home, _scope, Db) = (home, scope, scope.ServiceProvider.GetRequiredService<TDb>());
            Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            if (!Db.IsPostgres)
            {
                // Opening registers EF's functions and sets the pragmas anew each time; Npgsql's pool keeps connections
                // ready by itself.
                Db.Database.OpenConnection();
                _kept = Db.Database.GetDbConnection();
                PreparedReads.Instance.Keep(_kept);
            }
        }

        /// <summary>The context.</summary>
        public TDb Db { get; }

        /// <inheritdoc />
        public void Dispose()
        {
            if (_home._isClosed || _home._free.Count >= MostKept)
            {
                Close();
                return;
            }

            _home._free.Add(this);
        }

        internal void Close()
        {
            if (_kept is not null)
            {
                PreparedReads.Instance.Forget(_kept);
            }

            _scope.Dispose();
        }
    }
}
