namespace CsMonolith.Testing;

/// <summary>
/// A clock that runs as the real one does but began at the day of <see cref="FixedTime"/>: what names fixed days, as the
/// document's examples do, means the same whenever it is run.
/// </summary>
public sealed class StoryTime : TimeProvider
{
    private readonly TimeSpan _behind = System.GetUtcNow() - new FixedTime().GetUtcNow();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _behind;
}
