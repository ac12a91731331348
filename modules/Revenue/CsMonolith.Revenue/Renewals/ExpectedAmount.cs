using System.Globalization;
using System.Numerics;

namespace CsMonolith.Revenue.Renewals;

/// <summary>An amount that counts with a chance.</summary>
/// <param name="Customer">Amounts of one customer are one event; those of different customers are independent.</param>
/// <param name="Minor">Minor units, 0 or more.</param>
/// <param name="Millionths">The chance that it counts, 0 to 1,000,000.</param>
internal readonly record struct ChanceOfAmount(Guid Customer, long Minor, int Millionths);

/// <summary>An expected amount and the span in which it will lie nine times in ten.</summary>
/// <param name="Expected">Σ chance × amount, exact and rounded once.</param>
/// <param name="Low">The amount that is not reached in at most one case of twenty.</param>
/// <param name="High">The amount that is passed in at most one case of twenty.</param>
/// <param name="Level">The chance of the span from low to high.</param>
internal sealed record ExpectedAmount(Money Expected, Money Low, Money High, decimal Level)
{
    private const decimal NineInTen = 0.9m;

    // A twentieth on either side.
    private const int Tails = 20;

    // So many customers have at most some thousand sums, with chances of a few hundred digits.
    private const int ExactCustomers = 12;
    private const int Seed = 20_260_401;
    private const int MostDraws = 20_000;
    private const int FewestDraws = 1_000;
    private const int Steps = 4_000_000;

    /// <summary>Of amounts in minor units, each with its chance.</summary>
    /// <remarks>
    /// A customer is one event: of its amounts the likelier count wherever the less likely do, and amounts of equal
    /// chance count together. Up to 12 customers the distribution is exact, else it is drawn with a fixed seed, 1,000
    /// to 20,000 times. O(amounts × draws).
    /// </remarks>
    public static ExpectedAmount Of(string currency, IReadOnlyCollection<ChanceOfAmount> chances)
    {
        var sum = chances.Aggregate(BigInteger.Zero, (total, one) => total + ((BigInteger)one.Minor * one.Millionths));
        var expected = (long)new Ratio(sum, Chance.Certain).RoundHalfUp();
        var customers = chances
            .Where(one => one is { Minor: > 0, Millionths: > 0 })
            .GroupBy(one => one.Customer)
            .Select(Event.Of)
            .ToList();
        var (low, high) = customers.Count <= ExactCustomers ? Exact(customers) : Drawn(customers);
        return new(new Money(expected, currency), new Money(low, currency), new Money(high, currency), NineInTen);
    }

    private static (long Low, long High) Exact(List<Event> customers)
    {
        var sums = new SortedDictionary<long, BigInteger> { [0] = BigInteger.One };
        foreach (var customer in customers)
        {
            var next = new SortedDictionary<long, BigInteger>();
            foreach (var (sum, weight) in sums)
            {
                foreach (var (amount, millionths) in customer.Outcomes)
                {
                    next[sum + amount] = next.GetValueOrDefault(sum + amount) + (weight * millionths);
                }
            }

            sums = next;
        }

        var whole = BigInteger.Pow(Chance.Certain, customers.Count);
        return (Quantile(1), Quantile(Tails - 1));

        // The least sum that is not passed with a chance of so many twentieths.
        long Quantile(int twentieths)
        {
            var passed = BigInteger.Zero;
            foreach (var (sum, weight) in sums)
            {
                passed += weight;
                if (passed * Tails >= whole * twentieths)
                {
                    return sum;
                }
            }

            return sums.Keys.Last();
        }
    }

    // In an order that no id decides, so that equal amounts draw equal sums.
    private static (long Low, long High) Drawn(List<Event> customers)
    {
        var ordered = customers.OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        var random = new Random(Seed);
        var sums = new long[Math.Clamp(Steps / ordered.Count, FewestDraws, MostDraws)];
        foreach (var customer in ordered)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += customer.At(random.Next(Chance.Certain));
            }
        }

        Array.Sort(sums);
        return (
            sums[((sums.Length + Tails - 1) / Tails) - 1],
            sums[(((sums.Length * (Tails - 1)) + Tails - 1) / Tails) - 1]
        );
    }

    /// <summary>
    /// What one customer's amounts come to, with the chance of each sum in millionths; they add up to 1.
    /// </summary>
    private sealed record Event(IReadOnlyList<(long Amount, int Millionths)> Outcomes)
    {
        public string Key { get; } =
            string.Join(
                ';',
                Outcomes.Select(one =>
                    string.Create(CultureInfo.InvariantCulture, $"{one.Amount:D20}:{one.Millionths}")
                )
            );

        // From the likeliest amount on: the chance of just those so far is what the next one's falls short of it.
        public static Event Of(IEnumerable<ChanceOfAmount> amounts)
        {
            var (outcomes, sum, above) = (new List<(long, int)>(), 0L, Chance.Certain);
            foreach (var level in amounts.GroupBy(one => one.Millionths).OrderByDescending(level => level.Key))
            {
                if (above > level.Key)
                {
                    outcomes.Add((sum, above - level.Key));
                }

                (sum, above) = (sum + level.Sum(one => one.Minor), level.Key);
            }

            outcomes.Add((sum, above));
            return new Event(outcomes);
        }

        public long At(int drawn)
        {
            foreach (var (amount, millionths) in Outcomes)
            {
                drawn -= millionths;
                if (drawn < 0)
                {
                    return amount;
                }
            }

            return Outcomes[^1].Amount;
        }
    }
}
