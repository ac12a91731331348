using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// How long a host holds a job, and a transaction its locks, without a sign of life: configuration
/// <c>Jobs:LeaseSeconds</c>.
/// </summary>
internal static class WorkLease
{
    private const string Key = "Jobs:LeaseSeconds";
    private const double UsualSeconds = 10;

    /// <summary>Reads it; 10 seconds where nothing is configured.</summary>
    /// <exception cref="InvalidOperationException">The value is not positive.</exception>
    public static TimeSpan From(IConfiguration configuration) =>
        configuration.GetValue(Key, UsualSeconds) is var seconds and > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidOperationException($"{Key} must be above 0.");
}
