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

/// <summary>One valid call of the Segment API.</summary>
/// <param name="Index">Its place in the batch; 0 where it came alone.</param>
/// <param name="MessageId">The sender's id, or one made from the content; see <see cref="SegmentBody"/>.</param>
/// <param name="UserId">The user: the user id, else the anonymous id.</param>
/// <param name="Other">The user's anonymous or previous id, where the call names one.</param>
/// <param name="GroupId">The group that the call itself names.</param>
/// <param name="Feature">The event's or page's name; <c>null</c> for identify, alias and group calls.</param>
/// <param name="Properties">The kept properties as JSON; see <see cref="PropertyFilter"/>.</param>
/// <param name="At">When it happened, corrected to the host's clock, in UTC to the microsecond.</param>
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

/// <summary>A message that was refused; the others of its batch are stored.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="MessageId">Its id; <c>null</c> where it has none or it could not be read.</param>
/// <param name="Reason">A stable word.</param>
internal sealed record RefusedMessage(int Index, string? MessageId, string Reason);

/// <summary>A request's body after parsing.</summary>
/// <param name="Messages">The valid messages, in order.</param>
/// <param name="Refused">The invalid messages.</param>
/// <param name="DeniedProperties">Properties left out because their name is on the deny list.</param>
/// <param name="UnkeptProperties">Properties left out because they are nested, too long or too many.</param>
internal sealed record ParsedBody(
    IReadOnlyList<StreamMessage> Messages,
    IReadOnlyList<RefusedMessage> Refused,
    long DeniedProperties,
    long UnkeptProperties
);
