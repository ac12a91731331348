using CsMonolith.Access;
using CsMonolith.Access.AuditTrail;
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
    private const string Transport = "max-age=31536000";
    private const int DatabaseRefused = 3;
    private const int MostHeaders = 100;
    private const int LargestHeaders = 32 << 10;
    private const int MostConnections = 10_000;

    /// <summary>
    /// What the server takes at most from anybody. Operations that take more in their body say so by RequestSizeLimit.
    /// </summary>
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
                if (http.Request.IsHttps)
                {
                    http.Response.Headers.StrictTransportSecurity = Transport;
                }

                // What is answered here is about customers and people; who keeps it is the caller's decision and no
                // proxy's. The document, the page and its parts are the same for everybody.
                if (http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
                {
                    http.Response.Headers.CacheControl = "no-store";
                }

                return next(http);
            }
        );
        AccessModule.UseAccess(app);
        app.UsePlatform();
        app.UseConsoleFiles();
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
    /// <returns>
    /// The exit code: 0 done, 1 the audit trail does not hold, 2 no such command, 3 the SQLite file is another host's,
    /// or the database is of an earlier build.
    /// </returns>
    public static async Task<int> RunCommand(this WebApplication app, string command, string? argument)
    {
        if (command is "serve" or "migrate" && PlatformServices.Claim(app.Services) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return DatabaseRefused;
        }

        switch (command)
        {
            case "serve":
                return await Serve(app);
            case "migrate":
                return await Migrate(app, CancellationToken.None);
            case "verify-audit":
                var (holds, report) = await AccessModule.VerifyAudit(app.Services, argument, CancellationToken.None);
                Console.WriteLine(report);
                return holds ? 0 : 1;
            default:
                await Console.Error.WriteLineAsync(
                    $"'{command}' is not a command. There are: serve, migrate, verify-audit [NUMBER:HASH]."
                );
                return 2;
        }
    }

    /// <summary>
    /// Says what is wrong with the permission table, such as an operation without a row, in the form that a build
    /// reports; every build of the host asks.
    /// </summary>
    /// <returns>The exit code: 1 if there are any.</returns>
    public static int CheckPermissions(IReadOnlyList<IModule> modules)
    {
        var assemblies = modules.Select(module => module.GetType().Assembly).ToList();
        IReadOnlyList<string> faults;
        try
        {
            faults =
            [
                .. PermissionTable
                    .Of(assemblies)
                    .Lacking(assemblies)
                    .Select(operation => $"{operation} has no row. Say there who may do it."),
            ];
        }
        catch (FormatException malformed)
        {
            faults = [malformed.Message];
        }

        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"permissions.csv : error PERMISSION: {fault}");
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<int> Migrate(WebApplication app, CancellationToken cancellation)
    {
        if (await PlatformServices.Migrate(app.Services, cancellation) is not { } refusal)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync(refusal);
        return DatabaseRefused;
    }

    private static async Task<int> Serve(WebApplication app)
    {
        // Most of a cold start is compiling: what makes routes is compiled while the schema is looked at.
        var routes = Task.Run(() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Count);
        if (
            app.Services.GetRequiredService<DatabaseSettings>().MigrateAtStart
            && await Migrate(app, app.Lifetime.ApplicationStopping) is not 0 and var refused
        )
        {
            return refused;
        }

        if (app.Services.GetRequiredService<PrivacyKey>().WhyNot() is { } keyless)
        {
            await Console.Error.WriteLineAsync(keyless);
            return DatabaseRefused;
        }

        await routes;
        await app.StartAsync();
        if (await AccessModule.MintLink(app.Services, CancellationToken.None) is { } link)
        {
            foreach (var address in app.Urls)
            {
                Console.WriteLine($"CsMonolith: {address}  one-time sign-in: {address}{link}");
            }
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
