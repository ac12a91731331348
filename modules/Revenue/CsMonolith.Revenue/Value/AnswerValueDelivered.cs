namespace CsMonolith.Revenue.Value;

internal sealed class AnswerValueDelivered(RevenueDb db)
    : IRequestHandler<ValueDeliveredBetween, IReadOnlyList<ValueDelivered>>
{
    private const int IdsInAQuery = 500;

    public async Task<IReadOnlyList<ValueDelivered>> Handle(
        ValueDeliveredBetween ask,
        CancellationToken cancellationToken
    )
    {
        var benefits = new List<Benefit>();
        foreach (var ids in ask.Accounts.Distinct().Chunk(IdsInAQuery))
        {
            benefits.AddRange(
                await db.Set<Benefit>()
                    .AsNoTracking()
                    .Where(one => ids.Contains(one.AccountId) && one.On >= ask.From && one.On <= ask.To)
                    .ToListAsync(cancellationToken)
            );
        }

        return
        [
            .. benefits
                .GroupBy(one => (one.AccountId, one.Currency))
                .OrderBy(own => own.Key.AccountId)
                .ThenBy(own => own.Key.Currency, StringComparer.Ordinal)
                .Select(own => new ValueDelivered(
                    own.Key.AccountId,
                    Sum(own, BenefitKind.Price),
                    Sum(own, BenefitKind.Quality),
                    Sum(own, BenefitKind.Speed),
                    Confirmed([.. own])
                )),
        ];
    }

    private static Money Sum(IEnumerable<Benefit> ofOneCurrency, BenefitKind kind)
    {
        var own = ofOneCurrency.ToList();
        return new Money(own.Where(one => one.Kind == kind).Sum(one => one.AmountMinor), own[0].Currency);
    }

    // What was confirmed and taken back without a name is confirmed no more, so it is never above the whole.
    private static Money Confirmed(List<Benefit> ofOneCurrency)
    {
        var confirmed = ofOneCurrency.Where(one => one.ConfirmedBy is not null).Sum(one => one.AmountMinor);
        var whole = ofOneCurrency.Sum(one => one.AmountMinor);
        return new Money(Math.Min(confirmed, Math.Max(whole, 0)), ofOneCurrency[0].Currency);
    }
}
