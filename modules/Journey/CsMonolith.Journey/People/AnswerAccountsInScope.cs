using System.Collections.Concurrent;
using CsMonolith.Journey.Accounts;

namespace CsMonolith.Journey.People;

/// <summary>The scopes that this host has worked out, each with the version and day for which it holds.</summary>
internal sealed class KnownScopes
{
    private readonly ConcurrentDictionary<(Guid Person, Reach Reach), (long Version, DateOnly Day, AccountScope Scope)> _scopes = new();

    public AccountScope? Find(Guid person, Reach reach, long version, DateOnly day) =>
        _scopes.TryGetValue((person, reach), out var known) && known.Version == version && known.Day == day ? known.Scope : null;

    public void Keep(Guid person, Reach reach, long version, DateOnly day, AccountScope scope) => _scopes[(person, reach)] = (version, day, scope);
}

internal sealed class AnswerAccountsInScope(JourneyDb db, KnownScopes known) : IRequestHandler<AccountsInScope, AccountScope>
{
    private static readonly AccountScope Nothing = new(All: false, new HashSet<Guid>());

    public async Task<AccountScope> Handle(AccountsInScope ask, CancellationToken cancellationToken)
    {
        if (ask.Reach is Reach.All or Reach.Masked or Reach.Aggregate)
        {
            return AccountScope.Everything;
        }

        if (ask.PersonId is not { } person || ask.Reach is Reach.None or Reach.Self)
        {
            return Nothing;
        }

        var today = db.Clock.Today;
        var version = await db.ScopeVersions.Select(row => row.Version).SingleAsync(cancellationToken);
        if (known.Find(person, ask.Reach, version, today) is { } scope)
        {
            return scope;
        }

        scope = new AccountScope(All: false, await Reached(person, ask.Reach, today, cancellationToken));

        // Inside a transaction the version may be one that is never committed.
        if (db.Database.CurrentTransaction is null)
        {
            known.Keep(person, ask.Reach, version, today, scope);
        }

        return scope;
    }

    private async Task<HashSet<Guid>> Reached(Guid person, Reach reach, DateOnly today, CancellationToken cancellation)
    {
        if (reach == Reach.Partner)
        {
            var partner = await db.People.Where(one => one.Id == person).Select(one => one.PartnerId).SingleOrDefaultAsync(cancellation);
            return partner is null ? [] : [.. await db.Accounts.Where(account => account.PartnerId == partner).Select(account => account.Id).ToListAsync(cancellation)];
        }

        var owners = new HashSet<Guid> { person };
        if (reach == Reach.Team)
        {
            var teams = await db.Teams.AsNoTracking().ToListAsync(cancellation);
            owners.UnionWith(teams.Where(team => team.Includes(person, today)).SelectMany(team => team.MembersOn(today)));
        }

        var ids = owners.ToArray();
        return [.. await db.OwnersOn(today).Where(owned => ids.Contains(owned.OwnerId!.Value)).Select(owned => owned.AccountId).ToListAsync(cancellation)];
    }
}
