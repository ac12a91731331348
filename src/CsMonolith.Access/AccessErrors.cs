using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Access;

/// <summary>Every refusal of signing in, keys and identities.</summary>
internal static class AccessErrors
{
    /// <summary>One-time links do not exist in production.</summary>
    public static Error NoLinksInProduction { get; } =
        new(
            ErrorKind.Conflict,
            "access.no-links-in-production",
            "One-time links exist in development and demonstration only; "
                + "in production people sign in through the identity provider.",
            "使い切りのリンクは開発・デモ環境専用です。本番環境では認証基盤からサインインしてください。"
        );

    /// <summary>The session is over.</summary>
    public static Error SessionOver { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.session-over",
            "This session has ended or expired. Sign in again.",
            "このセッションは終了したか期限切れです。もう一度サインインしてください。"
        );

    /// <summary>A page of another site tries to act with the cookie of somebody who is signed in here.</summary>
    public static Error CrossSite { get; } =
        new(
            ErrorKind.Forbidden,
            "access.cross-site",
            "A request that changes something and is signed in by cookie must come from this host's own page. "
                + "Other clients send 'Authorization: Bearer …'.",
            "Cookie でサインインしたまま変更できるのは、このホストの画面からだけです。ほかのクライアントは「Authorization: Bearer …」を送ってください。"
        );

    /// <summary>The identity provider cannot be reached.</summary>
    public static Error ProviderAway { get; } =
        new(
            ErrorKind.Unavailable,
            "access.provider-away",
            "The identity provider does not answer. Try again in a moment; if it goes on, tell an administrator.",
            "認証基盤が応答しません。しばらくしてからやり直してください。続く場合は管理者に連絡してください。"
        );

    /// <summary>The provider signs in the people of every tenant that anybody has opened there.</summary>
    public static Error ProviderOfManyTenants(string issuer) =>
        new(
            ErrorKind.Unavailable,
            "access.provider-of-many-tenants",
            $"SignIn:Authority leads to a provider of many tenants, whose issuer is '{issuer}': anybody could open a "
                + "tenant there and claim any address. Set SignIn:Authority to the address of your own tenant, such as "
                + "https://login.microsoftonline.com/TENANT-ID/v2.0.",
            $"SignIn:Authority は複数テナント共用の認証基盤(issuer「{issuer}」)を指しています。だれでもテナントを作って任意のアドレスを名乗れるため使えません。"
                + "SignIn:Authority に自社テナントのアドレス(例: https://login.microsoftonline.com/TENANT-ID/v2.0)を設定してください。"
        );

    /// <summary>The browser's way through the identity provider broke off.</summary>
    public static Error SignInBrokenOff { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.sign-in-broken-off",
            "The sign-in was not finished: it took too long, was begun in another window, or the provider "
                + "declined. Begin again.",
            "サインインが完了しませんでした。時間がかかりすぎたか、別の画面で始めたか、認証基盤が拒否しました。もう一度始めてください。"
        );

    /// <summary>No such key.</summary>
    public static Error KeyUnknown { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.key-unknown",
            "There is no such API key. Check that it was copied whole: csm_, eight characters, an underscore and "
                + "the secret.",
            "この API キーはありません。csm_、8文字、アンダースコア、シークレットまで全部コピーされているか確かめてください。"
        );

    /// <summary>The key's time is over.</summary>
    public static Error KeyExpired { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.key-expired",
            "This API key has expired or was replaced by a rotation. Ask an administrator for its new secret.",
            "この API キーは期限切れか、ローテーションで置き換えられています。管理者に新しいシークレットを依頼してください。"
        );

    /// <summary>The key was revoked.</summary>
    public static Error KeyRevoked { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.key-revoked",
            "This API key has been revoked. Ask an administrator for another one.",
            "この API キーは失効しています。管理者に新しいキーを依頼してください。"
        );

    /// <summary>Whoever made the key is not in service any more.</summary>
    public static Error KeyWithoutMaker { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.key-without-maker",
            "Whoever made this API key has left, and a key ends with its maker. Ask an administrator to rotate it, which "
                + "makes it theirs, or to make another one.",
            "この API キーの作成者は在籍していないため、キーは使えません。管理者にローテーション(以後その管理者のキーになります)か新しいキーの作成を依頼してください。"
        );

    /// <summary>A revoked key gets no new secret.</summary>
    public static Error RotationOfRevokedKey { get; } =
        new(
            ErrorKind.Conflict,
            "access.rotation-of-revoked-key",
            "A revoked key gets no new secret. Make another key.",
            "失効したキーには新しいシークレットを発行できません。新しいキーを作成してください。"
        );

    /// <summary>The sign-in link is unknown, used or expired.</summary>
    public static Error LinkSpent { get; } =
        new(
            ErrorKind.Unauthenticated,
            "access.link-spent",
            "This sign-in link has been used or has expired. Ask an administrator for a new one, or start the "
                + "host again.",
            "このサインイン用リンクは使用済みか期限切れです。管理者に新しいリンクを依頼するか、ホストを起動し直してください。"
        );

    /// <summary>A token of the identity provider that is not taken.</summary>
    public static Error TokenRefused(string en, string ja) =>
        new(
            ErrorKind.Unauthenticated,
            "access.token-refused",
            $"The access token is refused: {en}. Get a new one from the identity provider.",
            $"アクセストークンを受け付けられません: {ja}。認証基盤から新しいトークンを取得してください。"
        );

    /// <summary>The provider knows who it is, but nobody here is linked with them.</summary>
    public static Error IdentityUnknown(string issuer, string subject) =>
        new(
            ErrorKind.Forbidden,
            "access.identity-unknown",
            "You are signed in at the identity provider, but no person here is linked with you. An administrator "
                + $"can link issuer '{issuer}', subject '{subject}' with a person (POST /v1/identities).",
            $"認証基盤ではサインインできましたが、対応する人がここに登録されていません。管理者が issuer「{issuer}」、subject「{subject}」を人に結び付けられます(POST "
                + "/v1/identities)。"
        );

    /// <summary>One identity is one person.</summary>
    public static Error IdentityTaken(Guid person) =>
        new(
            ErrorKind.Conflict,
            "access.identity-taken",
            $"This identity is linked with person {person}. Unlink it there first.",
            $"この ID は別の人({person})に結び付いています。先にそちらを解除してください。"
        );

    /// <summary>There is no such person, or they have left.</summary>
    public static Error NobodyToLink(Guid person) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/personId",
                $"There is no person {person} who is here.",
                $"在籍している人 {person} は見つかりません。"
            )
        );

    /// <summary>Two living keys of one name could not be told apart.</summary>
    public static Error KeyNameTaken(string name) =>
        new(
            ErrorKind.Conflict,
            "access.key-name-taken",
            $"There is already a key named '{name}'. Choose another name, rotate that key, or revoke it first.",
            $"「{name}」という名前のキーは既にあります。別の名前にするか、そのキーをローテーションするか、先に失効させてください。"
        );

    /// <summary>A key would do what its maker may not.</summary>
    public static Error KeyBeyondMaker(int index, string scope, string operation) =>
        new(
            ErrorKind.Forbidden,
            "access.key-beyond-maker",
            $"A key with the scope '{scope}' may use {operation} for everything, and you may not. Leave the scope "
                + "out, or have the key made by an administrator whose other roles allow it.",
            $"スコープ「{scope}」を持つキーは全件に対して {operation} を使えますが、あなたの役割ではできません。このスコープを外すか、その操作ができる役割も持つ管理者に作成を依頼してください。"
        )
        {
            Fields =
            [
                new FieldFault(
                    $"/scopes/{index}",
                    $"'{scope}' allows {operation} for everything, which you may not.",
                    $"「{scope}」では全件に {operation} を使えますが、あなたの役割ではできません。"
                ),
            ],
        };

    /// <summary>A link would let its maker in with a role of trust that they do not hold.</summary>
    public static Error LinkBeyondLinker(string name, Role role) =>
        new(
            ErrorKind.Forbidden,
            "access.link-beyond-linker",
            $"{name} is {PermissionWording.Of(role).En}, a role of trust that you do not hold, so you cannot say who signs "
                + "in as them. They are linked by their e-mail address when they first sign in at the provider; else have "
                + "an administrator who holds that role link them.",
            $"{name} は信頼が必要な役割「{PermissionWording.Of(role).Ja}」を持ち、あなたは持っていないため、この人のサインインを結び付けることはできません。"
                + "本人が認証基盤で初めてサインインするとメールアドレスで結び付きます。それができない場合は、その役割も持つ管理者に依頼してください。"
        );

    /// <summary>Too many failed sign-ins from one address.</summary>
    public static Error TooManyFailures(int seconds) =>
        new(
            ErrorKind.TooMany,
            "access.too-many-failed-sign-ins",
            $"Too many failed sign-ins came from your address. Mend the credential and try again in {seconds} seconds.",
            $"お使いのアドレスからのサインインの失敗が多すぎます。資格情報を直し、{seconds} 秒後にやり直してください。"
        );
}
