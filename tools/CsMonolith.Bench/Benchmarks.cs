using System.Diagnostics;
using System.Globalization;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.Bench.Load;

namespace CsMonolith.Bench;

/// <summary>What is measured, and the tables that it prints.</summary>
internal static class Benchmarks
{
    private const string Portfolio = "limit=50&filter[probability][gte]=0.1&sort=-expectedLoss";

    public static async Task Run(string assembly, Database database, Load.Load load, string? only, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        await using var installation = await Installation.Start(assembly, database, cancellation);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {database.Title}: a host with {BigCompany.Accounts} accounts after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        if (only is null or "read")
        {
            await Read(installation, load, cancellation);
        }
    }

    private static async Task Read(Installation installation, Load.Load load, CancellationToken cancellation)
    {
        var database = installation.Database;
        await using var floor = await ServerProcess.Start(typeof(Benchmarks).Assembly.Location, "/ready",
            ["floor", "--database", database.Provider, "--connection", database.ConnectionString], new Dictionary<string, string>(), cancellation);
        Console.WriteLine($"| read, {database.Title} | host/s | floor/s | **ratio** | host CPU µs | floor CPU µs | CPU ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");

        var own = installation.Accounts.Take(BigCompany.AccountsOfAMember).ToList();
        await Print("an account, as its manager", Gets(installation, installation.Manager, own), Gets(floor, own));
        await Print("an account of all, as operations", Gets(installation, installation.Operations, installation.Accounts), Gets(floor, installation.Accounts));
        var page = Ask(floor.Process, floor.Address, [WireClient.Request("GET", "/portfolio?limit=50&atLeast=0.1", "")]);
        await Print("50 rows of the portfolio, as a manager of 60", Ask(installation, installation.Manager, $"/v1/portfolio?{Portfolio}"), page);
        await Print("50 rows of the portfolio of all, as operations", Ask(installation, installation.Operations, $"/v1/portfolio?{Portfolio}"), page);

        async Task Print(string what, Side ours, Side theirs)
        {
            var compared = await load.Compare(ours, theirs, cancellation);
            double Rate(IReadOnlyList<Run> runs) => Comparison.Median(runs.Select(run => run.PerSecond));
            double Cpu(IReadOnlyList<Run> runs) => Comparison.Median(runs.Select(run => run.CpuMicroseconds));
            var (ratio, cpu) = (compared.Ratio, compared.CpuRatio);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {Rate(compared.Ours):0} | {Rate(compared.Theirs):0} | **{ratio.Median:0.00}** ({ratio.Least:0.00}-{ratio.Most:0.00}) | {Cpu(compared.Ours):0} | {Cpu(compared.Theirs):0} | {cpu.Median:0.0} |"));
        }
    }

    private static Side Gets(Installation installation, string token, IReadOnlyList<Guid> accounts) =>
        Ask(installation.Server.Process, installation.Server.Address, [.. accounts.Select(id => WireClient.Request("GET", $"/v1/accounts/{id}", $"Authorization: Bearer {token}\r\n"))]);

    private static Side Gets(ServerProcess floor, IReadOnlyList<Guid> accounts) =>
        Ask(floor.Process, floor.Address, [.. accounts.Select(id => WireClient.Request("GET", $"/accounts/{id}", ""))]);

    private static Side Ask(Installation installation, string token, string path) =>
        Ask(installation.Server.Process, installation.Server.Address, [WireClient.Request("GET", path, $"Authorization: Bearer {token}\r\n")]);

    private static Side Ask(Process server, Uri host, IReadOnlyList<byte[]> requests) => new(server, host, random => requests[random.Next(requests.Count)]);
}
