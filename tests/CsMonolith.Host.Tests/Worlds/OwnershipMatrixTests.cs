using System.Net;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>One small company for all cases.</summary>
public sealed class OneWorld : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Fresh(WholeHost.Modules);
    private WholeHost? _host;

    internal World World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var time = new FixedTime();
        _host = WholeHost.On(_database, time);
        World = new World(_host, time);
        await World.Build(World.Familiar);
        await World.Add(World.Strange);
        await World.GiveJobs([.. World.People.Keys]);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _database.Dispose();
    }
}

/// <summary>
/// The permission table against the running host: every kind of caller × each operation that somebody reaches in part ×
/// whose thing it is. What must come out is worked out from permissions.csv and from who owns what, and from nothing
/// else.
/// </summary>
public sealed class OwnershipMatrixTests(OneWorld one, ITestOutputHelper output) : IClassFixture<OneWorld>
{
    // A machine's imports are its own and a statement's objections its person's: SeparationOfDutiesTests and
    // PayObjectionTests.
    private static readonly string[] Imports =
    [
        "GetImport",
        "ListImports",
        "MapImport",
        "SetImportReading",
        "PreviewImport",
        "CheckImport",
        "CommitImport",
        "ListImportFaults",
        "GetImportErrors",
        "UndoImport",
    ];

    // These have no thing of their own that somebody could own; a bulk call sends each item as the single operation,
    // which is probed; a job's events are found as the job is; whose audit events are seen is AuditCompletenessTests'
    // matter.
    private static readonly string[] WithoutThings =
    [
        "GetMe",
        "EndSession",
        "CreateAccount",
        "RecordContacts",
        "OpenTasks",
        "MoveTasks",
        "FinishTasks",
        "RecordActivities",
        "RecordTickets",
        // Counts over the runs within reach, of a playbook that is nobody's: PlaybookRunTests.
        "GetPlaybookAdherence",
        // Likewise counts and medians over the customers within reach: TimeToValueTests and ComparisonTests.
        "GetTimeToValue",
        "CompareOnboardingProgrammes",
        "CompareLaunches",
        // Minutes for prospects within reach; every customer here was opened as one: ProspectTests.
        "GetPreSaleFigures",
        // Likewise: AdviceTests and ImprovementEffectTests.
        "GetAdviceFigures",
        "GetImprovementEffect",
        "RecordSurveyAnswers",
        "AssignOwners",
        "WatchJob",
        "ListAuditEvents",
        "GetRenewalCallScores",
        // Marks and views are the caller's own by what they write; BriefTests and SavedViewTests.
        "MarkBriefLine",
        "UnmarkBriefLine",
        "CreateSavedView",
        "ChangeSavedView",
        "DeleteSavedView",
        .. Imports,
        "ObjectToPayStatement",
        // The list of tables names what one may download, and no row.
        "ListExportTables",
    ];

    private static readonly Ownership[] Ownerships = Enum.GetValues<Ownership>();

    public static TheoryData<string> Callers =>
        [
            "nobody",
            "csm",
            "team",
            "otherCsm",
            "leader",
            "otherLeader",
            "partnerCsm",
            "otherPartnerCsm",
            "csOps",
            "dataScientist",
            "otherDepartment",
            "integrationKey",
            "admin",
            "finance",
            "auditor",
            "privacyOfficer",
            "twoHats",
            "newcomer",
        ];

    [Fact]
    public void Every_operation_that_somebody_reaches_in_part_is_probed()
    {
        var inPart = WholeHost
            .Permissions.Rows.Where(row =>
                row.Reaches.Values.Any(scope =>
                    scope
                        is PermissionScope.Self
                            or PermissionScope.Own
                            or PermissionScope.Partner
                            or PermissionScope.Team
                )
            )
            .Select(row => row.Operation);

        Probe.All.Select(probe => probe.Operation).ShouldBe(inPart.Except(WithoutThings), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_caller_sees_what_the_table_and_ownership_say_and_nothing_else(string caller)
    {
        using var client = one.World.As(caller);
        var wrong = new List<string>();
        foreach (var probe in Probe.All)
        {
            wrong.AddRange(await Try(client, caller, probe));
        }

        output.WriteLine(
            $"{caller}: {Probe.All.Count} operations x {Ownerships.Length} ownerships = {Probe.All.Count * Ownerships.Length} cases, {wrong.Count} not as written"
        );
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_caller_finds_by_name_the_customers_that_they_could_list_and_no_other(string caller)
    {
        using var client = one.World.As(caller);
        var customers = World.Familiar.Concat(World.Strange).ToList();
        var found = new List<string>();
        foreach (var customer in customers)
        {
            using var answer = await client.GetAsync($"/v1/search?q={Uri.EscapeDataString($"Ｃ-{customer.Key}")}");
            if (caller is "nobody" or "integrationKey")
            {
                ((int)answer.StatusCode).ShouldBeOneOf(401, 403);
                continue;
            }

            var items = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray();
            found.AddRange(
                items
                    .Where(item => item!["id"]!.GetValue<Guid>() == one.World.Holdings[customer.Key].Account)
                    .Select(_ => customer.Key)
            );
        }

        var row = WholeHost.Permissions.Find("ListAccounts")!;
        var scope = caller is "nobody" or "integrationKey"
            ? PermissionScope.None
            : World.RolesOf(caller).Max(role => row.Reaches[Enum.Parse<Role>(role, ignoreCase: true)]);
        found.ShouldBe(customers.Where(one => Meaning.Sees(caller, scope, one)).Select(one => one.Key));
    }

    private async Task<List<string>> Try(HttpClient client, string caller, Probe probe)
    {
        var row = WholeHost.Permissions.Find(probe.Operation)!;
        var scope =
            caller == "nobody"
                ? PermissionScope.None
                : World.RolesOf(caller).Max(role => row.Reaches[Enum.Parse<Role>(role, ignoreCase: true)]);
        var missing = Thing.Of(one.World, Ownership.Missing, caller);
        var (missed, nothing) = await Send(client, probe, missing);
        var wrong = new List<string>();
        foreach (var ownership in Ownerships)
        {
            var thing = ownership == Ownership.Missing ? missing : Thing.Of(one.World, ownership, caller);
            var (status, body) = ownership == Ownership.Missing ? (missed, nothing) : await Send(client, probe, thing);
            var sees =
                thing.Customer is not null
                && (
                    probe.IsPersonal
                        ? Meaning.SeesThingsOf(caller, scope, thing.Person!)
                        : Meaning.Sees(caller, scope, thing.Customer)
                );
            if (
                (
                    !sees && MayReadWhatItMayNotChange(probe, scope, caller, thing)
                        ? NoWayShown(status, body)
                        : Fault(probe, scope, caller, thing, sees, (status, body), (missed, missing.Without(nothing)))
                ) is
                { } fault
            )
            {
                wrong.Add(
                    $"{caller} {probe.Operation} {ownership} (scope {scope}): {fault}: {(int)status} {body[..Math.Min(body.Length, 160)]}"
                );
            }
        }

        return wrong;
    }

    // Whoever may read the account and not change it is told so: to hide what they can open would be a riddle.
    private static bool MayReadWhatItMayNotChange(Probe probe, PermissionScope scope, string caller, Thing thing)
    {
        if (!probe.ChangesAnAccount || scope == PermissionScope.None || thing.Customer is null)
        {
            return false;
        }

        var reads = WholeHost.Permissions.Find("GetAccount")!.Reaches;
        return World
            .RolesOf(caller)
            .Any(role => Meaning.Sees(caller, reads[Enum.Parse<Role>(role, ignoreCase: true)], thing.Customer));
    }

    private static string? NoWayShown(HttpStatusCode status, string body) =>
        status == HttpStatusCode.Forbidden && body.Contains("platform.out-of-reach", StringComparison.Ordinal)
            ? null
            : "is not told that it may be read and not changed";

    private string? Fault(
        Probe probe,
        PermissionScope scope,
        string caller,
        Thing thing,
        bool sees,
        (HttpStatusCode Status, string Body) answer,
        (HttpStatusCode Status, string Body) missing
    )
    {
        if (scope == PermissionScope.None)
        {
            return answer.Status == (caller == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden)
                ? null
                : "not refused";
        }

        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)answer.Status >= 500)
        {
            return "refused or broken";
        }

        if (probe.NamesTheThing)
        {
            var likeMissing = answer.Status == missing.Status && thing.Without(answer.Body) == missing.Body;
            return likeMissing == !sees ? null
                : sees ? "answers as if it were missing"
                : "does not answer as if it were missing";
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            return "no list";
        }

        var everybody = World.Familiar.Concat(World.Strange);
        if (probe.Sum is { } sum)
        {
            // Months were closed before the strangers came; there accounts are counted, elsewhere their bits are
            // summed.
            var due =
                sum.Unit == 0
                    ? World.Familiar.Count(customer => Meaning.Counts(caller, scope, customer))
                    : everybody
                        .Where(customer => Meaning.Counts(caller, scope, customer))
                        .Sum(customer => 1L << one.World.Holdings[customer.Key].Bit);
            if (scope is PermissionScope.Aggregate or PermissionScope.Masked)
            {
                due = (due + (probe.Base / 2)) / probe.Base * probe.Base;
            }

            var found = probe.SumIn(answer.Body.Split('\n')[0]);
            return found == due ? null : $"the sum is {found}, not {due}";
        }

        // An owner stands in the list if any of their accounts is seen.
        var isDue =
            probe.Marker == "{owner}" && thing.Customer is { } whose
                ? everybody.Any(other => other.OwnerNow == whose.OwnerNow && Meaning.Sees(caller, scope, other))
                : sees;
        return answer.Body.Contains(thing.Fill(probe.Marker!), StringComparison.Ordinal) == isDue ? null
            : isDue ? "not in the list"
            : "in the list";
    }

    private static async Task<(HttpStatusCode Status, string Body)> Send(HttpClient client, Probe probe, Thing thing)
    {
        using var ask = probe.For(thing);

        // One trace for all, so that bodies can be compared whole.
        ask.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await client.SendAsync(ask);
        var headers = string.Join(
            '\n',
            answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Content-Length" or "RateLimit"))
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
                .Order(StringComparer.Ordinal)
        );
        return (answer.StatusCode, $"{await answer.Content.ReadAsStringAsync()}\n{headers}");
    }
}
