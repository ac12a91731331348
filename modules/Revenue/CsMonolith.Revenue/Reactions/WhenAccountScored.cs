using CsMonolith.Health.Contracts;
using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Reactions;

/// <summary>Keeps the model's word on every account for the renewals' forecast. News that comes again, or comes late, changes nothing that is kept.</summary>
internal sealed class WhenAccountScored(RevenueDb db) : INotificationHandler<AccountScored>
{
    private const int Millionths = 1_000_000;

    public async Task Handle(AccountScored notification, CancellationToken cancellationToken)
    {
        if (await db.Set<AccountRisk>().AnyAsync(
            risk => risk.AccountId == notification.Account && risk.AsOf == notification.AsOf && risk.ModelVersion == notification.ModelVersion, cancellationToken))
        {
            return;
        }

        db.Add(new AccountRisk
        {
            Id = Guid.CreateVersion7(),
            AccountId = notification.Account,
            AsOf = notification.AsOf,
            ChurnMillionths = (int)Math.Round(notification.Probability * Millionths),
            HorizonDays = notification.HorizonDays,
            ModelVersion = notification.ModelVersion,
            HeardAt = db.Clock.Now,
        });
    }
}
