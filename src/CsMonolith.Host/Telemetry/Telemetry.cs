using System.Net;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CsMonolith.Host.Telemetry;

/// <summary>
/// How the host is watched: metrics at <c>/metrics</c> for Prometheus, and traces, metrics and logs over OTLP where
/// OpenTelemetry's own variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector. Logs are JSON lines in
/// production.
/// </summary>
internal static class Telemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Sources = [Diagnostics.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];
    private static readonly string[] Meters =
    [
        Diagnostics.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        "Npgsql",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }

        builder.Services.AddSingleton<PrometheusText>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService("csmonolith", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString())
                    .AddEnvironmentVariableDetector()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Meters)
                    .AddReader(services => new BaseExportingMetricReader(services.GetRequiredService<PrometheusText>()))
            );
        if (builder.Configuration[Collector] is { Length: > 0 })
        {
            telemetry.WithTracing(traces => traces.AddSource(Sources)).UseOtlpExporter();
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/metrics",
                (HttpContext http, PrometheusText metrics, IConfiguration configuration) =>
                    MayRead(http, configuration["Metrics:Token"])
                        ? Results.Text(metrics.Read(), "text/plain; version=0.0.4; charset=utf-8")
                        : Results.NotFound()
            )
            .ExcludeFromDescription();

    // From this machine, or with the operator's token; to everybody else it is not there.
    private static bool MayRead(HttpContext http, string? token)
    {
        var given = http.Request.Headers.Authorization.ToString();
        return token is { Length: > 0 }
            ? CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(given),
                Encoding.UTF8.GetBytes($"Bearer {token}")
            )
            : http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress);
    }
}
