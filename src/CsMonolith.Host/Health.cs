using CsMonolith.Platform;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Host;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).ExcludeFromDescription();
        routes
            .MapGet(
                "/health/ready",
                async (IServiceProvider services, Drain drain, CancellationToken cancellation) =>
                {
                    if (drain.Began.IsCancellationRequested)
                    {
                        return Results.Json(
                            new { status = "not ready", reason = "This host is about to stop." },
                            statusCode: 503
                        );
                    }

                    var db = services.GetRequiredService<PlatformDb>();
                    try
                    {
                        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
                        {
                            return Results.Json(
                                new
                                {
                                    status = "not ready",
                                    reason = "The schema is not up to date; run the host's command migrate.",
                                },
                                statusCode: 503
                            );
                        }

                        var version = db.IsPostgres
                            ? null
                            : await db
                                .Database.SqlQuery<string>($"SELECT sqlite_version() AS \"Value\"")
                                .SingleAsync(cancellation);
                        return Results.Ok(
                            new
                            {
                                status = "ready",
                                database = db.IsPostgres ? "postgresql" : "sqlite",
                                sqliteVersion = version,
                            }
                        );
                    }
                    catch (Exception away)
                        when (away is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
                    {
                        return Results.Json(
                            new { status = "not ready", reason = "The database does not answer." },
                            statusCode: 503
                        );
                    }
                }
            )
            .ExcludeFromDescription();
    }
}
