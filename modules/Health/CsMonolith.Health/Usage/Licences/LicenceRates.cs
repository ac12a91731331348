using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Usage.Licences;

/// <summary>Why a rate has no value.</summary>
internal enum NoRate
{
    /// <summary>Nobody counted the licences that are handed out.</summary>
    AssignedUnknown,

    /// <summary>Neither a count nor a contract says how many were bought.</summary>
    PurchasedUnknown,

    /// <summary>None were bought.</summary>
    NonePurchased,

    /// <summary>None are handed out.</summary>
    NoneAssigned,

    /// <summary>No use has been heard of, so users cannot be counted.</summary>
    UsersUnknown,

    /// <summary>Fewer accounts than may be shown together.</summary>
    TooFewAccounts,
}

/// <summary>A rate with what it was made of; without a value it says why.</summary>
/// <param name="Value">A decimal string of four places.</param>
/// <param name="Why">Why there is no value, in words.</param>
internal sealed record LicenceRate(string? Value, long? Numerator, long? Denominator, NoRate? NoValue, string? Why)
{
    public static LicenceRate Of(
        long? numerator,
        NoRate withoutNumerator,
        long? denominator,
        NoRate withoutDenominator,
        NoRate overZero
    )
    {
        NoRate? none =
            numerator is null ? withoutNumerator
            : denominator is null ? withoutDenominator
            : denominator == 0 ? overZero
            : null;
        return none is { } reason
            ? new LicenceRate(null, numerator, denominator, reason, Wording(reason))
            : new LicenceRate(
                new Ratio(numerator!.Value, denominator!.Value).ToDecimalString(decimals: 4),
                numerator,
                denominator,
                null,
                null
            );
    }

    public static string Wording(NoRate reason) =>
        (reason, ProblemAnswers.InJapanese) switch
        {
            (NoRate.AssignedUnknown, false) => "It is not known how many licences are handed out.",
            (NoRate.AssignedUnknown, true) => "ライセンスの配布数がわかりません。",
            (NoRate.PurchasedUnknown, false) => "It is not known how many licences were bought.",
            (NoRate.PurchasedUnknown, true) => "ライセンスの購入数がわかりません。",
            (NoRate.NonePurchased, false) => "No licences were bought.",
            (NoRate.NonePurchased, true) => "購入したライセンスがありません。",
            (NoRate.NoneAssigned, false) => "No licences are handed out.",
            (NoRate.NoneAssigned, true) => "配布したライセンスがありません。",
            (NoRate.UsersUnknown, false) => "The usage does not say who used it.",
            (NoRate.UsersUnknown, true) => "利用実績にユーザーの情報がありません。",
            (_, false) => "Fewer accounts than may be shown together.",
            (_, true) => "社数が少ないため表示できません。",
        };
}

/// <summary>What is known of an account's licences on a day.</summary>
/// <param name="ActiveUsers">
/// Named users who used anything in the 30 days to that day; <c>null</c> where usage never names users.
/// </param>
internal sealed record LicenceFacts(
    Guid AccountId,
    long? Purchased,
    long? Assigned,
    long? ActiveUsers,
    DateOnly? CountedOn
)
{
    /// <summary>The version of the formulas below; it changes when they do.</summary>
    public const string Formula = "licence-rates-1";

    /// <summary>ライセンス配布率: assigned / purchased.</summary>
    public LicenceRate Distribution =>
        LicenceRate.Of(Assigned, NoRate.AssignedUnknown, Purchased, NoRate.PurchasedUnknown, NoRate.NonePurchased);

    /// <summary>ライセンス利用率: users active in 30 days / assigned.</summary>
    public LicenceRate Usage =>
        LicenceRate.Of(ActiveUsers, NoRate.UsersUnknown, Assigned, NoRate.AssignedUnknown, NoRate.NoneAssigned);
}

/// <summary>Reads licences from counts, contracts and usage.</summary>
internal sealed class LicenceReader(HealthDb db)
{
    /// <summary>Facts of some accounts, as known at the end of a day. Costs one query.</summary>
    /// <param name="accounts">Which.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="revenues">
    /// What the contracts say on that day; seats stand in for a purchase that was not counted.
    /// </param>
    /// <param name="use">What usage says on that day.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="knownOn">Takes in counts of then that were recorded later, by the end of this day.</param>
    public async Task<IReadOnlyDictionary<Guid, LicenceFacts>> Read(
        AccountScope accounts,
        DateOnly asOf,
        IReadOnlyDictionary<Guid, RevenueAsOf> revenues,
        UseAsOf use,
        CancellationToken cancellation,
        DateOnly? knownOn = null
    )
    {
        var knownBy = db.Clock.EndOf(knownOn ?? asOf);
        var counts = await db.Set<LicenceCount>()
            .AsNoTracking()
            .Within(accounts, count => count.AccountId)
            .Where(count => count.On <= asOf && count.RecordedAt <= knownBy)
            .ToListAsync(cancellation);
        var newest = counts
            .GroupBy(count => count.AccountId)
            .ToDictionary(group => group.Key, group => group.MaxBy(count => (count.On, count.Revision))!);
        return newest
            .Keys.Union(revenues.Keys)
            .Union(use.Accounts.Keys)
            .ToDictionary(
                id => id,
                id =>
                {
                    var count = newest.GetValueOrDefault(id);
                    var users = use.Accounts.GetValueOrDefault(id);
                    return new LicenceFacts(
                        id,
                        count?.Purchased ?? revenues.GetValueOrDefault(id)?.Seats,
                        count?.Assigned,
                        users is { NamesUsers: true } ? users.Recent.Users : null,
                        count?.On
                    );
                }
            );
    }
}
