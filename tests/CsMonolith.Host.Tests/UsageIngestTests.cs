using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>The addresses of the Segment HTTP API as an SDK meets them.</summary>
public sealed class UsageIngestTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Theory]
    [InlineData("track", """{"userId":"u","event":"Report exported","unknown":{"field":1}}""")]
    [InlineData("page", """{"anonymousId":"a","name":"Dashboard"}""")]
    [InlineData("screen", """{"userId":"u"}""")]
    [InlineData("identify", """{"userId":"u","traits":{"email":"tanaka@example.jp"}}""")]
    [InlineData("group", """{"userId":"u","groupId":"A-1"}""")]
    [InlineData("alias", """{"userId":"u","previousId":"a"}""")]
    public async Task Every_call_is_taken_with_the_key_as_the_name_of_basic(string call, string body)
    {
        using var client = await Sender("usage-ingest");

        using var answer = await client.PostAsync(
            $"/v1/{call}",
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (told.GetProperty("success").GetBoolean(), told.GetProperty("stored").GetInt32()).ShouldBe((true, 1));
    }

    [Theory]
    [InlineData("""\ud83d""")]
    [InlineData("""a\u0000b""")]
    public async Task One_message_with_a_broken_text_does_not_lose_the_batch(string text)
    {
        using var client = await Sender("usage-ingest");
        var id = Guid.CreateVersion7();
        var body =
            "{\"batch\":["
            + $"{{\"type\":\"track\",\"messageId\":\"{id}-1\",\"userId\":\"u\",\"event\":\"Cut\",\"properties\":{{\"q\":\"{text}\"}}}},"
            + $"{{\"type\":\"track\",\"messageId\":\"{id}-2\",\"userId\":\"u\",\"event\":\"Whole\"}}]}}";

        using var answer = await client.PostAsync(
            "/v1/batch",
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        told.GetProperty("stored").GetInt32().ShouldBe(1);
        var refused = told.GetProperty("refused").EnumerateArray().ShouldHaveSingleItem();
        (refused.GetProperty("index").GetInt32(), refused.GetProperty("reason").GetString()).ShouldBe(
            (0, "unreadable-text")
        );
    }

    [Theory]
    [InlineData("/v1/batch", true)]
    [InlineData("/v1/track", true)]
    [InlineData("/v1/accounts", false)]
    public async Task A_browser_is_let_in_where_usage_is_sent_and_nowhere_else(string address, bool isLetIn)
    {
        using var client = host.CreateClient();
        using var asking = new HttpRequestMessage(HttpMethod.Options, address);
        asking.Headers.Add("Origin", "https://app.example.co.jp");
        asking.Headers.Add("Access-Control-Request-Method", "POST");
        asking.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var answer = await client.SendAsync(asking);

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(isLetIn);
        answer.IsSuccessStatusCode.ShouldBe(isLetIn);
    }

    [Fact]
    public async Task A_gzipped_batch_is_inflated_up_to_the_bound()
    {
        using var client = await Sender("usage-ingest");
        var batch = JsonSerializer.Serialize(
            new
            {
                batch = Enumerable
                    .Range(0, 500)
                    .Select(i => new
                    {
                        type = "track",
                        messageId = $"zip-{i}",
                        userId = "u",
                        @event = "Zipped",
                    }),
            }
        );

        using var taken = await client.PostAsync("/v1/batch", Zipped(batch));
        using var bomb = await client.PostAsync(
            "/v1/batch",
            Zipped($$"""{"batch":[],"padding":"{{new string(' ', 5_000_000)}}"}""")
        );
        using var broken = await client.PostAsync(
            "/v1/batch",
            new ByteArrayContent([1, 2, 3]) { Headers = { ContentEncoding = { "gzip" } } }
        );
        using var other = await client.PostAsync(
            "/v1/batch",
            new ByteArrayContent([1, 2, 3]) { Headers = { ContentEncoding = { "br" } } }
        );

        (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stored").GetInt32().ShouldBe(500);
        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await bomb.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("detail")
            .GetString()!
            .ShouldContain("512000");
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused_and_so_is_a_person()
    {
        using var other = await Sender("accounts");
        using var admin = await host.AsAdmin();
        using var nobody = host.CreateClient();

        (await other.PostAsJsonAsync("/v1/batch", new { batch = Array.Empty<object>() })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await admin.PostAsJsonAsync("/v1/batch", new { batch = Array.Empty<object>() })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await nobody.PostAsJsonAsync("/v1/batch", new { batch = Array.Empty<object>() })).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_key_that_sends_too_fast_is_told_when_to_come_again()
    {
        await using var slow = host.WithWebHostBuilder(builder =>
            builder.UseSetting("UsageIngest:EventsPerSecond", "10").UseSetting("UsageIngest:Burst", "2000")
        );
        using var client = await Sender("usage-ingest", slow);
        var batch = new
        {
            batch = Enumerable
                .Range(0, 2_000)
                .Select(i => new
                {
                    type = "track",
                    messageId = $"fast-{i}",
                    userId = "u",
                    @event = "Fast",
                }),
        };

        using var first = await client.PostAsJsonAsync("/v1/batch", batch);
        using var second = await client.PostAsJsonAsync("/v1/batch", batch);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        second.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(1);
        (await second.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("code")
            .GetString()
            .ShouldBe("health.ingest.too-fast");
    }

    private static ByteArrayContent Zipped(string text)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        // The content type that an HTTP client gives to bytes it knows nothing of.
        return new ByteArrayContent(zipped.ToArray())
        {
            Headers =
            {
                ContentEncoding = { "gzip" },
                ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded"),
            },
        };
    }

    private async Task<HttpClient> Sender(string scope, WebApplicationFactory<Program>? other = null)
    {
        using var admin = await host.AsAdmin();
        using var issued = await admin.PostAsJsonAsync(
            "/v1/api-keys",
            new { name = $"{scope}-{Guid.NewGuid():N}", scopes = new[] { scope } }
        );
        var key = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString();
        var client = (other ?? host).CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:"))
        );
        return client;
    }
}
