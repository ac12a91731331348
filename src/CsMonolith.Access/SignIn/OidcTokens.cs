using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace CsMonolith.Access.SignIn;

/// <summary>Access tokens of the identity provider.</summary>
internal static class OidcTokens
{
    public const string SchemeName = "oidc";

    // Signed with the provider's private key: a secret that both sides know could be ours by mistake.
    internal static readonly string[] Algorithms =
    [
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    ];
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public static AuthenticationBuilder AddOidcTokens(this AuthenticationBuilder authentication, OidcSettings settings)
    {
        authentication.AddJwtBearer(SchemeName, options => Shape(options, settings));

        // After the framework's own, which makes the manager.
        authentication.Services.AddOptions<JwtBearerOptions>(SchemeName).PostConfigure(ForgetWithdrawnKeys);
        return authentication;
    }

    private static void Shape(JwtBearerOptions options, OidcSettings settings)
    {
        options.Authority = settings.Authority;
        options.Audience = settings.Audience;
        options.RequireHttpsMetadata = settings.RequireHttps;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.TokenValidationParameters.ClockSkew = Skew;
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = KnowTheProvider,
            OnTokenValidated = FindThePerson,
            OnAuthenticationFailed = Refuse,
        };
    }

    // The last configuration that worked would count for an hour more, and with it a key that the provider has
    // withdrawn.
    private static void ForgetWithdrawnKeys(JwtBearerOptions options) =>
        ((BaseConfigurationManager)options.ConfigurationManager!).UseLastKnownGoodConfiguration = false;

    // A provider that is away is no fault of the token.
    private static async Task KnowTheProvider(MessageReceivedContext context)
    {
        var http = context.HttpContext;
        var provider = http.RequestServices.GetRequiredService<ProviderMetadata>();
        if (await provider.Refusal(http.RequestAborted) is { } refusal)
        {
            PermitOf(http).Refusal = refusal;
            context.Fail(refusal.En);
        }
    }

    private static async Task FindThePerson(TokenValidatedContext context)
    {
        var http = context.HttpContext;
        var found = VouchedIdentity.Of(context.Principal!) is { } identity
            ? await http.RequestServices.GetRequiredService<Identities>().Recognise(identity, http.RequestAborted)
            : AccessErrors.TokenRefused("it names no subject", "subject がありません");
        if (found.Error is { } refusal)
        {
            PermitOf(http).Refusal = refusal;
            context.Fail(refusal.En);
            return;
        }

        PermitOf(http).Caller = new Caller(found.Value.Id, found.Value.Name, found.Value.Roles);
    }

    private static Task Refuse(AuthenticationFailedContext context)
    {
        var (en, ja) = context.Exception switch
        {
            SecurityTokenExpiredException => ("it has expired", "有効期限が切れています"),
            SecurityTokenNotYetValidException => ("it is not valid yet", "まだ有効になっていません"),
            SecurityTokenInvalidAudienceException => ("it was issued for another audience", "audience が違います"),
            SecurityTokenInvalidIssuerException => ("it comes from another issuer", "issuer が違います"),
            _ => ("its form or signature is not valid", "形式か署名が正しくありません"),
        };
        var refusal = AccessErrors.TokenRefused(en, ja);
        PermitOf(context.HttpContext).Refusal = context
            .HttpContext.RequestServices.GetRequiredService<FailedSignIns>()
            .Weigh(context.HttpContext, refusal);
        context.Fail(refusal.En);
        return Task.CompletedTask;
    }

    private static RequestContext PermitOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<RequestContext>();
}
