using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Host.Tests;

/// <summary>Headers, limits and broken requests at the edge of the host.</summary>
public sealed class EdgeHeaderTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Theory]
    [InlineData("/v1/me", HttpStatusCode.OK)]
    [InlineData("/v1/people", HttpStatusCode.OK)]
    [InlineData("/v1/accounts/0199a000-0000-7000-8000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/v1/accounts?sort=nonsense", HttpStatusCode.BadRequest)]
    public async Task An_answer_about_people_and_customers_is_kept_by_no_cache(string path, HttpStatusCode status)
    {
        using var client = await host.AsAdmin();

        using var answer = await client.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Behind_https_the_browser_is_told_to_stay_there_and_without_it_is_not()
    {
        using var secure = host.CreateClient(new() { BaseAddress = new Uri("https://cs.example.jp") });
        using var plain = host.CreateClient();

        (await secure.GetAsync("/v1/me")).Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        (await plain.GetAsync("/v1/me")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Exports", "exports", "/v1/imports/0199a000-0000-7000-8000-000000000001/errors.csv", "GET")]
    [InlineData("Exports", "exports", "/v1/scoring-extracts?from=2026-01&to=2026-01", "GET")]
    [InlineData("Uploads", "uploads", "/v1/imports?kind=accounts&source=crm&fileName=a.csv", "POST")]
    [InlineData("Figures", "figures", "/v1/usage-rates", "GET")]
    [InlineData("Figures", "figures", "/v1/retention?from=2026-01&to=2026-01", "GET")]
    public async Task Exports_uploads_and_figures_have_a_quota_of_their_own(
        string limit,
        string name,
        string path,
        string method
    )
    {
        using var strict = host.WithWebHostBuilder(builder => builder.UseSetting($"Limits:{limit}PerMinute", "2"));
        using var client = strict.CreateClient();
        for (var i = 0; i < 2; i++)
        {
            (await Ask()).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        using var refused = await Ask();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        refused.Headers.GetValues("RateLimit").ShouldBe([$"\"{name}\";r=0"]);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("2 a minute");
        (await client.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        async Task<HttpResponseMessage> Ask()
        {
            using var ask = new HttpRequestMessage(new HttpMethod(method), path);
            if (method == "POST")
            {
                ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                ask.Content = new StringContent("id\n1\n", Encoding.UTF8, "text/csv");
            }

            return await client.SendAsync(ask);
        }
    }

    [Theory]
    [InlineData("a%0D%0AX-Evil:1.csv")]
    [InlineData("a%00.csv")]
    [InlineData("a%1B[31m.csv")]
    [InlineData("a%C2%85.csv")]
    public async Task A_control_character_in_a_file_name_is_refused_by_name(string fileName)
    {
        using var client = await AsOperations();
        using var ask = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind=accounts&source=crm&fileName={fileName}"
        )
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = new StringContent("externalId\nC-1\n", Encoding.UTF8, "text/csv"),
        };

        using var answer = await client.SendAsync(ask);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("fileName");
    }

    [Theory]
    [InlineData("W/\"1\"", "without W/")]
    [InlineData("\"9\"", "version 1")]
    [InlineData("1", "version 1")]
    [InlineData("\"", "version 1")]
    public async Task A_change_under_a_tag_that_does_not_match_is_refused_in_words(string tag, string says)
    {
        using var client = await AsOperations();
        var made = await client.PostAsJsonAsync(
            "/v1/accounts",
            new { externalId = $"C-{Guid.NewGuid():N}", name = "株式会社みなと物流" }
        );
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var ask = new HttpRequestMessage(HttpMethod.Patch, $"/v1/accounts/{id}")
        {
            Content = JsonContent.Create(new { name = "変更" }),
        };
        ask.Headers.TryAddWithoutValidation("If-Match", tag);

        using var answer = await client.SendAsync(ask);

        answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain(says);
        (await client.GetFromJsonAsync<JsonElement>($"/v1/accounts/{id}"))
            .GetProperty("name")
            .GetString()
            .ShouldBe("株式会社みなと物流");
    }

    [Fact]
    public async Task Whoever_asks_again_may_send_the_tag_weakly()
    {
        using var client = host.CreateClient();
        var tag = (await client.GetAsync("/openapi/v1.json")).Headers.ETag!;

        foreach (var sent in new[] { tag, new EntityTagHeaderValue(tag.Tag, isWeak: true) })
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json")
            {
                Headers = { IfNoneMatch = { sent } },
            };
            (await client.SendAsync(ask)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("7FFFFFFFF")]
    [InlineData("ZZ")]
    [InlineData("-1")]
    public async Task A_chunk_whose_size_is_no_size_is_a_bad_request(string size)
    {
        await using var server = new WholeHost();
        server.UseKestrel(0);
        server.StartServer();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.ClientOptions.BaseAddress.Port);
        await using var wire = socket.GetStream();
        await wire.WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n"
            )
        );

        using var text = new StreamReader(wire);
        (await text.ReadLineAsync()).ShouldBe("HTTP/1.1 400 Bad Request");
    }

    private async Task<HttpClient> AsOperations()
    {
        using var admin = await host.AsAdmin();
        using var made = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "ops",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { "csOps" },
            }
        );
        var person = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await host.Confirm(person);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(person);
        return client;
    }
}
