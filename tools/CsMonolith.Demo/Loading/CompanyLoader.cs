using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Files;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>Brings the fictional company into an empty host, as its own people would: through the public API.</summary>
internal sealed class CompanyLoader(HostApi host, StepLog log)
{
    private const int DefinitionsOfSuccess = 24;
    private const int CustomersAPage = 50;

    /// <param name="company">What is loaded.</param>
    /// <param name="training">The order of a training; null takes what the host takes by itself.</param>
    /// <param name="opened">
    /// Told a new one-time link, as a path, once there are people to sign in as: they see the rest come in.
    /// </param>
    /// <param name="cancellation">Stops between two calls.</param>
    /// <returns>Another one-time link, as a path, for when all of it is there.</returns>
    public async Task<string> Load(
        CompanyFiles company,
        JsonObject? training,
        Action<string> opened,
        CancellationToken cancellation
    )
    {
        var staff = new Staff(host, host.Token!);
        await log.Step(
            "opening people and teams",
            async _ =>
            {
                await staff.Open(company.People, company.From, cancellation);
                return company.People.Count;
            }
        );

        opened(await staff.NewLink(cancellation));
        await staff.ActAs("csOps", cancellation);
        foreach (var table in CompanyTables.Of(company).Where(table => table.Kind is not null))
        {
            await log.Step(
                $"importing {table.FileName}",
                progress =>
                    host.Import(
                        table.Kind!,
                        "demo",
                        table.FileName,
                        Encoding.UTF8.GetBytes(table.Text),
                        table.History,
                        mapping: null,
                        progress,
                        cancellation
                    ),
                Odd
            );
        }

        await DefineSuccess(company, staff.ByEmail, cancellation);
        await TellOfPeopleAndFires(company, staff.ByEmail, cancellation);
        await BeginPlaybooks(company, cancellation);
        await log.Step(
            "telling of onboarding and launches",
            async _ => await new OnboardingSteps(host).Tell(company, IdsOf, cancellation)
        );
        await log.Step("planning success projects", _ => new PlanSteps(host, company.Through).Plan(cancellation));
        await log.Step("beginning action plans", _ => new TogetherSteps(host, company.Through).Begin(cancellation));
        await log.Step(
            "reviewing effects, building packs",
            async _ =>
            {
                var newest = Newest(company);
                var ids = await IdsOf(newest, cancellation);
                return await new ReviewSteps(host, company.Through).Tell(newest, ids, cancellation);
            }
        );
        await TellOfLife(company, staff.ByEmail, cancellation);
        await GiveRoles(company, staff.ByEmail, cancellation);
        await DraftPay(company, staff, cancellation);
        var models = new ModelSteps(host, staff, log);
        await models.CloseMonths(company.Through, cancellation);
        await models.BuildSnapshots(company.From, company.Through, cancellation);
        await models.Train(training, EndOfMonthBefore(company.Through), cancellation);
        await models.MinePatterns(cancellation);
        await models.Advise(cancellation);
        await log.Step(
            "taking and declining next steps",
            _ => new AdviceSteps(host, company.Through).Answer(cancellation)
        );
        return await staff.NewLink(cancellation);
    }

    private static DateOnly EndOfMonthBefore(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddDays(-1);

    // Operations drafts and finance approves. One target for everybody: paid when the group's NRR reaches 100 %, by
    // each CSM's own GRR.
    private async Task DraftPay(CompanyFiles company, Staff staff, CancellationToken cancellation)
    {
        await staff.ActAs("csOps", cancellation);
        var plan = await host.Post(
            "/v1/pay-plans",
            new JsonObject
            {
                ["name"] = "カスタマーサクセス変動報酬",
                ["gateRatio"] = 1m,
                ["members"] = new JsonArray([
                    .. company.People.Select(csm => new JsonObject
                    {
                        ["personId"] = staff.ByEmail[csm.Email],
                        ["target"] = new JsonObject { ["amount"] = "600000", ["currency"] = "JPY" },
                    }),
                ]),
                ["curve"] = new JsonArray([
                    .. new[] { (0.85m, 0m), (0.92m, 1m), (0.97m, 1.5m) }.Select(point => new JsonObject
                    {
                        ["grr"] = point.Item1,
                        ["factor"] = point.Item2,
                    }),
                ]),
            },
            cancellation
        );
        await staff.ActAs("finance", cancellation);
        await host.Post($"/v1/pay-plans/{plan["id"]}/approval", null, cancellation);
    }

    private static List<Customer> Newest(CompanyFiles company) =>
        [
            .. company
                .Customers.Where(customer => customer.ChurnedOn is null)
                .OrderByDescending(customer => customer.StartedOn)
                .Take(DefinitionsOfSuccess),
        ];

    private async Task<IReadOnlyDictionary<string, string>> IdsOf(
        IReadOnlyList<Customer> customers,
        CancellationToken cancellation
    )
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in customers.Chunk(CustomersAPage))
        {
            var page = await host.Get(
                $"/v1/accounts?filter[externalId][in]={string.Join(',', some.Select(customer => customer.Id))}&limit={CustomersAPage}",
                cancellation
            );
            foreach (var account in page["items"]!.AsArray())
            {
                ids[(string)account!["externalId"]!] = (string)account["id"]!;
            }
        }

        return ids;
    }

    private Task<int> TellOfPeopleAndFires(
        CompanyFiles company,
        IReadOnlyDictionary<string, string> owners,
        CancellationToken cancellation
    ) =>
        log.Step(
            "mapping people, recording fires",
            async _ =>
            {
                var newest = Newest(company);
                var steps = new PeopleSteps(
                    host,
                    await IdsOf(newest, cancellation),
                    customer => owners[company.People[customer.Owner].Email]
                );
                await Parallel.ForEachAsync(
                    newest.Select((customer, nth) => (customer, nth)),
                    new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
                    async (one, stop) => await steps.Tell(one.customer, one.nth, company.Through, stop)
                );
                return newest.Count;
            }
        );

    private Task<int> TellOfLife(
        CompanyFiles company,
        IReadOnlyDictionary<string, string> owners,
        CancellationToken cancellation
    ) =>
        log.Step(
            "telling of rival tools, issues and prospects",
            async _ =>
            {
                var newest = Newest(company);
                var ids = await IdsOf(newest, cancellation);
                return await new LifeSteps(host, company.Through).Tell(
                    [
                        .. newest.Select(customer =>
                            (ids[customer.Id], owners[company.People[customer.Owner].Email], customer.StartedOn)
                        ),
                    ],
                    [.. company.People.Select(csm => owners[csm.Email]).Take(4)],
                    cancellation
                );
            }
        );

    private Task<int> GiveRoles(
        CompanyFiles company,
        IReadOnlyDictionary<string, string> owners,
        CancellationToken cancellation
    ) =>
        log.Step(
            "giving roles, starting improvement projects",
            async _ =>
            {
                var newest = Newest(company);
                var ids = await IdsOf(newest, cancellation);
                var people = newest
                    .Select(customer => owners[company.People[customer.Owner].Email])
                    .Distinct(StringComparer.Ordinal)
                    .ToList();
                var steps = new AdviceSteps(host, company.Through);
                return await steps.GiveRoles(newest, ids, people, cancellation)
                    + await steps.Improve(people[0], cancellation);
            }
        );

    private Task<int> BeginPlaybooks(CompanyFiles company, CancellationToken cancellation) =>
        log.Step(
            "taking starter playbooks, beginning one",
            async _ =>
            {
                var newest = Newest(company);
                var ids = await IdsOf(newest, cancellation);
                return await new PlaybookSteps(host).Begin(
                    [.. newest.Select(customer => (ids[customer.Id], customer.StartedOn))],
                    company.Through,
                    cancellation
                );
            }
        );

    private static string Odd(ImportedFile file) =>
        file.Refused + file.Flagged > 0 ? file.ToString() : $"{file.Rows} rows";

    // Newcomers agree on what success is; the rest show what an account without a definition looks like.
    private Task<int> DefineSuccess(
        CompanyFiles company,
        IReadOnlyDictionary<string, string> owners,
        CancellationToken cancellation
    ) =>
        log.Step(
            "agreeing on success",
            async _ =>
            {
                var newest = Newest(company);
                var ids = await IdsOf(newest, cancellation);

                await Parallel.ForEachAsync(
                    newest,
                    new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
                    async (customer, stop) =>
                        await host.Post(
                            $"/v1/accounts/{ids[customer.Id]}/success-definitions",
                            new JsonObject
                            {
                                ["outcome"] = "月次の締め作業を短くする",
                                ["metric"] = "締め作業の時間(時間)",
                                ["baseline"] = 40,
                                ["target"] = 16,
                                ["dueOn"] = customer.StartedOn.AddMonths(12).ToString("O"),
                                ["ourOwnerId"] = owners[company.People[customer.Owner].Email],
                                ["theirOwner"] = "業務部 部長",
                                ["agreedOn"] = customer.StartedOn.AddDays(20).ToString("O"),
                            },
                            stop
                        )
                );

                return newest.Count;
            }
        );
}
