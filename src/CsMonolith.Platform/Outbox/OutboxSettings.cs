using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Outbox;

/// <summary>How news is delivered. Configuration section <c>Outbox</c>.</summary>
/// <param name="Workers">Lanes that one host delivers side by side. SQLite has one writer, so one worker.</param>
/// <param name="Lease">How long a lane stays with a host that says nothing more; past it another host goes on.</param>
/// <param name="KeepDelivered">
/// How long delivered news is kept to be looked at. The inbox keeps its receipts for ever.
/// </param>
internal sealed record OutboxSettings(int Workers, TimeSpan Lease, TimeSpan KeepDelivered)
{
    private const int MostWorkers = 16;

    /// <summary>
    /// Reads <c>Outbox:Workers</c>, <c>Outbox:Lease</c> and <c>Outbox:KeepDelivered</c> (as <c>hh:mm:ss</c> or
    /// <c>d.hh:mm:ss</c>).
    /// </summary>
    /// <exception cref="InvalidOperationException">A value is not understood or makes no sense.</exception>
    public static OutboxSettings From(IConfiguration configuration, bool isPostgres)
    {
        var settings = new OutboxSettings(
            isPostgres ? configuration.GetValue("Outbox:Workers", 2) : 1,
            configuration.GetValue("Outbox:Lease", TimeSpan.FromSeconds(10)),
            configuration.GetValue("Outbox:KeepDelivered", TimeSpan.FromDays(7))
        );
        return
            settings is { Workers: >= 1 and <= MostWorkers }
            && settings.Lease >= TimeSpan.FromSeconds(1)
            && settings.KeepDelivered >= TimeSpan.Zero
            ? settings
            : throw new InvalidOperationException(
                $"Outbox: {settings} makes no sense. Workers may be 1 to {MostWorkers}, Lease a second or more, "
                    + "KeepDelivered nothing or more."
            );
    }
}
