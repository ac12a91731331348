using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CsMonolith.Platform.Telemetry;

/// <summary>
/// What the product tells of itself: one source of spans and one meter, which OpenTelemetry finds by this name. Names
/// follow its conventions; durations are in seconds. Neither carries anything about a person.
/// </summary>
public static class Diagnostics
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "CsMonolith";

    /// <summary>Spans: one per request that passes the pipeline, one per job.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Instruments; a module may add its own.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>
    /// Time that a request spent in the pipeline, by operation and outcome (a refusal's code, or done).
    /// </summary>
    internal static Histogram<double> RequestDuration { get; } =
        Meter.CreateHistogram<double>("csmonolith.request.duration", "s", "Time that a request spent in the pipeline.");
}
