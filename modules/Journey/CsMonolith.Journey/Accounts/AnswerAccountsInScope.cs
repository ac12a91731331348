using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// Remembers the answer for each person and scope until people, teams, ownership or accounts change or the day ends.
/// </summary>
internal sealed class AnswerAccountsInScope(
    Lazy<JourneyDb> journey,
    Clock clock,
    AccessNow access,
    Remembered<(Guid Person, PermissionScope Scope), AccountScope> known
) : IRequestHandler<AccountsInScope, AccountScope>
{
    public const int MostRemembered = 2000;

    private static readonly AccountScope Nothing = new(All: false, new HashSet<Guid>());

    public async Task<AccountScope> Handle(AccountsInScope ask, CancellationToken cancellation)
    {
        if (ask.Scope is PermissionScope.All or PermissionScope.Masked or PermissionScope.Aggregate)
        {
            return AccountScope.Everything;
        }

        if (ask.PersonId is not { } person || ask.Scope is PermissionScope.None or PermissionScope.Self)
        {
            return Nothing;
        }

        var today = clock.Today;
        var version = await access.Version();
        if (known.TryGet((person, ask.Scope), version, today, out var scope))
        {
            return scope;
        }

        // Opened only now, since opening a context costs as much as a small query.
        var db = journey.Value;
        scope = new AccountScope(All: false, await Reached(db, person, ask.Scope, today, cancellation));

        // Not remembered inside a transaction: what it sees may be rolled back.
        if (db.Database.CurrentTransaction is null)
        {
            known.Keep((person, ask.Scope), version, today, scope);
        }

        return scope;
    }

    private static async Task<HashSet<Guid>> Reached(
        JourneyDb db,
        Guid person,
        PermissionScope scope,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (scope == PermissionScope.Partner)
        {
            var partner = await db.Set<Person>()
                .Where(one => one.Id == person)
                .Select(one => one.PartnerId)
                .SingleOrDefaultAsync(cancellation);
            return partner is null
                ? []
                :
                [
                    .. await db.Set<Account>()
                        .Where(account => account.PartnerId == partner)
                        .Select(account => account.Id)
                        .ToListAsync(cancellation),
                ];
        }

        var owners = new HashSet<Guid> { person };
        if (scope == PermissionScope.Team)
        {
            var teams = await db.Set<Team>().AsNoTracking().ToListAsync(cancellation);
            owners.UnionWith(
                teams.Where(team => team.Includes(person, today)).SelectMany(team => team.MembersOn(today))
            );
        }

        var ids = owners.ToArray();
        return
        [
            .. await db.OwnersOn(today)
                .Where(owned => ids.Contains(owned.OwnerId!.Value))
                .Select(owned => owned.AccountId)
                .ToListAsync(cancellation),
        ];
    }
}

internal sealed class AnswerIsAccount(JourneyDb db) : IRequestHandler<IsAccount, bool>
{
    public Task<bool> Handle(IsAccount ask, CancellationToken cancellation) =>
        db.Set<Account>().AnyAsync(account => account.Id == ask.AccountId, cancellation);
}
