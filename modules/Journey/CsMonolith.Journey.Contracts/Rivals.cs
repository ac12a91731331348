using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A rival tool as it was in use at a customer on a day.</summary>
/// <param name="Product">Code of the product in the register of rival products.</param>
/// <param name="Name">The product's name now.</param>
/// <param name="Department">Of the customer; <c>null</c> for the whole company.</param>
/// <param name="Since">The first day on which it was known to be in use.</param>
/// <param name="Strength">beside, threat or replaced.</param>
/// <param name="Share">Its part of the work that both could do, 0 to 1.</param>
/// <param name="CostPerYear">What the customer pays for it in a year, where they said so.</param>
public sealed record RivalToolAsOf(
    Guid ToolId,
    string Product,
    string Name,
    string? Department,
    DateOnly Since,
    string Strength,
    int? Seats,
    decimal? Share,
    Money? CostPerYear
);

/// <summary>The rival tools of an account on a day; none where each had ended.</summary>
public sealed record RivalsAsOf(Guid AccountId, IReadOnlyList<RivalToolAsOf> Tools);

/// <summary>
/// Asks which rival tools were in use at accounts at the end of a day, from what had taken effect and was recorded by
/// then. Accounts of which nobody had recorded any are absent. Two queries, whatever the number of accounts.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record RivalToolsAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<RivalsAsOf>>;

/// <summary>A product of the register of rival products.</summary>
public sealed record RivalProductName(string Code, string Name);

/// <summary>
/// Asks which product of the register each word means: its code, its name or another of its names. Words that mean none
/// are absent.
/// </summary>
public sealed record RivalProductsCalled(IReadOnlyCollection<string> Words)
    : IQuestion<IReadOnlyDictionary<string, RivalProductName>>;
