namespace CsMonolith.Demo.Company;

/// <summary>Seeded chance, with the few distributions that the simulator draws from.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>
    /// A stream of its own for the nth thing, so that a change in one customer's story shifts nobody else's.
    /// </summary>
    public static Chance Of(int seed, int nth) => new(unchecked((seed * 1_000_003) + (nth * 7919)));

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>A whole number from one to another, both included.</summary>
    public int Between(int from, int to) => _random.Next(from, to + 1);

    public double Share(double from, double to) => from + ((to - from) * _random.NextDouble());

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>A count with a mean (Knuth's product of uniforms; fine for means below ten).</summary>
    public int Count(double mean)
    {
        var limit = Math.Exp(-mean);
        var product = _random.NextDouble();
        var count = 0;
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }

        return count;
    }
}
