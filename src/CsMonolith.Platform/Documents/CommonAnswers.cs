using System.Net;
using System.Text.Json.Nodes;
using CsMonolith.Platform.Limits;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>The answers that operations share: refusals as problems, and the headers of every answer.</summary>
internal static class CommonAnswers
{
    /// <summary>The name of the schema of refusals.</summary>
    public const string Problem = "Problem";

    private static readonly IReadOnlyDictionary<int, (string About, string Code, string Detail)> Refusals =
        new Dictionary<int, (string, string, string)>
        {
            [400] = (
                "The request itself is wrong. errors names each field with how to mend it.",
                "platform.invalid",
                "1 field is not right."
            ),
            [401] = ("Nobody is signed in, or the session has ended.", "platform.not-signed-in", "Sign in first."),
            [403] = (
                "The caller's roles do not have this function.",
                "platform.not-allowed",
                "Your roles do not include this operation."
            ),
            [404] = (
                "There is no such thing, or it is out of the caller's sight.",
                "platform.not-found",
                "There is no such account, or you may not see it."
            ),
            [409] = (
                "The present state does not allow it.",
                "platform.conflict",
                "The present state does not allow this."
            ),
            [412] = (
                "Somebody has changed it since it was read.",
                "platform.stale",
                "Version 2 was read, but the present one is 3."
            ),
            [413] = (
                "The body is larger than this operation takes.",
                "platform.too-large",
                "The request is larger than this operation takes. Send it in smaller parts."
            ),
            [415] = (
                "The body is not of a media type that this operation takes.",
                "platform.media-type",
                "Send application/json, or what the operation's document names."
            ),
            [422] = (
                "The idempotency key was used for another request.",
                "platform.idempotency-key-reused",
                "This key belongs to another request."
            ),
            [428] = (
                "If-Match is missing: say which version you read.",
                "platform.if-match-missing",
                "Send If-Match with the ETag that you read."
            ),
            [429] = (
                "Too many requests. Retry-After says when to come again.",
                RateLimits.Code,
                "Too many requests from you. Come again after the time in Retry-After."
            ),
            [500] = (
                "A fault of ours; the trace id finds it. Nothing was written.",
                "platform.bug",
                "This is a fault of ours. Tell an administrator the traceId. Nothing was written."
            ),
            [503] = (
                "The host is starting, stopping or without its database.",
                "platform.database-away",
                "The database does not answer just now. Send the request again in a few seconds."
            ),
            [507] = (
                "The database's disk is full. Nothing was written.",
                "platform.disk-full",
                "The database's disk is full, so nothing was stored. An administrator must make room."
            ),
        };

    /// <summary>Adds the shared schema, headers and answers.</summary>
    public static void Declare(OpenApiDocument document)
    {
        var components = document.Components!;
        components.Schemas![Problem] = ProblemSchema();
        components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["RateLimit"] = Header(
                "What is left of the caller's window, as RateLimit of the IETF's draft 10.",
                "\"caller\";r=599999",
                "^\"[a-z]+\";r=\\d{1,12}$"
            ),
            ["RateLimit-Policy"] = Header(
                "How many requests a caller has in which window of seconds.",
                "\"caller\";q=600000;w=60",
                "^\"[a-z]+\";q=\\d{1,12};w=\\d{1,6}$"
            ),
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "Seconds to wait.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "0",
                    Maximum = "86400",
                },
            },
            ["ETag"] = Header(
                "The version; give it back as If-Match to change the resource.",
                "\"3\"",
                "^\"\\d{1,19}\"$"
            ),
            ["Location"] = new OpenApiHeader
            {
                Description = "Where the new resource is.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MinLength = 1,
                    MaxLength = 2_000,
                    Pattern = "^/[!-~]*$",
                },
            },
        };
        components.Responses = Refusals.ToDictionary(
            one => NameOf(one.Key),
            one => (IOpenApiResponse)Answer(document, one.Key)
        );
    }

    /// <summary>
    /// Puts references to the shared answers in place of an operation's own, and the ones that every operation has
    /// beside them.
    /// </summary>
    public static void Complete(OpenApiDocument document, DescribedOperation described, bool anonymous)
    {
        var operation = described.Operation;
        operation.Responses ??= [];
        var statuses = operation
            .Responses.Keys.Where(key => key[0] is '4' or '5')
            .Select(int.Parse)
            .Append(400)
            .Append(429)
            .Append(500);
        statuses = anonymous ? statuses : statuses.Append(401).Append(403);
        statuses = operation.RequestBody is null ? statuses : statuses.Append(413).Append(415);
        foreach (var status in statuses.Where(Refusals.ContainsKey).Distinct().Order().ToList())
        {
            operation.Responses[status.ToString()] = new OpenApiResponseReference(NameOf(status), document);
        }

        foreach (var (key, answer) in operation.Responses.Where(pair => pair.Key[0] == '2'))
        {
            if (answer is OpenApiResponse own)
            {
                own.Headers ??= new Dictionary<string, IOpenApiHeader>();
                own.Headers["RateLimit"] = new OpenApiHeaderReference("RateLimit", document);
                own.Headers["RateLimit-Policy"] = new OpenApiHeaderReference("RateLimit-Policy", document);
                if (ShowsVersion(own))
                {
                    own.Headers["ETag"] = new OpenApiHeaderReference("ETag", document);
                }

                if (key == "201")
                {
                    own.Headers["Location"] = new OpenApiHeaderReference("Location", document);
                }
            }
        }
    }

    /// <summary>Takes out the shared answers that no operation has.</summary>
    public static void LeaveOutUnused(OpenApiDocument document)
    {
        var used = document
            .Paths.Values.SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.Responses ?? [])
            .Select(answer => answer.Value)
            .OfType<OpenApiResponseReference>()
            .Select(answer => answer.Reference.Id!)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in document.Components!.Responses!.Keys.Where(name => !used.Contains(name)).ToList())
        {
            document.Components.Responses.Remove(name);
        }
    }

    private static string NameOf(int status) =>
        ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    private static OpenApiResponse Answer(OpenApiDocument document, int status)
    {
        var (about, code, detail) = Refusals[status];
        var example = new JsonObject
        {
            ["type"] = $"urn:csmonolith:problem:{code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
            ["code"] = code,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (status == 400)
        {
            example["errors"] = new JsonArray(
                new JsonObject { ["pointer"] = "/name", ["detail"] = "'name' must not be empty." }
            );
        }

        var answer = new OpenApiResponse
        {
            Description = about,
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["RateLimit"] = new OpenApiHeaderReference("RateLimit", document),
                ["RateLimit-Policy"] = new OpenApiHeaderReference("RateLimit-Policy", document),
            },
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(Problem, document),
                    Example = example,
                },
            },
        };
        if (status is 429 or 503)
        {
            answer.Headers["Retry-After"] = new OpenApiHeaderReference("Retry-After", document);
        }

        return answer;
    }

    // A version that is a number is what If-Match takes; a model's is its name.
    private static bool ShowsVersion(OpenApiResponse answer) =>
        answer.Content?.Values.Any(media =>
            media.Schema?.Properties?.TryGetValue("version", out var version) == true
            && version?.Type?.HasFlag(JsonSchemaType.Integer) == true
        ) == true;

    private static OpenApiHeader Header(string about, string example, string pattern) =>
        new()
        {
            Description = about,
            Example = example,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = 200,
                Pattern = pattern,
            },
        };

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(
            string about,
            int longest,
            string pattern = SchemaBounds.NoNul,
            string? format = null
        ) =>
            new()
            {
                Type = JsonSchemaType.String,
                Description = about,
                MinLength = 0,
                MaxLength = longest,
                Pattern = pattern,
                Format = format,
            };

        var field = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "One field at fault.",
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string> { "pointer", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["pointer"] = Text(
                    "JSON pointer into the body, or the name of a parameter; empty where the whole request is meant.",
                    Bounds.LongestParameter
                ),
                ["detail"] = Text("What is wrong and how to mend it, in the reader's language.", Bounds.LongestText),
            },
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A refusal as RFC 9457 tells it, with a code that never changes.",
            Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(
                    "urn:csmonolith:problem: and the code.",
                    200,
                    "^urn:csmonolith:problem:[a-z0-9.-]+$",
                    "uri"
                ),
                ["title"] = Text("The status in words.", 100, "^[A-Za-z '-]+$"),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "400",
                    Maximum = "599",
                    Description = "The HTTP status.",
                },
                ["detail"] = Text(
                    "What is wrong and how to mend it, in English or Japanese by Accept-Language.",
                    Bounds.LongestText
                ),
                ["code"] = Text("What programs go by; it never changes.", 100, @"^[a-z0-9-]+(\.[a-z0-9-]+)+$"),
                ["traceId"] = Text("Finds the request in the traces and logs.", 32, "^[0-9a-f]{32}$"),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = field,
                    MinItems = 1,
                    MaxItems = 1_000,
                    Description = "The fields at fault.",
                },
            },
        };
    }
}
