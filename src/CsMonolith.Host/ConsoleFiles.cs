using Microsoft.AspNetCore.ResponseCompression;

namespace CsMonolith.Host;

/// <summary>
/// The web console: its built files under <c>wwwroot/console</c>, and its page at every address that is a screen. A
/// host whose console was not built shows one page instead that says how to build it.
/// </summary>
internal static class ConsoleFiles
{
    private const string Built = "/console/index.html";
    private const string NotBuilt = "/index.html";

    // Names of built files carry the hash of what is in them: such a file never changes.
    private const string Hashed = "/console/assets";
    private const string ForEver = "public, max-age=31536000, immutable";

    // Styles that a component computes stand in elements of its own; scripts come from files alone.
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>What the host answers by itself; every other address without an extension is a screen.</summary>
    private static readonly string[] _served = ["/v1", "/openapi", "/scalar", "/health", "/metrics", "/sign-in"];

    public static void AddConsoleFiles(this WebApplicationBuilder builder) =>
        builder.Services.AddResponseCompression(options =>
        {
            // Only files that are the same for everybody are compressed here: nothing secret stands in them.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });

    public static void UseConsoleFiles(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (IsScreen(http.Request))
                {
                    var isBuilt = app.Environment.WebRootFileProvider.GetFileInfo(Built).Exists;
                    http.Request.Path = isBuilt ? Built : NotBuilt;
                    http.Response.Headers.ContentSecurityPolicy = Policy;
                }

                return next(http);
            }
        );
        app.UseWhen(
            static http => http.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal),
            static console => console.UseResponseCompression()
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = static file =>
                    file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments(
                        Hashed,
                        StringComparison.Ordinal
                    )
                        ? ForEver
                        : "no-cache",
            }
        );
    }

    private static bool IsScreen(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.HttpContext.GetEndpoint() is null
        && !Path.HasExtension(request.Path.Value)
        && !_served.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && WantsPage(request);

    private static bool WantsPage(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(static kind => kind.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        || request.Path == "/";
}
