using CsMonolith.Health.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>A new account gets its row in the portfolio.</summary>
internal sealed class WhenAccountOpened(PortfolioBook book) : INotificationHandler<AccountOpened>
{
    public async Task Handle(AccountOpened notification, CancellationToken cancellationToken) =>
        (await book.Row(notification.AccountIdOpened, cancellationToken)).Rename(notification.Name);
}
