using System.Collections.Concurrent;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>
/// The host's cache of MRR histories. It holds those of one set of rules: whoever asks by other rules empties it. One
/// instance per host.
/// </summary>
internal sealed class MrrHistoryCache(RevenueSettings settings)
{
    private volatile CachedMrrHistories? _histories;

    /// <summary>The histories that were derived by some rules.</summary>
    public CachedMrrHistories By(RulesInForce rules) =>
        _histories is { } cached && cached.Rules.Same(rules)
            ? cached
            : _histories = new CachedMrrHistories(rules, settings.KeptAccounts);
}

/// <summary>What the cache holds of one account: its histories, one for each currency.</summary>
/// <param name="Version">
/// The account's <see cref="HistoryVersion"/> when its facts were read, or the latest of which the cache was told.
/// </param>
/// <param name="LearntAt">When the last of the facts was recorded.</param>
/// <param name="Histories"><c>null</c> where they must be derived at the next ask.</param>
internal sealed record MrrHistoryCacheEntry(long Version, DateTime LearntAt, AccountHistory[]? Histories)
{
    /// <summary>Whether the histories are those known at an instant: no later fact is among theirs.</summary>
    public bool HoldsAt(DateTime at) => Histories is not null && LearntAt <= at;
}

/// <summary>
/// Cached histories of accounts by one set of rules. <see cref="Refresh"/> marks those of which something was learnt
/// since the last refresh, so an ask costs what changed and not what there is. Safe for use by many requests at once.
/// </summary>
/// <param name="rules">The rules by which the histories are derived.</param>
/// <param name="most">Accounts that are cached at most; those beyond are derived at each ask.</param>
/// <remarks>
/// Invariant: if an account's version is higher than its entry's, then the change bears a stamp at or above the
/// horizon, so the next refresh finds it. An entry is only replaced by one of the same version or a higher one: a slow
/// request cannot overwrite what a quicker one has learnt.
/// </remarks>
internal sealed class CachedMrrHistories(RulesInForce rules, int most)
{
    private readonly ConcurrentDictionary<Guid, MrrHistoryCacheEntry> _entries = new();
    private readonly Lock _writing = new();
    private volatile bool _isComplete;
    private long? _horizon;
    private int _cached;

    /// <summary>The rules by which the histories are derived.</summary>
    public RulesInForce Rules => rules;

    /// <summary>The entries by account; an account of which nothing was ever learnt may have one too.</summary>
    public IReadOnlyDictionary<Guid, MrrHistoryCacheEntry> Entries => _entries;

    /// <summary>Whether every account that has facts has an entry.</summary>
    public bool IsComplete => _isComplete;

    private long? Horizon
    {
        get
        {
            lock (_writing)
            {
                return _horizon;
            }
        }
    }

    /// <summary>
    /// Marks the accounts of which something was learnt since the last refresh. Every change that was committed before
    /// the call is seen.
    /// </summary>
    public async Task Refresh(RevenueDb db, CancellationToken cancellation)
    {
        while (true)
        {
            var since = Horizon;
            var (horizon, raised) = await HistoryVersion.Since(db, since, cancellation);
            lock (_writing)
            {
                Expect(raised);
                if (since is not null || _horizon is null)
                {
                    _horizon = Math.Max(_horizon ?? horizon, horizon);
                    return;
                }
            }

            // The first call asks for a horizon alone and lists no changes. Another request has set one meanwhile, so
            // ask again from that.
        }
    }

    /// <summary>
    /// Gives accounts an entry without histories, where they have none of the same version or a higher one. The
    /// versions must be read after the last <see cref="Refresh"/>.
    /// </summary>
    /// <param name="versions">By account; 0 where nothing was ever learnt.</param>
    /// <param name="areAll">Whether these are all accounts that have facts.</param>
    public void Expect(IEnumerable<(Guid Id, long Version)> versions, bool areAll = false)
    {
        lock (_writing)
        {
            foreach (var (id, version) in versions)
            {
                if (!(_entries.TryGetValue(id, out var entry) && entry.Version >= version))
                {
                    Set(id, new MrrHistoryCacheEntry(version, default, Histories: null));
                }
            }

            _isComplete |= areAll;
        }
    }

    /// <summary>
    /// Stores what was derived for an account, unless the entry has a higher version. The version must be read before
    /// the facts.
    /// </summary>
    public void Put(Guid id, MrrHistoryCacheEntry derived)
    {
        lock (_writing)
        {
            var before = _entries.GetValueOrDefault(id);
            if (before is null || before.Version <= derived.Version)
            {
                var isRoom = before?.Histories is not null || _cached < most;
                Set(id, isRoom ? derived : derived with { Histories = null });
            }
        }
    }

    private void Set(Guid id, MrrHistoryCacheEntry entry)
    {
        var wasCached = _entries.TryGetValue(id, out var before) && before.Histories is not null;
        _entries[id] = entry;
        _cached += (entry.Histories is null ? 0 : 1) - (wasCached ? 1 : 0);
    }
}
