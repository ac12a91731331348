using CsMonolith.Host.Telemetry;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CsMonolith.Host;

/// <summary>The HTTP edge: modules' routes, the document, Scalar, health, the page.</summary>
internal static class Edge
{
    private const string PagePolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private const int DatabaseInUse = 3;
    private const int MostHeaders = 100;
    private const int LargestHeaders = 32 << 10;
    private const int MostConnections = 10_000;

    /// <summary>What the server takes at most from anybody. Operations that take more in their body say so by RequestSizeLimit.</summary>
    public static void GuardEdge(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
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
        app.Use(
            (http, next) =>
            {
                // Whoever keeps connections open opens the next one elsewhere, before this host closes them all.
                if (http.RequestServices.GetRequiredService<Drain>().Began.IsCancellationRequested)
                {
                    http.Response.Headers.Connection = "close";
                }

                return next(http);
            }
        );
        app.Use(
            (http, next) =>
            {
                http.Response.Headers.ContentSecurityPolicy = PagePolicy;
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
                return next(http);
            }
        );
        PlatformModule.UsePlatform(app);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        foreach (var module in modules)
        {
            module.MapEndpoints(app);
        }

        PublishedDocument.Map(app);
        app.MapGet(
                "/sign-in",
                (IWebHostEnvironment web) =>
                    Results.File(Path.Combine(web.WebRootPath, "sign-in.html"), "text/html; charset=utf-8")
            )
            .ExcludeFromDescription();
        app.MapApiReference();
        app.MapHealth();
        app.MapMetrics();

        // Said aloud, so that the list of all endpoints is whole before the host starts and is made once.
        app.UseEndpoints(static _ => { });
    }

    /// <summary>Runs a command of the host: <c>serve</c>, <c>migrate</c> or <c>verify-audit</c>.</summary>
    /// <returns>The exit code: 0 done, 1 the audit trail does not hold, 2 no such command, 3 the SQLite file is another host's.</returns>
    public static async Task<int> Obey(this WebApplication app, string command, string? argument)
    {
        if (command is "serve" or "migrate" && PlatformModule.Claim(app.Services) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return DatabaseInUse;
        }

        switch (command)
        {
            case "serve":
                await Serve(app);
                return 0;
            case "migrate":
                await PlatformModule.Migrate(app.Services, CancellationToken.None);
                return 0;
            case "verify-audit":
                var (holds, report) = await PlatformModule.VerifyAudit(app.Services, argument, CancellationToken.None);
                Console.WriteLine(report);
                return holds ? 0 : 1;
            default:
                await Console.Error.WriteLineAsync(
                    $"'{command}' is not a command. There are: serve, migrate, verify-audit [NUMBER:HASH]."
                );
                return 2;
        }
    }

    /// <summary>Says which operations have no row in the permission table, in the form that a build reports; every build of the host asks.</summary>
    /// <returns>The exit code: 1 if there are any.</returns>
    public static int CheckPermissions(IReadOnlyList<IModule> modules)
    {
        var lacking = PermissionTable.OfTheHouse.Lacking([.. modules.Select(module => module.GetType().Assembly)]);
        foreach (var operation in lacking)
        {
            Console.Error.WriteLine(
                $"permissions.csv : error PERMISSION: {operation} has no row. Say there who may do it."
            );
        }

        return lacking.Count == 0 ? 0 : 1;
    }

    private static async Task Serve(WebApplication app)
    {
        // Most of a cold start is compiling: what makes routes is compiled while the schema is looked at.
        var routes = Task.Run(() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Count);
        if (app.Services.GetRequiredService<DatabaseSettings>().MigrateAtStart)
        {
            await PlatformModule.Migrate(app.Services, app.Lifetime.ApplicationStopping);
        }

        await routes;
        await app.StartAsync();
        if (await PlatformModule.MintLink(app.Services, CancellationToken.None) is { } link)
        {
            foreach (var address in app.Urls)
            {
                Console.WriteLine($"CsMonolith: {address}  one-time sign-in: {address}{link}");
            }
        }

        await app.WaitForShutdownAsync();
    }
}
