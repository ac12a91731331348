using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;

namespace CsMonolith.Bench.Revenue;

/// <summary>
/// Retention over HTTP beside the same figures by hand-written SQL over the same tables, in turns; then once more after one new movement; then the
/// close of a month. Figures of both sides must agree, and so must ledger and facts. For several sizes, with the exponent of growth.
/// </summary>
internal sealed class RevenueBenchmark(string assembly, Database database, int months, int rounds)
{
    private static readonly DateOnly Through = new(2026, 10, 31);

    private static DateOnly Tomorrow => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);

    private DateOnly From => new DateOnly(Through.Year, Through.Month, 1).AddMonths(1 - months);

    /// <summary>Measures each size on a database of its own, and prints a table.</summary>
    public async Task Run(IReadOnlyList<int> sizes, CancellationToken cancellation)
    {
        Console.WriteLine($"| revenue, {database.Title}, {months} months | customers | movements | host s | SQL s | **ratio** | after one movement | of all anew |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var seconds = new Dictionary<string, List<(int Customers, double Seconds)>>(StringComparer.Ordinal);
        foreach (var size in sizes)
        {
            await foreach (var (what, host) in One(size, cancellation))
            {
                seconds.TryAdd(what, []);
                seconds[what].Add((size, host));
            }
        }

        foreach (var (what, points) in seconds.Where(one => one.Value.Count > 1))
        {
            var (less, more) = (points[0], points[^1]);
            var exponent = Math.Log(more.Seconds / less.Seconds) / Math.Log((double)more.Customers / less.Customers);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| growth of {what}, {less.Customers} to {more.Customers} | | | | | exponent {exponent:0.00} | | |"));
        }

        Console.WriteLine();
    }

    private async IAsyncEnumerable<(string What, double Seconds)> One(int customers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = await Named($"revenue{customers}", cancellation);
        await using var server = await Start(own, cancellation);
        using var client = await SignIn(server, cancellation);
        var (movements, running) = await new RevenueCompany(customers, From.AddMonths(-1), months + 1).Fill(own, cancellation);
        await Agree(client, cancellation);
        await using var connection = await own.Open(cancellation);
        var floor = new RevenueFloor(own, connection, From, Through);
        var span = $"from={From:yyyy-MM}&to={Through:yyyy-MM}";
        (string What, string Path, Func<JsonElement, long> End, Func<CancellationToken, Task<long>> Sql)[] asks =
        [
            // Knowledge of a named day is never kept, so this works every history out each time: the full cost.
            ("NRR, GRR and waterfall of each month, all anew", $"/v1/retention?{span}&knownOn={Tomorrow:yyyy-MM-dd}", answer => Yen(answer.GetProperty("currencies")[0].GetProperty("window").GetProperty("end")), floor.Months),
            ("NRR, GRR and waterfall of each month", $"/v1/retention?{span}", answer => Yen(answer.GetProperty("currencies")[0].GetProperty("window").GetProperty("end")), floor.Months),
            ("NRR, GRR and waterfall by segment", $"/v1/retention-measures?{span}&by=industry", answer => Yen(answer.GetProperty("figures")[0].GetProperty("end")), floor.Segments),
            ("cohorts by start month", $"/v1/retention-cohorts?{span}", answer => answer.GetProperty("cohorts").EnumerateArray().Sum(one => Yen(one.GetProperty("months").EnumerateArray().Last().GetProperty("mrr"))), floor.Cohorts),
        ];
        var full = new List<(double Host, double Sql)>();
        foreach (var ask in asks)
        {
            full.Add(await Compare(client, ask.Path, ask.End, ask.Sql, cancellation));
        }

        var change = new { effectiveOn = Through.AddDays(-3), mrr = new { amount = "1234567", currency = "JPY" } };
        await Send(client, HttpMethod.Post, $"/v1/subscriptions/{running}/changes", change, cancellation);
        foreach (var (ask, before) in asks.Zip(full))
        {
            var (again, answer) = await Timed(() => Get(client, ask.Path, cancellation));
            if (ask.End(answer) != await ask.Sql(cancellation))
            {
                throw new InvalidOperationException($"{ask.Path} after a new movement differs from the ledger.");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {ask.What} | {customers} | {movements} | {before.Host:0.00} | {before.Sql:0.00} | **{before.Host / before.Sql:0.00}** | {again:0.00} s | {again / full[0].Host:0.00} |"));
            yield return (ask.What, before.Host);
        }

        // The first close begins with the first month of all; the second is one month by itself.
        await Close(client, From.AddMonths(-1), cancellation);
        var close = await Close(client, From, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| close of a month | {customers} | {movements} | {close:0.00} | | | | |"));
        yield return ("close of a month", close);
    }

    private async Task<(double Host, double Sql)> Compare(HttpClient client, string path, Func<JsonElement, long> end, Func<CancellationToken, Task<long>> sql, CancellationToken cancellation)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (mine, answer) = await Timed(() => Get(client, path, cancellation));
            var (other, expected) = await Timed(() => sql(cancellation));
            if (end(answer) != expected)
            {
                throw new InvalidOperationException($"{path} ends at {end(answer)}, the ledger at {expected}.");
            }

            // The first of each warms up.
            if (round > 0)
            {
                ours.Add(mine);
                theirs.Add(other);
            }
        }

        return (Median(ours), Median(theirs));
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static long Yen(JsonElement money) => long.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    private static async Task<(double Seconds, T Answer)> Timed<T>(Func<Task<T>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await act();
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, answer);
    }

    // Facts and ledger, both written by hand here, must say the same: else the comparison means nothing.
    private async Task Agree(HttpClient client, CancellationToken cancellation)
    {
        var check = await Get(client, $"/v1/ledger-check?from={Through:yyyy-MM}&to={Through:yyyy-MM}", cancellation);
        if (!check.GetProperty("holds").GetBoolean())
        {
            throw new InvalidOperationException($"The ledger that was written does not follow from the facts: {check}");
        }
    }

    private static async Task<double> Close(HttpClient client, DateOnly month, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var job = (await Send(client, HttpMethod.Post, "/v1/month-closes", new { through = $"{month:yyyy-MM}" }, cancellation)).GetProperty("jobId").GetGuid();
        while (true)
        {
            var state = (await Get(client, $"/v1/jobs/{job}", cancellation)).GetProperty("state").GetString();
            if (state is not ("queued" or "running"))
            {
                return state == "succeeded" ? Stopwatch.GetElapsedTime(began).TotalSeconds : throw new InvalidOperationException($"The close of {month:yyyy-MM} {state}.");
            }

            await Task.Delay(50, cancellation);
        }
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
        return database with { ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString };
    }

    private Task<ServerProcess> Start(Database own, CancellationToken cancellation) => ServerProcess.Start(
        assembly, "/health/ready", ["--contentRoot", Path.GetDirectoryName(assembly)!],
        new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["Database__Provider"] = own.Provider,
            ["Database__ConnectionString"] = own.ConnectionString,
            ["Logging__LogLevel__Default"] = "Warning",
        },
        cancellation);

    private static async Task<HttpClient> SignIn(ServerProcess server, CancellationToken cancellation)
    {
        const string mark = "one-time sign-in: ";
        await server.Until(() => Task.FromResult(server.Log.Contains(mark, StringComparison.Ordinal)));
        var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
        var code = server.Log.Split(mark)[1].Split('\n')[0].Trim().Split('#')[1];
        var session = await Send(client, HttpMethod.Post, "/v1/sessions", new { code, firstAdminName = "Admin" }, cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    private static Task<JsonElement> Get(HttpClient client, string path, CancellationToken cancellation) => Send(client, HttpMethod.Get, path, null, cancellation);

    private static async Task<JsonElement> Send(HttpClient client, HttpMethod method, string path, object? ask, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = ask is null ? null : JsonContent.Create(ask) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await client.SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)
            : throw new InvalidOperationException($"{method} {path}: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }
}
