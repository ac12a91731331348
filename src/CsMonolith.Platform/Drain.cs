namespace CsMonolith.Platform;

/// <summary>
/// The last stretch of a host's life: it still answers, says that it is not ready any more so that a load balancer
/// turns elsewhere, and gives its jobs back.
/// </summary>
public sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource _began = new();

    /// <summary>Fires when it begins.</summary>
    public CancellationToken Began => _began.Token;

    /// <summary>Begins it.</summary>
    public void Begin() => _began.Cancel();

    /// <inheritdoc />
    public void Dispose() => _began.Dispose();
}
