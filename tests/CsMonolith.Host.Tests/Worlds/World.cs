using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Operations.Jobs;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>
/// A small company, told to the host through its API alone: two teams, two partners, everybody who may sign in, and
/// accounts with all that hangs on one. The clock runs from June to November of 2026, so that months are closed and
/// histories have two ends.
/// </summary>
internal sealed class World(WholeHost host, FixedTime time)
{
    /// <summary>
    /// Looked after by our first team; known in both of the twin worlds. Nobody of the team sees the ground.
    /// </summary>
    public static readonly Customer[] Familiar =
    [
        new("own", "csm", Partner: 1),
        new("team", "team", Partner: null),
        new("transferred", "csm", Partner: 1, HandedTo: "otherCsm", PartnerThen: 2),
        new("ground", "otherCsm", Partner: null),
    ];

    /// <summary>Looked after by others.</summary>
    public static readonly Customer[] Strange =
    [
        new("other", "otherCsm", Partner: null),
        new("otherPartner", "otherCsm", Partner: 2),
    ];

    /// <summary>More of them, so that lists of the twin worlds differ in length.</summary>
    public static readonly Customer[] Crowd =
    [
        new("crowd1", "otherCsm", Partner: null),
        new("crowd2", "otherCsm", Partner: 2),
        new("crowd3", "otherCsm", Partner: null),
        new("crowd4", "otherCsm", Partner: 2),
    ];

    /// <summary>The first and the second partner.</summary>
    public static readonly Guid[] Partners =
    [
        Guid.Parse("0199a000-0000-7000-8000-0000000000d1"),
        Guid.Parse("0199a000-0000-7000-8000-0000000000d2"),
    ];

    private static readonly (string Key, string[] Roles, int? Partner)[] Staff =
    [
        ("csm", ["csm"], null),
        ("team", ["csm"], null),
        ("leader", ["leader"], null),
        ("otherCsm", ["csm"], null),
        ("otherLeader", ["leader"], null),
        ("partnerCsm", ["partnerCsm"], 1),
        ("otherPartnerCsm", ["partnerCsm"], 2),
        ("csOps", ["csOps"], null),
        ("dataScientist", ["dataScientist"], null),
        ("otherDepartment", ["otherDepartment"], null),
        ("admin", ["admin"], null),
        ("finance", ["finance"], null),
        ("auditor", ["auditor"], null),
        ("privacyOfficer", ["privacyOfficer"], null),
        ("twoHats", ["csm", "dataScientist"], null),
        ("newcomer", ["csm"], null),
    ];

    // A key with every scope; no person is given its role.
    private const string Machine = "integrationKey";

    private readonly Dictionary<string, AuthenticationHeaderValue> _tokens = [];
    private readonly Dictionary<string, Guid> _people = [];
    private readonly Dictionary<string, Holding> _holdings = [];

    /// <summary>Everybody, by key.</summary>
    public IReadOnlyDictionary<string, Guid> People => _people;

    /// <summary>Each customer's ids, by the customer's key.</summary>
    public IReadOnlyDictionary<string, Holding> Holdings => _holdings;

    /// <summary>Each person's pay plan, statement and job.</summary>
    public Dictionary<string, PersonalThings> Personal { get; } = [];

    public WholeHost Host => host;

    /// <summary>The same people and customers, seen through another host on a copy of the database.</summary>
    public World Through(WholeHost other, FixedTime clock)
    {
        var world = new World(other, clock);
        _tokens.ToList().ForEach(token => world._tokens.Add(token.Key, token.Value));
        _people.ToList().ForEach(person => world._people.Add(person.Key, person.Value));
        _holdings.ToList().ForEach(holding => world._holdings.Add(holding.Key, holding.Value));
        Personal.ToList().ForEach(things => world.Personal.Add(things.Key, things.Value));
        return world;
    }

    /// <summary>Which team somebody belongs to or leads.</summary>
    public static int? TeamOf(string person) =>
        person switch
        {
            "csm" or "team" or "leader" => 1,
            "otherCsm" or "otherLeader" => 2,
            _ => null,
        };

    public static int? PartnerOf(string person) => Staff.FirstOrDefault(one => one.Key == person).Partner;

    public static IReadOnlyList<string> RolesOf(string person) =>
        person == Machine ? [Machine] : Staff.First(one => one.Key == person).Roles;

    /// <summary>A client that is signed in as somebody; "nobody" is not.</summary>
    public HttpClient As(string person)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = person == "nobody" ? null : _tokens[person];
        return client;
    }

    /// <summary>Hires everybody and loads customers; at the end it is noon of 2026-11-20.</summary>
    public async Task Build(params IReadOnlyList<Customer> customers)
    {
        time.NoonOf(new DateOnly(2026, 6, 1));
        await Hire();
        await Load(customers, isFirst: true);
    }

    /// <summary>Loads more customers, as if they had been there all the time.</summary>
    public Task Add(params IReadOnlyList<Customer> customers) => Load(customers, isFirst: false);

    /// <summary>Stores a finished job for everybody who has none.</summary>
    public async Task GiveJobs(params IReadOnlyList<string> people)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var rows = people
            .Select(person => new JobRow
            {
                Id = Guid.CreateVersion7(),
                Kind = "ReleaseQuarantinedUsage",
                Arguments = "{}",
                StartedBy = "StartSnapshotBuild",
                Lane = "facts",
                PersonId = _people[person],
                State = JobState.Succeeded,
                Percent = 100,
                QueuedAt = db.Clock.Now,
                EndedAt = db.Clock.Now,
                Result = "{}",
            })
            .ToList();
        await db.Transact(
            () =>
            {
                db.Set<JobRow>().AddRange(rows);
                return Task.CompletedTask;
            },
            CancellationToken.None
        );
        foreach (var (person, row) in people.Zip(rows))
        {
            Personal[person] = Personal.GetValueOrDefault(person, new PersonalThings()) with { Job = row.Id };
        }
    }

    /// <summary>Waits until all news has been taken.</summary>
    public async Task Settle()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        for (var i = 0; i < 600 && await db.Set<OutboxRow>().AnyAsync(row => row.DeliveredAt == null); i++)
        {
            await Task.Delay(100);
        }

        (await db.Set<OutboxRow>().CountAsync(row => row.DeliveredAt == null)).ShouldBe(0, "news was not taken");
    }

    /// <summary>Sends what must succeed.</summary>
    public async Task<JsonNode> Do(string person, string method, string path, object? body = null, string? match = null)
    {
        using var client = As(person);
        using var ask = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        ask.Content = body switch
        {
            null => null,
            string file => new StringContent(file, Encoding.UTF8, "text/csv"),
            _ => JsonContent.Create(body),
        };
        if (method == "PATCH")
        {
            ask.Headers.TryAddWithoutValidation("If-Match", (await client.GetAsync(path)).Headers.ETag!.Tag);
        }

        if (match is not null)
        {
            ask.Headers.TryAddWithoutValidation("If-Match", match);
        }

        using var answer = await client.SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path} as {person}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    private async Task Hire()
    {
        using (var admin = await host.AsAdmin())
        {
            foreach (var (key, roles, partner) in Staff)
            {
                using var answer = await admin.PostAsJsonAsync(
                    "/v1/people",
                    new
                    {
                        name = $"人 {key}",
                        email = $"{key.ToLowerInvariant()}@example.jp",
                        roles,
                        isDemo = false,
                        partnerId = partner is { } at ? Partners[at - 1] : (Guid?)null,
                    }
                );
                answer.EnsureSuccessStatusCode();
                _people[key] = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();
            }
        }

        _tokens[Machine] = await host.KeyWith();
        await MoveTo(new DateOnly(2026, 6, 1), "csOps");
        await Do("csOps", "POST", "/v1/teams", Team("一課", "leader", "csm", "team"));
        await Do("csOps", "POST", "/v1/teams", Team("二課", "otherLeader", "otherCsm"));
    }

    private object Team(string name, string leader, params string[] members) =>
        new
        {
            name,
            leaderId = _people[leader],
            members = members.Select(member => new { personId = _people[member], from = "2026-06-01" }),
        };

    private async Task Load(IReadOnlyList<Customer> customers, bool isFirst)
    {
        var life = new CustomerLife(this);
        await MoveTo(new DateOnly(2026, 6, 2), "csOps");
        if (isFirst)
        {
            await Do("csOps", "PUT", "/v1/rival-products", CustomerConsulting.Register, match: "\"0\"");
        }

        foreach (var customer in customers)
        {
            _holdings[customer.Key] = await life.Open(customer, _holdings.Count);
        }

        await life.Use(customers);

        await MoveTo(
            new DateOnly(2026, 11, 5),
            isFirst ? ["csOps", "finance", "dataScientist", "leader"] : ["csOps", "finance"]
        );
        if (isFirst)
        {
            await Job(await Do("csOps", "POST", "/v1/month-closes", new { through = "2026-10" }));
            await Champion();
        }

        await Job(await Do("csOps", "POST", "/v1/snapshot-builds", new { from = "2026-09", to = "2026-10" }));
        await Job(await Do("csOps", "POST", "/v1/scorings", new { asOf = "2026-10-31" }));
        await Pay(isFirst ? ["csm", "team", "leader", "partnerCsm"] : ["otherCsm", "otherPartnerCsm", "otherLeader"]);
        await FindSnapshots();

        await MoveTo(new DateOnly(2026, 11, 18), "csOps");
        foreach (var customer in customers)
        {
            _holdings[customer.Key] = await life.Speak(customer, _holdings[customer.Key]);
            await life.HandOver(customer, _holdings[customer.Key]);
        }

        await MoveTo(new DateOnly(2026, 11, 20), isFirst ? [.. _people.Keys] : ["csOps", "finance"]);
        await Settle();
    }

    // A session lasts twelve hours, and the clock jumps.
    private async Task MoveTo(DateOnly day, params string[] people)
    {
        time.NoonOf(day);
        foreach (var person in people)
        {
            _tokens[person] = await host.SessionOf(_people[person]);
        }
    }

    private async Task Champion()
    {
        var model = JsonNode.Parse(
            """{"format":1,"signal":"none","baseRate":0.08,"calibration":{"slope":1,"offset":0},"features":[{"name":"departments_using","kind":"numeric","levels":[]}],"parts":[],"sha256":"544a6af89c24308b7087f8b8c05702dff635459fe09434c7843177bfc8a85057"}"""
        );
        var registered = await Do(
            "dataScientist",
            "POST",
            "/v1/models",
            new
            {
                run = new
                {
                    outcome = "churned",
                    horizonDays = 90,
                    seed = 1,
                },
                metrics = new
                {
                    rows = 1000,
                    baseRate = 0.08,
                    rocAuc = 0.5,
                    logLoss = 0.2,
                    baseLogLoss = 0.2,
                    ece = 0.0,
                },
                model,
                card = "# 試験",
            }
        );
        await Do(
            "leader",
            "POST",
            $"/v1/models/{registered["version"]}/promotion",
            new { waiver = new { name = "no-usable-signal", reason = "試験のため" } }
        );
        await Do("csOps", "POST", $"/v1/models/{registered["version"]}/promotion/confirmation", new { });
    }

    private async Task Pay(string[] people)
    {
        object Plan(string name, IEnumerable<string> members) =>
            new
            {
                name,
                gateRatio = 0.5,
                members = members.Select(one => new { personId = _people[one], target = Yen(600_000) }),
                curve = new[] { new { grr = 0.5, factor = 0.0 }, new { grr = 0.9, factor = 1.0 } },
            };
        foreach (var person in people)
        {
            var single = await Do("csOps", "POST", "/v1/pay-plans", Plan($"プラン {person}", [person]));
            Personal[person] = Personal.GetValueOrDefault(person, new PersonalThings()) with
            {
                Plan = single["id"]!.GetValue<Guid>(),
            };
        }

        var joint = await Do("csOps", "POST", "/v1/pay-plans", Plan($"共同 {people[0]}", people));
        await Do("finance", "POST", $"/v1/pay-plans/{joint["id"]}/approval");
        await Do(
            "csOps",
            "POST",
            $"/v1/pay-plans/{joint["id"]}/statements",
            new { start = "2026-06", end = "2026-10" }
        );
        foreach (var row in (await Do("csOps", "GET", "/v1/pay-statements?limit=200"))["items"]!.AsArray())
        {
            var person = _people.Single(one => one.Value == row!["personId"]!.GetValue<Guid>()).Key;
            Personal[person] = Personal[person] with { Statement = row!["id"]!.GetValue<Guid>() };
        }
    }

    private async Task FindSnapshots()
    {
        foreach (
            var row in (await Do("csOps", "GET", "/v1/snapshots?limit=200&filter[asOf][eq]=2026-10-31"))[
                "items"
            ]!.AsArray()
        )
        {
            var held = _holdings.Single(one => one.Value.Account == row!["accountId"]!.GetValue<Guid>());
            _holdings[held.Key] = held.Value with { Snapshot = row!["id"]!.GetValue<Guid>() };
        }
    }

    /// <summary>Waits until a job has succeeded.</summary>
    public async Task Job(JsonNode accepted)
    {
        for (var i = 0; i < 600; i++)
        {
            var job = await Do("csOps", "GET", $"/v1/jobs/{accepted["jobId"]}");
            if (job["state"]!.GetValue<string>() is not ("queued" or "running"))
            {
                job["state"]!.GetValue<string>().ShouldBe("succeeded", job.ToJsonString());
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Job {accepted} does not end.");
    }

    public static object Yen(int amount) =>
        new { amount = amount.ToString(CultureInfo.InvariantCulture), currency = "JPY" };
}
