using System.Security.Claims;
using System.Text.Encodings.Web;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsMonolith.Platform.SignIn;

/// <summary>Reads the session token of a request and finds out who calls.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PlatformDb db, IMediator mediator, Permit permit)
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

        var hash = Tokens.Hash(token);
        var now = db.Clock.Now;
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash && row.ExpiresAt > now, Context.RequestAborted);
        if (session is null || await mediator.Send(new WhoIs(session.PersonId), Context.RequestAborted) is not { } person)
        {
            return AuthenticateResult.Fail("The session is unknown or has expired.");
        }

        permit.Caller = new Caller(person.Id, person.Name, person.Roles);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id.ToString())], SchemeName);
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
