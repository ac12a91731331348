using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>The fields of a message while it is being parsed.</summary>
internal sealed class SegmentDraft
{
    private const int LongestMessageId = 100;
    private const int LongestText = 200;
    private const int LongestUser = 500;

    public int Index { get; init; }

    public Call? Call { get; set; }

    public string? MessageId { get; set; }

    public string? UserId { get; set; }

    public string? AnonymousId { get; set; }

    public string? PreviousId { get; set; }

    public string? GroupId { get; set; }

    public string? ContextGroupId { get; set; }

    public string? Event { get; set; }

    public string? Name { get; set; }

    public string? Category { get; set; }

    public string? Properties { get; set; }

    public DateTime? Timestamp { get; set; }

    public DateTime? OriginalTimestamp { get; set; }

    public DateTime? SentAt { get; set; }

    public bool BadTime { get; set; }

    public string? Refusal { get; set; }

    public DateTime? Time => Timestamp ?? OriginalTimestamp;

    private string? Group => GroupId ?? ContextGroupId;

    private string? Feature =>
        Call switch
        {
            Ingest.Call.Track => Event,
            Ingest.Call.Page or Ingest.Call.Screen => Name
                ?? Category
                ?? (Call == Ingest.Call.Page ? "page" : "screen"),
            _ => null,
        };

    /// <summary>The reason why the message is invalid, as a stable word; <c>null</c> for a valid one.</summary>
    public string? Fault() =>
        Call is not { } call ? "unknown-type"
        : MessageId is { Length: > LongestMessageId } ? "message-id-too-long"
        : UserId is null && AnonymousId is null ? "nobody"
        : call == Ingest.Call.Track && Event is null ? "no-event"
        : call == Ingest.Call.Group && GroupId is null ? "no-group"
        : call == Ingest.Call.Alias && (PreviousId is null || UserId is null) ? "no-previous-id"
        : BadTime ? "bad-time"
        : Feature is { Length: > LongestText }
        || Group is { Length: > LongestText }
        || UserId is { Length: > LongestUser }
        || AnonymousId is { Length: > LongestUser }
        || PreviousId is { Length: > LongestUser }
            ? "text-too-long"
        : Feature?.Contains('\0') == true || Group?.Contains('\0') == true ? "unreadable-text"
        : null;

    public StreamMessage ToMessage(DateTime at)
    {
        var other =
            Call == Ingest.Call.Alias ? PreviousId
            : UserId is null ? null
            : AnonymousId;
        return new StreamMessage(
            Index,
            Call!.Value,
            MessageId ?? MadeId(),
            UserId ?? AnonymousId!,
            other,
            Group,
            Feature,
            Properties,
            at
        );
    }

    private string MadeId() =>
        Time is null
            ? Guid.CreateVersion7().ToString()
            : Convert.ToHexStringLower(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(
                        string.Join(
                            '\u001f',
                            Call,
                            UserId,
                            AnonymousId,
                            PreviousId,
                            Group,
                            Feature,
                            Time.Value.Ticks.ToString(CultureInfo.InvariantCulture),
                            Properties
                        )
                    )
                )
            );
}
