using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Jobs;

/// <summary>How jobs are run. Configuration section <c>Jobs</c>.</summary>
/// <param name="Lease">
/// How long a host holds a job without a sign of life: what it takes to notice that it died. <c>LeaseSeconds</c>, 10.
/// </param>
/// <param name="AtOnce">Jobs that one host runs at once. <c>AtOnce</c>, 2.</param>
/// <param name="Heartbeat">How long a stream of events is silent at most. <c>HeartbeatSeconds</c>, 15.</param>
public sealed record JobSettings(TimeSpan Lease, int AtOnce, TimeSpan Heartbeat)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A value is not positive.</exception>
    public static JobSettings From(IConfiguration configuration) =>
        new(
            WorkLease.From(configuration),
            (int)Positive(configuration, "Jobs:AtOnce", 2),
            TimeSpan.FromSeconds(Positive(configuration, "Jobs:HeartbeatSeconds", 15))
        );

    private static double Positive(IConfiguration configuration, string key, double usual) =>
        configuration.GetValue(key, usual) is var value and > 0
            ? value
            : throw new InvalidOperationException($"{key} must be above 0.");
}
