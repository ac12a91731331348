using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace CsMonolith.Host;

/// <summary>
/// The API reference at <c>/scalar</c>: Scalar's page, served by this host without any address outside.
/// </summary>
internal static class ApiReference
{
    /// <summary>Maps the page, its scripts and its icon.</summary>
    public static void MapApiReference(this IEndpointRouteBuilder routes) =>
        routes
            .MapScalarApiReference(
                "/scalar",
                (scalar, http) =>
                {
                    // The page has a script of its own inside and styles itself inline; both are let through for it
                    // alone.
                    var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
                    http.Response.Headers.ContentSecurityPolicy =
                        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                        + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
                    scalar
                        .WithTitle("CsMonolith API")
                        .WithOpenApiRoutePattern("/openapi/v1.json")
                        .WithNonce(nonce)
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideDeveloperTools()
                        .HideClientButton();
                }
            )
            .ExcludeFromDescription();
}
