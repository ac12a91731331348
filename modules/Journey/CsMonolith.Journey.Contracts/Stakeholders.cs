using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>An account's map of people at the end of a day.</summary>
/// <param name="People">Those on the map who had not left.</param>
/// <param name="InTouch">Those of them with whom somebody of ours had a living relation; at most one is
/// single-threaded.</param>
/// <param name="Level">How far the initiative reached: person, department, company; <c>null</c> where nobody had
/// said.</param>
public sealed record PeopleMapAsOf(
    Guid AccountId,
    int People,
    int InTouch,
    bool HasAmbassador,
    bool HasSponsor,
    string? Level
);

/// <summary>
/// Asks for accounts' maps of people at the end of a day, from what had taken effect and was recorded by then. Accounts
/// without a map are absent. How good the owner thinks a relationship is, is no part of it and never becomes a feature.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record PeopleMapsAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<PeopleMapAsOf>>;

/// <summary>
/// Asks on whose maps of people somebody with an e-mail address stands or has stood. Case does not count. Addresses that
/// are on no map are absent; one of a consultant may be on several.
/// </summary>
public sealed record AccountsByAddress(IReadOnlyCollection<string> Addresses)
    : IQuestion<IReadOnlyDictionary<string, IReadOnlyList<Guid>>>;
