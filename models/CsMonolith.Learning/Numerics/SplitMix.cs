namespace CsMonolith.Learning.Numerics;

/// <summary>
/// A small random stream that is the same on every machine and runtime: Steele, Lea and Flood, SplitMix64, OOPSLA 2014.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for each purpose, so that adding one draw does not shift the others.</summary>
    public static SplitMix For(ulong seed, string purpose, int index = 0)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in purpose)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        var stream = new SplitMix(seed ^ hash ^ ((ulong)index * 0x9E3779B97F4A7C15UL));
        stream.Next();
        return stream;
    }

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, bound); bound at least 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Fisher and Yates's shuffle, in place.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
