using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Journey.Accounts.Prospects;

/// <summary>A prospect with a first contract is a customer from the contract's first paid day on.</summary>
internal sealed class WhenProspectPays(IAccountDirectory accounts) : INotificationHandler<MrrMoved>
{
    public async Task Handle(MrrMoved notification, CancellationToken cancellation)
    {
        if (notification.Kind == MovementKind.New)
        {
            await accounts.Win(notification.Account, notification.On, "contract", by: null, cancellation);
        }
    }
}
