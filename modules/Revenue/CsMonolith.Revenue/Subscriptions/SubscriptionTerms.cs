namespace CsMonolith.Revenue.Subscriptions;

/// <summary>When something was learnt, and whether it is history of before go-live.</summary>
internal readonly record struct Recording(DateTime At, bool Backfilled);

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
