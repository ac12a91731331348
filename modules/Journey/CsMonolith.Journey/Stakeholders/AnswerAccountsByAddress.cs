namespace CsMonolith.Journey.Stakeholders;

internal sealed class AnswerAccountsByAddress(JourneyDb db)
    : IRequestHandler<AccountsByAddress, IReadOnlyDictionary<string, IReadOnlyList<Guid>>>
{
    private const int AddressesInAQuery = 500;

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Guid>>> Handle(
        AccountsByAddress ask,
        CancellationToken cancellation
    )
    {
        var found = new List<(string Address, Guid Account)>();
        foreach (
            var addresses in ask
                .Addresses.Select(address => address.Trim().ToLowerInvariant())
                .Distinct()
                .Chunk(AddressesInAQuery)
        )
        {
            found.AddRange(
                (
                    await db.Set<Stakeholder>()
                        .AsNoTracking()
                        .Where(person => person.Email != null && addresses.Contains(person.Email.Trim().ToLower()))
                        .Select(person => new { person.Email, person.AccountId })
                        .ToListAsync(cancellation)
                ).Select(person => (person.Email!.Trim(), person.AccountId))
            );
        }

        return found
            .GroupBy(one => one.Address, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<Guid> (group) => [.. group.Select(one => one.Account).Distinct()],
                StringComparer.OrdinalIgnoreCase
            );
    }
}
