using CsMonolith.Health.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Stores the model's chance of churn of every account for the forecast of renewals. A score that is published again is
/// ignored. After a return to an earlier model, that model's score of the same day is stored once more, and the latest
/// stored one counts.
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
                Band = notification.Band,
            }
        );
    }
}
