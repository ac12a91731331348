using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests.Watching;

/// <summary>
/// What a running host tells of itself, and what it must not tell: canaries stand for people and secrets.
/// </summary>
public sealed class TelemetryTests
{
    private const string Name = "金糸雀 太郎";
    private const string Email = "canary.taro@example.jp";

    [Fact]
    public async Task Traces_metrics_and_logs_go_to_the_collector_and_no_person_among_them()
    {
        using var database = TestDatabase.Fresh();
        await using var collector = new Collector();
        string log;
        string token;
        await using (
            var host = await HostProcess.Start(
                database,
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            )
        )
        {
            using var client = await host.AsFirstAdmin();
            token = client.DefaultRequestHeaders.Authorization!.Parameter!;
            await Work(client);
            (await host.Stop()).ShouldBe(0);
            log = host.Log;
        }

        collector.Of("/v1/traces").ShouldContain("CreatePerson");
        collector.Of("/v1/traces").ShouldContain(TestDatabase.IsPostgres ? "postgresql" : "Microsoft.AspNetCore");
        collector.Of("/v1/metrics").ShouldContain("csmonolith.request.duration");
        collector.Of("/v1/logs").ShouldContain("Audit head");
        log.ShouldContain("Audit head");
        foreach (var canary in new[] { Name, "金糸雀", Email, "canary.taro", Uri.EscapeDataString(Name), token })
        {
            collector.Everything.ShouldNotContain(canary);
            log.ShouldNotContain(canary);
        }
    }

    [SqliteFact("The same lines on either database.")]
    public async Task Production_logs_lines_of_json()
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database, ("ASPNETCORE_ENVIRONMENT", "Production"));
        using var client = await host.AsFirstAdmin();
        await Work(client);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var lines = host.Log.Split('\n').Where(line => line.StartsWith('{')).ToList();
        lines.ShouldNotBeEmpty();
        lines
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString())
            .ShouldContain(message => message!.StartsWith("Audit head", StringComparison.Ordinal));
        host.Log.ShouldNotContain("金糸雀");
        host.Log.ShouldNotContain(Email);
    }

    [SqliteFact("The same metrics on either database.")]
    public async Task Metrics_are_read_by_prometheus_with_the_operators_token_only()
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database, ("Metrics:Token", "let-me-see"));
        using var admin = await host.AsFirstAdmin();
        await Work(admin);
        using var client = new HttpClient { BaseAddress = host.Address };

        (await client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "let-me-see");
        var text = await client.GetStringAsync("/metrics");

        text.ShouldContain("# TYPE csmonolith_request_duration_seconds histogram");
        text.ShouldContain("csmonolith_request_duration_seconds_count{operation=\"CreatePerson\",outcome=\"done\"} 1");
        text.ShouldContain("# TYPE csmonolith_outbox_undelivered gauge");
        text.ShouldContain("http_server_request_duration_seconds_bucket");
        text.ShouldNotContain("金糸雀");
    }

    // Names and addresses in bodies, in queries, and in refusals of both.
    private static async Task Work(HttpClient client)
    {
        var person = new
        {
            name = Name,
            email = Email,
            roles = new[] { "csm" },
            isDemo = false,
        };
        (await client.PostAsJsonAsync("/v1/people", person)).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/v1/people", person)).IsSuccessStatusCode.ShouldBeFalse("the address is taken");
        (
            await client.PostAsJsonAsync(
                "/v1/people",
                new
                {
                    name = Name,
                    email = Email,
                    roles = new[] { Name },
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync($"/v1/people?filter[name][eq]={Uri.EscapeDataString(Name)}")).EnsureSuccessStatusCode();
        (await client.GetAsync($"/v1/people?filter[nobody][eq]={Uri.EscapeDataString(Email)}")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }
}
