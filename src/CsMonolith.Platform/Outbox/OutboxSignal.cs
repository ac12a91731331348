namespace CsMonolith.Platform.Outbox;

/// <summary>Wakes a sleeping worker when a commit may have left it something to do.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next ring. Take it before looking for work, so that what comes in meanwhile is not slept through.</summary>
    public Task Next => _rung.Task;

    /// <summary>Wakes whoever waits.</summary>
    public void Ring() =>
        Interlocked
            .Exchange(ref _rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .TrySetResult();

    /// <summary>Sleeps until a ring that was taken earlier has come or the time is up: other hosts' commits give no signal here.</summary>
    public static async Task Wait(Task rung, TimeSpan atMost, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(rung, Task.Delay(atMost, over.Token));
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
