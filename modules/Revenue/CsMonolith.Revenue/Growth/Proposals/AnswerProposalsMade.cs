namespace CsMonolith.Revenue.Growth.Proposals;

internal sealed class AnswerProposalsMade(RevenueDb db) : IRequestHandler<ProposalsMade, IReadOnlyList<ProposalMade>>
{
    public async Task<IReadOnlyList<ProposalMade>> Handle(ProposalsMade ask, CancellationToken cancellationToken)
    {
        var (first, last) = (db.Clock.StartOf(ask.From), db.Clock.EndOf(ask.To));
        var built = await db.Set<Proposal>()
            .AsNoTracking()
            .Where(row => row.BuiltAt >= first && row.BuiltAt <= last)
            .OrderBy(row => row.BuiltAt)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.AccountId,
                row.BuiltAt,
            })
            .ToListAsync(cancellationToken);
        return [.. built.Select(row => new ProposalMade(row.Id, row.AccountId, db.Clock.DayOf(row.BuiltAt)))];
    }
}
