using System.Net;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CsMonolith.Host.Telemetry;

/// <summary>
/// How the host is watched: metrics at <c>/metrics</c> for Prometheus, and traces, metrics and logs over OTLP where OpenTelemetry's own
/// variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector. Logs are JSON lines in production.
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
        var exports = builder.Configuration[Collector] is { Length: > 0 };
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

        if (exports)
        {
            builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Resource()).AddOtlpExporter());
        }

        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddHostedService(services => new Providers(
            services.GetRequiredService<PrometheusText>(),
            services.GetService<LoggerProvider>(),
            exports
        ));
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

    private static ResourceBuilder Resource() =>
        ResourceBuilder
            .CreateDefault()
            .AddService("csmonolith", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString())
            .AddEnvironmentVariableDetector();

    /// <summary>Holds OpenTelemetry's providers until every other service has stopped, so that the last words are sent.</summary>
    private sealed class Providers(PrometheusText metrics, LoggerProvider? logs, bool exports) : IHostedLifecycleService
    {
        private MeterProvider? _meters;
        private TracerProvider? _traces;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var meters = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Resource())
                .AddMeter(Meters)
                .AddReader(new BaseExportingMetricReader(metrics));
            if (exports)
            {
                meters.AddOtlpExporter();
                _traces = Sdk.CreateTracerProviderBuilder()
                    .SetResourceBuilder(Resource())
                    .AddSource(Sources)
                    .AddOtlpExporter()
                    .Build();
            }

            _meters = meters.Build();
            return Task.CompletedTask;
        }

        public Task StoppedAsync(CancellationToken cancellationToken)
        {
            // A host may be stopped twice; providers may not.
            Interlocked.Exchange(ref _traces, null)?.Dispose();
            Interlocked.Exchange(ref _meters, null)?.Dispose();
            logs?.ForceFlush();
            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
