using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>Records a contact as a treatment, with the score that the caller could have seen.</summary>
internal sealed class WhenCustomerContacted(HealthDb db, PortfolioStore portfolio)
    : INotificationHandler<CustomerContacted>
{
    public async Task Handle(CustomerContacted notification, CancellationToken cancellationToken)
    {
        (await portfolio.Row(notification.Account, cancellationToken)).Touch(notification.On);
        var (account, on, because, outcome) = (
            notification.Account,
            notification.On,
            notification.BecauseOfScore,
            notification.Outcome
        );
        if (
            await db.Set<Treatment>()
                .AnyAsync(
                    row =>
                        row.AccountId == account
                        && row.On == on
                        && row.BecauseOfScore == because
                        && row.Outcome == outcome,
                    cancellationToken
                )
        )
        {
            return;
        }

        // The score that the caller could have seen: on facts of the day or before, and computed by its end.
        var endOfDay = db.Clock.EndOf(on);
        var score = await db.Set<Score>()
            .AsNoTracking()
            .Where(row => row.AccountId == account && row.AsOf <= on && row.ScoredAt <= endOfDay)
            .OrderByDescending(row => row.AsOf)
            .ThenByDescending(row => row.ScoredAt)
            .FirstOrDefaultAsync(cancellationToken);
        db.Add(
            new Treatment
            {
                AccountId = account,
                On = on,
                BecauseOfScore = because,
                Outcome = outcome,
                Probability = score?.Probability,
                ModelVersion = score?.ModelVersion,
                RecordedAt = db.Clock.Now,
            }
        );
    }
}
