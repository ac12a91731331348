using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Outbox;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>Every refusal about dead letters.</summary>
internal static class DeadLetterErrors
{
    /// <summary>Only what was given up can be mended, replayed or discarded.</summary>
    public static Error NotDead(FailedDelivery delivery)
    {
        var state = JsonNamingPolicy.CamelCase.ConvertName(delivery.State.ToString());
        return new Error(
            ErrorKind.Conflict,
            "operations.dead-letter.not-dead",
            $"This letter is {state}; only a dead one can be mended, replayed or discarded.",
            $"この配信は {state} の状態です。修正・再送・破棄できるのは dead のものだけです。"
        );
    }

    /// <summary>The mended payload is not such news.</summary>
    public static Error Unreadable(string news, Exception fault)
    {
        var path = ((fault as JsonException)?.Path ?? "")
            .Replace("$", "", StringComparison.Ordinal)
            .Replace('.', '/')
            .Replace("[", "/", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal);
        var reason = fault.Message.Split(" Path:")[0];
        return PlatformErrors.Invalid(
            new FieldFault($"/payload{path}", $"This is not a {news}: {reason}", $"{news} として読めません: {reason}")
        );
    }

    /// <summary>The mended payload is about another account, whose lane it would not be delivered in.</summary>
    public static Error OtherAccount(FailedDelivery delivery) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/payload",
                $"The payload must stay about account {delivery.AccountId?.ToString() ?? "none"}.",
                $"対象の顧客は変えられません(元の顧客: {delivery.AccountId?.ToString() ?? "なし"})。"
            )
        );

    /// <summary>The listener does not exist in this version, so there is nobody to deliver to.</summary>
    public static Error NoListener(FailedDelivery delivery) =>
        new(
            ErrorKind.Conflict,
            "operations.dead-letter.no-listener",
            $"{delivery.Listener} does not exist in this version any more; discard the delivery.",
            $"{delivery.Listener} はこの版には存在しません。この配信は破棄してください。"
        );
}
