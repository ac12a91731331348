using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Value;

internal sealed class AnswerFirstValues(RevenueDb db) : IRequestHandler<FirstValues, IReadOnlyList<FirstValueOn>>
{
    public async Task<IReadOnlyList<FirstValueOn>> Handle(FirstValues ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        var benefits = await db.Set<Benefit>()
            .AsNoTracking()
            .Where(one => one.RecordedAt <= known)
            .ToListAsync(cancellationToken);
        return
        [
            .. benefits
                .GroupBy(one => one.AccountId)
                .Select(account =>
                    (
                        Account: account.Key,
                        On: account
                            .GroupBy(one => (one.Kind, one.Currency))
                            .SelectMany(Standing)
                            .Min(one => (DateOnly?)one.On)
                    )
                )
                .Where(one => one.On is not null)
                .Select(one => new FirstValueOn(one.Account, one.On!.Value))
                .OrderBy(one => one.AccountId),
        ];
    }

    // An entry that another takes back to the last unit was a mistake; one that is only corrected downwards was a
    // benefit all the same.
    private static List<Benefit> Standing(IEnumerable<Benefit> ofOneKind)
    {
        var entries = ofOneKind.OrderBy(one => one.RecordedAt).ThenBy(one => one.Id).ToList();
        var standing = entries.Where(one => one.AmountMinor > 0).ToList();
        foreach (var back in entries.Where(one => one.AmountMinor < 0))
        {
            var index = standing.FindLastIndex(one =>
                one.AmountMinor == -back.AmountMinor && one.RecordedAt <= back.RecordedAt
            );
            if (index >= 0)
            {
                standing.RemoveAt(index);
            }
        }

        return standing;
    }
}
