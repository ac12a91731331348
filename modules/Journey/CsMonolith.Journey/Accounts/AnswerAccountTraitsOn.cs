using System.Linq.Expressions;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// Reads two columns by one query; tiers and owners, which change with time, by the entries in force on the day.
/// </summary>
internal sealed class AnswerAccountTraitsOn(JourneyDb db)
    : IRequestHandler<AccountTraitsOn, IReadOnlyDictionary<Guid, string>>
{
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyDictionary<Guid, string>> Handle(AccountTraitsOn ask, CancellationToken cancellation)
    {
        DateTime? known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : null;
        var traits = ask.Trait switch
        {
            AccountTrait.Tier => await Tiers(ask, known, cancellation),
            AccountTrait.Owner => await Owners(ask, known, cancellation),
            _ => await Undated(ask, known, cancellation),
        };
        var asked = ask.Accounts?.ToHashSet();
        return traits
            .Where(trait =>
                trait.Value is not null
                && (ask.Only is null || trait.Value == ask.Only)
                && asked?.Contains(trait.Id) != false
            )
            .ToDictionary(trait => trait.Id, trait => trait.Value!);
    }

    // Since when these hold is not recorded: they hold on every day, and are known since the account is.
    private async Task<List<Trait>> Undated(AccountTraitsOn ask, DateTime? known, CancellationToken cancellation)
    {
        var only = ask.Only;
        var accounts = Asked(db.Set<Account>().AsNoTracking(), ask, row => row.Id)
            .Where(row => known == null || row.RecordedAt <= known);
        return ask.Trait switch
        {
            AccountTrait.Industry => await accounts
                .Where(row => only == null ? row.Industry != null : row.Industry == only)
                .Select(row => new Trait(row.Id, row.Industry))
                .ToListAsync(cancellation),
            AccountTrait.Region => await accounts
                .Where(row => only == null ? row.Region != null : row.Region == only)
                .Select(row => new Trait(row.Id, row.Region))
                .ToListAsync(cancellation),
            AccountTrait.AcquiredThrough => await accounts
                .Where(row => only == null ? row.AcquiredThrough != null : row.AcquiredThrough == only)
                .Select(row => new Trait(row.Id, row.AcquiredThrough))
                .ToListAsync(cancellation),
            _ => (
                await accounts
                    .Where(row => row.PartnerId != null)
                    .Select(row => new { row.Id, row.PartnerId })
                    .ToListAsync(cancellation)
            ).ConvertAll(row => new Trait(row.Id, row.PartnerId.ToString())),
        };
    }

    // An account that was opened late has its first tier from the day of the entry; no other is known of the days
    // before, so the first counts there too.
    private async Task<List<Trait>> Tiers(AccountTraitsOn ask, DateTime? known, CancellationToken cancellation)
    {
        var only = ask.Only;
        var facts = Asked(db.Set<AccountFact>().AsNoTracking(), ask, row => row.AccountId)
            .Where(row => row.Name == AccountFact.TierFact && (known == null || row.RecordedAt <= known));
        if (only is not null)
        {
            var ever = facts.Where(row => row.Value == only).Select(row => row.AccountId);
            facts = facts.Where(row => ever.Contains(row.AccountId));
        }

        var entries = await facts
            .Select(row => new
            {
                row.AccountId,
                row.EffectiveOn,
                row.RecordedAt,
                row.Id,
                row.Value,
            })
            .ToListAsync(cancellation);
        return
        [
            .. entries
                .GroupBy(row => row.AccountId)
                .Select(group => new Trait(
                    group.Key,
                    (
                        group
                            .Where(row => row.EffectiveOn <= ask.Day)
                            .MaxBy(row => (row.EffectiveOn, row.RecordedAt, row.Id))
                        ?? group
                            .Where(row => row.Value is not null)
                            .MinBy(row => (row.EffectiveOn, row.RecordedAt, row.Id))
                    )?.Value
                )),
        ];
    }

    private async Task<List<Trait>> Owners(AccountTraitsOn ask, DateTime? known, CancellationToken cancellation)
    {
        var owners = known is { } at ? db.OwnersOn(ask.Day, at) : db.OwnersOn(ask.Day);
        if (ask.Only is { } only)
        {
            var wanted = Guid.TryParse(only, out var id) ? id : Guid.Empty;
            owners = owners.Where(row => row.OwnerId == wanted);
        }

        return (
            await Asked(owners, ask, row => row.AccountId)
                .Select(row => new { row.AccountId, row.OwnerId })
                .ToListAsync(cancellation)
        ).ConvertAll(row => new Trait(row.AccountId, row.OwnerId.ToString()));
    }

    // A query takes too few parameters for more ids; then all rows are read.
    private static IQueryable<T> Asked<T>(IQueryable<T> rows, AccountTraitsOn ask, Expression<Func<T, Guid>> account) =>
        ask.Accounts is { Count: <= MostIdsInAQuery } few
            ? rows.Within(new AccountScope(All: false, few.ToHashSet()), account)
            : rows;

    private sealed record Trait(Guid Id, string? Value);
}
