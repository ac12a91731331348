using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Learning.Patterns;
using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// The loop of a data scientist, by the real command line against the real host: pull, train, register, promote,
/// compare, publish patterns, watch, go back.
/// </summary>
/// <remarks>
/// The company's truth: a customer contacted at most once in 90 days leaves with 0.35, any other with 0.06; its phase
/// says nothing. From November on every customer has more seats, and nobody knows yet who will leave.
/// </remarks>
public sealed class DataScientistTests : IAsyncLifetime
{
    private const int Customers = 480;

    private static readonly (string Role, string Email)[] Office =
    [
        ("csOps", "ops@cs.example"),
        ("leader", "leader@cs.example"),
        ("dataScientist", "data@cs.example"),
    ];

    private readonly TestDatabase _database = TestDatabase.Fresh();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("data-scientist-");
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private HostProcess? _host;

    private HostProcess Host => _host!;

    public async Task InitializeAsync()
    {
        _host = await HostProcess.Start(_database);
        using var admin = await Host.AsFirstAdmin();
        foreach (var (role, email) in Office)
        {
            var person = await Post(
                admin,
                "/v1/people",
                new
                {
                    name = role,
                    email,
                    roles = new[] { role },
                }
            );
            var link = (await Post(admin, "/v1/sign-in-links", new { })).GetProperty("path").GetString()!;
            var session = await Post(
                admin,
                "/v1/sessions",
                new
                {
                    code = link.Split('#')[1],
                    personId = person.GetProperty("id").GetString(),
                    firstAdminName = (string?)null,
                }
            );
            _tokens[role] = session.GetProperty("token").GetString()!;
        }

        using var ops = As("csOps");
        await Import(ops, "accounts", Accounts());
        await Import(
            ops,
            "snapshots",
            Snapshots(decided: true, "2025-01", "2025-02", "2025-03", "2025-04", "2025-09", "2025-10")
        );
        await Import(ops, "snapshots", Snapshots(decided: false, "2025-11", "2025-12"));
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task From_the_host_s_history_to_a_champion_and_to_candidates_that_the_host_has_judged()
    {
        // Rows as they were known, and nobody's name among them.
        var months = await Churn(
            "pull",
            0,
            "dataScientist",
            "--from",
            "2025-01",
            "--to",
            "2025-04",
            "--horizon",
            "90d",
            "--out",
            In("train.csv")
        );
        months.Said.ShouldContain($"2025-01\t{Customers}\t");
        var pulled = await File.ReadAllTextAsync(In("train.csv"));
        pulled
            .Split('\n')[0]
            .ShouldBe("account,as_of,snapshot_month,phase,contacts_90d,seats,due_within_horizon,label");
        pulled.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + 4 * Customers);
        pulled.ShouldNotContain("顧客");
        pulled.ShouldNotContain("C-0");

        var champion = await Trained("train.csv", "good");
        // The gates let it pass; another person's yes makes it champion.
        var asked = await Churn("promote", 0, "csOps", champion);
        asked.Said.ShouldBe($"{champion}\tawaits confirmation\n");
        asked.Messages.ShouldContain("leader");
        (await Churn("promote", 1, "csOps", champion, "--confirm")).Messages.ShouldContain("yourself");
        (await Churn("promote", 0, "leader", champion, "--confirm")).Said.ShouldBe($"{champion}\tchampion\n");
        using var scientist = As("dataScientist");
        var judged = await scientist.GetFromJsonAsync<JsonElement>($"/v1/models/{champion}");
        judged.GetProperty("alias").GetString().ShouldBe("champion");
        judged.GetProperty("trainedTo").GetString().ShouldBe("2025-04-30");
        // Two months that the model has not seen, scored by the host itself.
        judged.GetProperty("measures").GetProperty("rows").GetInt32().ShouldBe(2 * Customers);
        judged.GetProperty("measures").GetProperty("rocAuc").GetDouble().ShouldBeGreaterThan(0.65);
        judged
            .GetProperty("findings")
            .EnumerateArray()
            .ShouldNotContain(one => one.GetProperty("code").GetString() == "figures-of-the-run");

        // A model that learned the opposite praises itself as much; the host's own rows know better.
        await File.WriteAllTextAsync(In("turned.csv"), Turned(pulled));
        var wrong = await Trained("turned.csv", "wrong");
        var refused = await Churn("promote", 1, "csOps", wrong);
        refused.Messages.ShouldContain("badly-calibrated");
        refused.Messages.ShouldContain("worse-than-champion");
        (await scientist.GetFromJsonAsync<JsonElement>($"/v1/models/{wrong}"))
            .GetProperty("alias")
            .GetString()
            .ShouldBe("challenger");
        (await scientist.GetFromJsonAsync<JsonElement>($"/v1/models/{champion}"))
            .GetProperty("alias")
            .GetString()
            .ShouldBe("champion");

        await TheArtefactLeavesAsItCame(scientist, champion);
        await RunsAreHeldAgainstTheChampion(champion);
        await TheModelIsWatched(champion);
        await Churn(
            "patterns",
            0,
            "dataScientist",
            In("train.csv"),
            "--label",
            "label",
            "--by",
            "phase",
            "--loss",
            "--publish",
            "--model-version",
            champion
        );
        var candidates = (
            await scientist.GetFromJsonAsync<JsonElement>("/v1/patterns?filter[origin][eq]=published&limit=100")
        )
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        var told = candidates.Where(one => one.GetProperty("feature").GetString() == "contacts_90d").ToList();
        told.ShouldNotBeEmpty();
        foreach (var candidate in candidates)
        {
            candidate.GetProperty("origin").GetString().ShouldBe("published");
            candidate.GetProperty("source").GetProperty("model").GetString().ShouldBe(champion);
            candidate.GetProperty("outcome").GetString().ShouldBe("label");
            var held = candidate.GetProperty("heldOut");
            var effect = Effect.Of([
                new Arms(Count("with"), Count("withSuccess"), Count("without"), Count("withoutSuccess")),
            ]);
            // Within strata of time, so near what the sums over them give and not equal.
            var p = candidate.GetProperty("p").GetDouble();
            Math.Log(p / effect.P).ShouldBe(0, 3);
            candidate.GetProperty("q").GetDouble().ShouldBeInRange(p, 0.1);
            candidate.GetProperty("verdict").GetString().ShouldBe(effect.Difference.Value > 0 ? "raises" : "lowers");

            int Count(string name) => held.GetProperty(name).GetInt32();
        }

        await OneGoesBack(champion, scientist);
    }

    private async Task TheArtefactLeavesAsItCame(HttpClient scientist, string champion)
    {
        using var answer = await scientist.GetAsync("/v1/models/champion/artefact");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.ShouldBe(await File.ReadAllBytesAsync(Path.Combine(In("good"), "model.json")));
        answer.Headers.GetValues("X-Model-Version").ShouldBe([champion]);
        answer
            .Headers.GetValues("Content-Digest")
            .ShouldBe([$"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:"]);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/models/champion/artefact")
        {
            Headers = { IfNoneMatch = { answer.Headers.ETag! } },
        };
        (await scientist.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var ops = As("csOps");
        (await ops.GetAsync($"/v1/models/{champion}/artefact")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ops.GetAsync("/v1/models/2020-01-01-1/artefact")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task RunsAreHeldAgainstTheChampion(string champion)
    {
        // The host tells the very rows that the run was trained from, so that nobody need keep the file.
        await Churn("train", 0, role: null, In("train.csv"), "--label", "label", "--out", In("again"), "--seed", "2");
        var (said, talk) = await Churn("compare", 0, "dataScientist", In("again"), "champion", "--json");
        var told = JsonDocument.Parse(said).RootElement;
        told.GetProperty("runs")
            .EnumerateArray()
            .Select(run => run.GetProperty("run").GetString())
            .ShouldBe([champion, In("again")]);
        told.GetProperty("runs")[1]
            .GetProperty("againstFirst")
            .GetProperty("logLoss")
            .GetProperty("value")
            .GetDouble()
            .ShouldBe(0, 0.05);
        told.GetProperty("learnedFrom")[0].GetProperty("rows").GetInt32().ShouldBe(told.GetProperty("rows").GetInt32());
        talk.ShouldContain("flatter");

        // Of the turned run the file is needed, and on later rows it loses.
        (await Churn("compare", 3, "dataScientist", In("wrong"), "champion")).Messages.ShouldContain("--rows FILE");
        await Churn("compare", 0, "dataScientist", In("wrong"), "champion", "--rows", In("turned.csv"));
        await Churn(
            "pull",
            0,
            "dataScientist",
            "--from",
            "2025-09",
            "--to",
            "2025-10",
            "--horizon",
            "90d",
            "--out",
            In("later.csv")
        );
        var lost = JsonDocument
            .Parse(
                (
                    await Churn(
                        "compare",
                        0,
                        "dataScientist",
                        In("wrong"),
                        "champion",
                        "--on",
                        In("later.csv"),
                        "--label",
                        "label",
                        "--json"
                    )
                ).Said
            )
            .RootElement;
        lost.GetProperty("rows").GetInt32().ShouldBe(2 * Customers);
        lost.GetProperty("learnedFrom").GetArrayLength().ShouldBe(0);
        lost.GetProperty("runs")[1]
            .GetProperty("againstFirst")
            .GetProperty("logLoss")
            .GetProperty("low")
            .GetDouble()
            .ShouldBeGreaterThan(0);
    }

    private async Task TheModelIsWatched(string champion)
    {
        var watched = JsonDocument
            .Parse((await Churn("drift", 0, "dataScientist", "--month", "2025-12", "--json")).Said)
            .RootElement;
        watched.GetProperty("model").GetString().ShouldBe(champion);
        watched
            .GetProperty("quietTime")
            .ToString()
            .ShouldBe($$"""{"from":"2025-01","to":"2025-04","customers":{{Customers}}}""");
        watched
            .GetProperty("moved")
            .EnumerateArray()
            .Select(column => column.ToString())
            .ShouldBe(["""{"column":"seats","since":"2025-11","inModel":true}"""]);
        watched
            .GetProperty("months")
            .EnumerateArray()
            .Select(month =>
                (
                    month.GetProperty("month").GetString(),
                    month.GetProperty("labelsKnown").GetInt32(),
                    month.GetProperty("labelsOutstanding").GetInt32()
                )
            )
            .ShouldBe([
                ("2025-09", Customers, 0),
                ("2025-10", Customers, 0),
                ("2025-11", 0, Customers),
                ("2025-12", 0, Customers),
            ]);
        watched.GetProperty("advice").GetProperty("course").GetString().ShouldBe("wait");
        watched.GetProperty("advice").GetProperty("nextLabelsOn").GetString().ShouldBe("2026-02-28");

        (await Churn("drift", 0, "dataScientist", "--month", "2025-10", "--lang", "ja")).Messages.ShouldContain(
            "今のモデルを使い続けてください"
        );
        (await Churn("drift", 3, "dataScientist", "--month", "2026-01")).Messages.ShouldContain(
            "no snapshots of 2026-01"
        );
    }

    private async Task OneGoesBack(string champion, HttpClient scientist)
    {
        var registered = await Churn(
            "register",
            0,
            "dataScientist",
            In("again"),
            "--test-from",
            "2025-09",
            "--test-to",
            "2025-10",
            "--json"
        );
        var bad = JsonDocument.Parse(registered.Said).RootElement.GetProperty("version").GetString()!;
        await Churn("promote", 0, "csOps", bad);
        await Churn("promote", 0, "leader", bad, "--confirm");

        var (said, talk) = await Churn("rollback", 0, "csOps", "--reason", "it fails in service");

        said.ShouldBe($"{champion}\tchampion\t{bad}\n");
        talk.ShouldContain("withdrawn");
        (await scientist.GetFromJsonAsync<JsonElement>("/v1/models/champion"))
            .GetProperty("version")
            .GetString()
            .ShouldBe(champion);
        (await scientist.GetFromJsonAsync<JsonElement>($"/v1/models/{bad}"))
            .GetProperty("withdrawnAt")
            .ValueKind.ShouldBe(JsonValueKind.String);
        // There is nobody sound left to go back to.
        (await Churn("rollback", 1, "csOps", "--reason", "again")).Messages.ShouldContain("nothing to go back to");
    }

    private async Task<string> Trained(string file, string run)
    {
        var trained = await Churn("train", 0, role: null, In(file), "--label", "label", "--out", In(run), "--json");
        trained.Messages.ShouldContain("'account' says whose row it is");
        JsonDocument.Parse(trained.Said).RootElement.GetProperty("signal").GetString().ShouldBe("found");
        var registered = await Churn(
            "register",
            0,
            "dataScientist",
            In(run),
            "--test-from",
            "2025-09",
            "--test-to",
            "2025-10",
            "--json"
        );
        return JsonDocument.Parse(registered.Said).RootElement.GetProperty("version").GetString()!;
    }

    private Task<(string Said, string Messages)> Churn(
        string command,
        int code,
        string? role,
        params string[] arguments
    )
    {
        string[] host = role is null ? [] : ["--host", Host.Address.ToString(), "--token", _tokens[role]];
        return ChurnTool.Run(code, [command, .. arguments, .. host]);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private HttpClient As(string role) =>
        new()
        {
            BaseAddress = Host.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _tokens[role]) },
        };

    private static string Accounts() =>
        string.Concat([
            "externalId,name,startedOn\n",
            .. Enumerable
                .Range(1, Customers)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"C-{i:D4},顧客{i},2024-01-10\n")),
        ]);

    private static string Snapshots(bool decided, params string[] months)
    {
        var random = new Random(decided ? 11 : 12);
        var text = new StringBuilder($"accountExternalId,asOf,phase,contacts_90d,seats{(decided ? ",label" : "")}\n");
        for (var i = 1; i <= Customers; i++)
        {
            foreach (var month in months)
            {
                var (contacts, end) = (
                    random.Next(5),
                    DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1)
                );
                var left = random.NextDouble() < (contacts <= 1 ? 0.35 : 0.06);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"C-{i:D4},{end:yyyy-MM-dd},{(i % 2 == 0 ? "onboarding" : "adoption")},{contacts},"
                        + $"{random.Next(10, 500) + (decided ? 0 : 400)}{(!decided ? "" : left ? ",1" : ",0")}\n"
                );
            }
        }

        return text.ToString();
    }

    private static string Turned(string csv) =>
        string.Join(
            '\n',
            csv.Split('\n')
                .Select((line, i) => i == 0 || line.Length == 0 ? line : line[..^1] + (line[^1] == '1' ? '0' : '1'))
        );

    private static async Task Import(HttpClient client, string kind, string csv)
    {
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        var id = (await Send(client, $"/v1/imports?kind={kind}&source=test&fileName={kind}.csv&history=true", file))
            .GetProperty("id")
            .GetString();
        var job = (await Post(client, $"/v1/imports/{id}/commit", null)).GetProperty("jobId").GetString();
        string? state;
        do
        {
            await Task.Delay(50);
            state = (await client.GetFromJsonAsync<JsonElement>($"/v1/jobs/{job}")).GetProperty("state").GetString();
        } while (state is "queued" or "running");

        var committed = (await client.GetFromJsonAsync<JsonElement>($"/v1/imports/{id}")).GetProperty("committed");
        committed
            .GetProperty("create")
            .GetInt32()
            .ShouldBe(csv.Count(letter => letter == '\n') - 1, $"{kind}, {state}: {committed}");
    }

    private static Task<JsonElement> Post(HttpClient client, string path, object? ask) =>
        Send(client, path, ask is null ? null : JsonContent.Create(ask));

    private static async Task<JsonElement> Send(HttpClient client, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers = { { "Idempotency-Key", Guid.CreateVersion7().ToString() } },
        };
        using var answer = await client.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
