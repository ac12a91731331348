using CsMonolith.Bench.Company;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Bench.Floor;

/// <summary>
/// The floor that reads are measured against: a bare minimal API with hand-written SQL, prepared, over the host's own
/// tables. It answers the same fields, and asks nobody for a token, a permission or a scope.
/// </summary>
internal static class FloorServer
{
    public static async Task Run(Database database, string urls, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(["--urls", urls]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await using IFloorQueries queries = database.IsPostgres
            ? new PostgresQueries(database)
            : new SqliteQueries(database);
        app.MapGet("/ready", () => "ready");
        app.MapGet(
            "/accounts/{id}",
            async (Guid id, CancellationToken aborted) =>
                await queries.Account(id, aborted) is { } account ? Results.Ok(account) : Results.NotFound()
        );
        app.MapGet(
            "/portfolio",
            async (double atLeast, int limit, CancellationToken aborted) =>
                Results.Ok(await queries.Portfolio(atLeast, limit, aborted))
        );
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }
}
