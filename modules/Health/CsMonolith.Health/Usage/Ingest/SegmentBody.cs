using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Reads a body of the Segment HTTP API token by token. A body that is no JSON is refused as a whole; a message that makes no sense is
/// refused alone. A message without an id gets one made from its content, so that it is known again when it is sent again; without a time
/// too, nothing tells a repeat from a second use, and it counts each time.
/// </summary>
internal ref struct SegmentBody
{
    private const int LongestMessageId = 100;
    private const int LongestText = 200;
    private const int LongestUser = 500;
    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly IngestSettings _settings;
    private readonly DateTime _receivedAt;
    private readonly PropertyKeeper _keeper;
    private readonly List<Draft> _drafts = [];
    private readonly List<RefusedMessage> _refused = [];
    private Utf8JsonReader _reader;
    private DateTime? _sentAt;
    private Error? _tooLarge;

    private SegmentBody(ReadOnlySpan<byte> body, IngestSettings settings, DateTime receivedAt)
    {
        _settings = settings;
        _receivedAt = receivedAt;
        _keeper = new PropertyKeeper(settings);
        _reader = new Utf8JsonReader(body);
    }

    /// <summary>Reads a request's body to its end, inflating it if need be, up to the bound.</summary>
    /// <returns>An array from the shared pool, which the caller gives back, with the length that is used.</returns>
    public static async Task<Result<(byte[] Pooled, int Length)>> Receive(Stream body, string encoding, int most, CancellationToken cancellation)
    {
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return IngestErrors.UnknownEncoding(encoding);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            await using var inflated = encoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
            var length = 0;
            while (await (inflated ?? body).ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > most)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return IngestErrors.BodyTooLarge(most);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return (buffer, length);
        }
        catch (InvalidDataException broken)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return IngestErrors.Malformed(broken.Message);
        }
    }

    /// <summary>Reads a body: a batch, or the one call that <paramref name="only"/> says.</summary>
    public static Result<StreamParcel> Read(ReadOnlySpan<byte> body, Call? only, IngestSettings settings, DateTime receivedAt)
    {
        try
        {
            return new SegmentBody(body, settings, receivedAt).Read(only);
        }
        catch (JsonException broken)
        {
            return IngestErrors.Malformed(broken.Message);
        }
    }

    private Result<StreamParcel> Read(Call? only)
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return IngestErrors.Malformed("it is not an object.");
        }

        if (only is null)
        {
            if (!Batch())
            {
                return _tooLarge ?? IngestErrors.Malformed("'batch' is not an array.");
            }
        }
        else
        {
            Message(only);
        }

        // What follows the end is refused by the reader.
        _reader.Read();
        return _tooLarge is not null ? _tooLarge : Finish();
    }

    private bool Batch()
    {
        var found = false;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (_reader.ValueTextEquals("batch"u8))
            {
                _reader.Read();
                if (found || _reader.TokenType != JsonTokenType.StartArray)
                {
                    return false;
                }

                found = true;
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    Message(only: null);
                }
            }
            else if (_reader.ValueTextEquals("sentAt"u8))
            {
                _reader.Read();
                (_sentAt, _) = Time();
            }
            else
            {
                _reader.Skip();
            }
        }

        return found;
    }

    private void Message(Call? only)
    {
        var start = _reader;
        var index = _drafts.Count + _refused.Count;
        var from = _reader.TokenStartIndex;
        var draft = new Draft { Index = index, Call = only };
        try
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                Fields(draft);
            }
            else
            {
                _reader.Skip();
                draft.Refusal = "not-an-object";
            }
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair or bytes that are not UTF-8: the structure is sound, so the next message can be found.
            _reader = start;
            _reader.Skip();
            draft.Refusal = "unreadable-text";
        }

        var bytes = (int)(_reader.BytesConsumed - from);
        if (bytes > _settings.LargestMessage)
        {
            _tooLarge ??= IngestErrors.MessageTooLarge(index, bytes, _settings.LargestMessage);
        }

        if ((draft.Refusal ?? draft.Fault()) is { } reason)
        {
            _refused.Add(new RefusedMessage(index, draft.MessageId, reason));
        }
        else
        {
            _drafts.Add(draft);
        }
    }

    private void Fields(Draft draft)
    {
        var single = draft.Call is not null;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (_reader.ValueTextEquals("type"u8))
            {
                var type = Text();
                draft.Call = single ? draft.Call : CallOf(type);
            }
            else if (_reader.ValueTextEquals("messageId"u8))
            {
                draft.MessageId = Text();
            }
            else if (_reader.ValueTextEquals("userId"u8))
            {
                draft.UserId = Text();
            }
            else if (_reader.ValueTextEquals("anonymousId"u8))
            {
                draft.AnonymousId = Text();
            }
            else if (_reader.ValueTextEquals("previousId"u8))
            {
                draft.PreviousId = Text();
            }
            else if (_reader.ValueTextEquals("groupId"u8))
            {
                draft.GroupId = Text();
            }
            else if (_reader.ValueTextEquals("event"u8))
            {
                draft.Event = Text();
            }
            else if (_reader.ValueTextEquals("name"u8))
            {
                draft.Name = Text();
            }
            else if (_reader.ValueTextEquals("category"u8))
            {
                draft.Category = Text();
            }
            else if (_reader.ValueTextEquals("timestamp"u8))
            {
                _reader.Read();
                (draft.Timestamp, draft.BadTime) = Time();
            }
            else if (_reader.ValueTextEquals("originalTimestamp"u8))
            {
                _reader.Read();
                (draft.OriginalTimestamp, _) = Time();
            }
            else if (_reader.ValueTextEquals("sentAt"u8))
            {
                _reader.Read();
                (draft.SentAt, _) = Time();
            }
            else if (_reader.ValueTextEquals("context"u8))
            {
                _reader.Read();
                Context(draft);
            }
            else if (_reader.ValueTextEquals("properties"u8))
            {
                _reader.Read();
                if (_reader.TokenType == JsonTokenType.StartObject)
                {
                    draft.Properties = _keeper.Read(ref _reader);
                }
                else
                {
                    _reader.Skip();
                }
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void Context(Draft draft)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (_reader.ValueTextEquals("groupId"u8))
            {
                draft.ContextGroupId = Text();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private static Call? CallOf(string? type) => type switch
    {
        "track" => Call.Track,
        "page" => Call.Page,
        "screen" => Call.Screen,
        "identify" => Call.Identify,
        "group" => Call.Group,
        "alias" => Call.Alias,
        _ => null,
    };

    // Ids are texts; some senders write numbers.
    private string? Text()
    {
        _reader.Read();
        switch (_reader.TokenType)
        {
            case JsonTokenType.String when _reader.GetString() is { Length: > 0 } text:
                return text;
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(_reader.ValueSpan);
            default:
                _reader.Skip();
                return null;
        }
    }

    private (DateTime? Time, bool IsBad) Time()
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return (null, false);
        }

        if (_reader.TokenType != JsonTokenType.String)
        {
            _reader.Skip();
            return (null, true);
        }

        if (!_reader.TryGetDateTime(out var time) && !DateTime.TryParse(_reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time))
        {
            return (null, true);
        }

        time = time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
        return time >= Earliest && time < Latest ? (time, false) : (null, true);
    }

    private readonly StreamParcel Finish()
    {
        var messages = new List<StreamMessage>(_drafts.Count);
        foreach (var draft in _drafts)
        {
            var at = At(draft);
            if (at < Earliest || at > _receivedAt.AddDays(1))
            {
                _refused.Add(new RefusedMessage(draft.Index, draft.MessageId, "time-out-of-range"));
                continue;
            }

            messages.Add(draft.Whole(at));
        }

        return new StreamParcel(messages, _refused, _keeper.Denied, _keeper.Unkept);
    }

    // The sender's clock may be wrong, but it is the same clock twice: only the time between use and sending is believed. Segment's rule.
    private readonly DateTime At(Draft draft)
    {
        var at = draft.Time is not { } told ? _receivedAt
            : (draft.SentAt ?? _sentAt) is { } sentAt ? _receivedAt - (sentAt - told)
            : told;
        return new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }

    /// <summary>A message as far as it is read.</summary>
    private sealed class Draft
    {
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

        private string? Feature => Call switch
        {
            Ingest.Call.Track => Event,
            Ingest.Call.Page or Ingest.Call.Screen => Name ?? Category ?? (Call == Ingest.Call.Page ? "page" : "screen"),
            _ => null,
        };

        /// <summary>Why it makes no sense, or <c>null</c>.</summary>
        public string? Fault() =>
            Call is not { } call ? "unknown-type"
            : MessageId is { Length: > LongestMessageId } ? "message-id-too-long"
            : UserId is null && AnonymousId is null ? "nobody"
            : call == Ingest.Call.Track && Event is null ? "no-event"
            : call == Ingest.Call.Group && GroupId is null ? "no-group"
            : call == Ingest.Call.Alias && (PreviousId is null || UserId is null) ? "no-previous-id"
            : BadTime ? "bad-time"
            : Feature is { Length: > LongestText } || Group is { Length: > LongestText } || UserId is { Length: > LongestUser } || AnonymousId is { Length: > LongestUser } || PreviousId is { Length: > LongestUser } ? "text-too-long"
            : Feature?.Contains('\0') == true || Group?.Contains('\0') == true ? "unreadable-text"
            : null;

        public StreamMessage Whole(DateTime at)
        {
            var other = Call == Ingest.Call.Alias ? PreviousId : UserId is null ? null : AnonymousId;
            return new StreamMessage(Index, Call!.Value, MessageId ?? MadeId(), UserId ?? AnonymousId!, other, Group, Feature, Properties, at);
        }

        private string MadeId() => Time is null
            ? Guid.CreateVersion7().ToString()
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                string.Join('\u001f', Call, UserId, AnonymousId, PreviousId, Group, Feature, Time.Value.Ticks.ToString(CultureInfo.InvariantCulture), Properties))));
    }
}
