using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// Calls that the document rules out, thousands of them: each is refused with a problem that helps, and none is a fault
/// of ours.
/// </summary>
public sealed class MalformedCallTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_malformed_call_is_refused_with_a_problem()
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();
        using var csm = await SignIn(host, admin, "csm");
        using var nobody = new HttpClient { BaseAddress = host.Address };
        var document = new OpenApiDocument(JsonNode.Parse(await admin.GetStringAsync("/openapi/v1.json"))!);
        var operations = document.Operations.Where(operation => operation.Id != "endSession").ToList();
        var chance = new Random(16);
        var malformed = new Malformed(document, chance);
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var statuses = new SortedDictionary<int, int>();
        var wrong = new List<string>();
        var calls = Rounds.Of(600, 10_000);
        for (var i = 0; i < calls; i++)
        {
            var operation = operations[i % operations.Count];
            var call = malformed.Of(operation);
            var client = chance.Next(10) switch
            {
                < 7 => admin,
                < 9 => csm,
                _ => nobody,
            };
            var japanese = chance.Next(2) == 0;
            call.Request.Headers.TryAddWithoutValidation("Accept-Language", japanese ? "ja" : "en");
            using var answer = await client.SendAsync(call.Request);
            var text = await answer.Content.ReadAsStringAsync();
            kinds[call.Kind] = kinds.GetValueOrDefault(call.Kind) + 1;
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            if (Fault(document, operation, call, answer, text) is { } fault)
            {
                wrong.Add(
                    $"{operation.Id}, {call.Kind}: {fault}\n    {call.Request.Method} {Start(call.Request.RequestUri!.ToString())}\n    {(int)answer.StatusCode} {Start(text)}"
                );
            }

            call.Request.Dispose();
        }

        output.WriteLine(
            $"{calls} malformed calls, {wrong.Count} answered wrongly; kinds: {string.Join(", ", kinds.Select(one => $"{one.Key} {one.Value}"))}; statuses: {string.Join(", ", statuses.Select(one => $"{one.Key} x {one.Value}"))}"
        );
        string.Join('\n', wrong.Take(30)).ShouldBeEmpty();
    }

    private static string Start(string text) => text.Length > 400 ? text[..400] : text;

    private static string? Fault(
        OpenApiDocument document,
        DocumentOperation operation,
        MalformedCall call,
        HttpResponseMessage answer,
        string text
    )
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return "a fault of ours";
        }

        if (status < 400)
        {
            return call.MustFail ? "accepted" : null;
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return "no problem";
        }

        var problem = JsonNode.Parse(text)!;
        var faults = document.Faults(document.Root["components"]!["schemas"]!["Problem"]!, problem).ToList();
        if (faults.Count > 0)
        {
            return string.Join("; ", faults);
        }

        if (
            status == 400
            && problem["errors"] is not JsonArray { Count: > 0 }
            && problem["code"]!.GetValue<string>() == "platform.invalid"
        )
        {
            return "no pointer";
        }

        if (
            call.Request.Headers.AcceptLanguage.ToString() == "ja"
            && !problem["detail"]!.GetValue<string>().Any(letter => letter is >= '\u3040' and <= '\u9fff')
        )
        {
            return "not in Japanese";
        }

        return
            status is 404 or 405
            || call.Kind == "wrong method"
            || operation.Body["responses"]!.AsObject().ContainsKey($"{status}")
            ? null
            : $"{status} is not documented";
    }

    private static async Task<HttpClient> SignIn(HostProcess host, HttpClient admin, string role)
    {
        var person = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "佐藤",
                email = $"{role}@example.jp",
                roles = new[] { role },
                isDemo = false,
            }
        );
        var id = (await person.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var link = (await (await admin.PostAsync("/v1/sign-in-links", null)).Content.ReadFromJsonAsync<JsonElement>())
            .EnumerateObject()
            .First()
            .Value.GetString()!;
        var client = new HttpClient { BaseAddress = host.Address };
        var started = await client.PostAsJsonAsync("/v1/sessions", new { code = link.Split('#')[1], personId = id });
        started.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()
        );
        return client;
    }
}
