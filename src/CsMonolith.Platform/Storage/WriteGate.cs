namespace CsMonolith.Platform.Storage;

/// <summary>
/// Admits one writer at a time to a SQLite file, in the order in which they came. SQLite has one writer anyway; who
/// waits on its lock instead sleeps for a fixed time and tries again, so that late ones overtake and the file stands
/// idle. PostgreSQL needs none of this: its gate is always open.
/// </summary>
public sealed class WriteGate(bool closes) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

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
