namespace CsMonolith.Journey;

/// <summary>
/// Finds fires for the chapter of activities, whose minutes are their effort. The chapter Fires implements it, since it
/// stands above.
/// </summary>
internal interface IFireDirectory
{
    /// <summary>Refuses work for a fire that is not the account's, or that lies before it began or after it ended.</summary>
    /// <returns>The refusal, or <c>null</c> where all is well or no fire is named.</returns>
    Task<Error?> Refuses(Guid? fire, Guid? account, DateOnly on, CancellationToken cancellation);
}
