using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>Puts the newest phase in the portfolio.</summary>
internal sealed class WhenAccountEnteredPhase(PortfolioStore portfolio) : INotificationHandler<AccountEnteredPhase>
{
    public async Task Handle(AccountEnteredPhase notification, CancellationToken cancellationToken) =>
        (await portfolio.Row(notification.Account, cancellationToken)).Enter(notification.Phase, notification.On);
}
