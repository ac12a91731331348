using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// Takes seven queries, whatever the number of accounts. Above 500 ids all rows are read and filtered here, since a
/// query takes too few parameters for more.
/// </summary>
internal sealed class AnswerAccountsAsOf(JourneyDb db) : IRequestHandler<AccountsAsOf, IReadOnlyList<AccountAsOf>>
{
    private const int ContactWindowDays = 90;
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyList<AccountAsOf>> Handle(AccountsAsOf ask, CancellationToken cancellation)
    {
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var only = ask.Ids?.Distinct().ToArray();
        IQueryable<T> Asked<T>(IQueryable<T> rows, System.Linq.Expressions.Expression<Func<T, Guid>> account) =>
            only is { Length: <= MostIdsInAQuery }
                ? rows.Within(new AccountScope(All: false, only.ToHashSet()), account)
                : rows;

        var accounts = await Asked(
                (ask.WithProspects ? db.Set<Account>() : db.CustomersOn(day, known)).AsNoTracking(),
                row => row.Id
            )
            .Where(row => row.RecordedAt <= known && (row.StartedOn == null || row.StartedOn <= day))
            .OrderBy(row => row.ExternalId)
            .ToListAsync(cancellation);
        var facts = (
            await Asked(db.Set<AccountFact>().AsNoTracking(), row => row.AccountId)
                .Where(row => row.EffectiveOn <= day && row.RecordedAt <= known)
                .ToListAsync(cancellation)
        )
            .GroupBy(row => (row.AccountId, row.Name))
            .ToDictionary(
                group => group.Key,
                group => group.MaxBy(row => (row.EffectiveOn, row.RecordedAt, row.Id))!.Value
            );
        var owners = (
            await Asked(db.Set<Ownership>().AsNoTracking(), row => row.AccountId)
                .Where(row => row.From <= day && row.RecordedAt <= known)
                .ToListAsync(cancellation)
        )
            .GroupBy(row => row.AccountId)
            .ToDictionary(group => group.Key, group => group.MaxBy(row => (row.From, row.RecordedAt))!.OwnerId);
        var phases = (
            await Asked(db.Set<AccountPhase>().AsNoTracking(), row => row.AccountId)
                .Where(row => row.On <= day && row.RecordedAt <= known)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.AccountId);
        var windowStart = day.AddDays(-ContactWindowDays);
        var contacts = await Asked(
                db.Set<Activity>().AsNoTracking().Where(row => row.AccountId != null && row.Channel != null),
                row => row.AccountId!.Value
            )
            .Where(row => row.On <= day && row.RecordedAt <= known)
            .GroupBy(row => row.AccountId!.Value)
            .Select(group => new
            {
                group.Key,
                Last = group.Max(row => row.On),
                Recent = group.Count(row => row.On > windowStart),
            })
            .ToDictionaryAsync(row => row.Key, cancellation);
        var names = await db.Set<Person>().ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var asked = only?.ToHashSet();

        return
        [
            .. accounts
                .Where(account => asked?.Contains(account.Id) != false)
                .Select(account =>
                {
                    string? Fact(string name) => facts.GetValueOrDefault((account.Id, name));
                    var owner = owners.GetValueOrDefault(account.Id);
                    var phase = Phases.AccountPhase.Spell([.. phases[account.Id]]);
                    var contact = contacts.GetValueOrDefault(account.Id);
                    return new AccountAsOf(
                        account.Id,
                        account.ExternalId,
                        account.Name,
                        Attributes(account),
                        Number(Fact(AccountFact.SeatsFact)),
                        account.StartedOn,
                        Number(Fact(AccountFact.TierFact)),
                        Fact(AccountFact.TouchFact) is { } touch ? Enum.Parse<TouchModel>(touch) : null,
                        AccountFact.Split(Fact(AccountFact.PurposesFact)),
                        owner,
                        owner is { } id ? names.GetValueOrDefault(id) : null,
                        phase?.Phase,
                        phase?.Since,
                        contact?.Last,
                        contact?.Recent ?? 0
                    )
                    {
                        PartnerId = account.PartnerId,
                    };
                }),
        ];
    }

    private static int? Number(string? value) =>
        value is null ? null : int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Attributes(Account account)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        void Have(string name, string? value)
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }

        Have("industry", account.Industry);
        Have("region", account.Region);
        Have("acquiredThrough", account.AcquiredThrough);
        return attributes;
    }
}

internal sealed class AnswerAccountsByExternalId(JourneyDb db)
    : IRequestHandler<AccountsByExternalId, IReadOnlyDictionary<string, Guid>>
{
    private const int IdsInAQuery = 500;

    public async Task<IReadOnlyDictionary<string, Guid>> Handle(
        AccountsByExternalId ask,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var ids in ask.ExternalIds.Distinct().Chunk(IdsInAQuery))
        {
            foreach (
                var row in await db.Set<Account>()
                    .Where(account => ids.Contains(account.ExternalId))
                    .Select(account => new { account.ExternalId, account.Id })
                    .ToListAsync(cancellation)
            )
            {
                found[row.ExternalId] = row.Id;
            }
        }

        return found;
    }
}
