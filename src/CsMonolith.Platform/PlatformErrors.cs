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

    /// <summary>The session is over.</summary>
    public static Error SessionOver { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.session-over",
            "This session has ended or expired. Sign in again.",
            "このセッションは終了したか期限切れです。もう一度サインインしてください。"
        );

    /// <summary>A page of another site tries to act with the cookie of somebody who is signed in here.</summary>
    public static Error CrossSite { get; } =
        new(
            ErrorKind.Forbidden,
            "platform.cross-site",
            "A request that changes something and is signed in by cookie must come from this host's own page. Other clients send 'Authorization: Bearer …'.",
            "Cookie でサインインしたまま変更できるのは、このホストの画面からだけです。ほかのクライアントは「Authorization: Bearer …」を送ってください。"
        );

    /// <summary>The identity provider cannot be reached.</summary>
    public static Error ProviderAway { get; } =
        new(
            ErrorKind.Unavailable,
            "platform.provider-away",
            "The identity provider does not answer. Try again in a moment; if it goes on, tell an administrator.",
            "認証基盤が応答しません。しばらくしてからやり直してください。続く場合は管理者に連絡してください。"
        );

    /// <summary>The browser's way through the identity provider broke off.</summary>
    public static Error SignInBrokenOff { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.sign-in-broken-off",
            "The sign-in was not finished: it took too long, was begun in another window, or the provider declined. Begin again.",
            "サインインが完了しませんでした。時間がかかりすぎたか、別の画面で始めたか、認証基盤が拒否しました。もう一度始めてください。"
        );

    /// <summary>No such key.</summary>
    public static Error KeyUnknown { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.key-unknown",
            "There is no such API key. Check that it was copied whole: csm_, eight characters, an underscore and the secret.",
            "この API キーはありません。csm_、8文字、アンダースコア、シークレットまで全部コピーされているか確かめてください。"
        );

    /// <summary>The key's time is over.</summary>
    public static Error KeyExpired { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.key-expired",
            "This API key has expired or was replaced by a rotation. Ask an administrator for its new secret.",
            "この API キーは期限切れか、ローテーションで置き換えられています。管理者に新しいシークレットを依頼してください。"
        );

    /// <summary>The key was revoked.</summary>
    public static Error KeyRevoked { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.key-revoked",
            "This API key has been revoked. Ask an administrator for another one.",
            "この API キーは失効しています。管理者に新しいキーを依頼してください。"
        );

    /// <summary>A revoked key gets no new secret.</summary>
    public static Error RotationOfRevokedKey { get; } =
        new(
            ErrorKind.Conflict,
            "platform.rotation-of-revoked-key",
            "A revoked key gets no new secret. Make another key.",
            "失効したキーには新しいシークレットを発行できません。新しいキーを作成してください。"
        );

    /// <summary>The sign-in link is unknown, used or expired.</summary>
    public static Error LinkSpent { get; } =
        new(
            ErrorKind.Unauthenticated,
            "platform.link-spent",
            "This sign-in link has been used or has expired. Ask an administrator for a new one, or start the host again.",
            "このサインイン用リンクは使用済みか期限切れです。管理者に新しいリンクを依頼するか、ホストを起動し直してください。"
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
            "The database does not answer just now. Send the request again in a few seconds; under the same Idempotency-Key it takes effect once.",
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

    /// <summary>More streams of events than one caller may keep open.</summary>
    public static Error TooManyStreams(int most) =>
        new(
            ErrorKind.TooMany,
            "platform.too-many-streams",
            $"You have {most} streams of events open, as many as one caller may. Close one of them first.",
            $"イベントの受信は同時に{most}本までです。どれかを閉じてからやり直してください。"
        );

    /// <summary>A number of another system, given by somebody who sees a part of the accounts only: a refusal as "taken" would tell them what the others have.</summary>
    public static Error NumberNotYours { get; } =
        Invalid(
            new FieldFault(
                "/externalId",
                "Numbers of other systems are given by operations and integrations, who see all of them. Leave externalId out.",
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

    /// <summary>A token of the identity provider that is not taken.</summary>
    public static Error TokenRefused(string en, string ja) =>
        new(
            ErrorKind.Unauthenticated,
            "platform.token-refused",
            $"The access token is refused: {en}. Get a new one from the identity provider.",
            $"アクセストークンを受け付けられません: {ja}。認証基盤から新しいトークンを取得してください。"
        );

    /// <summary>The provider knows who it is, but nobody here is linked with them.</summary>
    public static Error IdentityUnknown(string issuer, string subject) =>
        new(
            ErrorKind.Forbidden,
            "platform.identity-unknown",
            $"You are signed in at the identity provider, but no person here is linked with you. An administrator can link issuer '{issuer}', subject '{subject}' with a person (POST /v1/identities).",
            $"認証基盤ではサインインできましたが、対応する人がここに登録されていません。管理者が issuer「{issuer}」、subject「{subject}」を人に結び付けられます(POST /v1/identities)。"
        );

    /// <summary>One identity is one person.</summary>
    public static Error IdentityTaken(Guid person) =>
        new(
            ErrorKind.Conflict,
            "platform.identity-taken",
            $"This identity is linked with person {person}. Unlink it there first.",
            $"この ID は別の人({person})に結び付いています。先にそちらを解除してください。"
        );

    /// <summary>There is no such person, or they have left.</summary>
    public static Error NobodyToLink(Guid person) =>
        Invalid(
            new FieldFault(
                "/personId",
                $"There is no person {person} who is here.",
                $"在籍している人 {person} は見つかりません。"
            )
        );

    /// <summary>The key's role may, but not this key.</summary>
    public static Error ScopeMissing(string operation, string scope) =>
        new(
            ErrorKind.Forbidden,
            "platform.scope-missing",
            $"This key may not use {operation}: the scope '{scope}' is not among its own. Ask an administrator for a key that has it.",
            $"このキーでは {operation} を利用できません。スコープ「{scope}」がありません。このスコープを持つキーを管理者に依頼してください。"
        );

    /// <summary>Two living keys of one name could not be told apart.</summary>
    public static Error KeyNameTaken(string name) =>
        new(
            ErrorKind.Conflict,
            "platform.key-name-taken",
            $"There is already a key named '{name}'. Choose another name, rotate that key, or revoke it first.",
            $"「{name}」という名前のキーは既にあります。別の名前にするか、そのキーをローテーションするか、先に失効させてください。"
        );

    /// <summary>Too many failed sign-ins from one address.</summary>
    public static Error TooManyFailures(int seconds) =>
        new(
            ErrorKind.TooMany,
            "platform.too-many-failed-sign-ins",
            $"Too many failed sign-ins came from your address. Mend the credential and try again in {seconds} seconds.",
            $"お使いのアドレスからのサインインの失敗が多すぎます。資格情報を直し、{seconds} 秒後にやり直してください。"
        );

    /// <summary>Out of scope answers exactly like missing.</summary>
    public static Error NotFound(string noun, Guid id) =>
        new(ErrorKind.NotFound, $"{noun}.not-found", $"There is no such thing: {id}.", $"見つかりません: {id}。");

    /// <summary>An operation that must bear repetition, without a key.</summary>
    public static Error IdempotencyKeyMissing { get; } =
        new(
            ErrorKind.Invalid,
            "platform.idempotency-key-missing",
            "Send the header Idempotency-Key with a new random text, such as a UUID, and the same one when you repeat the request: so it takes effect once.",
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
            "Idempotency-Key takes one text of 1 to 255 visible ASCII characters, bare or in quotation marks, such as a UUID.",
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
            "This Idempotency-Key was used within the last 72 hours for another request. Send this request with a new key; repeat a request exactly as it was.",
            "この Idempotency-Key は72時間以内に別の要求で使われています。新しいキーで送ってください。再送の場合は前回と同じ内容にしてください。"
        );

    /// <summary>The same request is being worked on.</summary>
    public static Error TwinInFlight { get; } =
        new(
            ErrorKind.Conflict,
            "platform.twin-in-flight",
            "The same request is being worked on. Repeat it after the seconds that Retry-After names to get its answer.",
            "同じ要求を処理中です。Retry-After の秒数だけ待って再送すると、その結果が返ります。"
        );

    /// <summary>An atomic bulk call of which some items were refused.</summary>
    public static Error BulkRefused(IReadOnlyList<FieldFault> faults) =>
        new(
            ErrorKind.Invalid,
            "platform.bulk-refused",
            "Nothing was stored, since some items were refused; see errors. Mend or leave out those, or send atomic=false.",
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
            $"Somebody has changed it since you read it; it is now at version {current.Version}. Look at the differences, and repeat the change with the new ETag.",
            $"読み込んだ後に変更されています(現在の版: {current.Version})。differences を確認し、新しい ETag で変更をやり直してください。"
        )
        {
            Changed = current,
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
