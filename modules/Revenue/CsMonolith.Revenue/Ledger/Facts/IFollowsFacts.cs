namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>
/// Keeps something in line with what the facts of subscriptions say, in the transaction that adds them.
/// </summary>
internal interface IFollowsFacts
{
    /// <summary>Brings it in line after facts of some accounts were saved or taken back.</summary>
    /// <param name="accounts">The accounts, with all that merges ever tied to them.</param>
    /// <param name="cancellation">Ends the work.</param>
    Task Follow(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation);
}
