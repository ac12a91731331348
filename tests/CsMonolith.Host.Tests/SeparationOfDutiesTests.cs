using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Who must never do what, stated apart from the permission table, which is no judge of itself: each is attempted by
/// every road there is — request, bulk call, import, key, job and replay — and refused.
/// </summary>
public sealed class SeparationOfDutiesTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly string[] RolesOfTrust = ["admin", "csOps", "finance", "auditor", "privacyOfficer"];

    // A kind of file and a request that writes the same.
    private static readonly string[] Kinds =
    [
        "accounts",
        "owners",
        "phases",
        "contacts",
        "activities",
        "subscriptions",
        "movements",
        "invoices",
        "churn-events",
        "tickets",
        "survey-answers",
        "field-cards",
        "usage",
        "licences",
        "snapshots",
        "handoffs",
        "hearing-answers",
        "promises",
        "teams",
        "tiers",
        "success-definitions",
        "attainments",
    ];

    // What each role must never reach, whatever the files beside the modules say.
    private static readonly (Role Role, string[] Operations)[] Never =
    [
        (
            Role.Admin,
            [
                "ListAccounts",
                "GetAccount",
                "CreateAccount",
                "ChangeAccount",
                "AssignOwner",
                "AssignOwners",
                "UploadImport",
                "MapImport",
                "CommitImport",
                "UndoImport",
                "GetImportErrors",
                "ListImportFaults",
                "GetDeadLetter",
                "MendDeadLetter",
                "DraftPayPlan",
                "ApprovePayPlan",
                "IssuePayStatements",
                "CorrectPayStatement",
                "AnswerPayObjection",
                "ListPayStatements",
                "GetPayStatement",
                "OrderMonthClose",
                "PromoteModel",
                "ExportTableCsv",
                "ExportTableJson",
            ]
        ),
        (
            Role.CsOps,
            [
                "CreatePerson",
                "ChangePerson",
                "CreateApiKey",
                "RotateApiKey",
                "LinkIdentity",
                "MintSignInLink",
                "ApprovePayPlan",
                "CorrectPayStatement",
                "AnswerPayObjection",
                "SetTwoPersonRule",
                "OfferOwnership",
                "AcceptOwnership",
                "VerifyAudit",
            ]
        ),
        (
            Role.Finance,
            ["DraftPayPlan", "IssuePayStatements", "CreatePerson", "ChangePerson", "CreateApiKey", "UploadImport"]
        ),
        (
            Role.Auditor,
            ["CreatePerson", "ChangePerson", "DraftPayPlan", "ApprovePayPlan", "CommitImport", "CreateApiKey"]
        ),
        (Role.PrivacyOfficer, ["CreatePerson", "ChangePerson", "ApprovePayPlan", "CommitImport", "CreateApiKey"]),
        (
            Role.Leader,
            ["ApprovePayPlan", "IssuePayStatements", "CreatePerson", "ChangePerson", "CreateApiKey", "UploadImport"]
        ),
        (
            Role.Csm,
            ["ApprovePayPlan", "IssuePayStatements", "CreatePerson", "ChangePerson", "CreateApiKey", "UploadImport"]
        ),
        (Role.DataScientist, ["ListPayStatements", "GetPayStatement", "CreatePerson", "PromoteModel", "UploadImport"]),
        (
            Role.IntegrationKey,
            [
                "ConfirmTrustGrant",
                "DeclineTrustGrant",
                "ListTrustGrants",
                "GetInstallation",
                "SetTwoPersonRule",
                "OfferOwnership",
                "AcceptOwnership",
                "CreateApiKey",
                "RotateApiKey",
                "LinkIdentity",
                "MintSignInLink",
                "ListPayPlans",
                "GetPayPlan",
                "DraftPayPlan",
                "ApprovePayPlan",
                "IssuePayStatements",
                "ListPayStatements",
                "GetPayStatement",
                "CorrectPayStatement",
                "ObjectToPayStatement",
                "AnswerPayObjection",
                "MendDeadLetter",
                "ReplayDeadLetter",
                "PromoteModel",
                "ListAuditEvents",
            ]
        ),
    ];

    [Fact]
    public async Task What_a_role_must_never_do_is_refused_to_its_holder_whatever_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var (role, operations) in Never)
        {
            using var client = await SignedInAs(JsonNamingPolicy.CamelCase.ConvertName($"{role}"));
            foreach (var operation in Operation.Of(host).Where(one => operations.Contains(one.Name)))
            {
                using var answer = await client.SendAsync(operation.Example());
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                {
                    wrong.Add($"{role} {operation.Name}: {(int)answer.StatusCode}");
                }
            }

            operations.Except(Operation.Of(host).Select(one => one.Name)).ShouldBeEmpty();
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_kind_of_file_is_among_those_that_are_attempted()
    {
        using var operations = await SignedInAs("csOps");

        var kinds = await operations.GetFromJsonAsync<JsonNode>("/v1/import-kinds");

        kinds!["items"]!.AsArray().Select(kind => kind!["name"]!.GetValue<string>()).ShouldBe(Kinds, ignoreOrder: true);
    }

    [Fact]
    public async Task A_key_with_the_scope_of_imports_alone_loads_no_kind_of_file()
    {
        using var admin = await host.AsAdmin();
        using var machine = await Machine(admin, "imports");

        foreach (var kind in Kinds)
        {
            using var answer = await Upload(machine, kind);
            (answer.StatusCode, await Code(answer)).ShouldBeOneOf(
                (HttpStatusCode.Forbidden, "platform.scope-missing"),
                (HttpStatusCode.Forbidden, "imports.kind-not-allowed")
            );
        }

        (await machine.GetFromJsonAsync<JsonNode>("/v1/import-kinds"))!["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_touches_anothers_import_by_a_key()
    {
        using var admin = await host.AsAdmin();
        using var owner = await Machine(admin, "imports", "accounts");
        using var other = await Machine(admin, "imports", "accounts");
        using var uploaded = await Upload(owner, "accounts");
        var import = (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();

        foreach (
            var (method, path) in new[]
            {
                ("GET", ""),
                ("GET", "/faults"),
                ("GET", "/errors.csv"),
                ("POST", "/dry-run"),
                ("POST", "/commit"),
                ("POST", "/undo"),
            }
        )
        {
            using var answer = await Send(other, method, $"/v1/imports/{import}{path}");
            using var missing = await Send(other, method, $"/v1/imports/{Guid.Empty}{path}");
            (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.NotFound, "import.not-found"), path);
            missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await owner.GetAsync($"/v1/imports/{import}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_who_may_not_write_customers_does_so_neither_in_bulk_nor_by_a_key_of_their_own()
    {
        using var admin = await SignedInAs("admin");

        using var bulk = await Send(
            admin,
            "POST",
            "/v1/accounts/owners/bulk",
            new
            {
                items = new[]
                {
                    new
                    {
                        accountId = Guid.Empty,
                        ownerId = (Guid?)null,
                        from = "2026-01-01",
                    },
                },
            }
        );
        using var key = await Send(admin, "POST", "/v1/api-keys", new { name = "mine", scopes = new[] { "accounts" } });
        using var both = await Send(
            admin,
            "POST",
            "/v1/api-keys",
            new { name = "mine", scopes = new[] { "usage-ingest", "imports" } }
        );
        using var stream = await Send(
            admin,
            "POST",
            "/v1/api-keys",
            new { name = $"stream {Guid.NewGuid()}", scopes = new[] { "usage-ingest" } }
        );

        bulk.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (key.StatusCode, await Code(key)).ShouldBe((HttpStatusCode.Forbidden, "access.key-beyond-maker"));
        (await both.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![0]!["pointer"]!
            .GetValue<string>()
            .ShouldBe("/scopes/1");
        stream.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_of_more_rights_is_not_taken_over_by_a_new_secret()
    {
        using var owner = await host.AsAdmin();
        using var made = await Send(
            owner,
            "POST",
            "/v1/api-keys",
            new { name = $"crm {Guid.NewGuid()}", scopes = new[] { "accounts" } }
        );
        var id = (await made.Content.ReadFromJsonAsync<JsonNode>())!["details"]!["id"]!.GetValue<Guid>();
        using var admin = await SignedInAs("admin");

        using var rotated = await Send(admin, "POST", $"/v1/api-keys/{id}/rotations", new { });

        (rotated.StatusCode, await Code(rotated)).ShouldBe((HttpStatusCode.Forbidden, "access.key-beyond-maker"));
    }

    [Fact]
    public async Task A_key_lets_nobody_in_and_never_touches_the_person_behind_it()
    {
        using var admin = await host.AsAdmin();
        var me = (await admin.GetFromJsonAsync<JsonNode>("/v1/me"))!["personId"]!.GetValue<Guid>();
        using var machine = await Machine(admin, "people");

        foreach (var role in RolesOfTrust)
        {
            using var made = await Send(
                machine,
                "POST",
                "/v1/people",
                new
                {
                    name = "鍵",
                    email = $"{Guid.NewGuid():N}@example.jp",
                    roles = new[] { role },
                }
            );
            (made.StatusCode, await Code(made)).ShouldBe((HttpStatusCode.Forbidden, "journey.trust.not-by-key"));
        }

        using var self = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{me}")
        {
            Content = JsonContent.Create(new { roles = new[] { "admin", "csOps", "finance", "auditor" } }),
        };
        using var read = await admin.GetAsync($"/v1/people/{me}");
        self.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
        using var changed = await machine.SendAsync(self);
        (changed.StatusCode, await Code(changed)).ShouldBe((HttpStatusCode.Forbidden, "journey.person.not-by-key"));
        using var pay = await machine.GetAsync("/v1/pay-statements");
        pay.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var plain = await Send(
            machine,
            "POST",
            "/v1/people",
            new
            {
                name = "鍵",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { "csm" },
            }
        );
        plain.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var auditor = await SignedInAs("auditor");
        var row = (
            await auditor.GetFromJsonAsync<JsonNode>(
                $"/v1/audit-events?filter[keyMadeBy][eq]={me}&filter[operation][eq]=CreatePerson&limit=1"
            )
        )!["items"]![0]!;
        row["actor"]!.GetValue<string>().ShouldStartWith("key:");
    }

    [Fact]
    public async Task An_administrator_signs_in_as_nobody_of_trust_by_an_account_of_their_own()
    {
        var auditor = await Hired("auditor");
        using var admin = await SignedInAs("admin");

        using var linked = await Send(
            admin,
            "POST",
            "/v1/identities",
            new
            {
                personId = auditor,
                issuer = "https://id.example.jp",
                subject = "my second account",
            }
        );

        (linked.StatusCode, await Code(linked)).ShouldBe((HttpStatusCode.Forbidden, "access.link-beyond-linker"));
    }

    [Fact]
    public async Task A_repeated_request_is_not_answered_to_whoever_has_lost_the_right()
    {
        var person = await Hired("csOps");
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(person);
        var ask = new { externalId = $"R-{Guid.NewGuid():N}", name = "再送商事" };
        var key = Guid.NewGuid().ToString();
        (await Send(client, "POST", "/v1/accounts", ask, key)).StatusCode.ShouldBe(HttpStatusCode.Created);

        using var admin = await host.AsAdmin();
        using var read = await admin.GetAsync($"/v1/people/{person}");
        using var strip = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{person}")
        {
            Content = JsonContent.Create(new { roles = new[] { "otherDepartment" } }),
        };
        strip.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
        (await admin.SendAsync(strip)).EnsureSuccessStatusCode();
        await host.Confirm(person);

        using var again = await Send(client, "POST", "/v1/accounts", ask, key);
        again.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_a_job_came_to_is_for_those_who_might_have_started_it()
    {
        using var operations = await SignedInAs("csOps");
        using var uploaded = await Upload(operations, "accounts", "external_id,name\njob-1,ジョブ商事\n");
        var import = (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();
        using var ordered = await Send(operations, "POST", $"/v1/imports/{import}/dry-run");
        var job = (await ordered.Content.ReadFromJsonAsync<JsonNode>())!["jobId"]!.GetValue<Guid>();
        JsonNode shown;
        do
        {
            await Task.Delay(100);
            shown = (await operations.GetFromJsonAsync<JsonNode>($"/v1/jobs/{job}"))!;
        } while (shown["state"]!.GetValue<string>() is "queued" or "running");
        shown["result"]!["create"]!.GetValue<int>().ShouldBe(1);

        using var admin = await SignedInAs("admin");
        var seen = (await admin.GetFromJsonAsync<JsonNode>($"/v1/jobs/{job}"))!;

        (seen["state"]!.GetValue<string>(), seen["result"]).ShouldBe(("succeeded", null));
    }

    private async Task<HttpClient> SignedInAs(string role)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization =
            role == "integrationKey" ? await host.KeyWith() : await host.SessionOf(await Hired(role));
        return client;
    }

    private async Task<Guid> Hired(string role)
    {
        using var admin = await host.AsAdmin();
        using var hired = await Send(
            admin,
            "POST",
            "/v1/people",
            new
            {
                name = $"役割 {role}",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { role },
            }
        );
        hired.EnsureSuccessStatusCode();
        var id = (await hired.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();
        await host.Confirm(id);
        return id;
    }

    private async Task<HttpClient> Machine(HttpClient admin, params string[] scopes)
    {
        using var made = await Send(admin, "POST", "/v1/api-keys", new { name = $"key {Guid.NewGuid()}", scopes });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (await made.Content.ReadFromJsonAsync<JsonNode>())!["key"]!.GetValue<string>()
        );
        return client;
    }

    private static Task<HttpResponseMessage> Upload(HttpClient client, string kind, string file = "a,b\n1,2\n")
    {
        var ask = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports?kind={kind}&source=x&fileName=x.csv")
        {
            Content = new StringContent($"{file}\n", Encoding.UTF8, "text/csv"),
        };
        ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(ask);
    }

    private static Task<HttpResponseMessage> Send(
        HttpClient client,
        string method,
        string path,
        object? body = null,
        string? key = null
    )
    {
        var ask = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        if (method != "GET" && path != "/v1/api-keys" && !path.EndsWith("/rotations", StringComparison.Ordinal))
        {
            ask.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        }

        return client.SendAsync(ask);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]?.GetValue<string>();
}
