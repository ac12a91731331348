using System.Collections.Concurrent;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;

namespace CsMonolith.Revenue.Retention;

/// <summary>Histories that were worked out before, one shelf for a host, by the rules that were asked for last.</summary>
internal sealed class HistoryShelf(RevenueSettings settings)
{
    private volatile KeptBooks? _books;

    /// <summary>The books that are kept by some rules; those by other rules are let go.</summary>
    public KeptBooks By(RulesInForce rules) =>
        _books is { } books && books.Rules.Same(rules) ? books : _books = new KeptBooks(rules, settings.KeptAccounts);
}

/// <summary>An account's histories, one for each currency.</summary>
/// <param name="Version">Of the facts that they follow from; the account has been at it at least.</param>
/// <param name="LearntAt">When the last of these was recorded.</param>
/// <param name="Histories"><c>null</c> where they are to be worked out at each ask.</param>
internal sealed record KeptHistories(long Version, DateTime LearntAt, AccountHistory[]? Histories)
{
    /// <summary>Whether they are what was known at an instant.</summary>
    public bool HoldAt(DateTime at) => Histories is not null && LearntAt <= at;
}

/// <summary>
/// The histories of accounts by one set of rules. What was learnt since the last ask is heard first, by the horizon of <see cref="HistoryVersion.Since"/>, so an
/// ask costs what changed and not what there is.
/// </summary>
/// <param name="rules">By which they are worked out.</param>
/// <param name="most">Beyond so many accounts histories are worked out at each ask: books without a limit would be a leak.</param>
/// <remarks>
/// At every moment it holds: a raise of an account's version that its entry does not know of bears a stamp at or above the horizon, so the next ask hears of it.
/// An entry is only ever replaced by one of a version as high or higher, so a slow ask cannot put back what a quicker one has heard to be old.
/// </remarks>
internal sealed class KeptBooks(RulesInForce rules, int most)
{
    private readonly ConcurrentDictionary<Guid, KeptHistories> _entries = new();
    private readonly Lock _writing = new();
    private volatile bool _areWhole;
    private long? _horizon;
    private int _kept;

    /// <summary>By which the histories are worked out.</summary>
    public RulesInForce Rules => rules;

    /// <summary>Every account of which anything is known, by id.</summary>
    public IReadOnlyDictionary<Guid, KeptHistories> Entries => _entries;

    /// <summary>Whether every account that has facts has an entry.</summary>
    public bool AreWhole => _areWhole;

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

    /// <summary>Hears what was learnt since the last time: nobody who asks after a change was committed is told what was before.</summary>
    public async Task Hear(RevenueDb db, CancellationToken cancellation)
    {
        while (true)
        {
            var since = Horizon;
            var (horizon, raised) = await HistoryVersion.Since(db, since, cancellation);
            lock (_writing)
            {
                Enter(raised);
                if (since is not null || _horizon is null)
                {
                    _horizon = Math.Max(_horizon ?? horizon, horizon);
                    return;
                }
            }

            // Whoever asked for the first horizon heard of nothing; somebody else's was set meanwhile, so it is asked from that.
        }
    }

    /// <summary>Gives an entry to accounts whose versions were read after the last <see cref="Hear"/>: one that tells no histories yet, or not any more.</summary>
    /// <param name="versions">By account; 0 where nothing was ever learnt.</param>
    /// <param name="areAll">Whether these are all accounts that there are.</param>
    public void Enter(IEnumerable<(Guid Id, long Version)> versions, bool areAll = false)
    {
        lock (_writing)
        {
            foreach (var (id, version) in versions)
            {
                if (!(_entries.TryGetValue(id, out var entry) && entry.Version >= version))
                {
                    Set(id, new KeptHistories(version, default, Histories: null));
                }
            }

            _areWhole |= areAll;
        }
    }

    /// <summary>Puts in what was worked out of an account whose version was read before its facts, all of them; what is known better stays.</summary>
    public void Put(Guid id, KeptHistories fresh)
    {
        lock (_writing)
        {
            var before = _entries.GetValueOrDefault(id);
            if (before is null || before.Version <= fresh.Version)
            {
                Set(id, before?.Histories is not null || _kept < most ? fresh : fresh with { Histories = null });
            }
        }
    }

    private void Set(Guid id, KeptHistories entry)
    {
        var wasKept = _entries.TryGetValue(id, out var before) && before.Histories is not null;
        _entries[id] = entry;
        _kept += (entry.Histories is null ? 0 : 1) - (wasKept ? 1 : 0);
    }
}
