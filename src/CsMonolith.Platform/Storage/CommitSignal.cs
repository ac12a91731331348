namespace CsMonolith.Platform.Storage;

/// <summary>
/// Wakes sleeping workers after a commit of this host, which may have left them news to deliver or a job to run.
/// Commits of other hosts give no signal here, so nobody waits for it alone.
/// </summary>
public sealed class CommitSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes with the next commit. Take it before looking for work, so that work which comes in during the look is
    /// not missed.
    /// </summary>
    public Task Next => _next.Task;

    /// <summary>Wakes whoever waits.</summary>
    public void Notify() =>
        Interlocked
            .Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .TrySetResult();

    /// <summary>Waits for a commit whose <see cref="Next"/> was taken earlier, or until the time is up.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task Wait(Task commit, TimeSpan atMost, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(commit, Task.Delay(atMost, over.Token));
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
