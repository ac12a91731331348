using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Parses a body of the Segment HTTP API token by token. A body that is no JSON is refused as a whole; an invalid
/// message is refused alone. A message without an id gets a hash of its content as id, so that a repeat is recognised;
/// without a time too a repeat cannot be told from a second use, and each counts.
/// </summary>
internal ref struct SegmentBody
{
    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly IngestSettings _settings;
    private readonly DateTime _receivedAt;
    private readonly PropertyFilter _keeper;
    private readonly List<SegmentDraft> _drafts = [];
    private readonly List<RefusedMessage> _refused = [];
    private Utf8JsonReader _reader;
    private DateTime? _sentAt;
    private Error? _tooLarge;

    private SegmentBody(ReadOnlySpan<byte> body, IngestSettings settings, DateTime receivedAt)
    {
        _settings = settings;
        _receivedAt = receivedAt;
        _keeper = new PropertyFilter(settings);
        _reader = new Utf8JsonReader(body);
    }

    /// <summary>Parses a body: a batch, or the single call that <paramref name="only"/> says.</summary>
    public static Result<ParsedBody> Read(
        ReadOnlySpan<byte> body,
        Call? only,
        IngestSettings settings,
        DateTime receivedAt
    )
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

    private Result<ParsedBody> Read(Call? only)
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
        var draft = new SegmentDraft { Index = index, Call = only };
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
            // A text with half a surrogate pair or bytes that are not UTF-8: the structure is sound, so the next
            // message can be found.
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

    private void Fields(SegmentDraft draft)
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
                    draft.Refusal = _keeper.HasNul ? "unreadable-text" : draft.Refusal;
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

    private void Context(SegmentDraft draft)
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

    private static Call? CallOf(string? type) =>
        type switch
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

        if (
            !_reader.TryGetDateTime(out var time)
            && !DateTime.TryParse(
                _reader.GetString(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out time
            )
        )
        {
            return (null, true);
        }

        time =
            time.Kind == DateTimeKind.Unspecified
                ? DateTime.SpecifyKind(time, DateTimeKind.Utc)
                : time.ToUniversalTime();
        return time >= Earliest && time < Latest ? (time, false) : (null, true);
    }

    private readonly ParsedBody Finish()
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

            messages.Add(draft.ToMessage(at));
        }

        return new ParsedBody(messages, _refused, _keeper.Denied, _keeper.Unkept);
    }

    // The sender's clock may be wrong, but it is the same clock twice: only the time between use and sending is
    // believed. Segment's rule.
    private readonly DateTime At(SegmentDraft draft)
    {
        var at =
            draft.Time is not { } told ? _receivedAt
            : (draft.SentAt ?? _sentAt) is { } sentAt ? _receivedAt - (sentAt - told)
            : told;
        return new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}
