namespace CsMonolith.Health.Usage.Ingest;

/// <summary>The calls of the Segment HTTP API.</summary>
internal enum Call
{
    Track,
    Page,
    Screen,
    Identify,
    Group,
    Alias,
}

/// <summary>One call, read and found whole.</summary>
/// <param name="Index">Its place in the batch; 0 where it came alone.</param>
/// <param name="MessageId">The sender's id, or one made from the content; see <see cref="SegmentBody"/>.</param>
/// <param name="UserId">Whom it is about: user id, else anonymous id.</param>
/// <param name="Other">The anonymous or previous id that turns out to be the same person.</param>
/// <param name="GroupId">The group that the call itself names.</param>
/// <param name="Feature">The event's or page's name; <c>null</c> for calls that are no use.</param>
/// <param name="Properties">What is kept of the properties, as JSON.</param>
/// <param name="At">When it happened by our clock, in UTC to the microsecond.</param>
internal sealed record StreamMessage(
    int Index,
    Call Call,
    string MessageId,
    string UserId,
    string? Other,
    string? GroupId,
    string? Feature,
    string? Properties,
    DateTime At
);

/// <summary>A message that makes no sense; the others of its batch are stored.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="MessageId">Its id, as far as it could be read.</param>
/// <param name="Reason">A stable word.</param>
internal sealed record RefusedMessage(int Index, string? MessageId, string Reason);

/// <summary>A body, read.</summary>
/// <param name="Messages">Those that make sense, in order.</param>
/// <param name="Refused">Those that make none.</param>
/// <param name="DeniedProperties">Properties left out because their name is on the deny list.</param>
/// <param name="UnkeptProperties">Properties left out because they are nested, too long or too many.</param>
internal sealed record ParsedBody(
    IReadOnlyList<StreamMessage> Messages,
    IReadOnlyList<RefusedMessage> Refused,
    long DeniedProperties,
    long UnkeptProperties
);
