using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// Reads two columns by one query, and the facts known on the day by a second where the trait changes with time. If one
/// value is asked for, only accounts that ever had it are read.
/// </summary>
internal sealed class AnswerAccountTraitsAsOf(JourneyDb db)
    : IRequestHandler<AccountTraitsAsOf, IReadOnlyDictionary<Guid, string>>
{
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(AccountTraitsAsOf ask, CancellationToken cancellation)
    {
        var (day, known, only) = (ask.AsOf, db.Clock.EndOf(ask.AsOf), ask.Only);
        var accounts = db.Set<Account>()
            .AsNoTracking()
            .Where(row => row.RecordedAt <= known && (row.StartedOn == null || row.StartedOn <= day));
        var values = ask.Trait switch
        {
            AccountTrait.Industry => accounts
                .Where(row => only == null ? row.Industry != null : row.Industry == only)
                .Select(row => new Trait(row.Id, row.Industry)),
            AccountTrait.Region => accounts
                .Where(row => only == null ? row.Region != null : row.Region == only)
                .Select(row => new Trait(row.Id, row.Region)),
            AccountTrait.AcquiredThrough => accounts
                .Where(row => only == null ? row.AcquiredThrough != null : row.AcquiredThrough == only)
                .Select(row => new Trait(row.Id, row.AcquiredThrough)),
            _ => null,
        };
        var traits = values is not null
            ? await values.ToListAsync(cancellation)
            : ask.Trait switch
            {
                AccountTrait.Partner => (
                    await accounts
                        .Where(row => row.PartnerId != null)
                        .Select(row => new { row.Id, row.PartnerId })
                        .ToListAsync(cancellation)
                ).ConvertAll(row => new Trait(row.Id, row.PartnerId.ToString())),
                AccountTrait.Tier => await Tiers(accounts, day, known, only, cancellation),
                _ => await Owners(accounts, day, known, only, cancellation),
            };
        return traits
            .Where(trait => trait.Value is not null && (only is null || trait.Value == only))
            .ToDictionary(trait => trait.Id, trait => trait.Value!);
    }

    private async Task<List<Trait>> Tiers(
        IQueryable<Account> accounts,
        DateOnly day,
        DateTime known,
        string? only,
        CancellationToken cancellation
    )
    {
        var facts = db.Set<AccountFact>()
            .AsNoTracking()
            .Where(row => row.Name == AccountFact.TierFact && row.EffectiveOn <= day && row.RecordedAt <= known);
        if (only is not null)
        {
            var ever = facts.Where(row => row.Value == only).Select(row => row.AccountId);
            (accounts, facts) = (
                accounts.Where(row => ever.Contains(row.Id)),
                facts.Where(row => ever.Contains(row.AccountId))
            );
        }

        var told = await accounts.Select(row => row.Id).ToHashSetAsync(cancellation);
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
                .Where(row => told.Contains(row.AccountId))
                .GroupBy(row => row.AccountId)
                .Select(group => new Trait(
                    group.Key,
                    group.MaxBy(row => (row.EffectiveOn, row.RecordedAt, row.Id))!.Value
                )),
        ];
    }

    private async Task<List<Trait>> Owners(
        IQueryable<Account> accounts,
        DateOnly day,
        DateTime known,
        string? only,
        CancellationToken cancellation
    )
    {
        var ownerships = db.Set<Ownership>().AsNoTracking().Where(row => row.From <= day && row.RecordedAt <= known);
        if (only is not null)
        {
            var wanted = Guid.TryParse(only, out var id) ? id : Guid.Empty;
            var ever = ownerships.Where(row => row.OwnerId == wanted).Select(row => row.AccountId);
            (accounts, ownerships) = (
                accounts.Where(row => ever.Contains(row.Id)),
                ownerships.Where(row => ever.Contains(row.AccountId))
            );
        }

        var told = await accounts.Select(row => row.Id).ToHashSetAsync(cancellation);
        var entries = await ownerships
            .Select(row => new
            {
                row.AccountId,
                row.From,
                row.RecordedAt,
                row.OwnerId,
            })
            .ToListAsync(cancellation);
        return
        [
            .. entries
                .Where(row => told.Contains(row.AccountId))
                .GroupBy(row => row.AccountId)
                .Select(group => new Trait(
                    group.Key,
                    group.MaxBy(row => (row.From, row.RecordedAt))!.OwnerId?.ToString()
                )),
        ];
    }

    private sealed record Trait(Guid Id, string? Value);
}
