using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>
/// The headers and bodies of requests that change something, over the list of all operations: who adds one need not
/// think of them, and cannot forget.
/// </summary>
public sealed class CommandHeaderTests(WholeHost host) : IClassFixture<WholeHost>
{
    // A way back from a read does not exist: these add to a history, or only ever end something.
    private static readonly string[] NeedNoIfMatch =
    [
        "AssignOwner",
        "CancelJob",
        "EndSession",
        "UnlinkIdentity",
        "RevokeApiKey",
        // A person's own mark, which nobody else changes meanwhile.
        "MarkBriefLine",
        "UnmarkBriefLine",
        // What another person has taken is refused by their name.
        "AnswerSignal",
        "WithdrawSignalAnswer",
    ];

    // Done twice, these say the same again, as the pipeline or the database sees to it.
    private static readonly string[] SaidTwiceIsSaidOnce =
    [
        "OpenRenewal",
        "CallRenewal",
        "MakeFinalCall",
        "RecordChurnEvent",
        "ReconcileMonth",
        "ReconcileMonthFile",
    ];

    // These answer with a secret or open a session, which is not kept to be shown again; or they are said by somebody
    // without an account, whom no key tells from others.
    private static readonly string[] NeverKept =
    [
        "CreateApiKey",
        "RotateApiKey",
        "MintSignInLink",
        "StartSession",
        "MakePlanLink",
        "OpenSharedPlan",
        "FinishSharedTask",
        "SaySharedConfidence",
    ];

    private IReadOnlyList<RouteEndpoint> Changes =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
                    && Method(endpoint) != "GET"
                ),
        ];

    [Fact]
    public async Task Imports_money_and_jobs_require_a_key_every_other_change_may_have_one_and_the_document_says_so()
    {
        using var client = host.CreateClient();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var modules = new[] { "CsMonolith.Revenue", "CsMonolith.Compensation", "CsMonolith.Imports" };
        foreach (var operation in Changes)
        {
            var (name, method) = (Name(operation), Method(operation));
            var module = Program
                .Modules.Select(one => one.GetType().Assembly)
                .First(one => one.GetTypes().Any(type => type.Name == name))
                .GetName()
                .Name;
            var wanted = NeverKept.Contains(name)
                ? null
                : (bool?)(
                    method == "POST"
                    && !SaidTwiceIsSaidOnce.Contains(name)
                    && (modules.Contains(module) || Statuses(operation).Contains(202) || name == "PublishPatterns")
                );

            var use = IdempotencyUse.Of(operation.Metadata, method);
            (use.Taken ? use.Required : (bool?)null).ShouldBe(wanted, name);
            Documented(document, operation).ShouldBe(wanted, $"{name} in the document");
        }

        Changes.Count.ShouldBeGreaterThan(100);
    }

    // Whether the document has the header as required, as optional, or not at all.
    private static bool? Documented(JsonNode document, RouteEndpoint operation)
    {
        var path = $"/{operation.RoutePattern.RawText!.TrimStart('/')}";
        var parameters =
            document["paths"]![path]![Method(operation).ToLowerInvariant()]!["parameters"]?.AsArray() ?? [];
        var header = parameters
            .Select(one => (string?)one!["$ref"] is { } shared ? Shared(document, shared) : one)
            .FirstOrDefault(one => (string?)one!["name"] == IdempotencyUse.Header);
        return header is null ? null : (bool?)header["required"] ?? false;
    }

    private static JsonNode Shared(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (node, step) => node[step]!);

    [Fact]
    public void An_answer_that_is_kept_reads_the_same_again()
    {
        foreach (
            var operation in Changes.Where(operation => IdempotencyUse.Of(operation.Metadata, Method(operation)).Taken)
        )
        {
            var answer = operation.Metadata.GetMetadata<OperationExample>()!.Answer;
            var json = JsonSerializer.Serialize(answer, answer.GetType(), Wire.Json);

            JsonSerializer
                .Serialize(JsonSerializer.Deserialize(json, answer.GetType(), Wire.Json), answer.GetType(), Wire.Json)
                .ShouldBe(json, Name(operation));
        }
    }

    [Fact]
    public void Every_change_of_a_resource_asks_for_the_version_that_was_read()
    {
        foreach (
            var operation in Changes.Where(operation =>
                Method(operation) is "PUT" or "PATCH" or "DELETE" && !NeedNoIfMatch.Contains(Name(operation))
            )
        )
        {
            operation
                .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .ShouldContain(parameter => parameter.ParameterInfo.ParameterType == typeof(IfMatch), Name(operation));
            Statuses(operation).ShouldContain(412, Name(operation));
            Statuses(operation).ShouldContain(428, Name(operation));
        }
    }

    [Fact]
    public async Task A_field_that_an_operation_does_not_have_is_refused_by_its_pointer()
    {
        using var client = await host.AsAdmin();
        var tried = 0;
        foreach (
            var operation in Changes.Where(operation =>
                operation.Metadata.GetMetadata<OperationExample>()!.Request is not null
                && Name(operation) != "MapImport"
                && !IsOfTheStream(operation)
            )
        )
        {
            var body = JsonSerializer
                .SerializeToNode(operation.Metadata.GetMetadata<OperationExample>()!.Request, Wire.Json)!
                .AsObject();
            body["surprise"] = 1;
            using var answer = await client.SendAsync(Ask(operation, body.ToJsonString(), "application/json"));

            var said = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{Name(operation)}: {said}");
            JsonNode.Parse(said)!["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/surprise", Name(operation));
            tried++;
        }

        tried.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Every_patch_is_a_merge_patch()
    {
        using var client = await host.AsAdmin();
        var patches = Changes.Where(operation => Method(operation) == "PATCH").ToList();
        patches.ShouldNotBeEmpty();
        foreach (var operation in patches)
        {
            var type = operation.Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType!;
            type.GetProperties()
                .ShouldAllBe(
                    field =>
                        field.PropertyType.IsGenericType
                        && field.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>),
                    Name(operation)
                );
            foreach (var media in new[] { "application/merge-patch+json", "application/json" })
            {
                using var empty = await client.SendAsync(Ask(operation, "{}", media));
                ((int)empty.StatusCode).ShouldBeOneOf(
                    [403, 404],
                    $"{Name(operation)} as {media}: {await empty.Content.ReadAsStringAsync()}"
                );
            }

            using var other = await client.SendAsync(Ask(operation, "{}", "application/json-patch"));
            other.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, Name(operation));
        }
    }

    [Fact]
    public async Task A_merge_patch_clears_with_null_and_leaves_what_is_absent()
    {
        using var client = await host.AsAdmin();
        var (id, _) = await Hire(client, "patched@example.jp");
        using var left = await client.SendAsync(
            Patch(
                id,
                """{"leftOn":"2027-03-31","partnerId":"0199a000-0000-7000-8000-0000000000cc"}""",
                "\"1\"",
                "application/merge-patch+json"
            )
        );
        left.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var back = await client.SendAsync(
            Patch(id, """{"leftOn":null}""", left.Headers.ETag!.Tag, "application/merge-patch+json")
        );

        var person = await back.Content.ReadFromJsonAsync<JsonElement>();
        person.GetProperty("leftOn").ValueKind.ShouldBe(JsonValueKind.Null);
        person.GetProperty("partnerId").GetString().ShouldBe("0199a000-0000-7000-8000-0000000000cc");
    }

    [Fact]
    public async Task A_repeat_is_answered_byte_for_byte_and_says_so()
    {
        using var client = await host.AsAdmin();
        using var first = await client.SendAsync(
            Keyed("/v1/people", "person-1", """{"name":"田中","email":"tanaka@example.jp","roles":["csm"]}""")
        );
        using var second = await client.SendAsync(
            Keyed(
                "/v1/people",
                "\"person-1\"",
                """{ "roles": ["csm"], "email": "tanaka@example.jp", "name": "田中" }"""
            )
        );
        using var other = await client.SendAsync(
            Keyed("/v1/people", "person-1", """{"name":"田中","email":"other@example.jp","roles":["csm"]}""")
        );

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
        (await client.GetAsync(first.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.OK);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Content.ReadAsStringAsync()).ShouldContain("platform.idempotency-key-reused");
    }

    [Fact]
    public async Task An_upload_is_repeated_by_its_file()
    {
        using var client = await Operations();
        using var missing = await client.SendAsync(Upload(key: null, "externalId,name\nC-1,Aozora\n"));
        using var first = await client.SendAsync(Upload("file-1", "externalId,name\nC-1,Aozora\n"));
        using var second = await client.SendAsync(Upload("file-1", "externalId,name\nC-1,Aozora\n"));
        using var other = await client.SendAsync(Upload("file-1", "externalId,name\nC-2,Minato\n"));

        missing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("Idempotency-Key");
        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_late_change_gets_the_present_tag_and_the_differences()
    {
        using var client = await host.AsAdmin();
        var (id, _) = await Hire(client, "late@example.jp");
        (await client.SendAsync(Patch(id, """{"roles":["leader"]}""", "\"1\""))).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var late = await client.SendAsync(Patch(id, """{"roles":["csOps"]}""", "\"1\""));
        using var bare = await client.SendAsync(Patch(id, """{"roles":["csOps"]}""", tag: null));

        bare.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        late.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await late.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("differences")
            .GetRawText()
            .ShouldBe("""[{"pointer":"/roles","read":["csm"],"yours":["csOps"],"theirs":["leader"]}]""");
    }

    [Fact]
    public async Task A_bulk_call_answers_item_by_item()
    {
        using var client = await Operations();
        using var opened = await client.SendAsync(
            Keyed("/v1/accounts", "account-1", """{"externalId":"B-1","name":"Aozora"}""")
        );
        var account = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var good =
            $$"""{"accountId":"{{account}}","on":"2026-01-05","channel":"call","proactive":true,"becauseOfScore":false,"outcome":"reached"}""";
        var stranger = good.Replace(
            account!,
            Guid.Empty.ToString().Replace("0000-0000-", "0000-7000-", StringComparison.Ordinal),
            StringComparison.Ordinal
        );

        using var answer = await client.SendAsync(
            Keyed(
                "/v1/contacts/bulk",
                "bulk-1",
                $$"""{"items":[{{good}},{{stranger}},{{good.Replace("call", "smoke", StringComparison.Ordinal)}},{{good}}]}"""
            )
        );
        using var again = await client.SendAsync(
            Keyed(
                "/v1/contacts/bulk",
                "bulk-1",
                $$"""{"items":[{{good}},{{stranger}},{{good.Replace("call", "smoke", StringComparison.Ordinal)}},{{good}}]}"""
            )
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.MultiStatus);
        var items = (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        items.Select(item => item.GetProperty("status").GetInt32()).ShouldBe([201, 404, 400, 201]);
        items[2]
            .GetProperty("problem")
            .GetProperty("errors")[0]
            .GetProperty("pointer")
            .GetString()
            .ShouldBe("/items/2/channel");
        (await again.Content.ReadAsByteArrayAsync()).ShouldBe(await answer.Content.ReadAsByteArrayAsync());
        (await client.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/contacts"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(2);
    }

    // Segment's calls keep fields that they do not know.
    private static bool IsOfTheStream(RouteEndpoint operation) =>
        WholeHost.Permissions.Find(Name(operation))!.Resource == "usage-ingest";

    private static string Name(RouteEndpoint operation) =>
        operation.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;

    private static string Method(RouteEndpoint operation) =>
        operation.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    private static HashSet<int> Statuses(RouteEndpoint operation) =>
        [.. operation.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Select(answer => answer.StatusCode)];

    private static HttpRequestMessage Ask(RouteEndpoint operation, string body, string media)
    {
        var path = string.Join(
            '/',
            operation.RoutePattern.PathSegments.Select(segment =>
                segment.IsSimple
                && segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
                    ? literal.Content
                    : "0199a000-0000-7000-8000-00000000dead"
            )
        );
        return new HttpRequestMessage(new HttpMethod(Method(operation)), "/" + path)
        {
            Content = new StringContent(body, Encoding.UTF8, media),
            Headers = { IfMatch = { new EntityTagHeaderValue("\"1\"") } },
        };
    }

    private static HttpRequestMessage Keyed(string path, string key, string body)
    {
        var ask = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        ask.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
        return ask;
    }

    private static HttpRequestMessage Upload(string? key, string file)
    {
        var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/imports?kind=accounts&source=crm&fileName=a.csv")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("text/csv") },
            },
        };
        if (key is not null)
        {
            ask.Headers.Add("Idempotency-Key", key);
        }

        return ask;
    }

    private static HttpRequestMessage Patch(Guid person, string body, string? tag, string media = "application/json")
    {
        var ask = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{person}")
        {
            Content = new StringContent(body, Encoding.UTF8, media),
        };
        if (tag is not null)
        {
            ask.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
        }

        return ask;
    }

    private static async Task<(Guid Id, string Email)> Hire(HttpClient admin, string email, string role = "csm")
    {
        using var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "鈴木",
                email,
                roles = new[] { role },
            }
        );
        hired.IsSuccessStatusCode.ShouldBeTrue(await hired.Content.ReadAsStringAsync());
        return ((await hired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid(), email);
    }

    private async Task<HttpClient> Operations()
    {
        using var admin = await host.AsAdmin();
        var (id, _) = await Hire(admin, $"{Guid.NewGuid():N}@example.jp", "csOps");
        await host.Confirm(id);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(id);
        return client;
    }
}
