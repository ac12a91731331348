using MediatR;
using Microsoft.AspNetCore.Http;

namespace CsMonolith.Access.SignIn;

/// <summary>The cookie by which this host's own page is signed in.</summary>
internal static class SessionCookie
{
    private const string Session = "csmonolith_session";

    /// <summary>The token in the cookie.</summary>
    public static string? Of(HttpRequest request) =>
        request.Cookies.TryGetValue(NameOf(request, Session), out var token) ? token : null;

    /// <summary>
    /// Sets the cookie of a new session and ends the one that it replaces: no token outlives a sign-in. A client that
    /// is signed in by the header is no page, and may have sessions of several people.
    /// </summary>
    public static async Task Exchange(
        HttpContext http,
        IMediator mediator,
        StartedSession started,
        CancellationToken cancellation
    )
    {
        if (SessionAuthentication.BearerOf(http.Request) is not null)
        {
            return;
        }

        if (Of(http.Request) is { } before)
        {
            await mediator.Send(new EndSession(before), cancellation);
        }

        http.Response.Cookies.Append(NameOf(http.Request, Session), started.Token, Options(http, started.ExpiresAt));
    }

    public static void Delete(HttpContext http) =>
        http.Response.Cookies.Delete(NameOf(http.Request, Session), Options(http, expires: null));

    /// <summary>
    /// The name of a cookie of a sign-in. A browser takes one with __Host- only from this very host, over https, for
    /// the whole host.
    /// </summary>
    public static string NameOf(HttpRequest request, string name) => request.IsHttps ? "__Host-" + name : name;

    /// <summary>
    /// How every cookie of a sign-in is set. Lax, since one comes back from the identity provider's site.
    /// </summary>
    public static CookieOptions Options(HttpContext http, DateTime? expires) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
            Expires = expires,
        };

    /// <summary>
    /// Whether a request that changes something is signed in by cookie alone and does not come from this host's own
    /// page.
    /// </summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (
            SessionAuthentication.BearerOf(request) is not null
            || HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
        )
        {
            return false;
        }

        // Browsers tell the first over https and on this machine, the second everywhere.
        return request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            ? site != "same-origin"
            : !Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
                || !string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
