using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Host.Tests;

/// <summary>
/// An OpenID Connect provider on loopback that errs where a test tells it to, which a real one (OidcProvider) cannot be
/// brought to. It asks nobody who they are: <see cref="Approve"/> stands for its pages.
/// </summary>
internal sealed class OddProvider : IAsyncDisposable
{
    public const string ClientId = "csmonolith";
    public const string ClientSecret = "a secret: with signs";
    private readonly ConcurrentDictionary<string, NameValueCollection> _codes = [];
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;

    public OddProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet(
            "/.well-known/openid-configuration",
            () => IsAway ? Results.StatusCode(503) : Results.Json(Metadata())
        );
        _app.MapGet("/jwks", () => Results.Json(new { keys = new[] { PublicKey() } }));
        _app.MapPost("/token", Exchange);
        _app.MapGet("/userinfo", TellOf);
    }

    /// <summary>Where it is.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Its issuer, if it is not its address.</summary>
    public string? Issuer { get; set; }

    /// <summary>Whether it does not tell its metadata.</summary>
    public bool IsAway { get; set; }

    /// <summary>What the next ID tokens say beside issuer, audience, nonce and times, or otherwise about them.</summary>
    public Dictionary<string, object?> Says { get; set; } = [];

    /// <summary>How it writes its ID tokens.</summary>
    public Func<Dictionary<string, object?>, string>? Writes { get; set; }

    /// <summary>What the token endpoint answers instead of tokens.</summary>
    public Func<IResult>? AnswersCodes { get; set; }

    /// <summary>What it tells at its userinfo endpoint; <c>null</c>: that is down.</summary>
    public object? Tells { get; set; }

    /// <summary>How often its userinfo endpoint was asked.</summary>
    public int Asked { get; private set; }

    public Task Start() => _app.StartAsync();

    /// <summary>What the browser brings back when the person has approved.</summary>
    /// <param name="begun">Where the host sent the browser.</param>
    public string Approve(Uri begun)
    {
        var ask = HttpUtility.ParseQueryString(begun.Query);
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = ask;
        return $"{new Uri(ask["redirect_uri"]!).AbsolutePath}?code={code}&state={Uri.EscapeDataString(ask["state"]!)}";
    }

    /// <summary>Signs a token of this provider's.</summary>
    public string Sign(Dictionary<string, object?> claims)
    {
        var signed = Unsigned(claims, "RS256");
        return signed
            + Base64Url.EncodeToString(
                _key.SignData(
                    Encoding.ASCII.GetBytes(signed[..^1]),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
            );
    }

    /// <summary>A token with nothing behind its last dot.</summary>
    public static string Unsigned(Dictionary<string, object?> claims, string algorithm) =>
        $"{Encode(new { alg = algorithm, typ = "JWT", kid = "odd" })}.{Encode(claims)}.";

    /// <summary>A token that is signed with what everybody knows: the public key as a secret.</summary>
    public string SignWithPublicKey(Dictionary<string, object?> claims)
    {
        var signed = Unsigned(claims, "HS256");
        var secret = _key.ExportParameters(includePrivateParameters: false).Modulus!;
        return signed + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed[..^1])));
    }

    /// <summary>The claims of a token, from whom and for whom it shall be.</summary>
    public Dictionary<string, object?> ClaimsFor(string audience, string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer ?? Address,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["nonce"] = nonce,
        };
        foreach (var (name, value) in Says)
        {
            claims[name] = value;
        }

        return claims.Where(claim => claim.Value is not null).ToDictionary();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private object Metadata() =>
        new
        {
            issuer = Issuer ?? Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            userinfo_endpoint = $"{Address}/userinfo",
            jwks_uri = $"{Address}/jwks",

            // Offered, and not to be used: a host that did would send its secret as nobody expects it.
            pushed_authorization_request_endpoint = $"{Address}/par",
        };

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "odd",
            n = Base64Url.EncodeToString(key.Modulus),
            e = Base64Url.EncodeToString(key.Exponent),
        };
    }

    // As strict as a real provider: the client shows its secret and its proof key, and a code works once.
    private async Task<IResult> Exchange(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var basic = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        if (
            request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))}"
            || form.ContainsKey("client_secret")
        )
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        var proof = Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))
        );
        if (
            !_codes.TryRemove(form["code"].ToString(), out var ask)
            || ask["code_challenge"] != proof
            || ask["redirect_uri"] != form["redirect_uri"]
        )
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        if (AnswersCodes is not null)
        {
            return AnswersCodes();
        }

        var claims = ClaimsFor(ClientId, ask["nonce"]);
        return Results.Json(
            new
            {
                access_token = "for userinfo",
                token_type = "Bearer",
                id_token = (Writes ?? Sign)(claims),
            }
        );
    }

    private IResult TellOf(HttpRequest request)
    {
        Asked++;
        return Tells is null ? Results.StatusCode(503)
            : request.Headers.Authorization == "Bearer for userinfo" ? Results.Json(Tells)
            : Results.StatusCode(401);
    }

    private static string Encode<T>(T json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
