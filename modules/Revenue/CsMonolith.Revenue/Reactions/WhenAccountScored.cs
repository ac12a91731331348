using CsMonolith.Health.Contracts;
using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Reactions;

/// <summary>
/// Keeps the model's word on every account for the renewals' forecast. News that comes again, or comes late, changes nothing that is kept; a model that is gone back
/// to says its word on a day once more, and that is the one that counts.
/// </summary>
internal sealed class WhenAccountScored(RevenueDb db) : INotificationHandler<AccountScored>
{
    private const int Millionths = 1_000_000;

    public async Task Handle(AccountScored notification, CancellationToken cancellationToken)
    {
        var standing = await db.Set<AccountRisk>()
            .Where(risk => risk.AccountId == notification.Account && risk.AsOf == notification.AsOf)
            .OrderByDescending(risk => risk.HeardAt)
            .ThenByDescending(risk => risk.Id)
            .Select(risk => risk.ModelVersion)
            .FirstOrDefaultAsync(cancellationToken);
        if (standing == notification.ModelVersion)
        {
            return;
        }

        db.Add(
            new AccountRisk
            {
                Id = Guid.CreateVersion7(),
                AccountId = notification.Account,
                AsOf = notification.AsOf,
                ChurnMillionths = (int)Math.Round(notification.Probability * Millionths),
                HorizonDays = notification.HorizonDays,
                ModelVersion = notification.ModelVersion,
                HeardAt = db.Clock.Now,
            }
        );
    }
}
