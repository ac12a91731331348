using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.Bench.Load;

namespace CsMonolith.Bench.Writes;

/// <summary>
/// How long writes and reads take while many write at once: of one build of the host, or of two in turns, to weigh what
/// is different between them.
/// </summary>
/// <param name="Writers">Writers at a time, each with its next request once the last is answered.</param>
/// <param name="Readers">Readers beside them.</param>
/// <param name="Seconds">Length of a run.</param>
/// <param name="Rounds">Runs of each build; one before them warms up.</param>
internal sealed record WritersBenchmark(int Writers, int Readers, double Seconds, int Rounds)
{
    /// <summary>Measures the builds and prints one line for each.</summary>
    /// <param name="builds">Name, assembly and an empty database of each.</param>
    /// <param name="cancellation">Ends the runs.</param>
    public async Task Run(
        IReadOnlyList<(string Name, string Assembly, Database Database)> builds,
        CancellationToken cancellation
    )
    {
        var running = new List<(string Name, Installation Host, List<Times> Runs)>();
        try
        {
            foreach (var (name, assembly, database) in builds)
            {
                running.Add(
                    (name, await Installation.Start(assembly, database, Benchmarks.Accounts, cancellation), [])
                );
            }

            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (_, host, runs) in running)
                {
                    var run = await Once(host, cancellation);
                    if (round > 0)
                    {
                        runs.Add(run);
                    }
                }
            }
        }
        finally
        {
            foreach (var (_, host, _) in running)
            {
                await host.DisposeAsync();
            }
        }

        Console.WriteLine(
            $"| {Writers} writers, {Readers} readers, {builds[0].Database.Title} | writes/s | p50 ms | p99 ms | most ms "
                + "| reads/s | p50 ms | p99 ms | most ms |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, _, runs) in running)
        {
            Console.WriteLine(
                $"| {name} | {Told(runs.Select(run => run.Writes))} | {Told(runs.Select(run => run.Reads))} |"
            );
        }

        Console.WriteLine();
    }

    // Medians of the runs, but of the longest the longest.
    private string Told(IEnumerable<IReadOnlyList<double>> runs)
    {
        var all = runs.Select(run => run.Order().ToList()).ToList();
        double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Comparison.Median(all.Select(run => run.Count / Seconds)):0} "
                + $"| {Comparison.Median(all.Select(run => At(run, 0.5))):0.0} "
                + $"| {Comparison.Median(all.Select(run => At(run, 0.99))):0.0} | {all.Max(run => run[^1]):0}"
        );
    }

    private async Task<Times> Once(Installation host, CancellationToken cancellation)
    {
        var end = Stopwatch.GetTimestamp() + (long)(Seconds * Stopwatch.Frequency);
        var own = host.Accounts.Take(BigCompany.AccountsOfAMember).ToList();
        var signedIn = $"Authorization: Bearer {host.Manager}\r\n";
        var writes = Enumerable
            .Range(0, Writers)
            .Select(at =>
                Ask(
                    at,
                    random =>
                        WireClient.Request(
                            "POST",
                            "/v1/contacts",
                            signedIn,
                            $$"""{"accountId":"{{own[random.Next(own.Count)]}}","on":"2026-10-01","channel":"call","proactive":true,"becauseOfScore":false,"outcome":"reached","note":"They plan a second site."}"""
                        ),
                    201
                )
            )
            .ToList();
        var reads = Enumerable
            .Range(0, Readers)
            .Select(at =>
                Ask(
                    Writers + at,
                    random => WireClient.Request("GET", $"/v1/accounts/{own[random.Next(own.Count)]}", signedIn),
                    200
                )
            )
            .ToList();
        return new Times(
            [.. (await Task.WhenAll(writes)).SelectMany(one => one)],
            [.. (await Task.WhenAll(reads)).SelectMany(one => one)]
        );

        Task<List<double>> Ask(int at, Func<Random, byte[]> next, int expected) =>
            Task.Run(
                async () =>
                {
                    using var client = new WireClient(host.Server.Address);
                    await client.Connect(cancellation);
                    var (random, took) = (new Random(at), new List<double>());
                    for (var began = Stopwatch.GetTimestamp(); began < end; began = Stopwatch.GetTimestamp())
                    {
                        var (status, answer) = await client.Send(next(random), cancellation);
                        if (status != expected)
                        {
                            throw new InvalidOperationException($"Answered: {Encoding.UTF8.GetString(answer.Span)}");
                        }

                        took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    }

                    return took;
                },
                cancellation
            );
    }

    /// <summary>How long each took, in ms.</summary>
    private sealed record Times(IReadOnlyList<double> Writes, IReadOnlyList<double> Reads);
}
