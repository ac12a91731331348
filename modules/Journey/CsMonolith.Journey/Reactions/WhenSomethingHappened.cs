using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Reactions;

/// <summary>Writes what any module tells onto the account's timeline, once.</summary>
internal sealed class WhenSomethingHappened(JourneyDb db) : INotificationHandler<SomethingHappened>
{
    public async Task Handle(SomethingHappened notification, CancellationToken cancellationToken)
    {
        if (
            await db.Timeline.AnyAsync(
                entry => entry.Kind == notification.Kind && entry.Key == notification.Key,
                cancellationToken
            )
        )
        {
            return;
        }

        db.Timeline.Add(
            new TimelineEntry(
                Guid.CreateVersion7(),
                notification.Account,
                notification.On,
                notification.Kind,
                notification.Key,
                notification.En,
                notification.Ja,
                db.Clock.Now
            )
        );
    }
}
