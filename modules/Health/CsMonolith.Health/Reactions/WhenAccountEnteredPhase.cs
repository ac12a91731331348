using CsMonolith.Health.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>The portfolio shows the newest phase.</summary>
internal sealed class WhenAccountEnteredPhase(PortfolioBook book) : INotificationHandler<AccountEnteredPhase>
{
    public async Task Handle(AccountEnteredPhase notification, CancellationToken cancellationToken) =>
        (await book.Row(notification.Account, cancellationToken)).Enter(notification.Phase, notification.On);
}
