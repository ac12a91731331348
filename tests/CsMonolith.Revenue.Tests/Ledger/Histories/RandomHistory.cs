using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

/// <summary>
/// Any account's history, the same for the same seed: starts, changes, ends, pauses, resumptions, bridges and voids of
/// up to five subscriptions, learnt in any order.
/// </summary>
internal sealed class RandomHistory
{
    private static readonly DateOnly Origin = new(2024, 1, 1);
    private readonly Random _random;

    public RandomHistory(int seed)
    {
        _random = new Random(seed);
        AccountCurrency = new AccountCurrency(Guid.CreateVersion7(), "JPY");
        Rules = RulesInForce.Always(
            new RevenueRules(
                (ChurnDating)_random.Next(3),
                (PauseRule)_random.Next(2),
                _random.Next(0, 200),
                _random.Next(2) == 0 ? null : _random.Next(1, 300),
                (FreeDowngradeRule)_random.Next(2),
                _random.Next(3) * 5,
                GroupingDays: 1 + (_random.Next(3) * 3),
                ReportingCurrency: null,
                RateMaxAgeDays: 31,
                FiscalYearStartMonth: 4
            )
        );
        Facts = [.. Enumerable.Range(0, _random.Next(1, 6)).SelectMany(_ => Subscription())];
    }

    public AccountCurrency AccountCurrency { get; }

    public RulesInForce Rules { get; }

    public IReadOnlyList<SubscriptionFact> Facts { get; }

    public AccountHistory Known(DateTime at) =>
        AccountHistory.Of(AccountCurrency, Facts.Where(fact => fact.RecordedAt <= at), Rules);

    /// <summary>A fact with other contents, for a variant of this history.</summary>
    public static SubscriptionFact Fact(
        AccountCurrency accountCurrency,
        Guid subscription,
        int ordinal,
        FactKind kind,
        DateOnly on,
        DateTime recordedAt,
        long mrr,
        DateOnly? cancelledOn = null,
        DateOnly? noticeOn = null,
        FactCause? cause = null,
        int? seats = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SubscriptionId = subscription,
            AccountId = accountCurrency.AccountId,
            Ordinal = ordinal,
            Kind = kind,
            EffectiveOn = on,
            RecordedAt = recordedAt,
            Backfilled = false,
            Currency = accountCurrency.Currency,
            MrrMinor = mrr,
            Seats = seats,
            Interval = BillingInterval.Month,
            CancelledOn = cancelledOn,
            NoticeOn = noticeOn,
            Cause = cause,
        };

    private IEnumerable<SubscriptionFact> Subscription()
    {
        var id = Guid.CreateVersion7();
        var start = Origin.AddDays(_random.Next(600));
        yield return One(FactKind.Start, start, 0);
        for (var ordinal = 1; ordinal < _random.Next(1, 9); ordinal++)
        {
            var kind = _random.Next(23) switch
            {
                < 9 => FactKind.Change,
                < 12 => FactKind.End,
                < 15 => FactKind.Paused,
                < 18 => FactKind.Resumed,
                18 => FactKind.Reopened,
                19 => FactKind.Voided,
                20 => FactKind.BridgeVoided,
                _ => FactKind.Bridged,
            };
            yield return One(kind, start.AddDays(_random.Next(-10, 700)), ordinal);
        }

        SubscriptionFact One(FactKind kind, DateOnly on, int ordinal)
        {
            var learnt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(
                (ordinal * 24) + _random.Next(24)
            );
            var mrr = kind == FactKind.End || _random.Next(8) == 0 ? 0 : _random.Next(1, 1000);
            return Fact(
                AccountCurrency,
                id,
                ordinal,
                kind,
                on,
                learnt,
                mrr,
                kind == FactKind.End ? on.AddDays(-_random.Next(90)) : null,
                kind == FactKind.End && _random.Next(2) == 0 ? on.AddDays(-_random.Next(90, 150)) : null,
                kind is FactKind.Change or FactKind.End && ordinal % 3 == 0 ? (FactCause)(ordinal / 3 % 3) : null,
                mrr % 4 == 0 ? null : mrr % 50
            );
        }
    }
}
