using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions.MovementImports;

/// <summary>The state of each customer after the movements that were imported so far.</summary>
internal sealed class MovementStreaks
{
    private readonly Dictionary<AccountCurrency, MovementStreak> _streaks = [];

    /// <summary>Reads the state of some customers.</summary>
    public static async Task<MovementStreaks> Read(
        RevenueDb db,
        IEnumerable<Guid> accounts,
        CancellationToken cancellation
    )
    {
        var all = new MovementStreaks();
        foreach (var ids in accounts.Distinct().Chunk(1000))
        {
            var imported = await db.Set<ImportedMovement>()
                .AsNoTracking()
                .Where(row => ids.Contains(row.AccountId))
                .ToListAsync(cancellation);
            var running = imported.Select(row => row.SubscriptionId).Distinct().ToList();
            var subscriptions = await db.Set<Subscription>()
                .Where(row => running.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, cancellation);
            foreach (var accountCurrency in imported.GroupBy(row => new AccountCurrency(row.AccountId, row.Currency)))
            {
                // At most one subscription of a customer is open; a voided one does not count.
                var open = accountCurrency
                    .Select(row => subscriptions[row.SubscriptionId])
                    .FirstOrDefault(one => one is { LastPaidDay: null, VoidedAt: null });
                all._streaks[accountCurrency.Key] = new MovementStreak(
                    accountCurrency.Key,
                    open,
                    accountCurrency.Max(row => row.On)
                );
            }
        }

        return all;
    }

    /// <summary>The state of one customer in one currency.</summary>
    public MovementStreak Of(AccountCurrency accountCurrency) =>
        _streaks.TryGetValue(accountCurrency, out var streak)
            ? streak
            : _streaks[accountCurrency] = new MovementStreak(accountCurrency, null, null);
}

/// <summary>One customer's present time of paying, by imported movements.</summary>
/// <param name="accountCurrency">Whose, in which currency.</param>
/// <param name="open">The subscription that was made for it; <c>null</c> while nothing is paid.</param>
/// <param name="lastOn">The day of the last movement, if there was one.</param>
internal sealed class MovementStreak(AccountCurrency accountCurrency, Subscription? open, DateOnly? lastOn)
{
    private Subscription? _open = open;
    private DateOnly? _lastOn = lastOn;

    /// <summary>Why a movement cannot follow on those before it; <c>null</c> if it can.</summary>
    public RowOutcome? Unfit(ReadMovement row)
    {
        if (row.On < _lastOn)
        {
            return RowOutcome.Refused(
                "on",
                $"This customer has a movement of {_lastOn:yyyy-MM-dd} already. Load movements in the order "
                    + "of their days.",
                $"この顧客には{_lastOn:yyyy-MM-dd}の増減がすでにあります。日付の順に取り込んでください。"
            );
        }

        var pays = _open?.MrrMinor ?? 0;
        var fits = row.Kind switch
        {
            MovementKind.New => _lastOn is null,
            MovementKind.Reactivation => _lastOn is not null && pays == 0,
            MovementKind.Expansion => pays > 0,
            MovementKind.Contraction => pays > row.AmountMinor,
            _ => pays > 0 && pays == row.AmountMinor,
        };
        return fits
            ? null
            : RowOutcome.Refused(
                row.Kind is MovementKind.Contraction or MovementKind.Churn ? "amount" : "kind",
                $"A {row.Kind.ToString().ToLowerInvariant()} of {new Money(row.AmountMinor, row.Currency)} does not fit: by the movements before it the customer pays {new Money(pays, row.Currency)}{(_lastOn is null ? " and was never a customer" : "")}. Correct the row, or load the missing ones first.",
                $"{new Money(row.AmountMinor, row.Currency)}の増減は前の増減と合いません。それまでの月額は{new Money(pays, row.Currency)}です{(_lastOn is null ? "(取引実績なし)" : "")}。行を直すか、抜けている増減を先に取り込んでください。"
            );
    }

    /// <summary>Applies a movement that fits.</summary>
    /// <returns>The subscription of the present time of paying, and the fact that was added.</returns>
    public (Subscription Subscription, SubscriptionFact Fact) Take(ReadMovement row, Recording recording)
    {
        _lastOn = row.On;
        if (row.Kind is MovementKind.New or MovementKind.Reactivation)
        {
            _open = new Subscription(
                Guid.CreateVersion7(),
                $"movement:{row.ExternalId}",
                accountCurrency.AccountId,
                accountCurrency.Currency,
                isTrial: false,
                row.On,
                row.Product,
                row.Product,
                BillingInterval.Month,
                recording.At
            );
            return (
                _open,
                _open.Start(
                    new SubscriptionTerms(row.Product, row.AmountMinor, null, BillingInterval.Month, null),
                    row.On,
                    recording
                )
            );
        }

        var subscription = _open!;
        if (row.Kind == MovementKind.Churn)
        {
            _open = null;
            return (subscription, subscription.EndAfter(row.On.AddDays(-1), recording));
        }

        var after =
            row.Kind == MovementKind.Expansion
                ? subscription.MrrMinor + row.AmountMinor
                : subscription.MrrMinor - row.AmountMinor;
        return (
            subscription,
            subscription.Change(subscription.Terms with { MrrMinor = after }, row.On, recording).Value
        );
    }
}
