using CsMonolith.Kernel;

namespace CsMonolith.Platform;

/// <summary>Every refusal of the hallway.</summary>
public static class HallwayErrors
{
    /// <summary>No valid sign-in.</summary>
    public static Error NotSignedIn { get; } = new(ErrorKind.Unauthenticated, "hallway.not-signed-in",
        "Sign in first: send a session token or key as 'Authorization: Bearer …'.",
        "サインインしてください。「Authorization: Bearer …」でセッションまたはキーを送ってください。");

    /// <summary>No such key.</summary>
    public static Error KeyUnknown { get; } = new(ErrorKind.Unauthenticated, "hallway.key-unknown",
        "There is no such API key. Check that it was copied whole: csm_, eight characters, an underscore and the secret.",
        "この API キーはありません。csm_、8文字、アンダースコア、シークレットまで全部コピーされているか確かめてください。");

    /// <summary>The key's time is over.</summary>
    public static Error KeyExpired { get; } = new(ErrorKind.Unauthenticated, "hallway.key-expired",
        "This API key has expired or was replaced by a rotation. Ask an administrator for its new secret.",
        "この API キーは期限切れか、ローテーションで置き換えられています。管理者に新しいシークレットを依頼してください。");

    /// <summary>The key was revoked.</summary>
    public static Error KeyRevoked { get; } = new(ErrorKind.Unauthenticated, "hallway.key-revoked",
        "This API key has been revoked. Ask an administrator for another one.", "この API キーは失効しています。管理者に新しいキーを依頼してください。");

    /// <summary>A revoked key gets no new secret.</summary>
    public static Error RotationOfRevokedKey { get; } = new(ErrorKind.Conflict, "hallway.rotation-of-revoked-key",
        "A revoked key gets no new secret. Make another key.", "失効したキーには新しいシークレットを発行できません。新しいキーを作成してください。");

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

    /// <summary>The key's role may, but not this key.</summary>
    public static Error ScopeMissing(string operation, string scope) => new(ErrorKind.Forbidden, "hallway.scope-missing",
        $"This key may not use {operation}: the scope '{scope}' is not among its own. Ask an administrator for a key that has it.",
        $"このキーでは {operation} を利用できません。スコープ「{scope}」がありません。このスコープを持つキーを管理者に依頼してください。");

    /// <summary>Two living keys of one name could not be told apart.</summary>
    public static Error KeyNameTaken(string name) => new(ErrorKind.Conflict, "hallway.key-name-taken",
        $"There is already a key named '{name}'. Choose another name, rotate that key, or revoke it first.",
        $"「{name}」という名前のキーは既にあります。別の名前にするか、そのキーをローテーションするか、先に失効させてください。");

    /// <summary>Too many failed sign-ins from one address.</summary>
    public static Error TooManyFailures(int seconds) => new(ErrorKind.TooMany, "hallway.too-many-failed-sign-ins",
        $"Too many failed sign-ins came from your address. Mend the credential and try again in {seconds} seconds.",
        $"お使いのアドレスからのサインインの失敗が多すぎます。資格情報を直し、{seconds} 秒後にやり直してください。");

    /// <summary>Out of scope answers exactly like missing.</summary>
    public static Error NotFound(string noun, Guid id) => new(ErrorKind.NotFound, $"{noun}.not-found",
        $"There is no such thing: {id}.", $"見つかりません: {id}。");

    /// <summary>Another version than the caller read.</summary>
    public static Error Stale(long version) => new(ErrorKind.Stale, "hallway.stale",
        $"Somebody has changed it since you read it; it is now at version {version}. Read it again and repeat the change.",
        $"読み込んだ後に変更されています(現在の版: {version})。もう一度読み込んで、変更をやり直してください。");

    /// <summary>Something in the request makes no sense.</summary>
    public static Error Invalid(params IReadOnlyList<FieldFault> faults) => new(ErrorKind.Invalid, "hallway.invalid",
        "The request is not valid; see errors for each field.", "入力に誤りがあります。errors に項目ごとの理由があります。") { Fields = faults };
}
