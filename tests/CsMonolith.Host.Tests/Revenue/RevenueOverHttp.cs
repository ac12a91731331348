using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Health.Contracts;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>
/// A whole host whose clock stands, and somebody in operations who writes subscriptions over HTTP and reads figures
/// back.
/// </summary>
public abstract class RevenueOverHttp : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Fresh(WholeHost.Modules);
    private readonly FixedTime _time = new();
    private WholeHost _host = null!;
    private Guid _operations;
    private int _numbers;

    /// <summary>Signed in as operations.</summary>
    protected HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _host = WholeHost.On(_database, _time);
        Client = _host.CreateClient();
        _operations = await Person("csOps");
        await SignInAs(_operations);
    }

    public Task DisposeAsync()
    {
        Client.Dispose();
        _host.Dispose();
        _database.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The customers A to F of example W1, in October 2026.</summary>
    protected async Task RetentionExample()
    {
        var before = new DateOnly(2025, 6, 1);
        var a = await Subscribe("A", "1000", before);
        await Change(a, "1200", "2026-10-10");
        await Change(await Subscribe("B", "500", before), "300", "2026-10-10");
        await Subscribe("C", "300", before, "2026-10-14");
        await Subscribe("D", "100", before, "2025-12-31");
        await Subscribe("D", "150", new(2026, 10, 10));
        await Subscribe("E", "400", new(2026, 10, 5));
        var f = await Subscribe("F", "200", before);
        await Change(f, "300", "2026-10-08");
        await Change(f, "150", "2026-10-20");
    }

    protected static JsonNode Figure(JsonNode measures) => measures["figures"]![0]!;

    protected static string Amounts(JsonNode figure, params string[] names) =>
        string.Join(' ', names.Select(name => figure[name]!["amount"]!.GetValue<string>()));

    /// <summary>A ratio of an answer, to the six decimals that a ratio has; on the wire it is a number.</summary>
    protected static string? Value(JsonNode figure, string name) => Six(figure[name]!["value"]);

    protected static string? Six(JsonNode? number) =>
        number?.GetValue<decimal>().ToString("F6", CultureInfo.InvariantCulture);

    protected static object Yen(string amount) => new { amount, currency = "JPY" };

    protected async Task<Guid> Account(string name)
    {
        var found = (await Get($"/v1/accounts?filter[externalId][eq]={Uri.EscapeDataString(name)}"))[
            "items"
        ]!.AsArray();
        return found.Count > 0
            ? found[0]!["id"]!.GetValue<Guid>()
            : (
                await Post(
                    "/v1/accounts",
                    new
                    {
                        externalId = name,
                        name,
                        startedOn = "2025-01-01",
                    }
                )
            )["id"]!.GetValue<Guid>();
    }

    protected async Task<Guid> Subscribe(
        string account,
        string mrr,
        DateOnly from,
        string? lastPaidDay = null,
        string currency = "JPY"
    ) =>
        (
            await Post(
                "/v1/subscriptions",
                new
                {
                    externalId = $"S-{++_numbers}",
                    accountId = await Account(account),
                    plan = "Pro",
                    startsOn = $"{from:yyyy-MM-dd}",
                    lastPaidDay,
                    billingInterval = "month",
                    mrr = new { amount = mrr, currency },
                }
            )
        )["id"]!.GetValue<Guid>();

    protected Task<JsonNode> Change(Guid subscription, string mrr, string on, string currency = "JPY") =>
        Post(
            $"/v1/subscriptions/{subscription}/changes",
            new { effectiveOn = on, mrr = new { amount = mrr, currency } }
        );

    protected async Task<JsonNode> Get(string path) => await Read(await Client.GetAsync(path), path);

    protected async Task<JsonNode> Post(string path, object body, string? match = null)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        if (match is not null)
        {
            ask.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return await Read(await Client.SendAsync(ask), path);
    }

    protected async Task<JsonNode> Put(string path, object body, string? match = null)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (match is not null)
        {
            ask.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return await Read(await Client.SendAsync(ask), path);
    }

    /// <summary>Sends what is refused, and returns the refusal's code.</summary>
    protected async Task<string> Refused(string path, object body)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await Client.SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(400, 499, text);
        return JsonNode.Parse(text)!["code"]!.GetValue<string>();
    }

    /// <summary>Loads a file as operations would.</summary>
    protected async Task Load(string kind, string file)
    {
        using var text = new StringContent(file, System.Text.Encoding.UTF8, "text/csv");
        using var ask = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source=billing&fileName={Guid.NewGuid()}.csv"
        )
        {
            Content = text,
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        var uploaded = await Read(await Client.SendAsync(ask), "/v1/imports");
        await Done(await Post($"/v1/imports/{uploaded["id"]}/commit", new { }));
    }

    /// <summary>Lets the host hear scores as if the model had given them, and waits until Revenue has.</summary>
    protected async Task Score(DateOnly asOf, params (Guid Account, Guid Renewal, double Churn)[] scores)
    {
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await db.Transact(
                () =>
                {
                    foreach (var (account, _, churn) in scores)
                    {
                        db.Publish(
                            new AccountScored(account, churn, HorizonDays: 90, "churn-1", asOf, HasSignal: true)
                        );
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
        }

        foreach (var (_, renewal, _) in scores)
        {
            for (var i = 0; (await Get($"/v1/renewals/{renewal}"))["model"] is null; i++)
            {
                i.ShouldBeLessThan(600, "the score is never heard");
                await Task.Delay(50);
            }
        }
    }

    private static async Task<JsonNode> Read(HttpResponseMessage answer, string path)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
            return JsonNode.Parse(text)!;
        }
    }

    /// <summary>Sets the clock, and signs in as operations again: a session lasts twelve hours.</summary>
    protected async Task MoveTo(DateOnly day)
    {
        _time.NoonOf(day);
        await SignInAs(_operations);
    }

    /// <summary>Signs in as operations.</summary>
    protected Task SignInAsOperations() => SignInAs(_operations);

    /// <summary>Signs in as somebody else.</summary>
    protected async Task SignInAs(Guid person) =>
        Client.DefaultRequestHeaders.Authorization = await _host.SessionOf(person);

    /// <summary>Somebody with a role; made before the clock is moved.</summary>
    protected async Task<Guid> Person(string role)
    {
        using var admin = await _host.AsAdmin();
        using var made = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = role,
                email = $"{role}@example.jp",
                roles = new[] { role },
                isDemo = false,
            }
        );
        return (await Read(made, "/v1/people"))["id"]!.GetValue<Guid>();
    }

    protected async Task Done(JsonNode accepted)
    {
        for (var i = 0; i < 600; i++)
        {
            var job = await Get($"/v1/jobs/{accepted["jobId"]}");
            if (job["state"]!.GetValue<string>() is not ("queued" or "running"))
            {
                job["state"]!.GetValue<string>().ShouldBe("succeeded", job.ToJsonString());
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Job {accepted} does not end.");
    }
}
