namespace CsMonolith.Journey.Phases;

internal sealed class AnswerPhases(JourneyDb db) : IRequestHandler<Contracts.Phases, IReadOnlyList<PhaseName>>
{
    public async Task<IReadOnlyList<PhaseName>> Handle(Contracts.Phases ask, CancellationToken cancellation)
    {
        var set = await PhaseSet.Present(db, cancellation);
        return [.. set.Phases.Select((phase, order) => new PhaseName(phase.Code, phase.En, phase.Ja, order))];
    }
}

/// <summary>
/// Answers by all that is known now: the question is which phase an event fell into, not what was believed on that day.
/// </summary>
internal sealed class AnswerPhasesOn(JourneyDb db) : IRequestHandler<PhasesOn, IReadOnlyDictionary<AccountDay, string>>
{
    private const int AccountsInAQuery = 500;

    public async Task<IReadOnlyDictionary<AccountDay, string>> Handle(PhasesOn ask, CancellationToken cancellation)
    {
        var answer = new Dictionary<AccountDay, string>();
        foreach (var accounts in ask.Days.ToLookup(day => day.AccountId).Chunk(AccountsInAQuery))
        {
            var ids = accounts.Select(account => account.Key).ToArray();
            var histories = (
                await db.Set<AccountPhase>()
                    .AsNoTracking()
                    .Where(entry => ids.Contains(entry.AccountId))
                    .ToListAsync(cancellation)
            ).ToLookup(entry => entry.AccountId);
            foreach (var day in accounts.SelectMany(account => account).Distinct())
            {
                if (
                    histories[day.AccountId]
                        .Where(entry => entry.On <= day.Day)
                        .MaxBy(entry => (entry.On, entry.RecordedAt)) is
                    { } entry
                )
                {
                    answer[day] = entry.Phase;
                }
            }
        }

        return answer;
    }
}

/// <summary>One query, of three columns.</summary>
internal sealed class AnswerPhasesEnteredBy(JourneyDb db)
    : IRequestHandler<PhasesEnteredBy, IReadOnlyList<PhaseEntered>>
{
    public async Task<IReadOnlyList<PhaseEntered>> Handle(PhasesEnteredBy ask, CancellationToken cancellation)
    {
        var scope = ask.Accounts is { } ids ? AccountScope.Of(ids) : AccountScope.Everything;
        var known = db.Clock.EndOf(ask.AsOf);
        var entries = await db.Set<AccountPhase>()
            .AsNoTracking()
            .Within(scope, one => one.AccountId)
            .Where(one => one.On <= ask.AsOf && one.RecordedAt <= known)
            .OrderBy(one => one.AccountId)
            .ThenBy(one => one.On)
            .ThenByDescending(one => one.RecordedAt)
            .Select(one => new PhaseEntered(one.AccountId, one.Phase, one.On))
            .ToListAsync(cancellation);
        return [.. entries.DistinctBy(one => (one.AccountId, one.On))];
    }
}
