namespace CsMonolith.Journey.People;

/// <summary>Answers by all that is known now: a handover that was recorded late counts from its own day.</summary>
internal sealed class AnswerOwnersOn(JourneyDb db) : IRequestHandler<OwnersOn, IReadOnlyDictionary<Guid, Guid>>
{
    public async Task<IReadOnlyDictionary<Guid, Guid>> Handle(OwnersOn ask, CancellationToken cancellation) =>
        await db.OwnersOn(ask.Day)
            .ToDictionaryAsync(owned => owned.AccountId, owned => owned.OwnerId!.Value, cancellation);
}
