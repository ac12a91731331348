using System.Diagnostics;
using System.Globalization;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.Bench.Load;
using CsMonolith.Bench.Writes;

namespace CsMonolith.Bench;

/// <summary>What is measured, and the tables that it prints.</summary>
internal static class Benchmarks
{
    /// <summary>Customers of a measured installation.</summary>
    public const int Accounts = 100_000;
    private const string Portfolio = "limit=50&filter[probability][gte]=0.1&sort=-expectedLoss";

    public static async Task Run(
        string assembly,
        Database database,
        Load.Load load,
        string? only,
        CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        await using var installation = await Installation.Start(assembly, database, Accounts, cancellation);
        await Console.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {database.Title}: a host with {Accounts} accounts after "
                    + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"
            )
        );
        if (only is null or "read")
        {
            await Read(installation, load, cancellation);
        }

        if (only is null or "write")
        {
            await Write(installation, load, cancellation);
        }
    }

    private static async Task Read(Installation installation, Load.Load load, CancellationToken cancellation)
    {
        var database = installation.Database;
        await using var floor = await ServerProcess.Start(
            typeof(Benchmarks).Assembly.Location,
            "/ready",
            ["floor", "--database", database.Provider, "--connection", database.ConnectionString],
            new Dictionary<string, string>(),
            cancellation
        );
        Console.WriteLine(
            $"| read, {database.Title} | host/s | floor/s | **ratio** | host CPU µs | floor CPU µs | CPU ratio |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");

        var own = installation.Accounts.Take(BigCompany.AccountsOfAMember).ToList();
        await Print("an account, as its manager", Gets(installation, installation.Manager, own), Gets(floor, own));
        await Print(
            "an account of all, as operations",
            Gets(installation, installation.Operations, installation.Accounts),
            Gets(floor, installation.Accounts)
        );
        var page = Ask(
            floor.Process,
            floor.Address,
            [WireClient.Request("GET", "/portfolio?limit=50&atLeast=0.1", "")]
        );
        await Print(
            "50 rows of the portfolio, as a manager of 60",
            Ask(installation, installation.Manager, $"/v1/portfolio?{Portfolio}"),
            page
        );
        await Print(
            "50 rows of the portfolio of all, as operations",
            Ask(installation, installation.Operations, $"/v1/portfolio?{Portfolio}"),
            page
        );

        async Task Print(string what, Side ours, Side theirs)
        {
            var compared = await load.Compare(ours, theirs, cancellation);
            double Rate(IReadOnlyList<Measurement> runs) => Comparison.Median(runs.Select(run => run.PerSecond));
            double Cpu(IReadOnlyList<Measurement> runs) => Comparison.Median(runs.Select(run => run.CpuMicroseconds));
            var (ratio, cpu) = (compared.Ratio, compared.CpuRatio);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {what} | {Rate(compared.Ours):0} | {Rate(compared.Theirs):0} | **{ratio.Median:0.00}** "
                        + $"({ratio.Least:0.00}-{ratio.Most:0.00}) | {Cpu(compared.Ours):0} | {Cpu(compared.Theirs):0} "
                        + $"| {cpu.Median:0.0} |"
                )
            );
        }
    }

    private static async Task Write(Installation installation, Load.Load load, CancellationToken cancellation)
    {
        var database = installation.Database;
        var compared = await load.Compare(
            Contacts(installation, withKey: true),
            Contacts(installation, withKey: false),
            cancellation
        );
        var latency =
            1_000_000
            / Comparison.Median([
                .. (
                    await (load with { Connections = 1, Rounds = 1 }).Compare(
                        Contacts(installation, withKey: true),
                        Contacts(installation, withKey: true),
                        cancellation
                    )
                ).Ours.Select(run => run.PerSecond),
            ]);

        // The host's own work on the news of all these contacts would disturb what follows.
        await installation.Server.DisposeAsync();
        var rows = new RowCost(database);
        Console.WriteLine();
        Console.WriteLine($"| write, {database.Title}: POST /v1/contacts | |");
        Console.WriteLine("|---|---|");
        Line("contacts a second, with a key", $"{Comparison.Median(compared.Ours.Select(run => run.PerSecond)):0}");
        Line(
            "contacts a second, without a key",
            $"{Comparison.Median(compared.Theirs.Select(run => run.PerSecond)):0}"
        );
        Line(
            "ratio with a key to without",
            $"{compared.Ratio.Median:0.00} ({compared.Ratio.Least:0.00}-{compared.Ratio.Most:0.00})"
        );
        Line("one alone, with a key, µs", $"{latency:0}");
        foreach (var table in new[] { "audit", "idempotency" })
        {
            Line(
                $"of which the {table} row's SQL",
                await rows.Of(table, load.Rounds, cancellation) is { } cost
                    ? $"{cost:0} µs = {100 * cost / latency:0.0} %"
                    : (FormattableString)$"not there"
            );
        }

        Console.WriteLine();

        static void Line(string what, FormattableString figure) =>
            Console.WriteLine($"| {what} | {figure.ToString(CultureInfo.InvariantCulture)} |");
    }

    private static Side Contacts(Installation installation, bool withKey)
    {
        var own = installation.Accounts.Take(BigCompany.AccountsOfAMember).ToList();
        var signedIn = $"Authorization: Bearer {installation.Manager}\r\n";
        return new Side(
            installation.Server.Process,
            installation.Server.Address,
            random =>
                WireClient.Request(
                    "POST",
                    "/v1/contacts",
                    withKey ? $"{signedIn}Idempotency-Key: {Guid.CreateVersion7()}\r\n" : signedIn,
                    $$"""{"accountId":"{{own[random.Next(own.Count)]}}","on":"2026-10-01","channel":"call","proactive":true,"becauseOfScore":false,"outcome":"reached","note":"They plan a second site."}"""
                ),
            Expected: 201
        );
    }

    private static Side Gets(Installation installation, string token, IReadOnlyList<Guid> accounts) =>
        Ask(
            installation.Server.Process,
            installation.Server.Address,
            [
                .. accounts.Select(id =>
                    WireClient.Request("GET", $"/v1/accounts/{id}", $"Authorization: Bearer {token}\r\n")
                ),
            ]
        );

    private static Side Gets(ServerProcess floor, IReadOnlyList<Guid> accounts) =>
        Ask(floor.Process, floor.Address, [.. accounts.Select(id => WireClient.Request("GET", $"/accounts/{id}", ""))]);

    private static Side Ask(Installation installation, string token, string path) =>
        Ask(
            installation.Server.Process,
            installation.Server.Address,
            [WireClient.Request("GET", path, $"Authorization: Bearer {token}\r\n")]
        );

    private static Side Ask(Process server, Uri host, IReadOnlyList<byte[]> requests) =>
        new(server, host, random => requests[random.Next(requests.Count)]);
}
