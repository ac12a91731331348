namespace CsMonolith.Journey.Goals;

internal sealed class AnswerGoalsSet(JourneyDb db) : IRequestHandler<GoalsSet, IReadOnlyList<GoalOf>>
{
    public async Task<IReadOnlyList<GoalOf>> Handle(GoalsSet ask, CancellationToken cancellation)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        var definitions = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.RecordedAt <= known)
            .ToListAsync(cancellation);
        var reached = (
            await db.Set<Attainment>().AsNoTracking().Where(one => one.RecordedAt <= known).ToListAsync(cancellation)
        )
            .GroupBy(one => (one.DefinitionId, one.On))
            .Select(day => day.MaxBy(one => (one.RecordedAt, one.Id))!)
            .Where(one => one.IsReached)
            .GroupBy(one => one.DefinitionId)
            .ToDictionary(own => own.Key, own => own.Min(one => one.On));
        return
        [
            .. from account in definitions.GroupBy(one => one.AccountId).OrderBy(account => account.Key)
            from one in account.OrderBy(one => one.Number)
            select new GoalOf(
                one.AccountId,
                one.Number,
                one.AgreedOn,
                account.Where(other => other.Number > one.Number).Min(other => (DateOnly?)other.AgreedOn),
                reached.TryGetValue(one.Id, out var first) ? first : null
            ),
        ];
    }
}
