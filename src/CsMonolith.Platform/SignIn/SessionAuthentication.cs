using System.Security.Claims;
using System.Text.Encodings.Web;
using CsMonolith.Platform.Permissions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsMonolith.Platform.SignIn;

/// <summary>Reads the session token of a request and finds out who calls. OpenID Connect and API keys will stand beside it.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownSessions sessions, Permit permit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    public const string Cookie = "csmonolith_session";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.CallerOf(token, Context.RequestServices, Context.RequestAborted) is not { } caller)
        {
            return AuthenticateResult.Fail("The session is unknown or has expired.");
        }

        permit.Caller = caller;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.PersonId.ToString()!)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>The token sent with a request, from the header or, for the host's own page, from the cookie.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : request.Cookies.TryGetValue(Cookie, out var cookie) ? cookie
            : null;
    }
}
