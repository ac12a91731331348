namespace CsMonolith.Platform.Storage;

/// <summary>
/// Admits one writer at a time to a SQLite file. SQLite has one writer anyway; queueing here instead of on its lock
/// keeps waiting fair and cheap. PostgreSQL needs none of this: its gate is always open.
/// </summary>
public sealed class WriteGate(bool closes) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _commits;

    /// <summary>Waits for one's turn; dispose to let the next one in.</summary>
    public async ValueTask<IDisposable> Enter(CancellationToken cancellation)
    {
        if (!closes)
        {
            return Open.Door;
        }

        await _one.WaitAsync(cancellation);
        return new Turn(_one);
    }

    /// <summary>
    /// Whether so many commits have gone by that the log should be folded back into the file. Asked by whoever has the
    /// turn.
    /// </summary>
    public bool CheckpointIsDue(int every)
    {
        if (!closes || Interlocked.Increment(ref _commits) < every)
        {
            return false;
        }

        _commits = 0;
        return true;
    }

    /// <summary>
    /// Notes that a commit is as large as so many, so that the log does not grow by what a bulk load writes in hundreds
    /// of commits.
    /// </summary>
    public void Weigh(int commits) => Interlocked.Add(ref _commits, commits);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        private SemaphoreSlim? _one = one;

        public void Dispose() => Interlocked.Exchange(ref _one, null)?.Release();
    }

    private sealed class Open : IDisposable
    {
        public static readonly Open Door = new();

        public void Dispose() { }
    }
}
