using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// What the server decides cannot be sent: each field of an answer, and what attackers try, is put into each body that
/// somebody may send.
/// </summary>
public sealed class MassAssignmentTests(WholeHost host, ITestOutputHelper output) : IClassFixture<WholeHost>
{
    private static readonly string[] Coveted =
    [
        "id",
        "version",
        "recordedAt",
        "recordedBy",
        "backfilled",
        "createdAt",
        "createdBy",
        "ownerId",
        "ownerName",
        "accountId",
        "partnerId",
        "roles",
        "isDemo",
        "isAdmin",
        "state",
        "status",
        "commissionRate",
        "payout",
        "tenantId",
        "phase",
        "tierByHand",
        "mrrMinor",
        "closedOn",
        "registeredBy",
        "$type",
        "__proto__",
    ];

    [Fact]
    public async Task A_field_that_the_server_owns_is_refused_by_name_and_nothing_changes()
    {
        using var client = await AsEverybody();
        var before = await Written();
        var (cases, wrong) = (0, new List<string>());
        foreach (var (operation, body) in Bodies())
        {
            var answer =
                JsonSerializer.SerializeToNode(operation.Metadata.GetMetadata<OperationExample>()!.Answer, Wire.Json)
                as JsonObject;
            foreach (
                var field in Coveted
                    .Union(answer?.Select(pair => pair.Key) ?? [])
                    .Where(field => !Takes(operation, body, field))
            )
            {
                cases++;
                if (await Try(client, operation, body, field) is { } fault)
                {
                    wrong.Add(fault);
                }
            }
        }

        output.WriteLine($"{cases} injected fields, {wrong.Count} not refused");
        wrong.ShouldBeEmpty();
        (await Written()).ShouldBe(before);
        cases.ShouldBeGreaterThan(500);
    }

    private IEnumerable<(RouteEndpoint Operation, JsonObject Body)> Bodies() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .Select(endpoint =>
                (
                    endpoint,
                    JsonSerializer.SerializeToNode(
                        endpoint.Metadata.GetMetadata<OperationExample>()?.Request,
                        Wire.Json
                    ) as JsonObject
                )
            )
            // Its body is a map whose keys are columns, not fields.
            .Where(pair =>
                pair.Item2 is not null
                && pair.endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName != "MapImport"
                && WholeHost
                    .Permissions.Find(pair.endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName)!
                    .Resource != "usage-ingest"
            )!;

    // An example need not hold every field that its body takes.
    private static bool Takes(RouteEndpoint operation, JsonObject body, string field) =>
        body.ContainsKey(field)
        || operation
            .Metadata.GetMetadata<OperationExample>()!
            .Request!.GetType()
            .GetProperties()
            .Any(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == field);

    private static async Task<string?> Try(HttpClient client, RouteEndpoint operation, JsonObject body, string field)
    {
        var tampered = body.DeepClone().AsObject();
        tampered[field] = "0199a000-0000-7000-8000-00000000beef";
        var method = operation.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        using var ask = new HttpRequestMessage(new HttpMethod(method), Path(operation))
        {
            Content = new StringContent(
                tampered.ToJsonString(),
                Encoding.UTF8,
                operation.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json"
            ),
        };
        ask.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        ask.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync();
        return
            answer.StatusCode == HttpStatusCode.BadRequest
            && text.Contains(field.TrimStart('$'), StringComparison.Ordinal)
            ? null
            : $"{operation.DisplayName} {field}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 200)]}";
    }

    private static string Path(RouteEndpoint operation) =>
        "/"
        + string.Join(
            '/',
            operation.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternParameterPart { Name: "month" } => "2024-01",
                            RoutePatternParameterPart { Name: "version" } => "2024-01-01-1",
                            RoutePatternParameterPart => "0199a000-0000-7000-8000-00000000dead",
                            RoutePatternLiteralPart literal => literal.Content,
                            _ => "",
                        }
                    )
                )
            )
        );

    private async Task<(int Audited, int Told)> Written()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return (await db.Set<AuditRow>().CountAsync(), await db.Set<OutboxRow>().CountAsync());
    }

    private async Task<HttpClient> AsEverybody()
    {
        using var admin = await host.AsAdmin();
        var roles = Enum.GetValues<Role>()
            .Where(role => role is not (Role.System or Role.IntegrationKey))
            .Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString()));
        using var created = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "全役割",
                email = "everybody@example.jp",
                roles,
                isDemo = false,
            }
        );
        created.EnsureSuccessStatusCode();
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(
            (await created.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>()
        );
        return client;
    }
}
