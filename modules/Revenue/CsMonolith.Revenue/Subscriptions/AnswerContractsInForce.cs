namespace CsMonolith.Revenue.Subscriptions;

internal sealed class AnswerContractsInForce(RevenueDb db)
    : IRequestHandler<ContractsInForce, IReadOnlyList<ContractInForce>>
{
    private const int IdsInAQuery = 500;

    public async Task<IReadOnlyList<ContractInForce>> Handle(ContractsInForce ask, CancellationToken cancellationToken)
    {
        var running = new List<Subscription>();
        foreach (var ids in ask.Accounts.Distinct().Chunk(IdsInAQuery))
        {
            running.AddRange(
                await db.Set<Subscription>()
                    .AsNoTracking()
                    .Where(row =>
                        ids.Contains(row.AccountId)
                        && row.VoidedAt == null
                        && row.StartsOn <= ask.Day
                        && !(row.LastPaidDay < ask.Day)
                    )
                    .ToListAsync(cancellationToken)
            );
        }

        return
        [
            .. running
                .OrderBy(row => row.AccountId)
                .ThenBy(row => row.Product, StringComparer.Ordinal)
                .ThenBy(row => row.StartsOn)
                .ThenBy(row => row.Id)
                .Select(row => new ContractInForce(
                    row.AccountId,
                    row.Product,
                    row.Plan,
                    row.Seats,
                    row.StartsOn,
                    row.LastPaidDay
                )),
        ];
    }
}
