namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>How often a subscription is billed.</summary>
internal enum BillingInterval
{
    /// <summary>Every seven days.</summary>
    Week,

    /// <summary>Every month.</summary>
    Month,

    /// <summary>Every three months.</summary>
    Quarter,

    /// <summary>Every year.</summary>
    Year,

    /// <summary>Every six months.</summary>
    HalfYear,
}
