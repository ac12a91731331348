namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Refusals of whole requests of the usage stream.</summary>
internal static class IngestErrors
{
    public static Error Malformed(string reason) =>
        new(
            ErrorKind.Invalid,
            "health.ingest.malformed",
            $"The body is not JSON as the Segment HTTP API has it: {reason}",
            $"本文を Segment HTTP API の JSON として読み取れません: {reason}"
        );

    public static Error UnknownEncoding(string encoding) =>
        new(
            ErrorKind.Invalid,
            "health.ingest.unknown-encoding",
            $"The body is encoded as '{encoding}'. Send it plain or as gzip.",
            $"本文が「{encoding}」で圧縮されています。圧縮なしか gzip で送ってください。"
        );

    public static Error BodyTooLarge(int most) =>
        new(
            ErrorKind.TooLarge,
            "health.ingest.body-too-large",
            $"The body is larger than {most} bytes, counted after inflating. Send fewer messages at a time.",
            $"本文が上限({most}バイト、展開後)を超えています。一度に送る件数を減らしてください。"
        );

    public static Error MessageTooLarge(int index, int bytes, int most) =>
        new(
            ErrorKind.TooLarge,
            "health.ingest.message-too-large",
            $"Message {index} has {bytes} bytes; a message may have {most}. Nothing of the request was stored.",
            $"{index}番目のメッセージが{bytes}バイトあります(上限{most}バイト)。この要求は何も登録していません。"
        )
        {
            Fields =
            [
                new FieldFault(
                    $"/batch/{index}",
                    $"{bytes} bytes; at most {most} are taken.",
                    $"{bytes}バイトあります。上限は{most}バイトです。"
                ),
            ],
        };

    public static Error TooFast(int perSecond, TimeSpan wait) =>
        new(
            ErrorKind.TooMany,
            "health.ingest.too-fast",
            $"This key sends more than {perSecond} messages a second. Wait {wait.TotalSeconds:0} s and send the "
                + "same again.",
            $"このキーの送信が毎秒{perSecond}件を超えています。{wait.TotalSeconds:0}秒待って同じものを送り直してください。"
        )
        {
            RetryAfter = wait,
        };

    public static Error Busy(int most) =>
        new(
            ErrorKind.TooMany,
            "health.ingest.busy",
            $"{most} messages wait to be stored already. Wait a second and send the same again.",
            $"登録待ちのメッセージが{most}件あります。1秒待って同じものを送り直してください。"
        )
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static Error NotWaiting(string source, string group) =>
        new(
            ErrorKind.NotFound,
            "health.quarantine.not-found",
            $"No usage of '{source}' waits for the group '{group}'.",
            $"「{source}」のグループ「{group}」で保留中の利用実績はありません。"
        );

    public static Error ClaimedByAnother(string source, string group, Guid account) =>
        new(
            ErrorKind.Conflict,
            "health.quarantine.claimed",
            $"The group '{group}' of '{source}' belongs to the account {account} already.",
            $"「{source}」のグループ「{group}」は、すでに顧客 {account} に割り当てられています。"
        );
}
