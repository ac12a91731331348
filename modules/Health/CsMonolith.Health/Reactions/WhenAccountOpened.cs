using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>Adds a new account to the portfolio.</summary>
internal sealed class WhenAccountOpened(PortfolioStore portfolio) : INotificationHandler<AccountOpened>
{
    public async Task Handle(AccountOpened notification, CancellationToken cancellationToken) =>
        (await portfolio.Row(notification.AccountIdOpened, cancellationToken)).Rename(notification.Name);
}
