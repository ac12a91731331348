using CsMonolith.Journey.Accounts;

namespace CsMonolith.Journey.Timeline;

/// <summary>Writes what any module tells onto the account's timeline, once for each kind and key.</summary>
internal sealed class WhenSomethingHappened(JourneyDb db) : INotificationHandler<SomethingHappened>
{
    public async Task Handle(SomethingHappened notification, CancellationToken cancellation)
    {
        if (
            await db.Set<TimelineEntry>()
                .AnyAsync(entry => entry.Kind == notification.Kind && entry.Key == notification.Key, cancellation)
        )
        {
            return;
        }

        db.Set<TimelineEntry>()
            .Add(
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
