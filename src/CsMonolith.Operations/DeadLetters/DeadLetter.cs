using System.Text.Json;
using CsMonolith.Platform.Outbox;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>News that one listener could not take, as an operator sees it in a list: without what it says.</summary>
/// <param name="Id">The letter. One message that failed at two listeners is two letters.</param>
/// <param name="MessageId">The message.</param>
/// <param name="News">What kind of news.</param>
/// <param name="Listener">Who could not take it.</param>
/// <param name="AccountId">The account that it is about, if any.</param>
/// <param name="State">dead, replaying, delivered or discarded.</param>
/// <param name="Attempts">Tries in vain.</param>
/// <param name="Failure">Why the last try failed.</param>
/// <param name="ToldAt">When the news was told.</param>
/// <param name="GivenUpAt">When it was given up first.</param>
/// <param name="ClosedAt">When it was delivered or discarded in the end.</param>
/// <param name="Version">Give it back as If-Match.</param>
internal sealed record DeadLetterLine(
    Guid Id,
    Guid MessageId,
    string News,
    string Listener,
    Guid? AccountId,
    DeliveryState State,
    int Attempts,
    string? Failure,
    DateTime ToldAt,
    DateTime GivenUpAt,
    DateTime? ClosedAt,
    long Version
)
{
    public static DeadLetterLine Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f2"),
            "MrrMoved",
            "CsMonolith.Health.Reactions.WhenMrrMoved",
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            DeliveryState.Dead,
            Attempts: 6,
            "JsonException: JPX is no currency.",
            new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            new DateTime(2026, 11, 21, 9, 1, 4, DateTimeKind.Utc),
            ClosedAt: null,
            Version: 6
        );

    public static DeadLetterLine Of(FailedDelivery letter) =>
        new(
            letter.Id,
            letter.MessageId,
            letter.Kind,
            letter.Listener,
            letter.AccountId,
            letter.State,
            letter.Attempts,
            letter.Failure,
            letter.ToldAt,
            letter.GivenUpAt!.Value,
            letter.ClosedAt,
            letter.Version
        );
}

/// <summary>A dead letter whole, with what it says.</summary>
/// <param name="Letter">All but what it says.</param>
/// <param name="Payload">What the listener gets.</param>
/// <param name="OriginalPayload">What was told, where somebody has mended it.</param>
/// <param name="MendedAt">When it was mended last.</param>
/// <param name="Reason">Why it was mended or discarded.</param>
internal sealed record DeadLetter(
    DeadLetterLine Letter,
    JsonElement Payload,
    JsonElement? OriginalPayload,
    DateTime? MendedAt,
    string? Reason
)
{
    public static DeadLetter Example { get; } =
        new(
            DeadLetterLine.Example,
            Json("""{"account":"0199a000-0000-7000-8000-0000000000a1","kind":"expansion"}"""),
            null,
            null,
            null
        );

    public static DeadLetter Of(FailedDelivery letter) =>
        new(
            DeadLetterLine.Of(letter),
            Json(letter.Payload),
            letter.OriginalPayload is { } original ? Json(original) : null,
            letter.MendedAt,
            letter.Reason
        );

    // A payload that is no JSON at all is one way to die; it is shown as text.
    private static JsonElement Json(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(payload);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(payload);
        }
    }
}
