using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsMonolith.Testing;

/// <summary>
/// An OpenAPI document, to be asked for its operations and to have values checked against its schemas.
/// </summary>
public sealed class OpenApiDocument(JsonNode root)
{
    /// <summary>The document.</summary>
    public JsonNode Root { get; } = root;

    /// <summary>Every operation.</summary>
    public IReadOnlyList<DocumentOperation> Operations { get; } =
    [
        .. from path in root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject body && body.ContainsKey("responses")
        select new DocumentOperation(path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject()),
    ];

    /// <summary>Follows a reference, where there is one.</summary>
    public JsonNode Follow(JsonNode node)
    {
        while (node is JsonObject one && one["$ref"] is { } reference)
        {
            node = reference
                .GetValue<string>()
                .TrimStart('#', '/')
                .Split('/')
                .Aggregate(
                    Root,
                    (at, part) =>
                        at[
                            part.Replace("~1", "/", StringComparison.Ordinal)
                                .Replace("~0", "~", StringComparison.Ordinal)
                        ]!
                );
        }

        return node;
    }

    /// <summary>
    /// What is wrong with a value, by JSON Schema's keywords as far as the document uses them; empty if nothing is.
    /// </summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at = "")
    {
        schema = Follow(schema);
        var kinds = schema["type"] switch
        {
            JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
            JsonValue one => new[] { one.GetValue<string>() },
            _ => [],
        };
        if (kinds.Length > 0 && !kinds.Any(kind => Is(kind, value)))
        {
            return [$"{at}: {value?.ToJsonString() ?? "null"} is not {string.Join(" or ", kinds)}"];
        }

        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            return [$"{at}: {value?.ToJsonString() ?? "null"} is none of {words.ToJsonString()}"];
        }

        if (
            schema["oneOf"] is JsonArray choices
            && choices.Count(choice => !Faults(choice!, value, at).Any()) is var fitting
            && fitting != 1
        )
        {
            return
            [
                $"{at}: fits {fitting} of the choices: {string.Join("; ", choices.SelectMany(choice => Faults(choice!, value, at)))}",
            ];
        }

        return value switch
        {
            JsonObject whole => Object(schema, whole, at),
            JsonArray items => Array(schema, items, at),
            JsonValue plain when plain.GetValueKind() == JsonValueKind.String => Text(
                schema,
                plain.GetValue<string>(),
                at
            ),
            JsonValue plain when plain.GetValueKind() == JsonValueKind.Number => Number(
                schema,
                decimal.TryParse(plain.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var figure)
                    ? figure
                    : 0,
                at
            ),
            _ => [],
        };
    }

    private static bool Is(string kind, JsonNode? value) =>
        (kind, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {

            ("null", JsonValueKind.Null)
            or
            ("object", JsonValueKind.Object)
            or
            ("array", JsonValueKind.Array)
            or
            ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => decimal.TryParse(
                value!.ToJsonString(),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var figure
            )
                && figure == decimal.Truncate(figure),
            _ => false,
        };

    private IEnumerable<string> Object(JsonNode schema, JsonObject value, string at)
    {
        var known = schema["properties"] as JsonObject;
        foreach (
            var missing in (schema["required"] as JsonArray ?? []).Where(name =>
                !value.ContainsKey(name!.GetValue<string>())
            )
        )
        {
            yield return $"{at}/{missing}: is missing";
        }

        foreach (var (name, inner) in value)
        {
            var own = known?[name] ?? schema["additionalProperties"];
            if (own is JsonValue closed && closed.GetValueKind() == JsonValueKind.False)
            {
                yield return $"{at}/{name}: is unknown";
            }
            else if (own is JsonObject)
            {
                foreach (var fault in Faults(own, inner, $"{at}/{name}"))
                {
                    yield return fault;
                }
            }
        }
    }

    private IEnumerable<string> Array(JsonNode schema, JsonArray value, string at)
    {
        var counts =
            value.Count < Figure(schema, "minItems", 0) || value.Count > Figure(schema, "maxItems", decimal.MaxValue)
                ? new[] { $"{at}: has {value.Count} items" }
                : [];
        return schema["items"] is { } items
            ? counts.Concat(value.SelectMany((item, index) => Faults(items, item, $"{at}/{index}")))
            : counts;
    }

    private static IEnumerable<string> Text(JsonNode schema, string value, string at)
    {
        if (
            value.Length < Figure(schema, "minLength", 0)
            || value.Length > Figure(schema, "maxLength", decimal.MaxValue)
        )
        {
            yield return $"{at}: has {value.Length} characters";
        }

        if (
            schema["pattern"] is { } pattern
            && !Regex.IsMatch(value, pattern.GetValue<string>(), RegexOptions.ECMAScript)
        )
        {
            yield return $"{at}: '{(value.Length > 200 ? value[..200] : value)}' does not match {pattern}";
        }
    }

    private static IEnumerable<string> Number(JsonNode schema, decimal value, string at) =>
        value < Figure(schema, "minimum", decimal.MinValue) || value > Figure(schema, "maximum", decimal.MaxValue)
            ? [$"{at}: {value} is out of range"]
            : [];

    private static decimal Figure(JsonNode schema, string keyword, decimal without) =>
        schema[keyword] is { } figure
            ? decimal.Parse(figure.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : without;
}

/// <summary>One operation of a document.</summary>
public sealed record DocumentOperation(string Path, string Method, JsonObject Body)
{
    /// <summary>Its operationId.</summary>
    public string Id => Body["operationId"]!.GetValue<string>();

    /// <summary>Its parameters.</summary>
    public IEnumerable<JsonNode> Parameters => (Body["parameters"] as JsonArray ?? []).Select(one => one!);

    /// <summary>The parameters of one place: path, query or header.</summary>
    public IEnumerable<JsonNode> In(string place) => Parameters.Where(one => one["in"]!.GetValue<string>() == place);

    /// <summary>The status of success.</summary>
    public int Success =>
        Body["responses"]!
            .AsObject()
            .Select(answer => int.Parse(answer.Key, CultureInfo.InvariantCulture))
            .First(status => status < 300);

    /// <summary>What the body is sent as, and its schema and example.</summary>
    public (string MediaType, JsonNode Media)? Request =>
        Body["requestBody"]
            ?["content"]?.AsObject()
            .Select(one => ((string, JsonNode)?)(one.Key, one.Value!))
            .FirstOrDefault();

    /// <summary>What success is answered with.</summary>
    public (string MediaType, JsonNode Media)? Answer =>
        Body["responses"]![Success.ToString(CultureInfo.InvariantCulture)]!
            ["content"]
            ?.AsObject()
            .Select(one => ((string, JsonNode)?)(one.Key, one.Value!))
            .FirstOrDefault();
}
