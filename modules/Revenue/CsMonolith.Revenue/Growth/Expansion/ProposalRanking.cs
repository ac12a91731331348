using System.Globalization;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>Which peers a customer is compared with.</summary>
/// <param name="En">What they have in common.</param>
/// <param name="Ja">The same in Japanese.</param>
internal sealed record Peers(string En, string Ja, IReadOnlySet<Guid> Accounts);

/// <summary>Something that could be proposed.</summary>
/// <param name="Fit">0 to 1.</param>
/// <param name="Expected">ARR of the first year, or the price of a purchase.</param>
/// <param name="Share">
/// Of how many customers it was found, with its interval; <c>null</c> where none were compared.
/// </param>
internal sealed record Candidate(
    ExpansionKind Kind,
    string Product,
    Ratio Fit,
    Money Expected,
    PeerShare? Share,
    string En,
    string Ja
);

/// <summary>How many of the customers that one was compared with have something, and how sure that is.</summary>
/// <param name="Count">Those that have it.</param>
/// <param name="Of">All that were compared, at least 1.</param>
internal sealed record PeerShare(int Count, int Of)
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;

    // What fewer than one in five like customers may have is no habit that one more would follow.
    private const double LeastShare = 0.2;

    /// <summary>The ends of the 95 % interval of the share, 0 to 1.</summary>
    /// <remarks>Wilson, JASA 22 (1927): of one of eight it goes from 2 % to 47 %.</remarks>
    public (double Low, double High) Interval
    {
        get
        {
            var (share, squared) = ((double)Count / Of, Z * Z);
            var middle = share + (squared / (2 * Of));
            var spread = Z * Math.Sqrt(((share * (1 - share)) + (squared / (4 * Of))) / Of);
            return (
                Math.Max(0, (middle - spread) / (1 + (squared / Of))),
                Math.Min(1, (middle + spread) / (1 + (squared / Of)))
            );
        }
    }

    /// <summary>Whether it is a reason: at least a fifth of such customers have it, for certain at 95 %.</summary>
    public bool IsEnough => Of >= ProposalRanking.FewestPeers && Interval.Low >= LeastShare;

    /// <summary>The interval in whole percents.</summary>
    public string Shown =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * Interval.Low:0}-{100 * Interval.High:0} %");
}

/// <summary>
/// Finds what a customer may extend by, from what its peers have and pay and from what it bought before. It reads no
/// clock and asks nobody.
/// </summary>
/// <remarks>
/// Cross-sell: a product that it has not, fit = share of peers who have it, expected = their median MRR × 12. Upsell: a
/// product for which it pays less than its peers' median, fit = share of those peers who pay more, expected = (median −
/// its MRR) × 12. Repeat: bought at least three times, and the median interval has passed, fit = 1 − 1 / times bought,
/// expected = the last price. A share is a reason only where at least five were compared and the lower end of its 95 %
/// interval reaches a fifth; a rhythm only from three purchases on. The customer's own use adds to the reasons of an
/// upsell, and is one by itself where its licences are used up.
/// </remarks>
internal static class ProposalRanking
{
    /// <summary>Below it a peer group says more about its members than about the customer.</summary>
    public const int FewestPeers = 5;

    // Two intervals: one alone is no rhythm.
    private const int FewestPurchases = 3;
    private const int MonthsInYear = 12;

    /// <summary>
    /// Those of the same industry and tier; where they are too few of the same tier, then of the same industry, then
    /// all.
    /// </summary>
    public static Peers PeersOf(AccountAsOf account, IReadOnlyCollection<AccountAsOf> others)
    {
        string? Industry(AccountAsOf one) => one.Attributes.GetValueOrDefault("industry");
        var (industry, tier) = (Industry(account), account.Tier);
        (bool Applies, Func<AccountAsOf, bool> Like, string En, string Ja)[] circles =
        [
            (
                industry is not null && tier is not null,
                one => Industry(one) == industry && one.Tier == tier,
                $"{industry}, tier {tier}",
                $"{industry}・ティア{tier}"
            ),
            (tier is not null, one => one.Tier == tier, $"tier {tier}", $"ティア{tier}"),
            (industry is not null, one => Industry(one) == industry, $"{industry}", $"{industry}"),
            (true, _ => true, "all customers", "全顧客"),
        ];
        return circles
                .Where(circle => circle.Applies)
                .Select(circle => new Peers(
                    circle.En,
                    circle.Ja,
                    others.Where(one => one.Id != account.Id && circle.Like(one)).Select(one => one.Id).ToHashSet()
                ))
                .FirstOrDefault(peers => peers.Accounts.Count >= FewestPeers)
            ?? new Peers("all customers", "全顧客", new HashSet<Guid>());
    }

    /// <summary>What could be proposed, the best fit first.</summary>
    /// <param name="account">To whom.</param>
    /// <param name="peers">Those with whom it is compared.</param>
    /// <param name="running">
    /// Subscriptions that run and are paid for, of the customer and the peers, in one currency.
    /// </param>
    /// <param name="purchases">Of the customer.</param>
    /// <param name="usage">The customer's own use, where it is known: see <see cref="UsageSignal"/>.</param>
    /// <param name="today">The day on which a repeat would be due.</param>
    public static IReadOnlyList<Candidate> Rank(
        Guid account,
        Peers peers,
        IReadOnlyCollection<Subscription> running,
        IReadOnlyCollection<Purchase> purchases,
        UsageMonth? usage,
        DateOnly today
    )
    {
        var own = running
            .Where(one => one.AccountId == account)
            .GroupBy(one => one.Product)
            .ToDictionary(group => group.Key, group => group.Sum(one => one.MrrMinor));
        var compared = running.Where(one => peers.Accounts.Contains(one.AccountId)).ToList();
        var customers = compared.Select(one => one.AccountId).Distinct().Count();
        var candidates = Repeats(purchases, today).ToList();
        if (customers >= FewestPeers)
        {
            foreach (var product in compared.GroupBy(one => one.Product))
            {
                var paid = product
                    .GroupBy(one => one.AccountId)
                    .Select(one => one.Sum(row => row.MrrMinor))
                    .Order()
                    .ToList();
                var currency = product.First().Currency;
                candidates.AddRange(
                    own.TryGetValue(product.Key, out var mrr)
                        ? Upsell(product.Key, currency, mrr, paid, peers)
                        : CrossSell(product.Key, currency, paid, customers, peers)
                );
            }
        }

        return
        [
            .. UsageSignal
                .Heed(
                    [.. candidates.Where(one => one.Share is not { IsEnough: false })],
                    usage,
                    Largest(account, running)
                )
                .OrderByDescending(one => one.Fit, Comparer<Ratio>.Create((one, other) => one.CompareTo(other)))
                .ThenByDescending(one => one.Expected.Minor)
                .ThenBy(one => one.Product, StringComparer.Ordinal),
        ];
    }

    private static (string Product, Money Mrr)? Largest(Guid account, IEnumerable<Subscription> running) =>
        running
            .Where(one => one.AccountId == account)
            .GroupBy(one => one.Product)
            .Select(group =>
                (Product: group.Key, Mrr: new Money(group.Sum(one => one.MrrMinor), group.First().Currency))
            )
            .OrderByDescending(one => one.Mrr.Minor)
            .ThenBy(one => one.Product, StringComparer.Ordinal)
            .Cast<(string, Money)?>()
            .FirstOrDefault();

    private static IEnumerable<Candidate> CrossSell(
        string product,
        string currency,
        List<long> paid,
        int customers,
        Peers peers
    )
    {
        var share = new PeerShare(paid.Count, customers);
        return
        [
            new(
                ExpansionKind.CrossSell,
                product,
                new Ratio(paid.Count, customers),
                Year(Median(paid), currency),
                share,
                $"{paid.Count} of {customers} comparable customers ({peers.En}) have {product} (95 % interval "
                    + $"{share.Shown}); this one has not.",
                $"比較対象({peers.Ja})の{customers}社中{paid.Count}社(95%区間 {share.Shown})が{product}を利用していますが、この顧客は未利用です。"
            ),
        ];
    }

    private static IEnumerable<Candidate> Upsell(
        string product,
        string currency,
        long mrr,
        List<long> paid,
        Peers peers
    )
    {
        var (more, median) = (paid.Count(one => one > mrr), Median(paid));
        if (paid.Count < FewestPeers || new Ratio(mrr, 1).CompareTo(median) >= 0)
        {
            return [];
        }

        var share = new PeerShare(more, paid.Count);
        return
        [
            new(
                ExpansionKind.Upsell,
                product,
                new Ratio(more, paid.Count),
                Year(median - new Ratio(mrr, 1), currency),
                share,
                $"{more} of {paid.Count} comparable customers ({peers.En}) pay more for {product} (95 % interval "
                    + $"{share.Shown}); the median is {Month(median, currency)} a month.",
                $"比較対象({peers.Ja})の{paid.Count}社中{more}社(95%区間 {share.Shown})が{product}により多く支払っています。中央値は月額{Month(median, currency)}です。"
            ),
        ];
    }

    private static IEnumerable<Candidate> Repeats(IEnumerable<Purchase> purchases, DateOnly today) =>
        from product in purchases.GroupBy(one => one.Product)
        let days = product.Select(one => one.On).Distinct().Order().ToList()
        where days.Count >= FewestPurchases
        let interval = Median([
            .. days.Zip(days.Skip(1), (one, next) => (long)(next.DayNumber - one.DayNumber)).Order(),
        ])
        let since = today.DayNumber - days[^1].DayNumber
        where new Ratio(since, 1).CompareTo(interval) >= 0
        let last = product.MaxBy(one => (one.On, one.RecordedAt, one.Id))!
        select new Candidate(
            ExpansionKind.Repeat,
            product.Key,
            new Ratio(days.Count - 1, days.Count),
            last.Amount,
            Share: null,
            $"Bought {days.Count} times, every {interval.ToDecimalString(0)} days in the median; the last was "
                + $"{since} days ago.",
            $"これまで{days.Count}回購入、間隔の中央値は{interval.ToDecimalString(0)}日。前回から{since}日経っています。"
        );

    private static Ratio Median(List<long> rising) =>
        rising.Count % 2 == 1
            ? new Ratio(rising[rising.Count / 2], 1)
            : new Ratio(rising[(rising.Count / 2) - 1] + rising[rising.Count / 2], 2);

    private static Money Year(Ratio month, string currency) =>
        new((long)ExactSum.Lowest(month * new Ratio(MonthsInYear, 1)).RoundHalfUp(), currency);

    private static Money Month(Ratio month, string currency) => new((long)month.RoundHalfUp(), currency);
}
