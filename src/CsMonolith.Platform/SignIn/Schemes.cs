using CsMonolith.Platform.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.SignIn;

/// <summary>The ways to say who one is. Which one a request takes shows in the form of what it sends.</summary>
internal static class Schemes
{
    private const string ByForm = "by-form";

    public static void AddSignIn(this IServiceCollection services) => services.AddAuthentication(ByForm)
        .AddPolicyScheme(ByForm, null, policy => policy.ForwardDefaultSelector = http =>
            ApiKeyAuthentication.KeyOf(http.Request) is not null ? ApiKeyAuthentication.SchemeName : SessionAuthentication.SchemeName)
        .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
        .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);

    /// <summary>Every 401 says how to sign in (RFC 9110, 11.6.1).</summary>
    public static void UseChallenges(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state => Challenge((HttpContext)state), http);
        return next(http);
    });

    private static Task Challenge(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            var wrong = http.Request.Headers.Authorization.Count > 0 ? ", error=\"invalid_token\"" : "";
            http.Response.Headers.Append("WWW-Authenticate", $"Bearer realm=\"CsMonolith\"{wrong}");
            if (ApiKeyAuthentication.MayBeBasic(http.Request))
            {
                http.Response.Headers.Append("WWW-Authenticate", "Basic realm=\"CsMonolith\", charset=\"UTF-8\"");
            }
        }

        return Task.CompletedTask;
    }
}
