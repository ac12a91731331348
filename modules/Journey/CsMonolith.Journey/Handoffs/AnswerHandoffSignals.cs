namespace CsMonolith.Journey.Handoffs;

/// <summary>
/// Answers from what had happened and was recorded by then, so that a feature knows nothing of the future.
/// </summary>
internal sealed class AnswerHandoffSignals(JourneyDb db)
    : IRequestHandler<HandoffSignals, IReadOnlyDictionary<Guid, HandoffSignal>>
{
    public async Task<IReadOnlyDictionary<Guid, HandoffSignal>> Handle(
        HandoffSignals ask,
        CancellationToken cancellation
    )
    {
        var scope = ask.Accounts is { } ids ? AccountScope.Of(ids) : AccountScope.Everything;
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var set = await HearingQuestions.Present(db, cancellation);
        var accounts = await db.Set<Handoff>()
            .AsNoTracking()
            .Within(scope, one => one.AccountId)
            .Where(one => one.WonOn <= day && one.ReceivedAt <= known)
            .Select(one => one.AccountId)
            .Distinct()
            .ToListAsync(cancellation);
        var answers = (
            await db.Set<HearingAnswer>()
                .AsNoTracking()
                .Within(scope, one => one.AccountId)
                .Where(one => one.AnsweredOn <= day && one.RecordedAt <= known)
                .Select(one => new
                {
                    one.AccountId,
                    one.Question,
                    one.Kind,
                })
                .ToListAsync(cancellation)
        ).ToLookup(one => one.AccountId);
        var gaps = (
            await db.Set<PromiseState>()
                .AsNoTracking()
                .Within(scope, one => one.AccountId)
                .Where(one => one.On <= day && one.RecordedAt <= known)
                .ToListAsync(cancellation)
        )
            .GroupBy(one => one.PromiseId)
            .Select(own => own.MaxBy(one => (one.On, one.RecordedAt, one.Id))!)
            .Where(one => one.IsOpenGap)
            .CountBy(one => one.AccountId)
            .ToDictionary();
        return accounts.ToDictionary(
            account => account,
            account => new HandoffSignal(
                set.Completeness(answers[account].Select(answer => answer.Question).ToHashSet(StringComparer.Ordinal)),
                gaps.GetValueOrDefault(account),
                answers[account].Count(answer => answer.Kind == AnswerKind.AskedAgain)
            )
        );
    }
}
