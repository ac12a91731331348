using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// The browser's way through the identity provider: the framework's authorization code flow with state, nonce and proof
/// key (OpenID Connect Core 3.1, RFC 7636). It finds out whom the provider vouches for and leaves the answer, or the
/// refusal, as a feature of the request; <see cref="CodeFlowRoutes"/> begins the session.
/// </summary>
internal sealed class CodeFlow(
    IOptionsMonitor<OpenIdConnectOptions> options,
    ILoggerFactory logger,
    HtmlEncoder html,
    UrlEncoder url
) : OpenIdConnectHandler(options, logger, html, url)
{
    public const string SchemeName = "oidc-browser";
    private const string Cookie = "csmonolith_sign_in.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] EmailClaims = [VouchedIdentity.EmailClaim, VouchedIdentity.EmailVerifiedClaim];

    public static void Add(AuthenticationBuilder authentication, OidcSettings settings)
    {
        // What AddOpenIdConnect does, with our handler for its own.
        authentication.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IPostConfigureOptions<OpenIdConnectOptions>,
                OpenIdConnectPostConfigureOptions
            >()
        );
        authentication.AddRemoteScheme<OpenIdConnectOptions, CodeFlow>(SchemeName, settings.Name, _ => { });
        authentication.Services.AddHttpContextAccessor();
        authentication
            .Services.AddOptions<OpenIdConnectOptions>(SchemeName)
            .Configure<IOptionsMonitor<JwtBearerOptions>, IHttpContextAccessor>(
                (flow, bearer, current) =>
                {
                    Shape(flow, settings);
                    flow.ConfigurationManager = bearer.Get(OidcTokens.SchemeName).ConfigurationManager;
                    flow.CorrelationCookie = new HostCookie(Cookie, current);
                    flow.NonceCookie = new HostCookie(Cookie + "nonce.", current);
                }
            );
    }

    // A person who is known needs nothing more; many providers tell others' addresses only when they are asked.
    protected override async Task<HandleRequestResult> GetUserInformationAsync(
        OpenIdConnectMessage message,
        JwtSecurityToken jwt,
        ClaimsPrincipal principal,
        AuthenticationProperties properties
    )
    {
        var isWhole = EmailClaims.All(name => principal.FindFirst(name) is not null);
        return
            isWhole
            || VouchedIdentity.Of(principal) is not { } identity
            || await Context.RequestServices.GetRequiredService<Identities>().Find(identity, Context.RequestAborted)
                is not null
            ? HandleRequestResult.Success(new AuthenticationTicket(principal, properties, Scheme.Name))
            : await base.GetUserInformationAsync(message, jwt, principal, properties);
    }

    private static void Shape(OpenIdConnectOptions flow, OidcSettings settings)
    {
        flow.ClientId = settings.ClientId;
        flow.CallbackPath = CodeFlowRoutes.Callback;
        flow.SignedOutCallbackPath = flow.RemoteSignOutPath = PathString.Empty;
        flow.RequireHttpsMetadata = settings.RequireHttps;
        flow.ResponseType = OpenIdConnectResponseType.Code;
        flow.ResponseMode = OpenIdConnectResponseMode.Query;
        flow.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        flow.DisableTelemetry = true;
        flow.Scope.Clear();
        foreach (var scope in settings.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            flow.Scope.Add(scope);
        }

        flow.RemoteAuthenticationTimeout = flow.ProtocolValidator.NonceLifetime = Patience;
        flow.TokenHandler = new SignedTokens { MapInboundClaims = false };
        flow.TokenValidationParameters.ValidAlgorithms = OidcTokens.Algorithms;
        flow.TokenValidationParameters.ClockSkew = OidcTokens.Skew;
        flow.Backchannel = new HttpClient(new ProviderChannel(settings))
        {
            Timeout = TimeSpan.FromSeconds(15),
            MaxResponseContentBufferSize = 1 << 20,
        };
        flow.GetClaimsFromUserInfoEndpoint = true;
        flow.ClaimActions.Clear();
        foreach (var name in EmailClaims)
        {
            // Both of one source: an address of the token is not verified by what is told of another.
            flow.ClaimActions.DeleteClaim(name);
            flow.ClaimActions.MapCustomJson(
                name,
                user =>
                    !user.TryGetProperty(name, out var told) ? null
                    : told.ValueKind is JsonValueKind.True ? "true"
                    : told.ToString()
            );
        }

        flow.Events.OnMessageReceived = context =>
        {
            // Anybody may put an error into the address, and it is logged: none of it shall look like a line of ours.
            foreach (var (name, said) in context.ProtocolMessage.Parameters.ToList())
            {
                context.ProtocolMessage.SetParameter(name, string.Concat(said.Where(one => !char.IsControl(one))));
            }

            return Task.CompletedTask;
        };
        flow.Events.OnTicketReceived = context =>
            Leave(
                context,
                VouchedIdentity.Of(context.Principal!) is { } vouched ? vouched : AccessErrors.SignInBrokenOff
            );
        flow.Events.OnRemoteFailure = context =>
            Leave(context, IsAway(context.Failure!) ? AccessErrors.ProviderAway : AccessErrors.SignInBrokenOff);
    }

    private static Task Leave(HandleRequestContext<RemoteAuthenticationOptions> context, Result<VouchedIdentity> answer)
    {
        context.HttpContext.Features.Set(answer);
        context.SkipHandler();
        return Task.CompletedTask;
    }

    // The second is what the reader of the provider's metadata throws.
    private static bool IsAway(Exception failure) =>
        failure switch
        {
            HttpRequestException { StatusCode: { } status } => (int)status >= 500,
            HttpRequestException or InvalidOperationException => true,
            TaskCanceledException { InnerException: TimeoutException } => true,
            _ => false,
        };

    /// <summary>
    /// Refuses what nobody signed. The framework takes an unsigned ID token from the token endpoint, whose certificate
    /// may stand for it (Core 3.1.3.7, 6); a provider without https has none.
    /// </summary>
    private sealed class SignedTokens : JsonWebTokenHandler
    {
        public override Task<TokenValidationResult> ValidateTokenAsync(
            string token,
            TokenValidationParameters validationParameters
        )
        {
            validationParameters.RequireSignedTokens = true;
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }

    /// <summary>A cookie that a browser takes from this very host alone, as it does the session's.</summary>
    private sealed class HostCookie(string name, IHttpContextAccessor current) : CookieBuilder
    {
        public override string? Name => SessionCookie.NameOf(current.HttpContext!.Request, name);

        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom) =>
            SessionCookie.Options(context, (expiresFrom + Patience).UtcDateTime);
    }

    /// <summary>
    /// Says who we are to the provider (RFC 6749, 2.3.1: Basic, which every provider takes), and tells a provider that
    /// is out of order from one that refuses.
    /// </summary>
    private sealed class ProviderChannel(OidcSettings settings)
        : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = Patience })
    {
        private readonly AuthenticationHeaderValue? _basic = settings.ClientSecret is { Length: > 0 } secret
            ? new(
                "Basic",
                Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId!)}:{Uri.EscapeDataString(secret)}")
                )
            )
            : null;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization ??= _basic;
            var answer = await base.SendAsync(request, cancellationToken);
            return (int)answer.StatusCode < 500 ? answer : answer.EnsureSuccessStatusCode();
        }
    }
}
