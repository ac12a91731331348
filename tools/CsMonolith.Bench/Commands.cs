using System.CommandLine;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Floor;
using CsMonolith.Bench.Imports;
using CsMonolith.Bench.Ingest;
using CsMonolith.Bench.Load;
using CsMonolith.Bench.Revenue;
using CsMonolith.Bench.Screens;
using CsMonolith.Bench.Work;
using CsMonolith.Bench.Writes;

namespace CsMonolith.Bench;

/// <summary>
/// The commands. Tables go to stdout, messages to stderr. Exit codes: 0 done, 1 a server failed, 2 wrong usage.
/// </summary>
internal static class Commands
{
    private static readonly Option<string> Provider = new("--database")
    {
        Description = "sqlite or postgres",
        Required = true,
    };
    private static readonly Option<string> Host = new("--host")
    {
        Description = "The built host's assembly, CsMonolith.Host.dll",
        Required = true,
    };
    private static readonly Option<string> Connection = new("--connection")
    {
        Description = "Connection string of an empty database",
        Required = true,
    };

    public static RootCommand Root() =>
        new("Benchmarks of a host, each against a peer in the same run")
        {
            Measure(),
            Ingest(),
            Revenue(),
            Imports(),
            Work(),
            Screens(),
            Writers(),
            Floor(),
        };

    private static Command Measure()
    {
        var seconds = new Option<double>("--seconds") { Description = "Length of a run", DefaultValueFactory = _ => 3 };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each side", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections")
        {
            Description = "Requests on their way at a time",
            DefaultValueFactory = _ => 32,
        };
        var only = new Option<string?>("--only") { Description = "read or write; both if absent" };
        var command = new Command("measure", "Start a host on an empty database, fill it, and measure it")
        {
            Provider,
            Connection,
            Host,
            seconds,
            rounds,
            connections,
            only,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var load = new Load.Load(
                    parsed.GetValue(connections),
                    parsed.GetValue(seconds),
                    parsed.GetValue(rounds)
                );
                await Benchmarks.Run(HostOf(parsed), DatabaseOf(parsed), load, parsed.GetValue(only), cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Ingest()
    {
        var events = new Option<int>("--events")
        {
            Description = "Events of a run",
            DefaultValueFactory = _ => 200_000,
        };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each side", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections")
        {
            Description = "Requests on their way at a time",
            DefaultValueFactory = _ => 8,
        };
        var command = new Command(
            "ingest",
            "Start a host on an empty database and send it usage, against bare writing of the same rows"
        )
        {
            Provider,
            Connection,
            Host,
            events,
            rounds,
            connections,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await IngestBenchmark.Run(
                    HostOf(parsed),
                    DatabaseOf(parsed),
                    parsed.GetValue(events),
                    parsed.GetValue(rounds),
                    parsed.GetValue(connections),
                    cancellation
                );
                return 0;
            }
        );
        return command;
    }

    private static Command Revenue()
    {
        var customers = new Option<int[]>("--customers")
        {
            Description = "Sizes to measure",
            DefaultValueFactory = _ => [10_000, 100_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var months = new Option<int>("--months")
        {
            Description = "Months of movements, at least 2",
            DefaultValueFactory = _ => 36,
        };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each side", DefaultValueFactory = _ => 3 };
        var command = new Command(
            "revenue",
            "Start a host, give it years of movements, and measure retention against hand-written SQL"
        )
        {
            Provider,
            Connection,
            Host,
            customers,
            months,
            rounds,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var benchmark = new RevenueBenchmark(
                    HostOf(parsed),
                    DatabaseOf(parsed),
                    parsed.GetValue(months),
                    parsed.GetValue(rounds)
                );
                await benchmark.Run(parsed.GetRequiredValue(customers), cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Imports()
    {
        var megabytes = new Option<int>("--megabytes")
        {
            Description = "Size of a file, at most 63",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command("imports", "Start a host and load large files of customers into it")
        {
            Provider,
            Connection,
            Host,
            megabytes,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await new ImportBenchmark(HostOf(parsed), DatabaseOf(parsed), parsed.GetValue(megabytes)).Run(
                    cancellation
                );
                return 0;
            }
        );
        return command;
    }

    private static Command Writers()
    {
        var writers = new Option<int>("--writers")
        {
            Description = "Who write at a time",
            DefaultValueFactory = _ => 32,
        };
        var readers = new Option<int>("--readers")
        {
            Description = "Who read beside them",
            DefaultValueFactory = _ => 8,
        };
        var seconds = new Option<double>("--seconds") { Description = "Length of a run", DefaultValueFactory = _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each build", DefaultValueFactory = _ => 5 };
        var beside = new Option<string?>("--beside") { Description = "Another build of the host, measured in turns" };
        var second = new Option<string?>("--second-connection") { Description = "An empty database for that build" };
        var command = new Command("writers", "How long writes and reads take while many write")
        {
            Provider,
            Connection,
            Host,
            writers,
            readers,
            seconds,
            rounds,
            beside,
            second,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                List<(string, string, Database)> builds = [("this build", HostOf(parsed), DatabaseOf(parsed))];
                if (parsed.GetValue(beside) is { } other)
                {
                    builds.Add(
                        (
                            "the other build",
                            Path.GetFullPath(other),
                            DatabaseOf(parsed) with
                            {
                                ConnectionString =
                                    parsed.GetValue(second)
                                    ?? throw new InvalidOperationException("--beside needs --second-connection."),
                            }
                        )
                    );
                }

                await new WritersBenchmark(
                    parsed.GetValue(writers),
                    parsed.GetValue(readers),
                    parsed.GetValue(seconds),
                    parsed.GetValue(rounds)
                ).Run(builds, cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Work()
    {
        var projects = new Option<int>("--projects")
        {
            Description = "Customers with an open project",
            DefaultValueFactory = _ => 2_000,
        };
        var tasks = new Option<int>("--tasks") { Description = "Tasks of all", DefaultValueFactory = _ => 100_000 };
        var activities = new Option<int>("--activities")
        {
            Description = "Activities of all",
            DefaultValueFactory = _ => 1_000_000,
        };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each side", DefaultValueFactory = _ => 5 };
        var command = new Command(
            "work",
            "Start a host, give it projects, tasks and activities, and measure it against hand-written SQL"
        )
        {
            Provider,
            Connection,
            Host,
            projects,
            tasks,
            activities,
            rounds,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await new WorkBenchmark(HostOf(parsed), DatabaseOf(parsed), parsed.GetValue(rounds)).Run(
                    parsed.GetValue(projects),
                    parsed.GetValue(tasks),
                    parsed.GetValue(activities),
                    cancellation
                );
                return 0;
            }
        );
        return command;
    }

    private static Command Screens()
    {
        var accounts = new Option<int>("--accounts") { Description = "Customers", DefaultValueFactory = _ => 50_000 };
        var rounds = new Option<int>("--rounds") { Description = "Times of each act", DefaultValueFactory = _ => 9 };
        var chromium = new Option<string>("--chromium")
        {
            Description = "The browser",
            DefaultValueFactory = _ => "/usr/bin/chromium",
        };
        var command = new Command("screens", "Start a host with many customers and measure the console in a browser")
        {
            Provider,
            Connection,
            Host,
            accounts,
            rounds,
            chromium,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await new ScreenBenchmark(
                    HostOf(parsed),
                    DatabaseOf(parsed),
                    parsed.GetRequiredValue(chromium),
                    parsed.GetValue(rounds)
                ).Run(parsed.GetValue(accounts), cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Floor()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen", Required = true };
        var command = new Command("floor", "Serve the floor that reads are measured against")
        {
            Provider,
            Connection,
            urls,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await FloorServer.Run(DatabaseOf(parsed), parsed.GetRequiredValue(urls), cancellation);
                return 0;
            }
        );
        return command;
    }

    // The host is started in its own folder, where a relative path would lead elsewhere.
    private static string HostOf(ParseResult parsed) => Path.GetFullPath(parsed.GetRequiredValue(Host));

    private static Database DatabaseOf(ParseResult parsed) =>
        new(parsed.GetRequiredValue(Provider) == "postgres", parsed.GetRequiredValue(Connection));
}
