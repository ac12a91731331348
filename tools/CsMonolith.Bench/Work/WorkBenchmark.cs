using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Work;

/// <summary>
/// The day's work over HTTP beside the same figures by hand-written SQL over the same tables, in turns: a person's open
/// tasks, what is overdue, where the time went, days to the first value, plans of all projects, and the nightly sweep
/// that tells of overdue tasks. Figures of both sides must agree.
/// </summary>
internal sealed class WorkBenchmark(string assembly, Database database, int rounds)
{
    private const string SoonAndOften = "0/20 * * * * ?";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private (double Seconds, long Told) _floorSweep;

    /// <summary>Measures one size and prints a table.</summary>
    public async Task Run(int projects, int tasks, int activities, CancellationToken cancellation)
    {
        var session = await Ask(projects, tasks, activities, cancellation);
        await using var server = await Start(SoonAndOften, cancellation);
        using var admin = new HostApi(server.Address, session);
        await Sweep(admin, cancellation);
    }

    // A host that does not sweep until it is asked no more; answers the session of its administrator.
    private async Task<string> Ask(int projects, int tasks, int activities, CancellationToken cancellation)
    {
        await using var server = await Start(sweep: null, cancellation);
        using var admin = await server.SignInAsFirstAdministrator(cancellation);
        var manager = HostApi.Required<Guid>(
            await admin.Post(
                "v1/people",
                new
                {
                    name = "Manager",
                    email = "manager@example.com",
                    roles = new[] { "csm" },
                },
                cancellation
            ),
            "id"
        );
        var rules = await admin.Get("/v1/revenue-rules", cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(HostApi.Required<string>(rules, "timeZone"));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
        var began = Stopwatch.GetTimestamp();
        await new WorkCompany(projects, tasks, activities, today).Fill(database, manager, cancellation);
        await Console.Error.WriteLineAsync($"filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        var link = HostApi.Required<string>(await admin.Post("v1/sign-in-links", null, cancellation), "path");
        using var csm = new HostApi(server.Address);
        await csm.SignIn(link.Split('#')[1], $"{manager}", firstAdminName: null, cancellation);

        await using var connection = await database.Open(cancellation);
        var floor = new WorkFloor(database, connection, today);
        var (from, to) = (new DateOnly(today.Year, today.Month, 1).AddMonths(-11), today);
        var span = $"from={from:yyyy-MM}&to={to:yyyy-MM}";
        var whole = new DateOnly(to.Year, to.Month, 1).AddMonths(1).AddDays(-1);
        Console.WriteLine(
            $"| work, {database.Title}, {projects} projects, {tasks} tasks, {activities} activities | SQL s | host s | **ratio** |"
        );
        Console.WriteLine("|---|---|---|---|");
        await Compare(
            "my open tasks, 50 rows",
            async () =>
                Count(
                    await csm.Get(
                        $"/v1/tasks?limit=50&sort=dueOn&filter[state][eq]=open&filter[personId][eq]={manager}",
                        cancellation
                    )
                ),
            () => floor.TasksOf(manager, cancellation)
        );
        await Compare(
            "overdue tasks of all, 200 rows",
            async () =>
                Count(await admin.Get("/v1/tasks?limit=200&sort=dueOn&filter[isOverdue][eq]=true", cancellation)),
            () => floor.Overdue(cancellation)
        );
        await Compare(
            "where the time went, twelve months",
            async () =>
                HostApi.Required<long>(
                    (await admin.Get($"/v1/activity-figures?{span}", cancellation))["total"]!,
                    "minutes"
                ),
            () => floor.Minutes(from, whole, cancellation)
        );
        await Compare(
            "days to the first value, by tier",
            async () =>
                HostApi.Required<long>(
                    (await admin.Get($"/v1/time-to-value?by=tier&asOf={today:yyyy-MM-dd}", cancellation))["total"]!,
                    "medianDays"
                ),
            () => floor.MedianDays(cancellation)
        );
        var (plans, _) = await Timed(() => admin.Get("/v1/project-plans?limit=50", cancellation));
        Console.WriteLine(Line("plans of 50 projects, no SQL beside it", null, plans));
        _floorSweep = await Timed(() => floor.Sweep(cancellation));
        await floor.Forget(cancellation);
        return admin.Token!;
    }

    private async Task Compare(string what, Func<Task<long>> host, Func<Task<long>> sql)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (own, answer) = await Timed(host);
            var (bare, figure) = await Timed(sql);
            if (answer != figure)
            {
                throw new InvalidOperationException($"{what}: the host says {answer}, the SQL {figure}.");
            }

            // The first warms up.
            if (round > 0)
            {
                ours.Add(own);
                theirs.Add(bare);
            }
        }

        Console.WriteLine(Line(what, Median(theirs), Median(ours)));
    }

    // The host sweeps by its schedule; its job row tells when it began and ended.
    private async Task Sweep(HostApi admin, CancellationToken cancellation)
    {
        var (bare, expected) = _floorSweep;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            var jobs = await admin.Get(
                "/v1/jobs?limit=20&sort=-queuedAt&filter[kind][eq]=SweepOverdueTasks&filter[state][eq]=succeeded",
                cancellation
            );
            foreach (var job in jobs["items"]!.AsArray())
            {
                var result = await admin.Get($"/v1/jobs/{(string)job!["id"]!}", cancellation);
                if ((long?)result["result"]?["told"] == expected)
                {
                    var (start, end) = (Instant(job, "startedAt"), Instant(job, "endedAt"));
                    Console.WriteLine(
                        Line(
                            string.Create(CultureInfo.InvariantCulture, $"sweep of {expected} overdue tasks"),
                            bare,
                            (end - start).TotalSeconds
                        )
                    );
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        }

        throw new InvalidOperationException($"No sweep told of {expected} tasks.");
    }

    private static DateTimeOffset Instant(JsonNode job, string name) =>
        DateTimeOffset.Parse((string)job[name]!, CultureInfo.InvariantCulture);

    private static long Count(JsonNode page) => page["items"]!.AsArray().Count;

    private static string Line(string what, double? sql, double host) =>
        sql is { } bare
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {bare:0.0000} | {host:0.0000} | **{host / bare:0.0}** |"
            )
            : string.Create(CultureInfo.InvariantCulture, $"| {what} | | {host:0.0000} | |");

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static async Task<(double Seconds, T Answer)> Timed<T>(Func<Task<T>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await act();
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, answer);
    }

    private Task<ServerProcess> Start(string? sweep, CancellationToken cancellation) =>
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
                ["Limits__FiguresPerMinute"] = "600000",
                ["Schedules__task-sweep"] = sweep ?? "0 0 0 1 1 ? 2099",
            },
            cancellation
        );
}
