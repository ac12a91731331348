using CsMonolith.Feedback.Contracts;

namespace CsMonolith.Journey.Fires;

/// <summary>Keeps that there is a card, since Journey may not ask Feedback.</summary>
internal sealed class WhenFieldCardWritten(JourneyDb db) : INotificationHandler<FieldCardWritten>
{
    public async Task Handle(FieldCardWritten notification, CancellationToken cancellation)
    {
        if (await db.Set<KnownCard>().AnyAsync(card => card.CardId == notification.CardId, cancellation))
        {
            return;
        }

        db.Set<KnownCard>()
            .Add(
                new KnownCard
                {
                    CardId = notification.CardId,
                    AccountId = notification.Account,
                    On = notification.On,
                }
            );
    }
}
