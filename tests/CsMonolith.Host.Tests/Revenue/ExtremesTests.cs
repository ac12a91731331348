using System.Net.Http.Json;
using System.Text;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>Whatever is asked, the worst answer is a refusal that says what to mend.</summary>
public sealed class ExtremesTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly string[] Words =
    [
        "",
        "x",
        ":",
        "industry:",
        "-1",
        "0",
        "2147483647",
        "2147483648",
        "%00",
        new('a', 300),
    ];

    [Fact]
    public async Task No_value_of_a_question_s_parameter_breaks_the_host()
    {
        using var client = await host.AsAdmin();
        var (broken, asked) = (new List<string>(), 0);
        foreach (var operation in Operation.Of(host).Where(one => IsAQuestion(one) && IsOurs(one)))
        {
            var known = operation.Example().RequestUri!.ToString().Split('?');
            var needed = known.Length == 1 ? [] : known[1].Split('&');
            foreach (var (name, type, _) in operation.Parameters)
            {
                foreach (var value in Extremes(Nullable.GetUnderlyingType(type) ?? type))
                {
                    // Where a span is asked for, both of its ends go as far.
                    var others = needed.Where(one => !one.StartsWith($"{name}=", StringComparison.Ordinal));
                    foreach (
                        var query in new[]
                        {
                            $"{string.Join('&', others.Append($"{name}={value}"))}",
                            string.Join('&', needed.Select(one => $"{one.Split('=')[0]}={value}")),
                        }
                    )
                    {
                        using var answer = await client.GetAsync($"{known[0]}?{query}");
                        asked++;
                        if ((int)answer.StatusCode >= 500)
                        {
                            broken.Add($"{operation.Name}: {query}");
                        }
                    }
                }
            }
        }

        broken.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-1","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"month","mrr":{"amount":"1","currency":"JPY"},"termMonths":0}""",
        "/termMonths"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-2","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"month","mrr":{"amount":"1","currency":"JPY"},"termMonths":2147483647}""",
        "/termMonths"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-3","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"month","mrr":{"amount":"1","currency":"JPY"},"noticeDays":-1}""",
        "/noticeDays"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-4","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"month","mrr":{"amount":"1","currency":"JPY"},"noticeDays":99999}""",
        "/noticeDays"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-5","accountId":"ACCOUNT","plan":"Pro","startsOn":"9999-12-31","billingInterval":"month","mrr":{"amount":"1","currency":"JPY"}}""",
        "/startsOn"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-6","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"month","line":{"amount":{"amount":"100","currency":"JPY"},"interval":"month","tax":{"amount":"200","currency":"JPY"}}}""",
        "/line"
    )]
    [InlineData(
        "subscriptions",
        """{"externalId":"X-7","accountId":"ACCOUNT","plan":"Pro","startsOn":"2026-01-01","billingInterval":"week","line":{"amount":{"amount":"1000000000000","currency":"USD"},"interval":"week","chargedDays":1,"periodDays":3660}}""",
        "/line"
    )]
    [InlineData("finance-reconciliations", """{"month":"2026-10","lines":[]}""", "/lines")]
    [InlineData("finance-reconciliations", """{"month":"2026-10","lines":null}""", "/lines")]
    [InlineData("finance-reconciliations", """{"month":"2026-10","lines":[null]}""", "/lines")]
    [InlineData(
        "finance-reconciliations",
        """{"month":"2026-10","lines":[{"accountExternalId":"","mrr":{"amount":"1","currency":"JPY"}}]}""",
        "/lines/0/accountExternalId"
    )]
    [InlineData(
        "finance-reconciliations",
        """{"month":"2026-10","lines":[{"accountExternalId":null,"mrr":{"amount":"1","currency":"JPY"}}]}""",
        "/lines/0/accountExternalId"
    )]
    [InlineData(
        "finance-reconciliations",
        """{"month":"2026-10","lines":[{"accountExternalId":"A","mrr":{"amount":"-1","currency":"JPY"}}]}""",
        "/lines/0/mrr"
    )]
    [InlineData(
        "finance-reconciliations",
        """{"month":"1850-10","lines":[{"accountExternalId":"A","mrr":{"amount":"1","currency":"JPY"}}]}""",
        "/month"
    )]
    public async Task A_body_with_one_bad_value_is_refused_at_that_field(string path, string body, string field)
    {
        using var client = await host.AsAdmin();

        using var ask = new HttpRequestMessage(HttpMethod.Post, $"/v1/{path}")
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = new StringContent(
                body.Replace("ACCOUNT", $"{await Customer(client)}", StringComparison.Ordinal),
                Encoding.UTF8,
                "application/json"
            ),
        };
        using var answer = await client.SendAsync(ask);

        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(400, text);
        text.ShouldContain($"\"{field}");
    }

    private static async Task<Guid> Customer(HttpClient client)
    {
        var number = $"EX-{Guid.NewGuid():N}";
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/accounts")
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = JsonContent.Create(
                new
                {
                    externalId = number,
                    name = number,
                    startedOn = "2025-01-01",
                }
            ),
        };
        using var answer = await client.SendAsync(ask);
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetGuid();
    }

    private static bool IsAQuestion(Operation operation) =>
        operation.Endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0]
        == "GET";

    private static bool IsOurs(Operation operation) =>
        operation.Name == "GetProposalSatisfaction"
        || operation.Endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Contains("Revenue") == true;

    private static IEnumerable<string> Extremes(Type type) =>
        type == typeof(DateOnly) ? ["0001-01-01", "9999-12-31", "2026-02-30", "x"]
        : type == typeof(Month) ? ["1900-01", "2999-12", "0001-01", "2026-13", "x"]
        : type == typeof(Guid) ? [$"{Guid.Empty}", "x"]
        : Words;
}
