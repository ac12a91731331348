namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>When something was learnt, and whether it is history of before go-live.</summary>
internal readonly record struct Recording(DateTime At, bool Backfilled);
