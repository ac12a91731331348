using CsMonolith.Kernel;

namespace CsMonolith.Platform;

/// <summary>Every refusal of the hallway.</summary>
public static class HallwayErrors
{
    /// <summary>No valid sign-in.</summary>
    public static Error NotSignedIn { get; } = new(ErrorKind.Unauthenticated, "hallway.not-signed-in",
        "Sign in first: send a session token or key as 'Authorization: Bearer …'.",
        "サインインしてください。「Authorization: Bearer …」でセッションまたはキーを送ってください。");

    /// <summary>The sign-in link is unknown, used or expired.</summary>
    public static Error LinkSpent { get; } = new(ErrorKind.Unauthenticated, "hallway.link-spent",
        "This sign-in link has been used or has expired. Ask an administrator for a new one, or start the host again.",
        "このサインイン用リンクは使用済みか期限切れです。管理者に新しいリンクを依頼するか、ホストを起動し直してください。");

    /// <summary>Somebody changed it meanwhile.</summary>
    public static Error ChangedMeanwhile { get; } = new(ErrorKind.Stale, "hallway.changed-meanwhile",
        "Somebody changed this while your request ran. Read it again and repeat the change.",
        "処理中にほかの人が変更しました。もう一度読み込んで、変更をやり直してください。");

    /// <summary>Two requests created the same thing at once.</summary>
    public static Error Twin { get; } = new(ErrorKind.Conflict, "hallway.twin",
        "The same thing was created by another request at the same moment. Read it and go on from there.",
        "同じものが別の要求で同時に作られました。読み込んで続けてください。");

    /// <summary>A text that PostgreSQL cannot hold.</summary>
    public static Error Unstorable { get; } = new(ErrorKind.Invalid, "hallway.unstorable",
        "A text holds a NUL character, which cannot be stored. Take it out and send it again.",
        "文字列に保存できない文字(NUL)が含まれています。取り除いて送り直してください。");

    /// <summary>A change without If-Match.</summary>
    public static Error IfMatchMissing { get; } = new(ErrorKind.PreconditionRequired, "hallway.if-match-missing",
        "Send If-Match with the ETag that you read, so that nobody's change is lost.",
        "ほかの人の変更を失わないよう、読み込んだ ETag を If-Match で送ってください。");

    /// <summary>The role may not use the function.</summary>
    public static Error NotAllowed(string operation) => new(ErrorKind.Forbidden, "hallway.not-allowed",
        $"None of your roles may use {operation}.", $"あなたの役割では {operation} を利用できません。");

    /// <summary>Out of scope answers exactly like missing.</summary>
    public static Error NotFound(string noun, Guid id) => new(ErrorKind.NotFound, $"{noun}.not-found",
        $"There is no such thing: {id}.", $"見つかりません: {id}。");

    /// <summary>An operation that must bear repetition, without a key.</summary>
    public static Error IdempotencyKeyMissing { get; } = new(ErrorKind.Invalid, "hallway.idempotency-key-missing",
        "Send the header Idempotency-Key with a new random text, such as a UUID, and the same one when you repeat the request: so it takes effect once.",
        "ヘッダー Idempotency-Key に新しい乱数(UUID など)を付け、再送するときは同じ値を送ってください。処理が一度だけ行われます。")
    {
        Fields = [new FieldFault("Idempotency-Key", "The header is missing.", "このヘッダーがありません。")],
    };

    /// <summary>A key that is none.</summary>
    public static Error IdempotencyKeyMalformed { get; } = new(ErrorKind.Invalid, "hallway.idempotency-key-malformed",
        "Idempotency-Key takes one text of 1 to 255 visible ASCII characters, bare or in quotation marks, such as a UUID.",
        "Idempotency-Key には、1文字から255文字の印字可能な ASCII 文字(UUID など)を1つだけ、そのまま、または引用符で囲んで指定してください。")
    {
        Fields = [new FieldFault("Idempotency-Key", "This is not a key of 1 to 255 visible ASCII characters.", "1文字から255文字の印字可能な ASCII 文字ではありません。")],
    };

    /// <summary>The same key with another request.</summary>
    public static Error IdempotencyKeyReused { get; } = new(ErrorKind.Unprocessable, "hallway.idempotency-key-reused",
        "This Idempotency-Key was used within the last 72 hours for another request. Send this request with a new key; repeat a request exactly as it was.",
        "この Idempotency-Key は72時間以内に別の要求で使われています。新しいキーで送ってください。再送の場合は前回と同じ内容にしてください。");

    /// <summary>The same request is being worked on.</summary>
    public static Error TwinInFlight { get; } = new(ErrorKind.Conflict, "hallway.twin-in-flight",
        "The same request is being worked on. Repeat it after the seconds that Retry-After names to get its answer.",
        "同じ要求を処理中です。Retry-After の秒数だけ待って再送すると、その結果が返ります。");

    /// <summary>An atomic bulk call of which some items were refused.</summary>
    public static Error BulkRefused(IReadOnlyList<FieldFault> faults) => new(ErrorKind.Invalid, "hallway.bulk-refused",
        "Nothing was stored, since some items were refused; see errors. Mend or leave out those, or send atomic=false.",
        "拒否された項目があるため、何も保存していません。errors を確認して直すか除くか、atomic=false で送ってください。") { Fields = faults };

    /// <summary>Another version than the caller read.</summary>
    public static Error Stale(Aggregate current) => new(ErrorKind.Stale, "hallway.stale",
        $"Somebody has changed it since you read it; it is now at version {current.Version}. Look at the differences, and repeat the change with the new ETag.",
        $"読み込んだ後に変更されています(現在の版: {current.Version})。differences を確認し、新しい ETag で変更をやり直してください。") { Changed = current };

    /// <summary>Something in the request makes no sense.</summary>
    public static Error Invalid(params IReadOnlyList<FieldFault> faults) => new(ErrorKind.Invalid, "hallway.invalid",
        "The request is not valid; see errors for each field.", "入力に誤りがあります。errors に項目ごとの理由があります。") { Fields = faults };
}
