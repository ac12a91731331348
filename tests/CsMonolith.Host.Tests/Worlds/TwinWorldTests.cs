using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Permissions;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>
/// Two databases that differ only in what the caller may not see answer byte for byte alike. The second is a clone of
/// the first to which other people's customers, with all that hangs on them, were added; clocks stand at the same
/// instant, cursors are signed with the same key and each pair of calls bears the same trace, so nothing has to be
/// masked.
/// </summary>
public sealed class TwinWorldTests(ITestOutputHelper output)
{
    // Whoever reaches everything with an operation may see the difference, so only what is reached in part or not at
    // all is compared.
    private static readonly string[] Callers =
    [
        "csm",
        "csm",
        "csm",
        "team",
        "team",
        "leader",
        "leader",
        "partnerCsm",
        "partnerCsm",
        "newcomer",
        "dataScientist",
        "otherDepartment",
        "integrationKey",
        "admin",
        "finance",
        "auditor",
        "privacyOfficer",
        "nobody",
    ];

    // The house's own business, which is the same in both worlds for everyone.
    private static readonly Probe[] OfAllModules =
    [
        new("GetMe", "GET", "/v1/me"),
        new("ListPeople", "GET", "/v1/people"),
        new("ListTeams", "GET", "/v1/teams"),
        new("GetPhaseSet", "GET", "/v1/phases"),
        new("GetTierPolicy", "GET", "/v1/tier-policy"),
        new("ListOutcomes", "GET", "/v1/outcomes"),
        new("ListModels", "GET", "/v1/models"),
        new("ListPatterns", "GET", "/v1/patterns"),
        new("ListFactors", "GET", "/v1/factors"),
        new("ListPermissions", "GET", "/v1/permissions?mine=true"),
        new(
            "ExplainPermission",
            "GET",
            "/v1/permissions/explain?operation=GetSubscription&resource=accounts&id={account}"
        ),
        new("ExplainPermission", "GET", "/v1/permissions/explain?operation=ListTickets&resource=accounts&id={account}"),
        new("ExplainPermission", "GET", "/v1/permissions/explain?operation=GetFieldCard&id={card}"),
        // A number that a hidden ticket, answer or churn bears is refused as one that nobody bears.
        new(
            "RecordTicket",
            "POST",
            "/v1/tickets",
            """{"accountId":"{account}","externalId":"T-{key}","openedAt":"2026-11-16T01:00:00Z","priority":"low","escalated":false}"""
        ),
        new(
            "RecordSurveyAnswer",
            "POST",
            "/v1/survey-answers",
            """{"accountId":"{account}","externalId":"A-{key}","survey":"x","kind":"csat","answeredOn":"2026-11-16","score":1,"scaleMin":1,"scaleMax":5}"""
        ),
        new(
            "RecordChurnEvent",
            "POST",
            "/v1/churn-events",
            """{"externalId":"K-{key}","accountId":"{account}","on":"2026-11-11"}"""
        ),
    ];

    private static readonly int Calls = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 100_000 : 2_700;

    [Fact]
    public async Task What_a_caller_may_not_see_changes_no_byte_of_any_answer()
    {
        using var database = TestDatabase.Fresh(WholeHost.Modules);
        var (time, twinTime) = (new FixedTime(), new FixedTime());
        World first;
        await using (var builder = WholeHost.On(database, time))
        {
            first = new World(builder, time);
            await first.Build(World.Familiar);
            await first.GiveJobs("csm", "team", "leader", "partnerCsm", "dataScientist");
        }

        using var clone = database.Clone();
        await using var one = WholeHost.On(database, time);
        await using var other = WholeHost.On(clone, twinTime);
        twinTime.NoonOf(new DateOnly(2026, 11, 20));
        var (here, there) = (first.Through(one, time), first.Through(other, twinTime));
        await there.Add([.. World.Strange, .. World.Crowd]);
        await there.GiveJobs("otherCsm", "otherLeader", "otherPartnerCsm", "csOps");
        await here.Settle();

        var (calls, bytes, differing, statuses) = await Compare(here, there);

        output.WriteLine(
            $"{calls} pairs of calls, {bytes} bytes compared, {differing.Count} answers differ; {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}"
        );
        output.WriteLine(await Medians(there));
        differing.Take(10).ShouldBeEmpty();
        statuses.Keys.ShouldNotContain(500);
    }

    private static async Task<(int Calls, long Bytes, List<string> Differing, Dictionary<int, int> Statuses)> Compare(
        World here,
        World there
    )
    {
        var (calls, bytes, differing, statuses) = (0, 0L, new List<string>(), new Dictionary<int, int>());
        await Parallel.ForEachAsync(
            Callers.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (at, _) =>
            {
                var asker = new TwinCalls(there, at.Item, seed: at.Index, OfAllModules);
                using var left = here.As(at.Item);
                using var right = there.As(at.Item);
                for (var i = 0; i < Calls / Callers.Length; i++)
                {
                    var ask = asker.Next();
                    var (mine, theirs) = (await Send(left, ask), await Send(right, ask));
                    asker.Follow(mine.Body);
                    lock (differing)
                    {
                        calls++;
                        bytes += Encoding.UTF8.GetByteCount(mine.Whole);
                        statuses[mine.Status] = statuses.GetValueOrDefault(mine.Status) + 1;
                        if (mine.Whole != theirs.Whole)
                        {
                            differing.Add($"{at.Item} {ask}:\n  {mine.Whole}\n  {theirs.Whole}");
                        }
                    }
                }
            }
        );
        return (calls, bytes, differing, statuses);
    }

    // No assertion: a shared machine's times prove nothing. A gap would show that the hidden is looked up first.
    private static async Task<string> Medians(World there)
    {
        using var client = there.As("csm");
        var (hidden, missing) = (new List<double>(), new List<double>());
        var stranger = there.Holdings["other"].Account;
        for (var i = 0; i < 400; i++)
        {
            hidden.Add(await Time(client, stranger));
            missing.Add(await Time(client, Guid.NewGuid()));
        }

        var (a, b) = (Median(hidden), Median(missing));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"GET /v1/accounts/{{id}}: median {a:F3} ms where hidden, {b:F3} ms where missing ({100 * ((a / b) - 1):+0.0;-0.0} %)"
        );
    }

    private static async Task<double> Time(HttpClient client, Guid account)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync($"/v1/accounts/{account}");
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<(int Status, string Body, string Whole)> Send(HttpClient client, TwinCall call)
    {
        using var ask = call.Ask();
        using var answer = await client.SendAsync(ask);
        var body = await answer.Content.ReadAsStringAsync();
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "RateLimit"))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal);
        return ((int)answer.StatusCode, body, $"{(int)answer.StatusCode} {string.Join("; ", headers)} {body}");
    }
}

/// <summary>One call, to be sent to both worlds.</summary>
internal sealed record TwinCall(string Method, string Path, string? Body, string Language, string Trace)
{
    public HttpRequestMessage Ask()
    {
        var ask = new HttpRequestMessage(new HttpMethod(Method), Path);
        ask.Headers.TryAddWithoutValidation("Accept-Language", Language);
        ask.Headers.TryAddWithoutValidation("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        ask.Headers.TryAddWithoutValidation("Idempotency-Key", Trace);
        if (Method is "PATCH" or "PUT")
        {
            ask.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
        }

        ask.Content = Body is null ? null : new StringContent(Body, Encoding.UTF8, "application/json");
        return ask;
    }
}

/// <summary>
/// Makes up one caller's calls: each operation once as it is meant, then sensible, curious and malformed ones. The same
/// seed makes the same calls.
/// </summary>
internal sealed class TwinCalls
{
    private static readonly string[] Operators = ["eq", "ne", "lt", "lte", "gt", "gte", "contains", "in"];

    // What takes effect on one's own does so between two calls of somebody else, and not in both worlds between the
    // same two.
    private static readonly string[] TakeEffect =
    [
        "CallRenewal",
        "MakeFinalCall",
        "DivideCredit",
        "SubmitLead",
        "RecordBenefit",
        "BuildProposal",
        "ApplyPlanDefaults",
        "EndPlanLink",
        "CheckConfidence",
    ];
    private readonly Random _dice;
    private readonly List<Probe> _probes;
    private readonly Queue<Probe> _plain;
    private readonly Thing _own;
    private readonly List<Thing> _things;
    private readonly Dictionary<string, string[]> _fields;
    private readonly string[] _words;
    private string? _page;
    private string _last = "";

    public TwinCalls(World world, string caller, int seed, IEnumerable<Probe> ofTheHouse)
    {
        _dice = new Random(seed);

        // Numbers of others on accounts of one's own are part of the house's list: whoever reaches everything would
        // really write.
        _probes =
        [
            .. Probe.All.Where(probe => Hidden(caller, probe) && !TakeEffect.Contains(probe.Operation)),
            .. ofTheHouse.Where(probe => probe.Method == "GET" || Hidden(caller, probe)),
        ];
        (_plain, _own) = (new Queue<Probe>(_probes), Thing.Of(world, Ownership.Own, caller));
        string[] people = ["csm", "team", "leader", "otherCsm", "otherPartnerCsm"];
        _things =
        [
            .. World
                .Familiar.Concat(World.Strange)
                .Concat(World.Crowd)
                .Select((customer, i) => Thing.Of(world, customer, people[i % people.Length])),
            Thing.Of(world, Ownership.Missing, caller),
            Thing.Of(world, Ownership.Missing, caller),
        ];
        _fields = world
            .Host.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ListFields>() is not null)
            .ToDictionary(
                endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName,
                endpoint => endpoint.Metadata.GetMetadata<ListFields>()!.Names.ToArray()
            );
        _words =
        [
            .. _things.SelectMany(thing => thing.Ids.Values),
            .. World.Crowd.SelectMany(customer =>
                new[] { $"C-{customer.Key}", $"株式会社 {customer.Key}", $"T-{customer.Key}" }
            ),
            "株式会社",
            "製造",
            "1",
            "2",
            "3",
            "4",
            "100",
            "0",
            "true",
            "false",
            "2026-11-16",
            "2026-06-01",
            "2026-11-16T01:00:00Z",
            "high",
            "low",
            "trouble",
            "",
            "introduction",
            "JPY",
            "'",
            "%",
            "\u0000",
        ];
    }

    // Whoever reaches everything may see what differs; so may whoever reads every account, when they would change one.
    private static bool Hidden(string caller, Probe probe)
    {
        if (caller == "nobody")
        {
            return true;
        }

        var scope = Reach(caller, probe.Operation);
        return !IsWide(scope)
            && (scope == PermissionScope.None || !probe.ChangesAnAccount || !IsWide(Reach(caller, "GetAccount")));
    }

    private static PermissionScope Reach(string caller, string operation)
    {
        var row = WholeHost.Permissions.Find(operation)!;
        return World.RolesOf(caller).Max(role => row.Reaches[Enum.Parse<Role>(role, ignoreCase: true)]);
    }

    private static bool IsWide(PermissionScope scope) =>
        scope is PermissionScope.All or PermissionScope.Masked or PermissionScope.Aggregate;

    public TwinCall Next()
    {
        if (_page is { } page)
        {
            _page = null;
            return Call("GET", page, body: null);
        }

        // Each once of what is one's own, before chance begins.
        if (_plain.TryDequeue(out var plain))
        {
            return Call(plain.Method, _own.Fill(plain.Path), plain.Body is null ? null : _own.Fill(plain.Body));
        }

        var probe = Any(_probes);
        var thing =
            probe.Body?.Contains("{key}", StringComparison.Ordinal) == true
                ? Any(_things) with
                {
                    Ids = Mixed(),
                }
                : Any(_things);
        var path = thing.Fill(probe.Path);
        if (_fields.TryGetValue(probe.Operation, out var fields))
        {
            path = path.Split('?')[0] + List(fields);
        }
        else if (_dice.Next(12) == 0)
        {
            path +=
                (path.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                + Any([
                    "surprise=1",
                    "asOf=yesterday",
                    "asOf=2026-10-31",
                    "limit=0",
                    "ownerId=" + thing.Ids["owner"],
                    "tier=2",
                ]);
        }

        if (
            _dice.Next(15) == 0
            && thing.Ids.Values.FirstOrDefault(id => path.Contains(id, StringComparison.Ordinal)) is { } id
        )
        {
            path = path.Replace(
                id,
                Any([
                    "not-an-id",
                    id.ToUpperInvariant(),
                    $"{{{id}}}",
                    id[..^1],
                    "00000000-0000-0000-0000-000000000000",
                    id + "%20",
                    id.Replace("-", "", StringComparison.Ordinal),
                ]),
                StringComparison.Ordinal
            );
        }

        return Call(probe.Method, path, Garble(probe.Body is null ? null : thing.Fill(probe.Body)));
    }

    /// <summary>Notes the next page of a list, if there is one.</summary>
    public void Follow(string body)
    {
        const string mark = "\"nextCursor\":\"";
        var at = body.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return;
        }

        var cursor = body[(at + mark.Length)..body.IndexOf('"', at + mark.Length)];
        var bare = string.Join(
            '&',
            _last.Split('?', '&').Skip(1).Where(part => !part.StartsWith("cursor=", StringComparison.Ordinal))
        );
        _page = $"{_last.Split('?')[0]}?{bare}&cursor={(_dice.Next(10) == 0 ? cursor[..^2] + "AA" : cursor)}";
    }

    private Dictionary<string, string> Mixed() =>
        new(Any(_things).Ids, StringComparer.Ordinal) { ["key"] = Any(_things).Ids["key"] };

    private string List(string[] fields)
    {
        var parts = Enumerable
            .Range(0, _dice.Next(3))
            .Select(_ => $"filter[{Any(fields)}][{Any(Operators)}]={Uri.EscapeDataString(Any(_words))}")
            .DistinctBy(part => part.Split('=')[0])
            .ToList();
        if (_dice.Next(2) == 0)
        {
            parts.Add(
                $"sort={string.Join(',', Enumerable.Range(0, _dice.Next(1, 3)).Select(_ => (_dice.Next(2) == 0 ? "-" : "") + Any(fields)))}"
            );
        }

        parts.Add($"limit={Any(["1", "1", "2", "3", "50", "200", "0", "201"])}");
        return "?" + string.Join('&', parts);
    }

    private string? Garble(string? body) =>
        body is null || _dice.Next(8) > 0
            ? body
            : Any([
                body[..^2],
                body.Replace("{", """{"surprise":1,""", StringComparison.Ordinal),
                "[]",
                "",
                body.Replace("\":\"", "\":[\"", StringComparison.Ordinal),
            ]);

    private TwinCall Call(string method, string path, string? body)
    {
        _last = path;
        var trace = new byte[16];
        _dice.NextBytes(trace);
        return new TwinCall(method, path, body, Any(["en", "ja"]), Convert.ToHexStringLower(trace));
    }

    private T Any<T>(IReadOnlyList<T> choices) => choices[_dice.Next(choices.Count)];
}
