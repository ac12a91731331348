using CsMonolith.Access.ApiKeys;
using CsMonolith.Access.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.Authentication;

/// <summary>The ways to say who one is. Which one a request takes shows in the form of what it sends.</summary>
internal static class Schemes
{
    private const string ByForm = "by-form";

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = OidcSettings.From(configuration);
        var authentication = services
            .AddAuthentication(ByForm)
            .AddPolicyScheme(
                ByForm,
                null,
                policy => policy.ForwardDefaultSelector = http => Pick(http.Request, provider)
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddDataProtection().SetApplicationName("csmonolith");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((keys, scopes) => keys.XmlRepository = new StoredDataKeys(scopes));
        services.AddSingleton(new IdentityProvider(provider));
        if (provider is not null)
        {
            authentication.AddOidcTokens(provider);
            services.AddSingleton<ProviderMetadata>();
            services.AddHostedService(all => all.GetRequiredService<ProviderMetadata>());
            if (provider.ClientId is not null)
            {
                CodeFlow.Add(authentication, provider);
            }
        }
    }

    /// <summary>Every 401 says how to sign in (RFC 9110, 11.6.1).</summary>
    public static void UseChallenges(this IApplicationBuilder app)
    {
        app.ApplicationServices.GetRequiredService<IdentityProvider>()
            .Settings?.Check(app.ApplicationServices.GetRequiredService<IHostEnvironment>());
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(static state => Challenge((HttpContext)state), http);
                return next(http);
            }
        );
    }

    private static string Pick(HttpRequest request, OidcSettings? provider) =>
        ApiKeyAuthentication.KeyOf(request) is not null ? ApiKeyAuthentication.SchemeName
        : provider is not null
        && SessionAuthentication.BearerOf(request) is { } token
        && token.Contains('.', StringComparison.Ordinal)
            ? OidcTokens.SchemeName
        : SessionAuthentication.SchemeName;

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
