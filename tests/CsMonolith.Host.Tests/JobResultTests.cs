using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Host.Tests;

/// <summary>What a job came to is told apart by its kind, in the document and on the wire.</summary>
public sealed class JobResultTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task The_document_has_a_form_for_each_kind_of_job_and_the_result_is_one_of_them()
    {
        using var client = host.CreateClient();
        var schemas = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["components"]!["schemas"]!;
        var jobs = Program
            .Modules.Select(module => module.GetType().Assembly)
            .Append(typeof(Platform.Requests.IdempotencyUse).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IJob)))
            .ToDictionary(
                type => type.Name,
                type =>
                    type.GetInterfaces()
                        .Single(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IJob<>))
                        .GetGenericArguments()[0],
                StringComparer.Ordinal
            );

        schemas["Job"]!["properties"]!["result"]!["oneOf"]!
            .AsArray()
            .Select(one => (string?)one!["$ref"] ?? (string?)one["type"])
            .ShouldBe(["null", "#/components/schemas/JobResult"]);
        var union = schemas["JobResult"]!;
        union["discriminator"]!["propertyName"]!.GetValue<string>().ShouldBe("kind");
        union["discriminator"]!["mapping"]!
            .AsObject()
            .Select(one => (one.Key, one.Value!.GetValue<string>()))
            .ShouldBe(jobs.Keys.Select(name => (name, $"#/components/schemas/{name}Result")), ignoreOrder: true);
        foreach (var (name, answer) in jobs)
        {
            var form = schemas[$"{name}Result"]!;
            form["properties"]!["kind"]!["enum"]!.AsArray().Select(one => (string?)one).ShouldBe([name]);
            form["required"]!.AsArray().Select(one => (string?)one).ShouldContain("kind");
            form["properties"]!
                .AsObject()
                .Select(one => one.Key)
                .ShouldBe(
                    answer
                        .GetProperties()
                        .Where(one => one.GetMethod is { IsStatic: false, IsPublic: true })
                        .Select(one => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(one.Name))
                        .Prepend("kind"),
                    ignoreOrder: true,
                    name
                );
        }

        jobs.Count.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task A_result_says_of_which_kind_it_is()
    {
        using var admin = await host.AsAdmin();
        using var asked = new HttpRequestMessage(
            HttpMethod.Post,
            "/v1/imports?kind=accounts&source=kinds&fileName=kinds.csv"
        )
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes("externalId,name\nK-1,種別\n")),
        };
        asked.Content.Headers.ContentType = new("application/octet-stream");
        asked.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var uploaded = await admin.SendAsync(asked);
        var import = (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!;
        using var commit = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports/{import["id"]}/commit");
        commit.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var accepted = await admin.SendAsync(commit);
        var job = (await accepted.Content.ReadFromJsonAsync<JsonNode>())!["jobId"];

        JsonNode shown;
        do
        {
            shown = (await admin.GetFromJsonAsync<JsonNode>($"/v1/jobs/{job}"))!;
        } while (shown["state"]!.GetValue<string>() is "queued" or "running");

        shown["kind"]!.GetValue<string>().ShouldBe("LoadImport");
        shown["result"]!["kind"]!.GetValue<string>().ShouldBe("LoadImport");
        shown["result"]!["create"]!.GetValue<int>().ShouldBe(1);
    }
}
