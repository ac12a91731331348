using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>The identity provider. Configuration section <c>SignIn</c>; without an authority there is none.</summary>
/// <param name="Authority">Its issuer address; <c>/.well-known/openid-configuration</c> is found under it.</param>
/// <param name="Audience">What access tokens for this API name as theirs.</param>
/// <param name="ClientId">
/// By which the provider knows this host for signing in in the browser; <c>null</c>: not offered.
/// </param>
/// <param name="ClientSecret">If the provider gave one; a public client shows its proof key alone.</param>
/// <param name="Scope">What is asked for in the browser.</param>
/// <param name="Name">How people call it.</param>
/// <param name="RequireHttps">Off only where a provider runs on the developer's machine.</param>
internal sealed record OidcSettings(
    string Authority,
    string Audience,
    string? ClientId,
    string? ClientSecret,
    string Scope,
    string Name,
    bool RequireHttps
)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">Half of it is missing.</exception>
    public static OidcSettings? From(IConfiguration configuration)
    {
        var section = configuration.GetSection("SignIn");
        if (string.IsNullOrWhiteSpace(section["Authority"]))
        {
            return null;
        }

        var clientId = section["ClientId"] is { Length: > 0 } given ? given : null;
        return new OidcSettings(
            section["Authority"]!,
            section["Audience"]
                ?? clientId
                ?? throw new InvalidOperationException("SignIn:Audience is missing; SignIn:Authority is set."),
            clientId,
            section["ClientSecret"],
            section["Scope"] ?? "openid email profile",
            section["Name"] ?? new Uri(section["Authority"]!).Host,
            section["RequireHttps"] is not "false"
        );
    }

    /// <summary>Refuses to start where tokens would travel in the open.</summary>
    /// <exception cref="InvalidOperationException">
    /// The authority is without https in production, or where it is not allowed by name.
    /// </exception>
    public void Check(IHostEnvironment environment)
    {
        var isHttps = Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (RequireHttps ? !isHttps : environment.IsProduction())
        {
            throw new InvalidOperationException(
                $"SignIn:Authority '{Authority}' must be an https address. Only outside production SignIn:RequireHttps "
                    + "may be false, for a provider on the developer's machine."
            );
        }
    }
}

/// <summary>The identity provider, if there is one.</summary>
internal sealed record IdentityProvider(OidcSettings? Settings);
