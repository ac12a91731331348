using System.Text.Json;
using CsMonolith.Access.Authentication;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Where the browser's way through the identity provider begins and ends. Pages, not operations of the API.
/// </summary>
internal static class CodeFlowRoutes
{
    public const string Start = "/sign-in/oidc";
    public const string Callback = "/sign-in/oidc/callback";
    private const string RefusalCookie = "csmonolith_refusal";

    public static IEndpointRouteBuilder MapCodeFlow(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IdentityProvider>().Settings?.ClientId is null)
        {
            return routes;
        }

        routes
            .MapGet(
                Start,
                async (HttpContext http, ProviderMetadata provider, CancellationToken cancellation) =>
                    await provider.Refusal(cancellation) is { } refusal
                        ? Refused(http, refusal)
                        : Results.Challenge(authenticationSchemes: [CodeFlow.SchemeName])
            )
            .ExcludeFromDescription();
        routes
            .MapGet(
                Callback,
                async (HttpContext http, IMediator mediator, FailedSignIns failures, CancellationToken cancellation) =>
                {
                    var vouched = http.Features.Get<Result<VouchedIdentity>>() ?? AccessErrors.SignInBrokenOff;
                    var started = vouched.Error is { } broken
                        ? broken
                        : await mediator.Send(new StartOidcSession(vouched.Value), cancellation);
                    if (started.Error is { } refusal)
                    {
                        return Refused(http, failures.Weigh(http, refusal));
                    }

                    await SessionCookie.Exchange(http, mediator, started.Value, cancellation);
                    return Results.Redirect("/");
                }
            )
            .ExcludeFromDescription();
        return routes;
    }

    // In a cookie and not in the address: nobody shall make this host's page say what they like.
    private static IResult Refused(HttpContext http, Error refusal)
    {
        var words = JsonSerializer.Serialize(
            new { code = refusal.Code, detail = ProblemAnswers.InJapanese ? refusal.Ja : refusal.En },
            Wire.Json
        );
        http.Response.Cookies.Append(
            RefusalCookie,
            words,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromMinutes(1),
                Path = "/sign-in",
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                IsEssential = true,
            }
        );
        return Results.Redirect("/sign-in");
    }
}
