using System.Buffers.Text;
using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Access.Authentication;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Outbox;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// The browser's way through the identity provider: authorization code with state, nonce and proof key (OpenID Connect
/// Core 3.1, RFC 7636). Written out, since the framework's own handler is in no package that can be had; the protocol's
/// checks are the library's.
/// </summary>
internal sealed class CodeFlow(
    IdentityProvider provider,
    IOptionsMonitor<JwtBearerOptions> bearer,
    HttpClient http,
    IDataProtectionProvider protection,
    ILogger<CodeFlow> log
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly OpenIdConnectProtocolValidator Protocol = new()
    {
        RequireState = false,
        RequireStateValidation = false,
    };
    private readonly OidcSettings _settings = provider.Settings!;
    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("csmonolith.sign-in")
        .ToTimeLimitedDataProtector();

    /// <summary>Begins: what the browser must bring back goes into a protected cookie.</summary>
    /// <returns>The address at the provider.</returns>
    public async Task<Result<string>> Begin(HttpContext context)
    {
        if (await Discover(context.RequestAborted) is not { } found)
        {
            return AccessErrors.ProviderAway;
        }

        var begun = new Begun(Tokens.Make(), Protocol.GenerateNonce(), Tokens.Make());
        context.Response.Cookies.Append(
            CookieOf(context),
            _protector.Protect(JsonSerializer.Serialize(begun), Patience),
            SessionCookie.Options(context, expires: null)
        );
        var ask = new OpenIdConnectMessage
        {
            IssuerAddress = found.AuthorizationEndpoint,
            ClientId = _settings.ClientId,
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = _settings.Scope,
            RedirectUri = CallbackOf(context),
            State = begun.State,
            Nonce = begun.Nonce,
            EnableTelemetryParameters = false,
        };
        ask.SetParameter(
            "code_challenge",
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier)))
        );
        ask.SetParameter("code_challenge_method", "S256");
        return ask.CreateAuthenticationRequestUrl();
    }

    /// <summary>Ends: the browser is back with a code, or with the provider's refusal.</summary>
    public async Task<Result<VouchedIdentity>> End(HttpContext context)
    {
        var begun = Unprotect(context.Request.Cookies[CookieOf(context)]);
        context.Response.Cookies.Delete(CookieOf(context), SessionCookie.Options(context, expires: null));
        var query = context.Request.Query;
        if (
            begun is null
            || query["code"].ToString() is not { Length: > 0 } code
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(query["state"].ToString()),
                Encoding.UTF8.GetBytes(begun.State)
            )
        )
        {
            return AccessErrors.SignInBrokenOff;
        }

        if (await Discover(context.RequestAborted) is not { } found)
        {
            return AccessErrors.ProviderAway;
        }

        try
        {
            var tokens = await Exchange(found, code, begun.Verifier, CallbackOf(context), context.RequestAborted);
            return await Validate(found, tokens, begun.Nonce, context.RequestAborted);
        }
        catch (Exception broken)
            when (broken is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            log.LogWarning("The identity provider did not exchange a code: {Reason}", broken.Message);
            return broken is HttpRequestException { StatusCode: { } status } && (int)status < 500
                ? AccessErrors.SignInBrokenOff
                : AccessErrors.ProviderAway;
        }
        catch (Exception broken)
            when (broken
                    is OpenIdConnectProtocolException
                        or SecurityTokenException
                        or ArgumentException
                        or JsonException
            )
        {
            log.LogWarning("What the identity provider sent was refused: {Kind}", broken.GetType().Name);
            return AccessErrors.SignInBrokenOff;
        }
    }

    private static string CookieOf(HttpContext context) =>
        context.Request.IsHttps ? "__Host-csmonolith_sign_in" : "csmonolith_sign_in";

    private static string CallbackOf(HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{CodeFlowRoutes.Callback}";

    private async Task<OpenIdConnectConfiguration?> Discover(CancellationToken cancellation)
    {
        try
        {
            return await bearer.Get(OidcTokens.SchemeName).ConfigurationManager!.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private Begun? Unprotect(string? cookie)
    {
        try
        {
            return cookie is null ? null : JsonSerializer.Deserialize<Begun>(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<OpenIdConnectMessage> Exchange(
        OpenIdConnectConfiguration found,
        string code,
        string verifier,
        string callback,
        CancellationToken cancellation
    )
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = callback,
            ["code_verifier"] = verifier,
            ["client_id"] = _settings.ClientId!,
        };
        using var ask = new HttpRequestMessage(HttpMethod.Post, found.TokenEndpoint);
        if (_settings.ClientSecret is { Length: > 0 } secret)
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            form.Remove("client_id");
            var pair = $"{Uri.EscapeDataString(_settings.ClientId!)}:{Uri.EscapeDataString(secret)}";
            ask.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
            );
        }

        ask.Content = new FormUrlEncodedContent(form);
        using var answer = await http.SendAsync(ask, cancellation);
        answer.EnsureSuccessStatusCode();
        return new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(cancellation));
    }

    private async Task<Result<VouchedIdentity>> Validate(
        OpenIdConnectConfiguration found,
        OpenIdConnectMessage tokens,
        string nonce,
        CancellationToken cancellation
    )
    {
        var validated = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            tokens.IdToken,
            new TokenValidationParameters
            {
                ValidIssuer = found.Issuer,
                ValidAudience = _settings.ClientId,
                IssuerSigningKeys = found.SigningKeys,
                ValidAlgorithms = OidcTokens.Algorithms,
                ClockSkew = OidcTokens.Skew,
            }
        );
        if (!validated.IsValid)
        {
            throw validated.Exception;
        }

        Protocol.ValidateTokenResponse(
            new OpenIdConnectProtocolValidationContext
            {
                ClientId = _settings.ClientId,
                Nonce = nonce,
                ProtocolMessage = tokens,
                ValidatedIdToken = new JwtSecurityToken(tokens.IdToken),
            }
        );
        var identity = VouchedIdentity.Of(new System.Security.Claims.ClaimsPrincipal(validated.ClaimsIdentity))!;
        return identity.Email is null
            ? identity with
            {
                Email = await AskForEmail(found, tokens.AccessToken, identity.Subject, cancellation),
            }
            : identity;
    }

    // Many providers keep the address out of the token and tell it on request.
    private async Task<string?> AskForEmail(
        OpenIdConnectConfiguration found,
        string? accessToken,
        string subject,
        CancellationToken cancellation
    )
    {
        if (found.UserInfoEndpoint is not { Length: > 0 } address || accessToken is null)
        {
            return null;
        }

        using var ask = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) },
        };
        using var answer = await http.SendAsync(ask, cancellation);
        answer.EnsureSuccessStatusCode();
        var told = await answer.Content.ReadFromJsonAsync<UserInfo>(cancellation);
        return told is { EmailVerified: true } && told.Subject == subject ? told.Email : null;
    }

    private sealed record Begun(string State, string Nonce, string Verifier);

    private sealed record UserInfo(
        [property: System.Text.Json.Serialization.JsonPropertyName("sub")] string? Subject,
        [property: System.Text.Json.Serialization.JsonPropertyName("email")] string? Email,
        [property: System.Text.Json.Serialization.JsonPropertyName("email_verified")] bool? EmailVerified
    );
}
