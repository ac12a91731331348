using System.Diagnostics;
using System.Text;

namespace CsMonolith.Bench.Load;

/// <summary>One side of a comparison: where to send what.</summary>
/// <param name="Server">Whose process time is counted.</param>
/// <param name="Host">Its address.</param>
/// <param name="Next">The request that follows; called by many at once, each with a source of randomness of its
/// own.</param>
/// <param name="Expected">The status of a good answer.</param>
internal sealed record Side(Process Server, Uri Host, Func<Random, ReadOnlyMemory<byte>> Next, int Expected = 200);

/// <summary>What one short run came to.</summary>
/// <param name="PerSecond">Requests answered per second.</param>
/// <param name="CpuMicroseconds">Process time of the server per request, in µs.</param>
internal sealed record Measurement(double PerSecond, double CpuMicroseconds);

/// <summary>Two sides in turns, A B A B, so that a neighbour's load falls on both.</summary>
internal sealed record Comparison(IReadOnlyList<Measurement> Ours, IReadOnlyList<Measurement> Theirs)
{
    /// <summary>Ours against theirs, pair by pair: the median, and the least and the greatest.</summary>
    public (double Median, double Least, double Most) Ratio =>
        Spread(Ours.Zip(Theirs, (a, b) => a.PerSecond / b.PerSecond));

    /// <summary>The same of the process time; above 1 we need more.</summary>
    public (double Median, double Least, double Most) CpuRatio =>
        Spread(Ours.Zip(Theirs, (a, b) => a.CpuMicroseconds / b.CpuMicroseconds));

    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static (double Median, double Least, double Most) Spread(IEnumerable<double> figures)
    {
        var all = figures.ToList();
        return (Median(all), all.Min(), all.Max());
    }
}

/// <summary>Short runs under load.</summary>
/// <param name="Connections">How many requests are on their way at a time.</param>
/// <param name="Seconds">How long a run lasts.</param>
/// <param name="Rounds">How many runs each side has.</param>
internal sealed record Load(int Connections, double Seconds, int Rounds)
{
    private const int Seed = 20;
    private const int MostWarmUps = 8;
    private const double Steady = 0.95;

    /// <summary>Warms both sides up, then lets them run in turns.</summary>
    public async Task<Comparison> Compare(Side ours, Side theirs, CancellationToken cancellation)
    {
        await WarmUp(ours, cancellation);
        await WarmUp(theirs, cancellation);
        var (a, b) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            a.Add(await Once(ours, cancellation));
            b.Add(await Once(theirs, cancellation));
        }

        return new Comparison(a, b);
    }

    /// <summary>One run.</summary>
    /// <exception cref="InvalidOperationException">An answer was not good.</exception>
    public async Task<Measurement> Once(Side side, CancellationToken cancellation)
    {
        var clients = Enumerable.Range(0, Connections).Select(_ => new WireClient(side.Host)).ToList();
        try
        {
            await Task.WhenAll(clients.Select(client => client.Connect(cancellation)));
            var (cpu, began) = (CpuOf(side.Server), Stopwatch.GetTimestamp());
            var end = began + (long)(Seconds * Stopwatch.Frequency);
            var answered = (
                await Task.WhenAll(
                    clients.Select(
                        (client, at) => Task.Run(() => Ask(client, side, at, end, cancellation), cancellation)
                    )
                )
            ).Sum();
            return new Measurement(
                answered / Stopwatch.GetElapsedTime(began).TotalSeconds,
                (CpuOf(side.Server) - cpu).TotalMicroseconds / answered
            );
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    // The runtime compiles what is hot in the background, and that for many seconds: until a run is no cheaper than
    // the one before.
    private async Task WarmUp(Side side, CancellationToken cancellation)
    {
        var before = await Once(side, cancellation);
        for (var i = 1; i < MostWarmUps; i++)
        {
            var now = await Once(side, cancellation);
            if (i > 1 && now.CpuMicroseconds > before.CpuMicroseconds * Steady)
            {
                return;
            }

            before = now;
        }
    }

    private static async Task<int> Ask(WireClient client, Side side, int at, long end, CancellationToken cancellation)
    {
        var random = new Random(Seed + at);
        var answered = 0;
        while (Stopwatch.GetTimestamp() < end)
        {
            var (status, answer) = await client.Send(side.Next(random), cancellation);
            if (status != side.Expected)
            {
                throw new InvalidOperationException($"{side.Host} answered: {Encoding.UTF8.GetString(answer.Span)}");
            }

            answered++;
        }

        return answered;
    }

    private static TimeSpan CpuOf(Process server)
    {
        server.Refresh();
        return server.TotalProcessorTime;
    }
}
