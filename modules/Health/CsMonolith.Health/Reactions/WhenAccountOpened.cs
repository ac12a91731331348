using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>Adds a new account to the portfolio.</summary>
internal sealed class WhenAccountOpened(PortfolioStore portfolio) : INotificationHandler<AccountOpened>
{
    public async Task Handle(AccountOpened notification, CancellationToken cancellationToken) =>
        (await portfolio.Row(notification.AccountIdOpened, cancellationToken)).Open(notification.Name);
}

/// <summary>Adds a prospect to the portfolio, where only who asks for prospects sees it.</summary>
internal sealed class WhenProspectOpened(PortfolioStore portfolio) : INotificationHandler<ProspectOpened>
{
    public async Task Handle(ProspectOpened notification, CancellationToken cancellationToken) =>
        (await portfolio.Row(notification.Account, cancellationToken)).Prospect(notification.Name);
}
