using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Testing;

namespace CsMonolith.Faults.Tests;

/// <summary>One call that is wrong in one respect.</summary>
/// <param name="Request">What is sent.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="MustFail">Whether success would be a fault: the document rules the call out.</param>
internal sealed record MalformedCall(HttpRequestMessage Request, string Kind, bool MustFail);

/// <summary>
/// Makes malformed calls of whatever operations a document has: its own example with one thing broken.
/// </summary>
internal sealed class Malformed(OpenApiDocument document, Random chance)
{
    private const string NoId = "0199a000-0000-7000-8000-00000000dead";
    private const string HalfACharacter = "HALF-A-CHARACTER";
    private static readonly string[] Odd =
    [
        "",
        "null",
        "-1",
        "0",
        "1e400",
        "99999999999999999999",
        "true",
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "9999-12",
        "0001-01",
        "' OR 1=1 --",
        "𠮷野家",
        "\u202e",
        "%",
        "../..",
        "{}",
        "[]",
        "NaN",
    ];

    public MalformedCall Of(DocumentOperation operation)
    {
        var ways = new List<Func<DocumentOperation, MalformedCall?>>
        {
            UnknownParameter,
            OddPath,
            WrongMethod,
            OddHeader,
            OddQuery,
            NulInQuery,
            OverlongQuery,
            BadUtf8InQuery,
        };
        if (operation.Request is { MediaType: "application/json" or "application/merge-patch+json" })
        {
            for (var i = 0; i < 4; i++)
            {
                ways.AddRange([WrongType, Missing, UnknownField, HostileText, BrokenJson, OddValue, NotJson]);
            }
        }

        if (operation.In("query").Any(one => one["name"]!.GetValue<string>() == "cursor"))
        {
            ways.AddRange([BadPage, BadPage, BadFilter, BadFilter, BadFilter]);
        }

        while (true)
        {
            if (ways[chance.Next(ways.Count)](operation) is { } call)
            {
                return call;
            }
        }
    }

    private HttpRequestMessage Ask(
        DocumentOperation operation,
        string? query = null,
        JsonNode? body = null,
        string? raw = null,
        string? id = null
    )
    {
        var path = string.Join(
            '/',
            operation
                .Path.Split('/')
                .Select(part => part.StartsWith('{') ? id ?? (part == "{month}" ? "2026-04" : NoId) : part)
        );
        var given = operation
            .In("query")
            .Where(one => one["example"] is not null)
            .Select(one => $"{one["name"]}={Uri.EscapeDataString(one["example"]!.ToString())}");
        var all = string.Join('&', query is null ? given : given.Append(query));
        var request = new HttpRequestMessage(
            new HttpMethod(operation.Method),
            path + (all.Length > 0 ? "?" + all : "")
        );
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (operation.Request is { } sent)
        {
            var text = raw ?? (body ?? sent.Media["example"])?.ToJsonString() ?? "";
            request.Content = new StringContent(text, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(sent.MediaType)
            {
                CharSet = sent.MediaType.EndsWith("json", StringComparison.Ordinal) ? "utf-8" : null,
            };
        }

        return request;
    }

    private MalformedCall UnknownParameter(DocumentOperation operation) =>
        new(Ask(operation, "surprise=1"), "unknown parameter", MustFail: true);

    private MalformedCall? OddPath(DocumentOperation operation) =>
        operation.Path.Contains('{', StringComparison.Ordinal)
            ? new(
                Ask(
                    operation,
                    id: Pick([
                        "abc",
                        "%2e%2ex",
                        "00000000-0000-0000-0000-000000000000",
                        new string('x', 3_000),
                        "%F0%9F%98%80",
                        "1'--",
                        "9999-99",
                        "%20x",
                    ])
                ),
                "odd path",
                // The key of a mark is any text, and one that was never made is taken away all the same.
                MustFail: !operation.Path.StartsWith("/v1/brief/marks/", StringComparison.Ordinal)
            )
            : null;

    private MalformedCall WrongMethod(DocumentOperation operation)
    {
        var request = Ask(operation);
        request.Method = new HttpMethod(Pick(["TRACE", "FOO", "OPTIONS"]));
        return new(request, "wrong method", MustFail: true);
    }

    private MalformedCall OddHeader(DocumentOperation operation)
    {
        var request = Ask(operation);
        var (name, value) = Pick<(string, string)>([
            ("If-Match", "***"),
            ("If-Match", "\"99999999999999999999\""),
            ("Accept", "application/xml"),
            ("Accept-Language", "xx-;;q=zz"),
            ("If-None-Match", "ja"),
            ("Authorization", "Bearer " + new string('x', 500)),
            ("Idempotency-Key", new string('k', 2_000)),
            ("Cookie", "csmonolith_session=%00"),
            ("Range", "bytes=0-1"),
            ("traceparent", "00-zz"),
        ]);
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
        return new(request, "odd header", MustFail: false);
    }

    private MalformedCall? OddQuery(DocumentOperation operation) =>
        Pick(operation.In("query").ToList()) is { } parameter
            ? new(
                Ask(operation, $"{parameter["name"]}={Uri.EscapeDataString(Pick(Odd))}"),
                "odd parameter",
                MustFail: false
            )
            : null;

    private MalformedCall? NulInQuery(DocumentOperation operation) =>
        Pick(operation.In("query").ToList()) is { } parameter
            ? new(Ask(operation, $"{parameter["name"]}=a%00b"), "NUL in a parameter", MustFail: true)
            : null;

    private MalformedCall? OverlongQuery(DocumentOperation operation) =>
        Pick(operation.In("query").ToList()) is { } parameter
            ? new(Ask(operation, $"{parameter["name"]}={new string('9', 4_500)}"), "overlong parameter", MustFail: true)
            : null;

    private MalformedCall? BadUtf8InQuery(DocumentOperation operation) =>
        Pick(operation.In("query").ToList()) is { } parameter
            ? new(Ask(operation, $"{parameter["name"]}=%ff%fe%c0%80"), "broken UTF-8 in a parameter", MustFail: false)
            : null;

    private MalformedCall BadPage(DocumentOperation operation) =>
        new(
            Ask(
                operation,
                Pick([
                    "limit=0",
                    "limit=-1",
                    "limit=201",
                    "limit=1&limit=2",
                    "limit=x",
                    "limit=",
                    "cursor=abc",
                    "cursor=%F0%9F%98%80",
                    $"cursor={new string('A', 3_900)}",
                    "sort=nothing",
                    "sort=-",
                ])
            ),
            "bad page",
            MustFail: false
        );

    private MalformedCall? BadFilter(DocumentOperation operation)
    {
        var fields = operation
            .In("query")
            .Select(one => one["name"]!.GetValue<string>())
            .Where(name => name.StartsWith("filter[", StringComparison.Ordinal))
            .ToList();
        var field = Pick(fields) is { } one
            ? one[..one.IndexOf(']', StringComparison.Ordinal)] + "]"
            : "filter[nothing]";
        return new(
            Ask(
                operation,
                $"{Uri.EscapeDataString(field)}{Pick(["[eq]", "[lt]", "[contains]", "[in]", "[like]", "[]", "", "[eq][eq]", "[EQ]"])}={Uri.EscapeDataString(Pick(Odd))}"
            ),
            "bad filter",
            MustFail: false
        );
    }

    private MalformedCall? WrongType(DocumentOperation operation) =>
        Broken(
            operation,
            "wrong type",
            mustFail: true,
            (schema, _) =>
                Types(schema) switch
                {
                    [] => null,
                    var types when !types.Contains("string") => JsonValue.Create("text"),
                    var types when !types.Contains("object") => new JsonObject { ["a"] = 1 },
                    _ => null,
                }
        );

    private MalformedCall? OddValue(DocumentOperation operation) =>
        Broken(
            operation,
            "odd value",
            mustFail: false,
            (schema, _) =>
                Types(schema).FirstOrDefault() switch
                {
                    "integer" or "number" => Pick<JsonNode>([
                        JsonNode.Parse("1e400")!,
                        JsonNode.Parse("-1")!,
                        JsonNode.Parse("99999999999999999999")!,
                        JsonNode.Parse("9007199254740993")!,
                        JsonNode.Parse("1.5")!,
                        JsonNode.Parse("0")!,
                    ]),
                    "string" => JsonValue.Create(Pick(Odd)),
                    "array" => new JsonArray([.. Enumerable.Repeat(0, 300).Select(_ => (JsonNode?)null)]),
                    "boolean" => JsonValue.Create("true"),
                    _ => new JsonObject(),
                }
        );

    private MalformedCall? HostileText(DocumentOperation operation)
    {
        var way = chance.Next(4);
        return Broken(
            operation,
            "hostile text",
            mustFail: way < 3,
            (schema, _) =>
                Types(schema).Contains("string") && schema["enum"] is null
                    ? way switch
                    {
                        0 => JsonValue.Create("a\0b"),
                        1 => JsonValue.Create(HalfACharacter),
                        2 => JsonValue.Create(new string('長', (schema["maxLength"]?.GetValue<int>() ?? 100_000) + 1)),
                        _ => JsonValue.Create("\u202e\u0001\u001f\ufffe"),
                    }
                    : null
        );
    }

    private MalformedCall? Missing(DocumentOperation operation)
    {
        if (
            operation.Request!.Value.Media["example"]?.DeepClone() is not JsonObject body
            || document.Follow(operation.Request.Value.Media["schema"]!)["required"]
                is not JsonArray { Count: > 0 } required
        )
        {
            return null;
        }

        var name = required[chance.Next(required.Count)]!.GetValue<string>();
        if (chance.Next(2) == 0)
        {
            body.Remove(name);
        }
        else
        {
            body[name] = null;
        }

        return new(Ask(operation, body: body), "missing field", MustFail: true);
    }

    private MalformedCall? UnknownField(DocumentOperation operation)
    {
        if (
            operation.Request!.Value.Media["example"]?.DeepClone() is not JsonObject body
            || document.Follow(operation.Request.Value.Media["schema"]!)["additionalProperties"] is not JsonValue
        )
        {
            return null;
        }

        body["surprise"] = "field";
        return new(Ask(operation, body: body), "unknown field", MustFail: true);
    }

    private MalformedCall? BrokenJson(DocumentOperation operation)
    {
        var whole = operation.Request!.Value.Media["example"]?.ToJsonString() ?? "{}";
        var raw = Pick([
            whole[..(whole.Length / 2)],
            "",
            " ",
            "[]",
            "null",
            "{",
            "\"text\"",
            "\uFEFF" + whole + "x",
            whole + whole,
            $"{new string('[', 5_000)}",
            $"{{\"a\":{string.Concat(Enumerable.Repeat("[", 40))}{string.Concat(Enumerable.Repeat("]", 40))}}}",
            "{\"a\":1,\"a\":2}",
            "{'a':1}",
            "{\"a\":01}",
        ]);
        return new(Ask(operation, raw: raw), "broken JSON", MustFail: true);
    }

    private MalformedCall? NotJson(DocumentOperation operation)
    {
        var request = Ask(operation);
        request.Content!.Headers.ContentType = Pick([
            MediaTypeHeaderValue.Parse("text/plain"),
            MediaTypeHeaderValue.Parse("application/xml"),
            MediaTypeHeaderValue.Parse("application/json; charset=utf-16"),
            MediaTypeHeaderValue.Parse("multipart/form-data"),
            null,
        ]);
        return new(request, "wrong media type", MustFail: true);
    }

    // Breaks one field anywhere in the example.
    private MalformedCall? Broken(
        DocumentOperation operation,
        string kind,
        bool mustFail,
        Func<JsonNode, JsonNode?, JsonNode?> make
    )
    {
        if (operation.Request!.Value.Media["example"]?.DeepClone() is not JsonObject body)
        {
            return null;
        }

        var (schema, at) = (document.Follow(operation.Request.Value.Media["schema"]!), body);
        while (true)
        {
            if (schema["properties"] is not JsonObject properties || at.Count == 0)
            {
                return null;
            }

            var (name, value) = at.ElementAt(chance.Next(at.Count));
            if (properties[name] is not { } own)
            {
                return null;
            }

            var inner = document.Follow(own);
            if (value is JsonObject deeper && inner["properties"] is not null && chance.Next(2) == 0)
            {
                (schema, at) = (inner, deeper);
                continue;
            }

            if (make(inner, value) is not { } broken)
            {
                return null;
            }

            at[name] = broken;
            return new(
                Ask(operation, raw: body.ToJsonString().Replace(HalfACharacter, "x\\ud800", StringComparison.Ordinal)),
                kind,
                mustFail
            );
        }
    }

    private static List<string> Types(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(one => one!.GetValue<string>()).Where(one => one != "null")],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };

    private T? Pick<T>(IReadOnlyList<T> choices) => choices.Count == 0 ? default : choices[chance.Next(choices.Count)];

    private T Pick<T>(T[] choices) => choices[chance.Next(choices.Length)];
}
