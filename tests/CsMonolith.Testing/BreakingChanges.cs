using System.Globalization;
using System.Text.Json.Nodes;

namespace CsMonolith.Testing;

/// <summary>
/// What of one document would break a client of another: an operation, parameter, field, word or answer that went; what
/// is required or narrower now; another type; other signing in. The kinds are those that GitHub's versioning page
/// names. Order and descriptions count for nothing.
/// </summary>
public sealed class BreakingChanges(JsonNode before, JsonNode after)
{
    private readonly OpenApiDocument _before = new(before);
    private readonly OpenApiDocument _after = new(after);
    private readonly List<string> _found = [];

    /// <summary>Every breaking change, in words; empty if a client of the one works with the other.</summary>
    public IReadOnlyList<string> Find()
    {
        _found.Clear();
        var present = _after.Operations.ToDictionary(Key);
        foreach (var was in _before.Operations)
        {
            if (!present.TryGetValue(Key(was), out var now))
            {
                _found.Add($"{Key(was)} is gone");
                continue;
            }

            Operation(Key(was), was, now);
        }

        return _found;
    }

    private void Operation(string at, DocumentOperation was, DocumentOperation now)
    {
        if (was.Id != now.Id)
        {
            _found.Add($"{at} is called {now.Id} instead of {was.Id}");
        }

        if (
            !JsonNode.DeepEquals(
                was.Body["security"] ?? _before.Root["security"],
                now.Body["security"] ?? _after.Root["security"]
            )
            && !Widened(
                was.Body["security"] ?? _before.Root["security"],
                now.Body["security"] ?? _after.Root["security"]
            )
        )
        {
            _found.Add($"{at}: signing in has changed");
        }

        Parameters(at, was, now);
        if (was.Request is null && now.Body["requestBody"]?["required"]?.GetValue<bool>() == true)
        {
            _found.Add($"{at}: a body is required now");
        }

        Bodies($"{at} body", was.Body["requestBody"]?["content"], now.Body["requestBody"]?["content"], sent: true);
        var answers = now.Body["responses"]!.AsObject();
        foreach (var (status, answer) in was.Body["responses"]!.AsObject().Where(one => one.Key[0] == '2'))
        {
            if (answers[status] is not { } still)
            {
                _found.Add($"{at}: {status} is not answered any more");
                continue;
            }

            Bodies($"{at} {status}", _before.Follow(answer!)["content"], _after.Follow(still)["content"], sent: false);
            foreach (
                var header in (_before.Follow(answer!)["headers"]?.AsObject() ?? [])
                    .Select(one => one.Key)
                    .Where(name => _after.Follow(still)["headers"]?[name] is null)
            )
            {
                _found.Add($"{at} {status}: the header {header} is gone");
            }
        }
    }

    private void Parameters(string at, DocumentOperation was, DocumentOperation now)
    {
        var earlier = was.Parameters.ToDictionary(Key);
        var present = now.Parameters.ToDictionary(Key);
        foreach (var (key, parameter) in earlier)
        {
            if (!present.TryGetValue(key, out var still))
            {
                _found.Add($"{at}: the parameter {key} is gone");
                continue;
            }

            if (IsRequired(still) && !IsRequired(parameter))
            {
                _found.Add($"{at}: the parameter {key} is required now");
            }

            Schema($"{at} {key}", parameter["schema"]!, still["schema"]!, sent: true, []);
        }

        _found.AddRange(
            present
                .Where(one => !earlier.ContainsKey(one.Key) && IsRequired(one.Value))
                .Select(one => $"{at}: the new parameter {one.Key} is required")
        );
    }

    private void Bodies(string at, JsonNode? was, JsonNode? now, bool sent)
    {
        foreach (var (mediaType, media) in was?.AsObject() ?? [])
        {
            if (now?[mediaType] is not { } still)
            {
                _found.Add($"{at}: {mediaType} is gone");
            }
            else
            {
                Schema(at, media!["schema"]!, still["schema"]!, sent, []);
            }
        }
    }

    // What is sent may be asked for less, what is answered may hold more.
    private void Schema(string at, JsonNode was, JsonNode now, bool sent, HashSet<string> seen)
    {
        if (was is JsonObject reference && reference["$ref"] is { } name && !seen.Add($"{name}"))
        {
            return;
        }

        (was, now) = (_before.Follow(was), _after.Follow(now));
        if (was["oneOf"] is JsonArray choices && now["oneOf"] is JsonArray still && choices.Count == still.Count)
        {
            for (var i = 0; i < choices.Count; i++)
            {
                Schema(at, choices[i]!, still[i]!, sent, seen);
            }

            return;
        }

        var (types, present) = (Types(was), Types(now));
        if (sent ? !types.IsSubsetOf(present) && present.Count > 0 : !present.IsSubsetOf(types) && types.Count > 0)
        {
            _found.Add($"{at}: {string.Join('|', types)} is {string.Join('|', present)} now");
            return;
        }

        if (
            was["format"]?.ToString() != now["format"]?.ToString()
            && (sent ? now["format"] : was["format"]) is not null
        )
        {
            _found.Add($"{at}: the format {was["format"]} is {now["format"]} now");
        }

        Words(at, was["enum"] as JsonArray, now["enum"] as JsonArray, sent);
        if (sent)
        {
            Limits(at, was, now);
        }

        Fields(at, was, now, sent, seen);
        foreach (var part in new[] { "items", "additionalProperties" })
        {
            if (was[part] is JsonObject inner && now[part] is JsonObject still2)
            {
                Schema($"{at}/{part}", inner, still2, sent, seen);
            }
        }
    }

    private void Fields(string at, JsonNode was, JsonNode now, bool sent, HashSet<string> seen)
    {
        var (earlier, present) = (was["properties"] as JsonObject ?? [], now["properties"] as JsonObject ?? []);
        foreach (var (name, field) in earlier)
        {
            if (present[name] is not { } still)
            {
                _found.Add($"{at}/{name} is gone");
                continue;
            }

            if (sent && Requires(now, name) && !Requires(was, name))
            {
                _found.Add($"{at}/{name} is required now");
            }

            if (!sent && Requires(was, name) && !Requires(now, name))
            {
                _found.Add($"{at}/{name} may be absent now");
            }

            Schema($"{at}/{name}", field!, still, sent, seen);
        }

        if (sent)
        {
            _found.AddRange(
                present
                    .Select(one => one.Key)
                    .Where(name => !earlier.ContainsKey(name) && Requires(now, name))
                    .Select(name => $"{at}/{name} is new and required")
            );
        }
    }

    private void Words(string at, JsonArray? was, JsonArray? now, bool sent)
    {
        if (sent && now is not null)
        {
            _found.AddRange(
                (was ?? [])
                    .Where(word => !now.Any(one => JsonNode.DeepEquals(one, word)))
                    .Select(word => $"{at}: the word {word} is not taken any more")
            );
            if (was is null)
            {
                _found.Add($"{at}: only some words are taken now");
            }
        }
    }

    private void Limits(string at, JsonNode was, JsonNode now)
    {
        foreach (
            var (keyword, lower) in new[]
            {
                ("maxLength", true),
                ("maxItems", true),
                ("maximum", true),
                ("maxProperties", true),
                ("minLength", false),
                ("minItems", false),
                ("minimum", false),
            }
        )
        {
            var (earlier, present) = (Figure(was[keyword]), Figure(now[keyword]));
            if (
                present is { } limit
                && (
                    earlier is not { } before2 ? keyword[1] == 'a' || limit > 0
                    : lower ? limit < before2
                    : limit > before2
                )
            )
            {
                _found.Add(
                    $"{at}: {keyword} is {limit} now, after {earlier?.ToString(CultureInfo.InvariantCulture) ?? "none"}"
                );
            }
        }

        if (now["pattern"] is { } pattern && pattern.ToString() != was["pattern"]?.ToString())
        {
            _found.Add($"{at}: the pattern {pattern} is new");
        }
    }

    // One more way to sign in breaks nobody.
    private static bool Widened(JsonNode? was, JsonNode? now) =>
        now is JsonArray { Count: 0 }
        || (
            was is JsonArray { Count: > 0 } earlier
            && now is JsonArray present
            && earlier.All(way => present.Any(one => JsonNode.DeepEquals(one, way)))
        );

    private static HashSet<string> Types(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };

    private static decimal? Figure(JsonNode? limit) =>
        limit is null ? null : decimal.Parse(limit.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool Requires(JsonNode schema, string name) =>
        (schema["required"] as JsonArray)?.Any(one => one!.GetValue<string>() == name) == true;

    private static bool IsRequired(JsonNode parameter) => parameter["required"]?.GetValue<bool>() == true;

    private static string Key(DocumentOperation operation) => $"{operation.Method} {operation.Path}";

    private static string Key(JsonNode parameter) => $"{parameter["in"]} {parameter["name"]}";
}
