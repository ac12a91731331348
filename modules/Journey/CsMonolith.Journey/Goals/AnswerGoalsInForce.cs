namespace CsMonolith.Journey.Goals;

/// <summary>Two queries, whatever the number of accounts.</summary>
internal sealed class AnswerGoalsInForce(JourneyDb db) : IRequestHandler<GoalsInForce, IReadOnlyList<GoalInForce>>
{
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyList<GoalInForce>> Handle(GoalsInForce ask, CancellationToken cancellation)
    {
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.AsOf));
        var only = ask.Accounts?.ToHashSet();
        var few = only is { Count: <= MostIdsInAQuery } ? AccountScope.Of(only) : AccountScope.Everything;
        var definitions = (
            await db.Set<SuccessDefinition>()
                .AsNoTracking()
                .Within(few, one => one.AccountId)
                .Where(one => one.AgreedOn <= day && one.RecordedAt <= known)
                .ToListAsync(cancellation)
        )
            .Where(one => only?.Contains(one.AccountId) != false)
            .GroupBy(one => one.AccountId)
            .Select(own => own.MaxBy(one => one.Number)!)
            .OrderBy(one => one.AccountId)
            .ToList();
        var measured = (
            await db.Set<Attainment>()
                .AsNoTracking()
                .Within(few, one => one.AccountId)
                .Where(one => one.On <= day && one.RecordedAt <= known)
                .ToListAsync(cancellation)
        )
            .GroupBy(one => (one.DefinitionId, one.On))
            .Select(same => same.MaxBy(one => (one.RecordedAt, one.Id))!)
            .ToLookup(one => one.DefinitionId);
        return
        [
            .. definitions.Select(one =>
            {
                var newest = measured[one.Id].MaxBy(measure => measure.On);
                return new GoalInForce(
                    one.AccountId,
                    one.Id,
                    one.Outcome,
                    one.Metric,
                    one.Target,
                    one.AgreedOn,
                    one.DueOn,
                    newest?.On,
                    newest?.Value,
                    measured[one.Id].Where(measure => measure.IsReached).Min(measure => (DateOnly?)measure.On)
                );
            }),
        ];
    }
}
