using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Hosting;

namespace CsMonolith.Host.Tests;

public sealed partial class EdgeTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task The_host_says_that_it_lives_and_is_ready()
    {
        using var client = host.CreateClient();

        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready");
        ready.GetProperty("status").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task A_stranger_is_told_to_sign_in_in_their_language()
    {
        using var client = host.CreateClient();
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/v1/me") { Headers = { { "Accept-Language", "ja" } } };

        var answer = await client.SendAsync(ask);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("platform.not-signed-in");
        problem.GetProperty("detail").GetString()!.ShouldContain("サインイン");
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("{\"code\": 1}", "/code")]
    [InlineData("{\"code\": \"x\", \"surprise\": true}", "/surprise")]
    [InlineData("{\"code\": ", "")]
    public async Task Bad_JSON_is_refused_with_a_pointer(string body, string pointer)
    {
        using var client = host.CreateClient();

        var answer = await client.PostAsync("/v1/sessions", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors")[0].GetProperty("pointer").GetString()!.ShouldStartWith(pointer);
    }

    [Fact]
    public async Task Every_query_parameter_of_the_document_is_one_that_its_operation_knows()
    {
        using var client = await host.AsAdmin();
        var document = new OpenApiDocument(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!);
        var unknown = new List<string>();
        var asked = 0;
        foreach (
            var (operation, name) in document.Operations.SelectMany(one =>
                one.In("query").Select(parameter => (one, parameter["name"]!.GetValue<string>()))
            )
        )
        {
            using var ask = new HttpRequestMessage(
                new HttpMethod(operation.Method),
                $"{Braces().Replace(operation.Path, _ => Guid.Empty.ToString())}?{Uri.EscapeDataString(name)}=1"
            );
            ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await client.SendAsync(ask);
            asked++;
            if (
                (await answer.Content.ReadAsStringAsync()).Contains(
                    $"'{name}' is not a parameter",
                    StringComparison.Ordinal
                )
            )
            {
                unknown.Add($"{operation.Id}: {name}");
            }
        }

        unknown.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(
        "retention-cohorts?from=2026-10&to=2026-10&basis=restated",
        "It has from, to, knownOn, ownerId, tier, segment."
    )]
    [InlineData("factors?page=2", "It has none.")]
    public async Task An_unknown_parameter_is_refused_with_those_that_there_are(string asked, string says)
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync($"/v1/{asked}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task A_part_of_the_path_is_no_query_parameter()
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync($"/v1/accounts/{Guid.Empty}/value-ledger?accountId={Guid.Empty}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("accountId");
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_by_name()
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync("/v1/me?sortt=name");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("sortt");
    }

    [Theory]
    [InlineData("from=2024-01&to=2024-12&basis=closed", "basis", "asClosed")]
    [InlineData("from=2024-01&to=soon", "to", "soon")]
    [InlineData("from=2024-01", "to", "missing")]
    public async Task A_parameter_that_cannot_be_read_is_named_with_its_value(string query, string pointer, string says)
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync($"/v1/retention?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        fault.GetProperty("pointer").GetString().ShouldBe(pointer);
        fault.GetProperty("detail").GetString()!.ShouldContain(says);
    }

    [Theory]
    [InlineData("{\"on\": \"soon\"}", "/on", "a day such as 2026-04-01", "日付")]
    [InlineData("{\"on\": null}", "/on", "a day such as 2026-04-01", "日付")]
    [InlineData("{\"off\": 1}", "/off", "'off' is not a field", "「off」という項目はありません")]
    [InlineData("{}", "", "Missing: on.", "必要な項目がありません: on")]
    [InlineData("[1]", "", "the form that this field has in the document", "形ではありません")]
    [InlineData("{\"on\": ", "/on", "not JSON from line 1", "1 行目")]
    public async Task A_body_that_does_not_fit_is_refused_in_the_words_of_the_document(
        string body,
        string pointer,
        string en,
        string ja
    )
    {
        using var client = await host.AsAdmin();
        foreach (var (language, says) in new[] { ("en", en), ("ja", ja) })
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, $"/v1/subscriptions/{Guid.NewGuid()}/pause")
            {
                Headers = { { "Accept-Language", language }, { "Idempotency-Key", Guid.NewGuid().ToString() } },
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };

            var answer = await client.SendAsync(ask);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain("CsMonolith.");
            text.ShouldNotContain("System.");
            var fault = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0];
            fault.GetProperty("pointer").GetString().ShouldBe(pointer);
            fault.GetProperty("detail").GetString()!.ShouldContain(says);
        }
    }

    [Fact]
    public async Task A_rule_broken_by_a_parameter_is_told_under_its_name_with_values_as_they_are_written()
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync("/v1/retention?from=2026-05&to=2026-04");

        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        fault.GetProperty("pointer").GetString().ShouldBe("to");
        fault.GetProperty("detail").GetString().ShouldBe("'to' must be greater than or equal to '2026-05-01'.");
    }

    [Fact]
    public async Task What_an_operation_takes_besides_its_parameters_is_not_offered()
    {
        using var client = await host.AsAdmin();

        var answer = await client.GetAsync("/v1/retention?from=2024-01&to=2024-12&zzzzzzzzzzzz=1");

        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")[0]
            .GetProperty("detail")
            .GetString()!;
        detail.ShouldContain("from, to");
        detail.ShouldNotContain("mediator");
        detail.ShouldNotContain("cancellation");
    }

    [Fact]
    public async Task The_words_of_a_parameter_are_those_of_the_document()
    {
        using var client = await host.AsAdmin();

        (await client.GetAsync("/v1/retention?from=2024-01&to=2024-12&basis=restated")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task A_caller_who_runs_wild_is_told_when_to_come_again()
    {
        using var strict = host.WithWebHostBuilder(builder => builder.UseSetting("Limits:RequestsPerMinute", "3"));
        using var client = strict.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            (await client.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var answer = await client.GetAsync("/v1/me");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        answer.Headers.GetValues("RateLimit").Single().ShouldBe("\"caller\";r=0");
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("code")
            .GetString()
            .ShouldBe("platform.too-many-requests");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        using var first = await host.AsAdmin();
        (await first.GetFromJsonAsync<JsonElement>("/v1/me")).GetProperty("roles")[0].GetString().ShouldBe("admin");

        using var second = host.CreateClient();
        var again = await second.PostAsJsonAsync("/v1/sessions", new { code = "spent", firstAdminName = "誰か" });

        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Braces();
}
