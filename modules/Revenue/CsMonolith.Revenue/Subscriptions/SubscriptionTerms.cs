using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>What a customer has from a day on, and pays for it a month.</summary>
internal sealed record SubscriptionTerms(
    string Plan,
    long MrrMinor,
    int? Seats,
    BillingInterval Interval,
    bool? AutoRenew
);

/// <summary>Why a customer left, and whether we could have kept them; <c>null</c> where nobody has said so.</summary>
internal readonly record struct LossReason(string? Reason, bool? Avoidable);
