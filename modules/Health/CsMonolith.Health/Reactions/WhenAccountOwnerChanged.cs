using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>
/// Puts the owner of today in the portfolio. The event may tell of a coming day or come late, so today's is asked.
/// </summary>
internal sealed class WhenAccountOwnerChanged(PortfolioStore portfolio, PortfolioKnowledge knowledge)
    : INotificationHandler<AccountOwnerChanged>
{
    public async Task Handle(AccountOwnerChanged notification, CancellationToken cancellationToken) =>
        await knowledge.HandOver(await portfolio.Row(notification.Account, cancellationToken), cancellationToken);
}
