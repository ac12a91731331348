using CsMonolith.Platform;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CsMonolith.Host;

/// <summary>The HTTP edge: modules' routes, the document, Scalar, health, the page.</summary>
internal static class Edge
{
    // The page and Scalar come from this host; Scalar styles itself inline.
    private const string PagePolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private const string ScalarPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    private const int MostHeaders = 100;
    private const int LargestHeaders = 32 << 10;
    private const int MostConnections = 10_000;

    /// <summary>What the server takes at most from anybody. Operations that take more in their body say so by RequestSizeLimit.</summary>
    public static void GuardEdge(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = Bounds.LargestBody;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestHeadersTotalSize = LargestHeaders;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    });

    public static void UseEdge(this WebApplication app, IReadOnlyList<IModule> modules)
    {
        app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/scalar", StringComparison.Ordinal) ? ScalarPolicy : PagePolicy;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(http);
        });
        Hallway.UseHallway(app);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        foreach (var module in modules)
        {
            module.MapEndpoints(app);
        }

        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/sign-in", (IWebHostEnvironment web) => Results.File(Path.Combine(web.WebRootPath, "sign-in.html"), "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/scalar", () => Results.Redirect("/scalar/index.html")).ExcludeFromDescription();
        app.MapHealth();
    }

    /// <summary>Runs a command of the host: <c>serve</c> or <c>migrate</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Obey(this WebApplication app, string command)
    {
        switch (command)
        {
            case "serve":
                await Serve(app);
                return 0;
            case "migrate":
                await Hallway.Migrate(app.Services, CancellationToken.None);
                return 0;
            default:
                await Console.Error.WriteLineAsync($"'{command}' is not a command. There are: serve, migrate.");
                return 2;
        }
    }

    private static async Task Serve(WebApplication app)
    {
        if (app.Services.GetRequiredService<DatabaseSettings>().MigrateAtStart)
        {
            await Hallway.Migrate(app.Services, app.Lifetime.ApplicationStopping);
        }

        await app.StartAsync();
        if (!app.Environment.IsProduction() || await Hallway.IsEmpty(app.Services, CancellationToken.None))
        {
            var link = await Hallway.MintLink(app.Services, CancellationToken.None);
            foreach (var address in app.Urls)
            {
                Console.WriteLine($"CsMonolith: {address}  one-time sign-in: {address}{link}");
            }
        }

        await app.WaitForShutdownAsync();
    }
}
