using CsMonolith.Health.Contracts;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>Stores each account's monthly use for proposals. A month that is published again is ignored.</summary>
internal sealed class WhenUsageSummarised(RevenueDb db) : INotificationHandler<UsageSummarised>
{
    public async Task Handle(UsageSummarised notification, CancellationToken cancellationToken)
    {
        if (
            await db.Set<UsageMonth>()
                .AnyAsync(
                    month => month.AccountId == notification.Account && month.AsOf == notification.AsOf,
                    cancellationToken
                )
        )
        {
            return;
        }

        db.Add(
            new UsageMonth
            {
                Id = Guid.CreateVersion7(),
                AccountId = notification.Account,
                AsOf = notification.AsOf,
                Uses = notification.Uses,
                UsesBefore = notification.UsesBefore,
                Features = notification.Features,
                FeaturesKnown = notification.FeaturesKnown,
                ActiveUsers = notification.ActiveUsers,
                Licences = notification.Licences,
                HeardAt = db.Clock.Now,
            }
        );
    }
}
