using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Growth.Proposals;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>What a customer's own use says about what it needs more of. It reads no clock and asks nobody.</summary>
/// <remarks>
/// Licences count as used up where users active in 30 days are at least nine tenths of them: then more of the product
/// for which most is paid is proposed, fit = that share, at most 1, expected = a tenth of what is paid for it in a
/// year. Use that has risen by a quarter or more within 30 days is named as a reason of every upsell. Use is not known
/// by product.
/// </remarks>
internal static class UsageSignal
{
    private const int MonthsInYear = 12;

    private static readonly Ratio UsedUp = new(9, 10);
    private static readonly Ratio Rising = new(5, 4);
    private static readonly Ratio Whole = new(1, 1);
    private static readonly Ratio ATenth = new(1, 10);

    /// <summary>
    /// Adds what use says to the candidates; without use, or where it says nothing, they stay as they are.
    /// </summary>
    /// <param name="candidates">In any order.</param>
    /// <param name="usage">The newest month that is known.</param>
    /// <param name="largest">The product for which the customer pays most, with its MRR.</param>
    public static IReadOnlyList<Candidate> Heed(
        IReadOnlyList<Candidate> candidates,
        UsageMonth? usage,
        (string Product, Money Mrr)? largest
    )
    {
        if (usage is null)
        {
            return candidates;
        }

        var grown = IsRising(usage)
            ? candidates
                .Select(one => one.Kind == ExpansionKind.Upsell ? Because(one, RisingEn(usage), RisingJa(usage)) : one)
                .ToList()
            : [.. candidates];
        if (largest is not { } product || ShareUsed(usage) is not { } share)
        {
            return grown;
        }

        var (en, ja) = (
            $"{usage.ActiveUsers} of {usage.Licences} licences were used in the 30 days to {usage.AsOf:yyyy-MM-dd}.",
            $"{usage.AsOf:yyyy-MM-dd}までの30日間に、ライセンス{usage.Licences}のうち{usage.ActiveUsers}が利用されました。"
        );
        var at = grown.FindIndex(one => one.Kind == ExpansionKind.Upsell && one.Product == product.Product);
        if (at >= 0)
        {
            grown[at] = Because(grown[at], en, ja) with
            {
                Fit = grown[at].Fit.CompareTo(share) >= 0 ? grown[at].Fit : share,
            };
            return grown;
        }

        var more = (long)ExactSum.Lowest(new Ratio(product.Mrr.Minor * MonthsInYear, 1) * ATenth).RoundHalfUp();
        var candidate = new Candidate(
            ExpansionKind.Upsell,
            product.Product,
            share,
            product.Mrr with
            {
                Minor = more,
            },
            Share: null,
            en,
            ja
        );
        return [.. grown, IsRising(usage) ? Because(candidate, RisingEn(usage), RisingJa(usage)) : candidate];
    }

    private static Ratio? ShareUsed(UsageMonth usage) =>
        usage is { ActiveUsers: { } users, Licences: > 0 and { } licences }
        && new Ratio(users, licences) is var share
        && share.CompareTo(UsedUp) >= 0
            ? share.CompareTo(Whole) > 0
                ? Whole
                : share
            : null;

    private static bool IsRising(UsageMonth usage) =>
        usage.UsesBefore > 0 && new Ratio(usage.Uses, usage.UsesBefore).CompareTo(Rising) >= 0;

    private static string RisingEn(UsageMonth usage) =>
        $"Use rose from {usage.UsesBefore} to {usage.Uses} in the 30 days to {usage.AsOf:yyyy-MM-dd}.";

    private static string RisingJa(UsageMonth usage) =>
        $"{usage.AsOf:yyyy-MM-dd}までの30日間の利用回数は、その前の30日間の{usage.UsesBefore}回から{usage.Uses}回に増えています。";

    private static Candidate Because(Candidate candidate, string en, string ja) =>
        candidate with
        {
            En = $"{candidate.En} {en}",
            Ja = candidate.Ja + ja,
        };
}
