using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsMonolith.Access;
using CsMonolith.Platform;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Every example of the document is sent to the running host, whatever operations there are. The examples tell one
/// story: what one creates the others use. So they are tried in rounds until none is left, and the ids that the host
/// gave stand in for those that the examples show.
/// </summary>
public sealed partial class ExampleTests : IDisposable
{
    private const int Rounds = 6;
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _resources = new(StringComparer.Ordinal);
    private const string EndsTheSessions = "unlinkIdentity";
    private readonly Random _chance = new(1);
    private readonly ITestOutputHelper _output;
    private readonly TestDatabase _database = TestDatabase.Fresh(WholeHost.Modules);
    private readonly WholeHost _host;
    private readonly HttpClient _client;
    private AuthenticationHeaderValue? _owner;
    private Guid? _everyRole;
    private OpenApiDocument _document = null!;

    // The examples name days, so the host lives in their time.
    public ExampleTests(ITestOutputHelper output)
    {
        (_output, _host) = (output, WholeHost.On(_database, new StoryTime()));
        _client = _host.CreateClient();
    }

    [Fact]
    public async Task Every_example_works_as_it_stands()
    {
        _document = new OpenApiDocument(JsonNode.Parse(await _client.GetStringAsync("/openapi/v1.json"))!);
        var left = _document.Operations.OrderBy(Turn).ToList();
        var why = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds && left.Count > 0; round++)
        {
            foreach (var operation in left.Where(operation => !Waits(operation, left)).ToList())
            {
                why[operation.Id] = await Replay(operation);
                if (why[operation.Id].Length == 0)
                {
                    left.Remove(operation);
                }
            }
        }

        _output.WriteLine(
            $"examples executed: {_document.Operations.Count - left.Count} of {_document.Operations.Count}"
        );
        foreach (var operation in left)
        {
            _output.WriteLine($"  {operation.Id}: {why.GetValueOrDefault(operation.Id)}");
        }

        left.Where(operation => !ExamplesNotReplayed.Reasons.ContainsKey(operation.Id))
            .Select(operation => $"{operation.Id}: {why[operation.Id]}")
            .ShouldBeEmpty();
        _output.WriteLine(
            $"  excused, but replayed this time: {string.Join(", ", ExamplesNotReplayed.Reasons.Keys.Except(left.Select(operation => operation.Id)))}"
        );
    }

    // Nothing begins a playbook that was retired.
    private static bool Waits(DocumentOperation operation, List<DocumentOperation> left) =>
        operation.Id == EndsTheSessions
        || (operation.Id == "retirePlaybook" && left.Exists(one => one.Id == "startPlaybookRun"));

    // Whoever signs in comes first and whoever signs out last; what is made comes before what is changed, and what ends
    // something after that.
    private static int Turn(DocumentOperation operation) =>
        operation switch
        {
            { Id: "startSession" } => 0,
            { Id: "createPerson" } => 1,
            { Id: "endSession" or "unlinkIdentity" or "changePerson" } => 9,
            { Id: "voidSubscription" or "retirePlaybook" } => 8,
            { Id: "openRenewal" } => 3,
            { Id: "moveRenewal" or "callRenewal" or "makeFinalCall" } => 4,
            { Id: "settleRenewal" or "dropTask" } => 6,
            { Id: "moveTask" or "moveTasks" } => 3,
            { Id: "finishTask" or "reopenTask" } => 4,
            { Method: "DELETE" } => 8,
            { Id: "undoImport" or "finishTasks" or "cancelSubscription" or "closeFieldCard" } => 7,
            { Method: "POST", Path: var path } when !path.Contains('{', StringComparison.Ordinal) => 2,
            { Method: "GET" } => 5,
            _ => 3,
        };

    /// <summary>Sends an example.</summary>
    /// <returns>What went wrong, or nothing.</returns>
    private async Task<string> Replay(DocumentOperation operation)
    {
        if (Address(operation) is not { } address)
        {
            return "nothing is there yet that its path could name";
        }

        var (answer, text) = await Send(operation, address);
        if ((int)answer.StatusCode != operation.Success)
        {
            return $"{(int)answer.StatusCode} {text}";
        }

        if (operation.Answer is not { } documented)
        {
            return "";
        }

        answer.Content.Headers.ContentType?.MediaType.ShouldBe(documented.MediaType, operation.Id);
        foreach (var header in operation.Body["responses"]![$"{operation.Success}"]!["headers"]?.AsObject() ?? [])
        {
            if (!answer.Headers.Contains(header.Key))
            {
                return $"it promises the header {header.Key}";
            }
        }

        if (documented.MediaType != "application/json")
        {
            return "";
        }

        var body = JsonNode.Parse(text);
        var example = documented.Media["example"];
        string.Join('\n', _document.Faults(documented.Media["schema"]!, example))
            .ShouldBeEmpty($"the example of {operation.Id}");
        string.Join('\n', _document.Faults(documented.Media["schema"]!, body))
            .ShouldBeEmpty($"the answer of {operation.Id}: {text}");
        string.Join('\n', OtherShape(example, body, ""))
            .ShouldBeEmpty($"the answer of {operation.Id} has another shape than its example: {text}");
        Learn(example, body, operation.Path.Split('/')[^1], "id");
        await Remember(operation, body!);
        return "";
    }

    private async Task<(HttpResponseMessage Answer, string Text)> Send(DocumentOperation operation, string address)
    {
        var renewals = 0;
        AuthenticationHeaderValue? key = null;
        for (var version = 0; ; version++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
            foreach (var header in operation.In("header").Select(one => one["name"]!.GetValue<string>()))
            {
                request.Headers.TryAddWithoutValidation(
                    header,
                    header switch
                    {
                        "If-Match" => $"\"{version}\"",
                        "Last-Event-ID" => "0",
                        _ => $"replay-{Guid.NewGuid():N}",
                    }
                );
            }

            if (operation.Request is { } sent)
            {
                var example = sent.Media["example"]!;
                var body = await WithIds(
                    sent.MediaType == "application/json" || sent.MediaType.EndsWith("+json", StringComparison.Ordinal)
                        ? example.ToJsonString(Wire.Json)
                        : example.GetValue<string>()
                );
                request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(sent.MediaType));
                if (example is JsonObject)
                {
                    string.Join('\n', _document.Faults(sent.Media["schema"]!, example))
                        .ShouldBeEmpty($"the example body of {operation.Id}");
                }
            }

            if (operation.Id == "endSession")
            {
                request.Headers.Authorization = await AnotherSession();
            }

            // A key signs in for the one request alone: what it brings in would be its own.
            request.Headers.Authorization ??= key;
            var signedInApart = request.Headers.Authorization is not null;
            var answer = await _client.SendAsync(request);
            if ((int)answer.StatusCode == 403 && renewals < 2 && !signedInApart)
            {
                // Not everything is an administrator's, some examples take roles away, and some things are a key's
                // alone.
                if (renewals == 0)
                {
                    _client.DefaultRequestHeaders.Authorization = await EveryRole();
                }
                else
                {
                    key = await WholeHost.KeyBy(_client, []);
                }

                (renewals, version) = (renewals + 1, -1);
                continue;
            }

            if ((int)answer.StatusCode != 412 || version > 20)
            {
                return (answer, await answer.Content.ReadAsStringAsync());
            }
        }
    }

    // The owner hires for every role of trust alone, as long as nobody else holds one: so the one before leaves.
    private async Task<AuthenticationHeaderValue> EveryRole()
    {
        using var owner = _host.CreateClient();
        owner.DefaultRequestHeaders.Authorization = _owner;
        if (_everyRole is { } before)
        {
            using var leave = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{before}")
            {
                Content = JsonContent.Create(new { leftOn = "2020-01-01" }),
            };
            using var read = await owner.GetAsync($"/v1/people/{before}");
            leave.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
            (await owner.SendAsync(leave)).EnsureSuccessStatusCode();
        }

        var roles = Enum.GetNames<CsMonolith.Kernel.Role>()
            .Where(role => role is not ("System" or "IntegrationKey"))
            .Select(JsonNamingPolicy.CamelCase.ConvertName);
        var made = await owner.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "万能",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles,
                isDemo = false,
            }
        );
        _everyRole = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<Guid>();
        return await _host.SessionOf(_everyRole.Value);
    }

    private async Task<AuthenticationHeaderValue> AnotherSession() =>
        await _host.SessionOf(Guid.Parse(_resources["people"][0]));

    // /v1/imports/{importId}/faults names an import; imports are known from what POST or GET /v1/imports answered.
    private string? Address(DocumentOperation operation)
    {
        var segments = operation.Path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i].StartsWith('{'))
            {
                if (!_resources.TryGetValue(segments[i - 1], out var known))
                {
                    return null;
                }

                // What failed with one may work with another.
                segments[i] = Uri.EscapeDataString(known[_chance.Next(known.Count)]);
            }
        }

        var query = operation
            .In("query")
            .Where(one => one["example"] is not null)
            .Select(one => $"{one["name"]}={Uri.EscapeDataString(Code(one["example"]!.ToString()))}")
            .ToList();
        return string.Join('/', segments) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    private string Code(string text) =>
        text == "9rV0…"
            ? AccessModule.MintLink(_host.Services, CancellationToken.None).GetAwaiter().GetResult()!.Split('#')[1]
            : text;

    private async Task<string> WithIds(string body)
    {
        foreach (
            var (name, id) in Named()
                .Matches(body)
                .Select(match => (match.Groups["name"].Value, match.Groups["id"].Value))
                .Distinct()
                .ToList()
        )
        {
            await Invent(Kind(name, ""), id);
        }

        var mapped = Named()
            .Replace(
                body,
                match =>
                    $"\"{match.Groups["name"].Value}\":\"{Known(Kind(match.Groups["name"].Value, ""), match.Groups["id"].Value)}\""
            );
        return mapped.Contains("9rV0…", StringComparison.Ordinal)
            ? mapped.Replace("9rV0…", Code("9rV0…"), StringComparison.Ordinal)
            : mapped;
    }

    // A person of whom the examples only know the id.
    private async Task Invent(string kind, string id)
    {
        if (kind != "people" || _given.ContainsKey(kind + id) || _client.DefaultRequestHeaders.Authorization is null)
        {
            return;
        }

        var made = await _client.PostAsync(
            "/v1/people",
            new StringContent(
                $$"""{"name":"部長 {{id[^2..]}}","email":"p{{id[^2..]}}@example.co.jp","roles":["leader"],"isDemo":false}""",
                Encoding.UTF8,
                "application/json"
            )
        );
        _given[kind + id] = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    // An id is a person's, unless its name says otherwise; what an operation answers as its own id is of the kind that
    // its path ends in.
    private static string Kind(string name, string resource) =>
        name switch
        {
            "id" => resource,
            "accountId"
            or "subscriptionId"
            or "jobId"
            or "importId"
            or "planId"
            or "partnerId"
            or "taskId"
            or "fireId"
            or "stakeholderId"
            or "playbookId"
            or "cardId"
            or "teamId" => name[..^2] + "s",
            "runId" => "playbook-runs",
            "programmeId" => "onboarding-programmes",
            "projectId" => "success-projects",
            "milestoneId" => "milestones",
            "packId" => "review-packs",
            "improvementId" => "improvements",
            "goalId" => "success-definitions",
            _ => "people",
        };

    private string Known(string kind, string id) =>
        _given.TryGetValue(kind + id, out var given) ? given
        : _resources.TryGetValue(kind, out var known) ? known[0]
        : id;

    private void Learn(JsonNode? example, JsonNode? answer, string resource, string name)
    {
        switch (example, answer)
        {
            case (JsonObject shown, JsonObject got):
                foreach (var (field, value) in shown)
                {
                    Learn(value, got[field], resource, field);
                }

                break;
            case (JsonValue shown, JsonValue got)
                when shown.GetValueKind() == JsonValueKind.String
                    && got.GetValueKind() == JsonValueKind.String
                    && Ids().IsMatch(shown.ToString())
                    && Ids().IsMatch(got.ToString()):
                _given.TryAdd(Kind(name, resource) + shown, got.ToString());
                break;
        }
    }

    private async Task Remember(DocumentOperation operation, JsonNode body)
    {
        if (operation.Id == "startSession")
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                body["token"]!.GetValue<string>()
            );
            if (_owner is null)
            {
                _owner = _client.DefaultRequestHeaders.Authorization;
                await OneOwner.ActsAlone(_client);
            }
        }

        foreach (var one in body["items"] as JsonArray ?? [body])
        {
            if (
                !operation.Path.Contains('{', StringComparison.Ordinal)
                && (one!["id"] ?? one["version"] ?? one["month"]) is JsonValue key
            )
            {
                Add(operation.Path.Split('/')[^1], key.ToString());
            }
        }

        if (body["jobId"]?.GetValue<string>() is { } job)
        {
            Add("jobs", job);
            await Finished(job);
        }
    }

    private async Task Finished(string job)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var state = JsonNode.Parse(await _client.GetStringAsync($"/v1/jobs/{job}"))!["state"]!.GetValue<string>();
            if (state is not ("queued" or "running"))
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    private void Add(string resource, string key)
    {
        if (!_resources.TryGetValue(resource, out var known))
        {
            _resources[resource] = known = [];
        }

        if (!known.Contains(key))
        {
            known.Add(key);
        }
    }

    // Every field that the example shows is there and of the same kind; what may be null may be null on either side.
    private static IEnumerable<string> OtherShape(JsonNode? example, JsonNode? answer, string at) =>
        (example, answer) switch
        {
            (null, _) or (_, null) => [],
            (JsonObject shown, JsonObject got) => shown.SelectMany(field =>
                got.ContainsKey(field.Key)
                    ? OtherShape(field.Value, got[field.Key], $"{at}/{field.Key}")
                    : [$"{at}/{field.Key} is missing"]
            ),
            (JsonArray shown, JsonArray got) => shown.Count > 0 && got.Count > 0
                ? OtherShape(shown[0], got[0], $"{at}/0")
                : [],
            _ => example.GetValueKind() == answer.GetValueKind()
            || (example, answer) is (JsonValue, JsonValue) && (IsFlag(example) && IsFlag(answer))
                ? []
                : [$"{at}: {answer.GetValueKind()} in place of {example.GetValueKind()}"],
        };

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _host.Dispose();
        _database.Dispose();
    }

    private static bool IsFlag(JsonNode value) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    [GeneratedRegex(
        "\"(?<name>[a-zA-Z]+)\": ?\"(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Named();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
