using System.Text;
using System.Text.Json;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Health.Tests.Usage.Ingest;

/// <summary>Bodies as SDKs send them, under the key "product".</summary>
internal static class Stream
{
    private static readonly Lock Calling = new();

    /// <summary>The instant at which the fixed clock stands.</summary>
    public static readonly DateTime Noon = new(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc);

    public static Dictionary<string, object?> Track(
        string id,
        string feature = "search",
        string? user = "u-1",
        string? group = "A-1",
        DateTime? at = null
    ) =>
        new()
        {
            ["type"] = "track",
            ["messageId"] = id,
            ["userId"] = user,
            ["event"] = feature,
            ["timestamp"] = at ?? Noon,
            ["context"] = group is null ? new { } : new { groupId = group },
        };

    public static Dictionary<string, object?> Group(string id, string user, string group, DateTime? at = null) =>
        new()
        {
            ["type"] = "group",
            ["messageId"] = id,
            ["userId"] = user,
            ["groupId"] = group,
            ["timestamp"] = at ?? Noon,
        };

    public static Dictionary<string, object?> Identify(string id, string user, string anonymous) =>
        new()
        {
            ["type"] = "identify",
            ["messageId"] = id,
            ["userId"] = user,
            ["anonymousId"] = anonymous,
            ["traits"] = new { email = "tanaka@example.jp" },
            ["timestamp"] = Noon,
        };

    public static Dictionary<string, object?> With(
        this Dictionary<string, object?> message,
        string field,
        object? value
    )
    {
        message[field] = value;
        return message;
    }

    public static Task<Result<IngestedUsage>> Batch(this HealthAlone health, params IReadOnlyList<object?> messages) =>
        health.Raw(JsonSerializer.Serialize(new { batch = messages }));

    public static Task<Result<IngestedUsage>> Raw(this HealthAlone health, string body)
    {
        // Who calls is read before anything is awaited; many may send at once.
        lock (Calling)
        {
            var before = health.Caller;
            health.Caller = Caller.Machine(
                "product",
                new KeyGrant(
                    Guid.Parse("0199a000-0000-7000-8000-0000000000ee"),
                    "k7m2x9qa",
                    new HashSet<string> { "usage-ingest" }
                )
            );
            var answer = health.Send(new SendUsageBatch(Encoding.UTF8.GetBytes(body)));
            health.Caller = before;
            return answer;
        }
    }
}
