using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests;

/// <summary>The OpenAPI document is a promise: a change of it is a diff that somebody reads.</summary>
public sealed class DocumentTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var built = await Build();
        var approved = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src", "CsMonolith.Host", "openapi.json"));
        if (Environment.GetEnvironmentVariable("APPROVE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(approved, built);
        }

        built.ShouldBe(
            await File.ReadAllTextAsync(approved),
            "The document has changed. If that is meant, approve it: APPROVE_OPENAPI=1 dotnet test tests/CsMonolith.Host.Tests --filter DocumentTests"
        );
    }

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_with_unique_operation_ids()
    {
        var document = JsonNode.Parse(await Build())!;

        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Where(operation => operation.Value is JsonObject body && body.ContainsKey("responses"))
            .Select(operation => operation.Value!["operationId"]!.GetValue<string>())
            .ShouldBeUnique();
    }

    [Fact]
    public async Task The_document_is_written_once_however_many_ask_at_once()
    {
        using var client = host.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetAsync("/openapi/v1.json")));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var tag = answers.Select(answer => answer.Headers.ETag).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json")
        {
            Headers = { IfNoneMatch = { tag } },
        };
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private async Task<string> Build()
    {
        using var client = host.CreateClient();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        return document.ToJsonString(Readable) + "\n";
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
