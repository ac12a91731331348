using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Ingest;

/// <summary>
/// Events per second through the Segment HTTP API, against the same rows written straight into copies of the same
/// tables with the same indexes: by binary COPY on PostgreSQL, by prepared inserts on SQLite. In turns, in one run.
/// </summary>
internal static class IngestBenchmark
{
    private const int Accounts = 200;
    private const int Users = 2000;
    private const int EventsOfABatch = 500;

    // The host's code is compiled anew while it runs, for half a minute of load.
    private const int WarmUps = 3;

    public static async Task Run(
        string assembly,
        Database database,
        int events,
        int rounds,
        int connections,
        CancellationToken cancellation
    )
    {
        await using var server = await Start(assembly, database, cancellation);
        using var client = await ClientOf(server, cancellation);
        var floor = await IngestFloor.Make(database, cancellation);
        Console.WriteLine(
            $"| ingest, {database.Title}, {events} events a run | host events/s | floor events/s | **ratio** | "
                + $"host CPU µs/event |"
        );
        Console.WriteLine("|---|---|---|---|---|");
        var measured = new List<(double Ours, double Theirs, double Cpu)>();
        for (var round = 1 - WarmUps; round <= rounds; round++)
        {
            var bodies = Bodies(round, events);
            server.Process.Refresh();
            var (began, cpu) = (Stopwatch.GetTimestamp(), server.Process.TotalProcessorTime);
            await Send(client, bodies, connections, cancellation);
            var ours = events / Stopwatch.GetElapsedTime(began).TotalSeconds;
            server.Process.Refresh();
            var spent = (server.Process.TotalProcessorTime - cpu).TotalMicroseconds / events;
            var theirs = await floor.Write(events, cancellation);

            var name = round <= 0 ? "warm-up" : round.ToString(CultureInfo.InvariantCulture);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {ours:0} | {theirs:0} | {ours / theirs:0.00} | {spent:0.0} |"
                )
            );
            if (round > 0)
            {
                measured.Add((ours, theirs, spent));
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| median of {rounds} | {Median(one => one.Ours):0} | {Median(one => one.Theirs):0} | "
                    + $"**{Median(one => one.Ours / one.Theirs):0.00}** | {Median(one => one.Cpu):0.0} |"
            )
        );

        double Median(Func<(double Ours, double Theirs, double Cpu), double> of) =>
            measured.Select(of).Order().ElementAt(measured.Count / 2);
    }

    private static Task<ServerProcess> Start(string assembly, Database database, CancellationToken cancellation) =>
        ServerProcess.Start(
            assembly,
            "/health/ready",
            ["--contentRoot", Path.GetDirectoryName(assembly)!],
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
                ["Database__Provider"] = database.Provider,
                ["Database__ConnectionString"] = database.ConnectionString,
                ["Logging__LogLevel__Default"] = "Warning",

                // What is measured is how fast it can be, not how fast one key may be.
                ["UsageIngest__EventsPerSecond"] = "10000000",
                ["UsageIngest__Burst"] = "10000000",
            },
            cancellation
        );

    // The measured requests carry an API key and nothing that the SDKs do not send, so they go by a bare client.
    private static async Task<HttpClient> ClientOf(ServerProcess server, CancellationToken cancellation)
    {
        using var admin = await server.SignInAsFirstAdministrator(cancellation);
        var key = HostApi.Required<string>(
            await admin.Post(
                "v1/api-keys",
                new { name = "bench", scopes = new[] { "usage-ingest", "accounts" } },
                cancellation
            ),
            "key"
        );
        await Settle(server, key, cancellation);
        return new HttpClient
        {
            BaseAddress = server.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
    }

    private static async Task Settle(ServerProcess server, string key, CancellationToken cancellation)
    {
        using var host = new HostApi(server.Address, key);
        for (var i = 0; i < Accounts; i++)
        {
            await host.Post("v1/accounts", new { externalId = $"A-{i}", name = $"Customer {i}" }, cancellation);
        }

        await host.Post(
            "v1/batch",
            new
            {
                batch = Enumerable
                    .Range(0, Users)
                    .Select(i => new
                    {
                        type = "group",
                        messageId = $"g-{i}",
                        userId = $"user-{i}",
                        groupId = $"A-{i % Accounts}",
                    }),
            },
            cancellation
        );
    }

    // As the SDK writes them; whose account it is follows from the user's last group call.
    private static List<byte[]> Bodies(int round, int events)
    {
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        return
        [
            .. Enumerable
                .Range(0, events)
                .Chunk(EventsOfABatch)
                .Select(some =>
                    JsonSerializer.SerializeToUtf8Bytes(
                        new
                        {
                            batch = some.Select(i => new
                            {
                                messageId = $"node-next-{round}-{i}-0199a000",
                                type = "track",
                                userId = $"user-{i * 7 % Users}",
                                @event = $"Feature {i % 40}",
                                properties = new
                                {
                                    rows = i,
                                    plan = "pro",
                                    path = "/reports/monthly",
                                },
                                timestamp = began.AddMinutes(-i % 3000),
                                context = new { library = new { name = "@segment/analytics-node", version = "3.1.0" } },
                                integrations = new { },
                                _metadata = new { nodeVersion = "20.20.2", jsRuntime = "node" },
                            }),
                            writeKey = "",
                            sentAt = began,
                        }
                    )
                ),
        ];
    }

    private static async Task Send(
        HttpClient client,
        List<byte[]> bodies,
        int connections,
        CancellationToken cancellation
    )
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            while (Interlocked.Increment(ref next) is var i && i < bodies.Count)
                            {
                                using var body = new ByteArrayContent(bodies[i])
                                {
                                    Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
                                };
                                using var answer = await client.PostAsync("/v1/batch", body, cancellation);
                                var told = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
                                if (
                                    !answer.IsSuccessStatusCode
                                    || told.GetProperty("stored").GetInt32() < 1
                                    || told.GetProperty("quarantined").GetInt32() > 0
                                )
                                {
                                    throw new InvalidOperationException($"POST /v1/batch: {told}");
                                }
                            }
                        },
                        cancellation
                    )
                )
        );
    }
}
