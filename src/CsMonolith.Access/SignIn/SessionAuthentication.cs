using System.Security.Claims;
using System.Text.Encodings.Web;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsMonolith.Access.SignIn;

/// <summary>Reads the session token of a request and finds out who calls.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KnownSessions sessions,
    RequestContext context,
    FailedSignIns failures
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (SessionCookie.IsForeign(Request))
        {
            context.Refusal = AccessErrors.CrossSite;
            return AuthenticateResult.Fail(context.Refusal.En);
        }

        if (await sessions.CallerOf(token, Context.RequestServices, Context.RequestAborted) is not { } caller)
        {
            // A browser goes on sending the cookie of a session that is over; that is no attempt to get in.
            context.Refusal = BearerOf(Request) is null
                ? AccessErrors.SessionOver
                : failures.Weigh(Context, AccessErrors.SessionOver);
            return AuthenticateResult.Fail(context.Refusal.En);
        }

        context.Caller = caller;
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, caller.PersonId.ToString()!)],
            SchemeName
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>The token sent with a request, from the header or, for the host's own page, from the cookie.</summary>
    public static string? TokenOf(HttpRequest request) => BearerOf(request) ?? SessionCookie.Of(request);

    /// <summary>The token of the header.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
