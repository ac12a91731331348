namespace CsMonolith.Journey.Accounts;

/// <summary>One query of two columns; of what changes with time one more, of what was known on the day.</summary>
internal sealed class AnswerAccountTraitsAsOf(JourneyDb db) : IRequestHandler<AccountTraitsAsOf, IReadOnlyDictionary<Guid, string>>
{
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(AccountTraitsAsOf ask, CancellationToken cancellationToken)
    {
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.AsOf));
        var accounts = db.Accounts.AsNoTracking().Where(row => row.RecordedAt <= known && (row.StartedOn == null || row.StartedOn <= day));
        var values = ask.Trait switch
        {
            AccountTrait.Industry => accounts.Where(row => row.Industry != null).Select(row => new Trait(row.Id, row.Industry)),
            AccountTrait.Region => accounts.Where(row => row.Region != null).Select(row => new Trait(row.Id, row.Region)),
            AccountTrait.AcquiredThrough => accounts.Where(row => row.AcquiredThrough != null).Select(row => new Trait(row.Id, row.AcquiredThrough)),
            _ => null,
        };
        var traits = values is not null ? await values.ToListAsync(cancellationToken) : ask.Trait switch
        {
            AccountTrait.Partner => (await accounts.Where(row => row.PartnerId != null).Select(row => new { row.Id, row.PartnerId }).ToListAsync(cancellationToken))
                .ConvertAll(row => new Trait(row.Id, row.PartnerId.ToString())),
            AccountTrait.Tier => await Tiers(accounts, day, known, cancellationToken),
            _ => await Owners(accounts, day, known, cancellationToken),
        };
        return traits.Where(trait => trait.Value is not null).ToDictionary(trait => trait.Id, trait => trait.Value!);
    }

    private async Task<List<Trait>> Tiers(IQueryable<Account> accounts, DateOnly day, DateTime known, CancellationToken cancellation)
    {
        var told = await accounts.Select(row => row.Id).ToHashSetAsync(cancellation);
        var facts = await db.Facts.AsNoTracking().Where(row => row.Name == AccountFact.TierFact && row.EffectiveOn <= day && row.RecordedAt <= known)
            .Select(row => new { row.AccountId, row.EffectiveOn, row.RecordedAt, row.Id, row.Value }).ToListAsync(cancellation);
        return [.. facts.Where(row => told.Contains(row.AccountId)).GroupBy(row => row.AccountId)
            .Select(group => new Trait(group.Key, group.MaxBy(row => (row.EffectiveOn, row.RecordedAt, row.Id))!.Value))];
    }

    private async Task<List<Trait>> Owners(IQueryable<Account> accounts, DateOnly day, DateTime known, CancellationToken cancellation)
    {
        var told = await accounts.Select(row => row.Id).ToHashSetAsync(cancellation);
        var entries = await db.Ownerships.AsNoTracking().Where(row => row.From <= day && row.RecordedAt <= known)
            .Select(row => new { row.AccountId, row.From, row.RecordedAt, row.OwnerId }).ToListAsync(cancellation);
        return [.. entries.Where(row => told.Contains(row.AccountId)).GroupBy(row => row.AccountId)
            .Select(group => new Trait(group.Key, group.MaxBy(row => (row.From, row.RecordedAt))!.OwnerId?.ToString()))];
    }

    private sealed record Trait(Guid Id, string? Value);
}
