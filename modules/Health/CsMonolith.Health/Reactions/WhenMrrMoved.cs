using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Reactions;

/// <summary>
/// Puts the newest MRR in the portfolio, so that an account which left drops off the call list at once.
/// </summary>
internal sealed class WhenMrrMoved(PortfolioStore portfolio) : INotificationHandler<MrrMoved>
{
    public async Task Handle(MrrMoved notification, CancellationToken cancellationToken) =>
        (await portfolio.Row(notification.Account, cancellationToken)).Pay(notification.After, notification.On);
}
