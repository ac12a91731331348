using System.Runtime.InteropServices;
using CsMonolith.Platform;

namespace CsMonolith.Host;

/// <summary>
/// Ends the host in two steps when it is told to. A server stops accepting at once by default, while a load balancer
/// goes on sending until it has asked for its health again; so this one first says that it is not ready, serves on for
/// <c>Drain:Seconds</c> (10 in Production, else 0), and only then stops. Told twice, it stops at once.
/// </summary>
internal sealed class DrainingLifetime(
    Drain drain,
    IHostApplicationLifetime lifetime,
    IConfiguration configuration,
    IHostEnvironment environment,
    ILogger<DrainingLifetime> log
) : IHostLifetime, IDisposable
{
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(
        configuration.GetValue("Drain:Seconds", environment.IsProduction() ? 10.0 : 0)
    );
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(
            new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal =>
                PosixSignalRegistration.Create(signal, Heed)
            )
        );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Heed(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (drain.Began.IsCancellationRequested)
        {
            lifetime.StopApplication();
            return;
        }

        log.LogInformation(
            "{Signal}: not ready any more; stops accepting in {Seconds} s",
            signal.Signal,
            _grace.TotalSeconds
        );
        drain.Begin();
        _ = Task.Delay(_grace).ContinueWith(_ => lifetime.StopApplication(), TaskScheduler.Default);
    }
}
