using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// A client of the last landed document still works. openapi.baseline names the commit whose document clients rely on,
/// which must be on the main line already, and below it every break since then that is meant, word for word as the test
/// tells it.
/// </summary>
public sealed class BreakingChangeTests(ITestOutputHelper output)
{
    private const string Ask = "post",
        Path = "/v1/people";

    [BaselineFact]
    public void Nothing_breaks_a_client_of_the_baseline_but_what_is_meant()
    {
        var found = new BreakingChanges(JsonNode.Parse(Baseline.Document!)!, Read("openapi.json")).Find();

        found
            .Except(Baseline.Meant, StringComparer.Ordinal)
            .ShouldBeEmpty("If a break is meant, add its line to src/CsMonolith.Host/openapi.baseline.");
        Baseline
            .Meant.Except(found, StringComparer.Ordinal)
            .ShouldBeEmpty("These are no breaks of the baseline; take them off src/CsMonolith.Host/openapi.baseline.");
    }

    [Fact]
    public void Each_of_thirty_breaks_is_found()
    {
        var missed = Breaks().Where(one => Changed(one.Change).Count == 0).Select(one => one.Name).ToList();

        output.WriteLine($"seeded breaks found: {Breaks().Count - missed.Count} of {Breaks().Count}");
        Breaks().Count.ShouldBe(30);
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void None_of_thirty_additions_is_called_a_break()
    {
        var alarms = Additions()
            .SelectMany(one => Changed(one.Change).Select(alarm => $"{one.Name}: {alarm}"))
            .ToList();

        output.WriteLine($"additive changes: {Additions().Count}, false alarms: {alarms.Count}");
        Additions().Count.ShouldBe(30);
        alarms.ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Changed(Action<JsonNode> change)
    {
        var after = Read("openapi.json");
        change(after);
        return new BreakingChanges(Read("openapi.json"), after).Find();
    }

    private static IReadOnlyList<(string Name, Action<JsonNode> Change)> Breaks() =>
        [
            ("an operation goes", root => root["paths"]![Path]!.AsObject().Remove(Ask)),
            ("a path goes", root => root["paths"]!.AsObject().Remove("/v1/teams")),
            ("a path is renamed", root => Rename(root["paths"]!, "/v1/teams", "/v1/groups")),
            ("a method changes", root => Rename(root["paths"]!["/v1/phases"]!, "put", "patch")),
            ("an operationId changes", root => Operation(root)["operationId"] = "addPerson"),
            ("a query parameter goes", root => Parameters(root, "/v1/call-list", "get").RemoveAt(0)),
            ("a parameter is renamed", root => Parameters(root, "/v1/retention", "get")[0]!["name"] = "start"),
            ("a parameter becomes required", root => Parameters(root, "/v1/people", "get")[0]!["required"] = true),
            (
                "a new parameter is required",
                root =>
                    Parameters(root, "/v1/people", "get")
                        .Add(
                            JsonNode.Parse(
                                """{"name":"team","in":"query","required":true,"schema":{"type":"string"}}"""
                            )
                        )
            ),
            (
                "a parameter's type changes",
                root => Parameters(root, "/v1/people", "get")[0]!["schema"]!["type"] = "integer"
            ),
            ("a parameter is shorter", root => Parameters(root, "/v1/people", "get")[0]!["schema"]!["maxLength"] = 3),
            ("a parameter moves to a header", root => Parameters(root, "/v1/retention", "get")[0]!["in"] = "header"),
            (
                "a body becomes required",
                root =>
                    root["paths"]!["/v1/sign-in-links"]!["post"]!["requestBody"] = JsonNode.Parse(
                        """{"required":true,"content":{"application/json":{"schema":{"type":"object"}}}}"""
                    )
            ),
            ("a body's field goes", root => Fields(root, "CreateTeam").Remove("members")),
            ("a body's field is renamed", root => Rename(Fields(root, "CreateTeam"), "leaderId", "headId")),
            ("a body's field becomes required", root => Required(root, "CreateTeam").Add("members")),
            (
                "a new field of a body is required",
                root =>
                {
                    Fields(root, "CreateTeam")["office"] = JsonNode.Parse("""{"type":"string"}""");
                    Required(root, "CreateTeam").Add("office");
                }
            ),
            ("a body's field changes its type", root => Fields(root, "CreateTeam")["name"]!["type"] = "integer"),
            (
                "a body's field may not be null any more",
                root => Fields(root, "StartSession")["firstAdminName"]!["type"] = "string"
            ),
            ("a body's field changes its format", root => Fields(root, "CreateTeam")["leaderId"]!["format"] = "uri"),
            ("a text may be less long", root => Fields(root, "CreateTeam")["name"]!["maxLength"] = 10),
            ("a text must be longer", root => Fields(root, "CreateTeam")["name"]!["minLength"] = 5),
            ("a text has a new pattern", root => Fields(root, "CreateTeam")["name"]!["pattern"] = "^[a-z]+$"),
            ("a list may be less long", root => Fields(root, "CreateTeam")["members"]!["maxItems"] = 1),
            (
                "a word is not taken any more",
                root => root["components"]!["schemas"]!["BillingInterval"]!["enum"]!.AsArray().RemoveAt(0)
            ),
            (
                "a media type is not taken any more",
                root =>
                    root["paths"]!["/v1/imports"]!["post"]!["requestBody"]!["content"]!.AsObject().Remove("text/csv")
            ),
            ("an answer's field goes", root => Fields(root, "TeamProfile").Remove("name")),
            (
                "an answer's field may be null",
                root => Fields(root, "TeamProfile")["name"]!["type"] = JsonNode.Parse("""["string","null"]""")
            ),
            ("an answer's status changes", root => Rename(Operation(root)["responses"]!, "201", "200")),
            ("signing in changes", root => Operation(root)["security"] = JsonNode.Parse("""[{"other":[]}]""")),
        ];

    private static IReadOnlyList<(string Name, Action<JsonNode> Change)> Additions() =>
        [
            ("a new path", root => root["paths"]!["/v1/offices"] = root["paths"]!["/v1/teams"]!.DeepClone()),
            (
                "a new method",
                root => root["paths"]!["/v1/phases"]!["delete"] = root["paths"]!["/v1/phases"]!["get"]!.DeepClone()
            ),
            (
                "a new optional parameter",
                root =>
                    Parameters(root, "/v1/people", "get")
                        .Add(JsonNode.Parse("""{"name":"team","in":"query","schema":{"type":"string"}}"""))
            ),
            (
                "a new optional header",
                root =>
                    Parameters(root, "/v1/people", "get")
                        .Add(JsonNode.Parse("""{"name":"X-Team","in":"header","schema":{"type":"string"}}"""))
            ),
            (
                "a parameter is not required any more",
                root => Parameters(root, "/v1/retention", "get")[0]!["required"] = false
            ),
            (
                "a parameter may be longer",
                root => Parameters(root, "/v1/people", "get")[0]!["schema"]!["maxLength"] = 9_000
            ),
            (
                "a new optional field of a body",
                root => Fields(root, "CreateTeam")["office"] = JsonNode.Parse("""{"type":"string"}""")
            ),
            ("a body's field is not required any more", root => Required(root, "CreateTeam").RemoveAt(0)),
            (
                "a body's field may be null",
                root => Fields(root, "CreateTeam")["name"]!["type"] = JsonNode.Parse("""["string","null"]""")
            ),
            ("a text may be longer", root => Fields(root, "CreateTeam")["name"]!["maxLength"] = 1_000),
            ("a text may be empty", root => Fields(root, "CreateTeam")["name"]!["minLength"] = 0),
            ("a text's limit goes", root => Fields(root, "CreateTeam")["name"]!.AsObject().Remove("maxLength")),
            ("a pattern goes", root => Fields(root, "CreateTeam")["name"]!.AsObject().Remove("pattern")),
            ("a list may be longer", root => Fields(root, "CreateTeam")["members"]!["maxItems"] = 900_000),
            (
                "a new word",
                root => root["components"]!["schemas"]!["BillingInterval"]!["enum"]!.AsArray().Add("decade")
            ),
            (
                "a new media type is taken",
                root =>
                    root["paths"]!["/v1/imports"]!["post"]!["requestBody"]!["content"]!["text/plain"] = root["paths"]![
                        "/v1/imports"
                    ]!["post"]!["requestBody"]!["content"]!["text/csv"]!.DeepClone()
            ),
            (
                "a new field of an answer",
                root => Fields(root, "TeamProfile")["office"] = JsonNode.Parse("""{"type":"string"}""")
            ),
            (
                "a new required field of an answer",
                root =>
                {
                    Fields(root, "TeamProfile")["office"] = JsonNode.Parse("""{"type":"string"}""");
                    Required(root, "TeamProfile").Add("office");
                }
            ),
            ("an answer's text may be less long", root => Fields(root, "TeamProfile")["name"]!["maxLength"] = 10),
            (
                "an answer's field is never null now",
                root => Fields(root, "AccountProfile")["industry"]!["type"] = "string"
            ),
            (
                "a new problem",
                root => Operation(root)["responses"]!["418"] = JsonNode.Parse("""{"description":"a teapot"}""")
            ),
            (
                "a new header of an answer",
                root =>
                    Operation(root)["responses"]!["201"]!["headers"]!["X-Team"] = JsonNode.Parse(
                        """{"schema":{"type":"string"}}"""
                    )
            ),
            ("a new way to sign in", root => root["security"]!.AsArray().Add(JsonNode.Parse("""{"apiKey":[]}"""))),
            ("an operation needs no signing in any more", root => Operation(root)["security"] = new JsonArray()),
            ("another summary", root => Operation(root)["summary"] = "Write somebody down"),
            ("another description", root => Operation(root)["description"] = "In other words."),
            (
                "another example",
                root => Operation(root)["requestBody"]!["content"]!["application/json"]!["example"] = new JsonObject()
            ),
            ("another tag", root => Operation(root)["tags"] = JsonNode.Parse("""["People"]""")),
            (
                "a new schema",
                root => root["components"]!["schemas"]!["Office"] = JsonNode.Parse("""{"type":"object"}""")
            ),
            ("another order of fields", root => Reverse(Fields(root, "TeamProfile"))),
        ];

    private static JsonObject Operation(JsonNode root) => root["paths"]![Path]![Ask]!.AsObject();

    private static JsonArray Parameters(JsonNode root, string path, string method) =>
        root["paths"]![path]![method]!["parameters"]!.AsArray();

    private static JsonObject Fields(JsonNode root, string schema) =>
        root["components"]!["schemas"]![schema]!["properties"]!.AsObject();

    private static JsonArray Required(JsonNode root, string schema) =>
        root["components"]!["schemas"]![schema]!["required"]!.AsArray();

    private static void Rename(JsonNode parent, string from, string to)
    {
        var moved = parent[from]!.DeepClone();
        parent.AsObject().Remove(from);
        parent[to] = moved;
    }

    private static void Reverse(JsonObject fields)
    {
        foreach (var (name, field) in fields.Reverse().ToList())
        {
            fields.Remove(name);
            fields[name] = field?.DeepClone();
        }
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Baseline.PathOf(name)))!;
}

/// <summary>
/// The document that clients rely on: read from the repository's history, where one clone may hold more than another.
/// </summary>
internal static class Baseline
{
    private static readonly string[] Lines =
    [
        .. File.ReadAllLines(PathOf("openapi.baseline")).Where(line => line.Length > 0 && line[0] != '#'),
    ];

    /// <summary>The breaks that are meant.</summary>
    public static IReadOnlyList<string> Meant => Lines[1..];

    /// <summary>The commit whose document is the baseline.</summary>
    public static string Commit => Lines[0];

    /// <summary>The baseline, or <c>null</c> where this clone does not hold the commit.</summary>
    public static string? Document { get; } = Show();

    /// <summary>A file beside the approved document.</summary>
    public static string PathOf(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "CsMonolith.Host", name));

    private static string? Show()
    {
        var start = new ProcessStartInfo("git", ["show", $"{Commit}:./openapi.json"])
        {
            WorkingDirectory = Path.GetDirectoryName(PathOf("openapi.json"))!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            UseShellExecute = false,
        };
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var document = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            _ = errors.GetAwaiter().GetResult();
            return git.ExitCode == 0 ? document : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>
/// A test that compares with the baseline; where this clone does not hold it, it says so and is skipped.
/// </summary>
internal sealed class BaselineFactAttribute : FactAttribute
{
    public BaselineFactAttribute() =>
        Skip = Baseline.Document is null
            ? $"This clone does not hold commit {Baseline.Commit}, whose OpenAPI document is the baseline."
            : null;
}
