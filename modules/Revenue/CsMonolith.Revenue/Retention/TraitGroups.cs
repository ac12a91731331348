using System.Text.Json;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Retention;

/// <summary>Customers with a figure that a filter left out, since the trait was not known of them then.</summary>
/// <param name="Reason">
/// <c>owner-not-known-then</c>; likewise tier, industry, region, acquired-through, partner.
/// </param>
/// <param name="Accounts">How many customers.</param>
internal sealed record UnknownThen(string Reason, int Accounts);

/// <summary>
/// The group of each customer by a trait on a day, and why a customer is in none: there is no value (<c>no-owner</c>),
/// or it was recorded only after the day as of which figures are asked for (<c>owner-not-known-then</c>).
/// </summary>
internal sealed class TraitGroups
{
    private readonly IReadOnlyDictionary<Guid, string> _values;
    private readonly IReadOnlyDictionary<Guid, string> _present;
    private readonly string _word;

    private TraitGroups(
        AccountTrait trait,
        IReadOnlyDictionary<Guid, string> values,
        IReadOnlyDictionary<Guid, string> present
    ) => (_word, _values, _present) = (JsonNamingPolicy.KebabCaseLower.ConvertName($"{trait}"), values, present);

    /// <summary>The reason of a customer whose value was learnt later.</summary>
    public string NotKnownThen => $"{_word}-not-known-then";

    /// <summary>Reads a trait of all customers.</summary>
    /// <param name="mediator">Asks Journey.</param>
    /// <param name="trait">The trait.</param>
    /// <param name="day">The day on which it was the customer's.</param>
    /// <param name="knownOn">
    /// Only what was recorded by the end of this day; <c>null</c> takes all that is known.
    /// </param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<TraitGroups> Read(
        IMediator mediator,
        AccountTrait trait,
        DateOnly day,
        DateOnly? knownOn,
        CancellationToken cancellation
    )
    {
        var present = await mediator.Send(new AccountTraitsOn(trait, day), cancellation);
        return new TraitGroups(
            trait,
            knownOn is null
                ? present
                : await mediator.Send(new AccountTraitsOn(trait, day, KnownOn: knownOn), cancellation),
            present
        );
    }

    /// <summary>Whether the customer has a value by now that was not known then.</summary>
    public bool IsLearntLater(Guid account) => !_values.ContainsKey(account) && _present.ContainsKey(account);

    /// <summary>The group of a customer: its value, or the reason why there is none.</summary>
    public (string? Value, string? Reason) Of(Guid account) =>
        _values.TryGetValue(account, out var value) ? (value, null)
        : IsLearntLater(account) ? (null, NotKnownThen)
        : (null, $"no-{_word}");
}
