using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>Takes an account out of the portfolio whose import was taken back.</summary>
internal sealed class WhenAccountWithdrawn(PortfolioStore portfolio) : INotificationHandler<AccountWithdrawn>
{
    public async Task Handle(AccountWithdrawn notification, CancellationToken cancellationToken) =>
        await portfolio.Drop(notification.Account, cancellationToken);
}
