namespace CsMonolith.Journey.Playbooks;

internal sealed class AnswerPlaybooksInForce(JourneyDb db)
    : IRequestHandler<PlaybooksInForce, IReadOnlyList<PlaybookOf>>
{
    public async Task<IReadOnlyList<PlaybookOf>> Handle(PlaybooksInForce ask, CancellationToken cancellation) =>
        await db.Set<Playbook>()
            .AsNoTracking()
            .Where(one => one.RetiredOn == null)
            .OrderBy(one => one.Phase)
            .ThenBy(one => one.Code)
            .ThenBy(one => one.Language)
            .Select(one => new PlaybookOf(one.Id, one.Code, one.Language, one.Title, one.Phase))
            .ToListAsync(cancellation);
}
