using CsMonolith.Kernel;

namespace CsMonolith.Platform;

/// <summary>Every refusal of the platform.</summary>
public static class PlatformErrors
{
    /// <summary>No valid sign-in.</summary>
    public static Error NotSignedIn { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.not-signed-in",
            "Sign in first: send a session token or key as 'Authorization: Bearer …'.",
            "サインインしてください。「Authorization: Bearer …」でセッションまたはキーを送ってください。"
        );

    /// <summary>Somebody changed it meanwhile.</summary>
    public static Error ChangedMeanwhile { get; } =
        new(
            ErrorKind.Stale,
            "platform.changed-meanwhile",
            "Somebody changed this while your request ran. Read it again and repeat the change.",
            "処理中にほかの人が変更しました。もう一度読み込んで、変更をやり直してください。"
        );

    /// <summary>Two requests created the same thing at once.</summary>
    public static Error Twin { get; } =
        new(
            ErrorKind.Conflict,
            "platform.twin",
            "The same thing was created by another request at the same moment. Read it and go on from there.",
            "同じものが別の要求で同時に作られました。読み込んで続けてください。"
        );

    /// <summary>A text that PostgreSQL cannot hold.</summary>
    public static Error Unstorable { get; } =
        new(
            ErrorKind.Invalid,
            "platform.unstorable",
            "A text holds a NUL character, which cannot be stored. Take it out and send it again.",
            "文字列に保存できない文字(NUL)が含まれています。取り除いて送り直してください。"
        );

    /// <summary>A change without If-Match.</summary>
    public static Error IfMatchMissing { get; } =
        new(
            ErrorKind.PreconditionRequired,
            "platform.if-match-missing",
            "Send If-Match with the ETag that you read, so that nobody's change is lost.",
            "ほかの人の変更を失わないよう、読み込んだ ETag を If-Match で送ってください。"
        );

    /// <summary>The database is away, or so busy that it gave up on the request.</summary>
    public static Error DatabaseAway { get; } =
        new(
            ErrorKind.Unavailable,
            "platform.database-away",
            "The database does not answer just now. Send the request again in a few seconds; under the same "
                + "Idempotency-Key it takes effect once.",
            "データベースが応答していません。数秒後にもう一度送ってください。同じ Idempotency-Key なら二重に処理されません。"
        );

    /// <summary>The disk is full.</summary>
    public static Error DiskFull { get; } =
        new(
            ErrorKind.StorageFull,
            "platform.disk-full",
            "The database's disk is full, so nothing was stored. An administrator must make room.",
            "データベースのディスクに空きがないため、保存できませんでした。管理者に空き容量の確保を依頼してください。"
        );

    /// <summary>
    /// A number of another system, given by somebody who sees a part of the accounts only: a refusal as "taken" would
    /// tell them what the others have.
    /// </summary>
    public static Error NumberNotYours { get; } =
        Invalid(
            new FieldFault(
                "/externalId",
                "Numbers of other systems are given by operations and integrations, who see all of them. Leave "
                    + "externalId out.",
                "ほかのシステムの番号は、全体を見られるオペレーションと連携が付けます。externalId を外してください。"
            )
        );

    /// <summary>The role may not use the function.</summary>
    public static Error NotAllowed(string operation) =>
        new(
            ErrorKind.Forbidden,
            "platform.not-allowed",
            $"None of your roles may use {operation}.",
            $"あなたの役割では {operation} を利用できません。"
        );

    /// <summary>The key's role may, but not this key.</summary>
    public static Error ScopeMissing(string operation, string scope) =>
        new(
            ErrorKind.Forbidden,
            "platform.scope-missing",
            $"This key may not use {operation}: the scope '{scope}' is not among its own. Ask an administrator for "
                + "a key that has it.",
            $"このキーでは {operation} を利用できません。スコープ「{scope}」がありません。このスコープを持つキーを管理者に依頼してください。"
        );

    /// <summary>A key's scopes allow it, and its maker may not do it any more.</summary>
    public static Error BeyondMaker(string operation) =>
        new(
            ErrorKind.Forbidden,
            "platform.beyond-maker",
            $"The key's scopes allow {operation}, but whoever made the key may not do it any more, and a key does no more "
                + "than its maker. Have somebody who may make a key of their own.",
            $"キーのスコープでは {operation} を使えますが、キーの作成者はもうこの操作ができません。キーは作成者を超えられません。操作できる人に新しいキーを作成してもらってください。"
        );

    /// <summary>Out of scope answers exactly like missing.</summary>
    public static Error NotFound(string noun, Guid id) =>
        new(ErrorKind.NotFound, $"{noun}.not-found", $"There is no such thing: {id}.", $"見つかりません: {id}。");

    /// <summary>An operation that must bear repetition, without a key.</summary>
    public static Error IdempotencyKeyMissing { get; } =
        new(
            ErrorKind.Invalid,
            "platform.idempotency-key-missing",
            "Send the header Idempotency-Key with a new random text, such as a UUID, and the same one when you "
                + "repeat the request: so it takes effect once.",
            "ヘッダー Idempotency-Key に新しい乱数(UUID など)を付け、再送するときは同じ値を送ってください。処理が一度だけ行われます。"
        )
        {
            Fields = [new FieldFault("Idempotency-Key", "The header is missing.", "このヘッダーがありません。")],
        };

    /// <summary>A key that is none.</summary>
    public static Error IdempotencyKeyMalformed { get; } =
        new(
            ErrorKind.Invalid,
            "platform.idempotency-key-malformed",
            "Idempotency-Key takes one text of 1 to 255 visible ASCII characters, bare or in quotation marks, "
                + "such as a UUID.",
            "Idempotency-Key には、1文字から255文字の印字可能な ASCII 文字(UUID など)を1つだけ、そのまま、または引用符で囲んで指定してください。"
        )
        {
            Fields =
            [
                new FieldFault(
                    "Idempotency-Key",
                    "This is not a key of 1 to 255 visible ASCII characters.",
                    "1文字から255文字の印字可能な ASCII 文字ではありません。"
                ),
            ],
        };

    /// <summary>The same key with another request.</summary>
    public static Error IdempotencyKeyReused { get; } =
        new(
            ErrorKind.Unprocessable,
            "platform.idempotency-key-reused",
            "This Idempotency-Key was used within the last 72 hours for another request. Send this request with a "
                + "new key; repeat a request exactly as it was.",
            "この Idempotency-Key は72時間以内に別の要求で使われています。新しいキーで送ってください。再送の場合は前回と同じ内容にしてください。"
        );

    /// <summary>The same request is being worked on.</summary>
    public static Error TwinInFlight { get; } =
        new(
            ErrorKind.Conflict,
            "platform.twin-in-flight",
            "The same request is being worked on. Repeat it after the seconds that Retry-After names to get its "
                + "answer.",
            "同じ要求を処理中です。Retry-After の秒数だけ待って再送すると、その結果が返ります。"
        );

    /// <summary>An atomic bulk call of which some items were refused.</summary>
    public static Error BulkRefused(IReadOnlyList<FieldFault> faults) =>
        new(
            ErrorKind.Invalid,
            "platform.bulk-refused",
            "Nothing was stored, since some items were refused; see errors. Mend or leave out those, or send "
                + "atomic=false.",
            "拒否された項目があるため、何も保存していません。errors を確認して直すか除くか、atomic=false で送ってください。"
        )
        {
            Fields = faults,
        };

    /// <summary>Another version than the caller read.</summary>
    public static Error Stale(Aggregate current) =>
        new(
            ErrorKind.Stale,
            "platform.stale",
            $"Somebody has changed it since you read it; it is now at version {current.Version}. Look at the "
                + "differences, and repeat the change with the new ETag.",
            $"読み込んだ後に変更されています(現在の版: {current.Version})。differences を確認し、新しい ETag で変更をやり直してください。"
        )
        {
            Changed = current,
        };

    /// <summary>If-Match bears weak tags only, which never match there.</summary>
    public static Error WeakMatch(Aggregate current) =>
        Stale(current) with
        {
            En =
                "If-Match compares strong tags (RFC 9110, 13.1.1), and what was sent is weak: send the tag without W/, "
                + $"as \"{current.Version}\".",
            Ja =
                $"If-Match は強い ETag だけを比べます(RFC 9110)。送られた ETag は弱いものです。W/ を付けずに \"{current.Version}\" のように送ってください。",
        };

    /// <summary>Something in the request makes no sense.</summary>
    public static Error Invalid(params IReadOnlyList<FieldFault> faults) =>
        new(
            ErrorKind.Invalid,
            "platform.invalid",
            "The request is not valid; see errors for each field.",
            "入力に誤りがあります。errors に項目ごとの理由があります。"
        )
        {
            Fields = faults,
        };
}
