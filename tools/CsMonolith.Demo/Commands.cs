using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Files;
using CsMonolith.Demo.Hosts;
using CsMonolith.Demo.Loading;
using CsMonolith.Demo.Verifying;
using CsMonolith.HostClient;

namespace CsMonolith.Demo;

/// <summary>
/// The commands. Answers go to stdout, messages to stderr. Exit codes: 0 done, 1 the platform missed planted facts or
/// fell into a trap, 2 wrong usage, 3 a file cannot be read or written, 6 the host refused or cannot be reached, 70 a
/// fault of the demo itself, 130 interrupted.
/// </summary>
internal static class Commands
{
    private static readonly Option<Uri> Host = new("--host")
    {
        Description = "Address of the host, such as http://127.0.0.1:5080",
        Required = true,
        CustomParser = AddressOf,
    };

    private static readonly Option<string?> Code = new("--code")
    {
        Description = "The code of a one-time link: what stands behind its #",
    };
    private static readonly Option<string?> Token = new("--token")
    {
        Description = "The token of a session, instead of a code",
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Same seed, same company",
        DefaultValueFactory = _ => 20,
    };
    private static readonly Option<int> Accounts = new("--accounts")
    {
        Description = "Customers",
        DefaultValueFactory = _ => 400,
    };
    private static readonly Option<int> Months = new("--months")
    {
        Description = "Months up to the last full one",
        DefaultValueFactory = _ => 36,
    };
    private static readonly Option<DateOnly?> Through = new("--through")
    {
        Description = "Last day of the records; the end of last month if absent",
    };

    public static RootCommand Root() =>
        new("A fictional subscription company with a known truth, for demonstrations and tests")
        {
            Generate(),
            Load(),
            Verify(),
            LoadCompany(),
            RebuildModel(),
        };

    private static Command Generate()
    {
        var directory = new Option<DirectoryInfo>("--out")
        {
            Description = "Where the CSV files and truth.json go",
            Required = true,
        };
        var command = new Command("generate", "Write the company's files")
        {
            directory,
            Seed,
            Accounts,
            Months,
            Through,
        };
        command.SetAction(parsed =>
        {
            var company = CompanyOf(parsed);
            CompanyTables.Write(company, parsed.GetRequiredValue(directory).FullName);
            Console.Error.WriteLine(
                $"{company.Customers.Count} customers, {company.Churns.Count} churned, {company.Usage.Count} rows "
                    + $"of usage, {company.From:yyyy-MM} to {company.Through:yyyy-MM}"
            );
            return 0;
        });
        return command;
    }

    private static Command Load()
    {
        var onlyIfEmpty = new Option<bool>("--only-if-empty")
        {
            Description = "Do nothing, and leave the code unspent, if the host has people already",
        };
        var command = new Command(
            "load",
            "Load the company into an empty host; print a new one-time link once its people can sign in"
        )
        {
            Host,
            Code,
            Token,
            Seed,
            Accounts,
            Months,
            Through,
            onlyIfEmpty,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var host = new HostApi(parsed.GetRequiredValue(Host), parsed.GetValue(Token), "en");
                if (parsed.GetValue(onlyIfEmpty) && !await host.IsEmpty(parsed.GetValue(Code) ?? "", cancellation))
                {
                    return 0;
                }

                var log = new StepLog();
                await SignIn(host, parsed, cancellation);
                await new CompanyLoader(host, log).Load(
                    CompanyOf(parsed),
                    training: null,
                    link => Console.WriteLine(new Uri(parsed.GetRequiredValue(Host), link)),
                    cancellation
                );
                log.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {"all of it", -40} {log.Elapsed.TotalSeconds, 6:0.0} s"
                    )
                );
                return 0;
            }
        );
        return command;
    }

    private static Command Verify()
    {
        var json = new Option<bool>("--json") { Description = "Answer in JSON" };
        var command = new Command(
            "verify",
            "Say which planted facts the platform found, and whether it fell into a trap"
        )
        {
            Host,
            Code,
            Token,
            json,
        };
        return command.WhileSignedIn(
            async (host, parsed, cancellation) =>
            {
                var verdict = await Verifier.Verify(host, cancellation);
                Console.WriteLine(
                    parsed.GetValue(json) ? JsonSerializer.Serialize(verdict, CompanyTables.Readable) : verdict.ToText()
                );
                return verdict.Passed ? 0 : 1;
            },
            "csOps",
            "dataScientist"
        );
    }

    private static Command LoadCompany()
    {
        var directory = new Argument<DirectoryInfo>("directory") { Description = "Where the tables are" };
        var mappings = new Option<DirectoryInfo>("--mappings")
        {
            Description = "Where company.json says which file is what",
            Required = true,
        };
        var command = new Command(
            "load-company",
            "Load a company's tables into an empty host, learn from them, and report"
        )
        {
            directory,
            mappings,
            Host,
            Code,
            Token,
        };
        return command.WhileSignedIn(
            async (host, parsed, cancellation) =>
            {
                var report = await new TableLoader(host, new StepLog()).Load(
                    parsed.GetRequiredValue(directory).FullName,
                    MappedCompany.Read(parsed.GetRequiredValue(mappings).FullName),
                    cancellation
                );
                Console.Write(report);
                return 0;
            }
        );
    }

    private static Command RebuildModel()
    {
        var directory = new Argument<DirectoryInfo>("directory") { Description = "Where recipe.json is" };
        var command = new Command(
            "rebuild-model",
            "Load the recipe's company into an empty host, train as it says, and write model.json and card.md beside it"
        )
        {
            directory,
            Host,
            Code,
            Token,
        };
        return command.WhileSignedIn(
            async (host, parsed, cancellation) =>
            {
                await ShippedModel.Rebuild(parsed.GetRequiredValue(directory).FullName, host, cancellation);
                return 0;
            }
        );
    }

    private static Command WhileSignedIn(
        this Command command,
        Func<HostApi, ParseResult, CancellationToken, Task<int>> act,
        params string[] roles
    )
    {
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var host = new HostApi(parsed.GetRequiredValue(Host), parsed.GetValue(Token), "en");
                await SignIn(host, parsed, cancellation, roles);
                return await act(host, parsed, cancellation);
            }
        );
        return command;
    }

    private static async Task SignIn(
        HostApi host,
        ParseResult parsed,
        CancellationToken cancellation,
        params string[] roles
    )
    {
        if (host.Token is null)
        {
            await host.SignIn(
                parsed.GetValue(Code)
                    ?? throw new LoadException(
                        "Give --code (what stands behind the # of the one-time link) or --token."
                    ),
                cancellation,
                [.. roles, "admin"]
            );
        }
    }

    private static Uri? AddressOf(ArgumentResult given)
    {
        var text = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address?.Scheme is "http" or "https")
        {
            return address;
        }

        given.AddError($"'{text}' is not an address such as http://127.0.0.1:5080.");
        return null;
    }

    private static CompanyFiles CompanyOf(ParseResult parsed)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var through = parsed.GetValue(Through) ?? new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        return new Simulator(parsed.GetValue(Seed), parsed.GetValue(Accounts), parsed.GetValue(Months), through).Run();
    }
}
