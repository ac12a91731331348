namespace CsMonolith.Platform.Outbox;

/// <summary>Wakes a sleeping worker when a commit may have left it something to do.</summary>
public sealed class Bell
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wakes whoever waits.</summary>
    public void Ring() => Interlocked.Exchange(ref _rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Sleeps until the bell rings or the time is up: other hosts' commits ring no bell here.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellation)
    {
        var rung = _rung.Task;
        await Task.WhenAny(rung, Task.Delay(atMost, cancellation));
        cancellation.ThrowIfCancellationRequested();
    }
}
