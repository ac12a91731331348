using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Revenue;

/// <summary>
/// Retention over HTTP beside the same figures by hand-written SQL over the same tables, in turns: with every history
/// worked out anew, with those that the host keeps, and after one new movement; then the close of a month. Figures of
/// both sides must agree, and so must ledger and facts. For several sizes, with the exponent of growth of each.
/// </summary>
internal sealed class RevenueBenchmark(string assembly, Database database, int months, int rounds)
{
    // From so many customers on a run takes minutes, and what warming up saves of it is nothing.
    private const int Many = 1_000_000;
    private static readonly DateOnly Through = new(2026, 10, 31);
    private readonly Dictionary<string, List<(int Customers, double Seconds)>> _seconds = new(StringComparer.Ordinal);

    private DateOnly From => new DateOnly(Through.Year, Through.Month, 1).AddMonths(1 - months);

    /// <summary>Measures each size on a database of its own, and prints tables.</summary>
    public async Task Run(IReadOnlyList<int> sizes, CancellationToken cancellation)
    {
        Console.WriteLine(
            $"| revenue, {database.Title}, {months} months | customers | movements | SQL s | host s, all anew | "
                + $"**ratio** | host s, kept | **ratio** | after one movement s | of all anew |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            await Measure(size, cancellation);
        }

        if (sizes.Count > 1)
        {
            Console.WriteLine();
            Console.WriteLine(
                $"| growth, {database.Title}, seconds ~ customers^exponent | "
                    + $"{string.Join(" | ", sizes.Zip(sizes.Skip(1), (less, more) => $"{less} to {more}"))} |"
            );
            Console.WriteLine($"|---|{string.Concat(sizes.Skip(1).Select(_ => "---|"))}");
            foreach (var (what, points) in _seconds)
            {
                var exponents = points.Zip(
                    points.Skip(1),
                    (less, more) =>
                        Math.Log(more.Seconds / less.Seconds) / Math.Log((double)more.Customers / less.Customers)
                );
                Console.WriteLine(
                    $"| {what} | "
                        + $"{string.Join(" | ", exponents.Select(one => one.ToString("0.00", CultureInfo.InvariantCulture)))} |"
                );
            }
        }

        Console.WriteLine();
    }

    private async Task Measure(int customers, CancellationToken cancellation)
    {
        var own = await Named($"revenue{customers}", cancellation);
        await using var connection = await own.Open(cancellation);
        var floor = new RevenueFloor(own, connection, From, Through);
        var asks = Asks(floor);
        var (movements, running, mrr, session, full) = await Anew(own, customers, floor, asks, cancellation);
        await using var server = await Start(own, keptAccounts: null, cancellation);
        using var client = new HostApi(server.Address, session);

        // The first ask of all works out what the host then keeps.
        var (first, _) = await Timed(() => client.Get(asks[0].Paths[0], cancellation));
        await Tell(customers, string.Create(CultureInfo.InvariantCulture, $"the first ask took {first:0.000} s"));
        var timed = new List<(double Sql, double Anew, double Kept, long End)>();
        foreach (var (ask, (sql, anew, end)) in asks.Zip(full))
        {
            timed.Add((sql, anew, await MedianOf(customers, () => Same(client, ask, end, cancellation)), end));
        }

        // Each movement moves every end by as much.
        var (after, moved) = (asks.ConvertAll(_ => new List<double>()), 0L);
        for (var round = 0; round < rounds; round++)
        {
            // Of one movement the first ask works out what is new; so each ask gets a movement of its own.
            for (var i = 0; i < asks.Count; i++)
            {
                var amount = 1_234_567L + (round * asks.Count) + i;
                var change = new
                {
                    effectiveOn = Through.AddDays(-3),
                    mrr = new { amount = amount.ToString(CultureInfo.InvariantCulture), currency = "JPY" },
                };
                await client.Post($"/v1/subscriptions/{running}/changes", change, cancellation);
                (moved, mrr) = (moved + amount - mrr, amount);
                after[i].Add(await Same(client, asks[i], timed[i].End + moved, cancellation));
            }
        }

        for (var i = 0; i < asks.Count; i++)
        {
            var (ask, (sql, anew, kept, _), again) = (asks[i].What, timed[i], Median(after[i]));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {ask} | {customers} | {movements} | {sql:0.000} | {anew:0.000} | **{anew / sql:0.00}** | "
                        + $"{kept:0.000} | **{kept / sql:0.00}** | {again:0.000} | {again / anew:0.000} |"
                )
            );
            Keep($"{ask}, by SQL", customers, sql);
            Keep($"{ask}, all anew", customers, anew);
            Keep($"{ask}, kept", customers, kept);
            Keep($"{ask}, after one movement", customers, again);
        }

        // What the ledger says after all of them is asked once more.
        if (await asks[0].Sql(cancellation) is var last && last != timed[0].End + moved)
        {
            throw new InvalidOperationException(
                $"The ledger ends at {last}, the movements lead to {timed[0].End + moved}."
            );
        }

        // The first close begins with the first month of all; the second is one month by itself.
        await Close(client, From.AddMonths(-1), cancellation);
        var close = await Close(client, From, cancellation);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| close of a month | {customers} | {movements} | | | | {close:0.000} | | | |"
            )
        );
        Keep("close of a month", customers, close);
        server.Process.Refresh();
        await Tell(
            customers,
            $"the host has {server.Process.WorkingSet64 >> 20} MB, at most {server.Process.PeakWorkingSet64 >> 20} MB"
        );
    }

    private static Task Tell(int customers, string what) =>
        Console.Error.WriteLineAsync($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {customers} customers: {what}");

    private List<RetentionQuery> Asks(RevenueFloor floor)
    {
        var span = $"from={From:yyyy-MM}&to={Through:yyyy-MM}";
        return
        [
            new("NRR, GRR and waterfall of each month", [$"/v1/retention?{span}"], WindowEnd, floor.Months),
            new(
                "the same of each month in each segment",
                [
                    .. RevenueCompany.Industries.Select(industry =>
                        $"/v1/retention?{span}&segment=industry:{Uri.EscapeDataString(industry)}"
                    ),
                ],
                WindowEnd,
                floor.SegmentMonths
            ),
            new(
                "NRR, GRR and waterfall by segment",
                [$"/v1/retention-measures?{span}&by=industry"],
                answer => Yen(answer["figures"]![0]!["end"]!),
                floor.Segments
            ),
            new("cohorts by start month", [$"/v1/retention-cohorts?{span}"], CohortEnd, floor.Cohorts),
            new(
                "cohorts in each segment",
                [
                    .. RevenueCompany.Industries.Select(industry =>
                        $"/v1/retention-cohorts?{span}&segment=industry:{Uri.EscapeDataString(industry)}"
                    ),
                ],
                CohortEnd,
                floor.SegmentCohorts
            ),
        ];
    }

    private static long WindowEnd(JsonNode answer) => Yen(answer["currencies"]![0]!["window"]!["end"]!);

    private static long CohortEnd(JsonNode answer) =>
        answer["cohorts"]!.AsArray().Sum(one => Yen(one!["months"]!.AsArray()[^1]!["mrr"]!));

    private void Keep(string what, int customers, double seconds)
    {
        _seconds.TryAdd(what, []);
        _seconds[what].Add((customers, seconds));
    }

    // A host that keeps nothing works every history out at each ask: the full cost, beside that of the SQL.
    private async Task<(
        long Movements,
        Guid Running,
        long Mrr,
        string Session,
        List<(double Sql, double Anew, long End)> Full
    )> Anew(Database own, int customers, RevenueFloor floor, List<RetentionQuery> asks, CancellationToken cancellation)
    {
        await using var server = await Start(own, keptAccounts: 0, cancellation);
        using var client = await server.SignInAsFirstAdministrator(cancellation);
        var (movements, running, mrr) = await new RevenueCompany(customers, From.AddMonths(-1), months + 1).Fill(
            own,
            cancellation
        );
        await Tell(customers, $"{movements} movements are stored");
        await Agree(client, cancellation);
        await Tell(customers, "ledger and facts agree");
        await floor.Prepare(cancellation);
        var full = new List<(double Sql, double Anew, long End)>();
        foreach (var ask in asks)
        {
            var end = await ask.Sql(cancellation);
            var sql = await MedianOf(customers, async () => (await Timed(() => ask.Sql(cancellation))).Seconds);
            full.Add((sql, await MedianOf(customers, () => Same(client, ask, end, cancellation)), end));
            await Tell(customers, $"{ask.What}: {full[^1]}");
        }

        return (movements, running, mrr, client.Token!, full);
    }

    // The first of several warms up; where there are many customers it would take as long as all others and save
    // nothing of them.
    private async Task<double> MedianOf(int customers, Func<Task<double>> act)
    {
        var seconds = new List<double>();
        for (var round = customers < Many ? 0 : 1; round <= rounds; round++)
        {
            var one = await act();
            seconds.AddRange(round == 0 ? [] : [one]);
        }

        return Median(seconds);
    }

    // How long the host takes for all paths of an ask; their ends add up to what SQL says.
    private static async Task<double> Same(
        HostApi client,
        RetentionQuery ask,
        long expected,
        CancellationToken cancellation
    )
    {
        var (seconds, end) = await Timed(async () =>
        {
            var sum = 0L;
            foreach (var path in ask.Paths)
            {
                sum += ask.End(await client.Get(path, cancellation));
            }

            return sum;
        });
        return end == expected
            ? seconds
            : throw new InvalidOperationException($"{ask.Paths[0]} ends at {end}, the ledger at {expected}.");
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static long Yen(JsonNode money) => long.Parse((string)money["amount"]!, CultureInfo.InvariantCulture);

    private static async Task<(double Seconds, T Answer)> Timed<T>(Func<Task<T>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await act();
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, answer);
    }

    // Facts and ledger, both written by hand here, must say the same: else the comparison means nothing.
    private async Task Agree(HostApi client, CancellationToken cancellation)
    {
        var check = await client.Get($"/v1/ledger-check?from={Through:yyyy-MM}&to={Through:yyyy-MM}", cancellation);
        if (!HostApi.Required<bool>(check, "holds"))
        {
            throw new InvalidOperationException($"The ledger that was written does not follow from the facts: {check}");
        }
    }

    private static async Task<double> Close(HostApi client, DateOnly month, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        await client.RunJob("v1/month-closes", new { through = $"{month:yyyy-MM}" }, progress: null, cancellation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<Database> Named(string name, CancellationToken cancellation)
    {
        if (!database.IsPostgres)
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString);
            file.DataSource = Path.ChangeExtension(file.DataSource, $"{name}.db");
            return database with { ConnectionString = file.ConnectionString };
        }

        await using var connection = await database.Open(cancellation);
        await using var create = Database.Command(connection, $"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(cancellation);
        return database with
        {
            ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Database = name,
            }.ConnectionString,
        };
    }

    private Task<ServerProcess> Start(Database own, int? keptAccounts, CancellationToken cancellation) =>
        ServerProcess.Start(
            assembly,
            "/health/ready",
            ["--contentRoot", Path.GetDirectoryName(assembly)!],
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
                ["Database__Provider"] = own.Provider,
                ["Database__ConnectionString"] = own.ConnectionString,
                ["Logging__LogLevel__Default"] = "Warning",
                ["Revenue__KeptAccounts"] = keptAccounts?.ToString(CultureInfo.InvariantCulture) ?? "1000000",
            },
            cancellation
        );

    /// <param name="Paths">Asked one after another; more than one where the host answers for one segment at a
    /// time.</param>
    /// <param name="End">MRR at the end, by which both sides are compared.</param>
    private sealed record RetentionQuery(
        string What,
        IReadOnlyList<string> Paths,
        Func<JsonNode, long> End,
        Func<CancellationToken, Task<long>> Sql
    );
}
