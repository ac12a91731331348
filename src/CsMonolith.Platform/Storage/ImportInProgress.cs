namespace CsMonolith.Platform.Storage;

/// <summary>
/// The import that the present scope works for; changes saved meanwhile are noted, so that it can be undone.
/// </summary>
public sealed class ImportInProgress
{
    /// <summary>The import, or <c>null</c> outside one.</summary>
    public Guid? Id { get; set; }

    /// <summary>
    /// Whether it loads the history of before go-live: a fact's recorded time is then its effective time and it is
    /// marked <c>backfilled</c>. Otherwise a fact is recorded now.
    /// </summary>
    public bool IsHistory { get; set; }

    /// <summary>
    /// Until it is disposed of, changes are not noted as the import's: they follow from what it stored, and are worked
    /// out again when it is taken back.
    /// </summary>
    public IDisposable Aside()
    {
        var set = new Resumption(this, Id);
        Id = null;
        return set;
    }

    /// <summary>When a fact that took effect on a day counts as recorded.</summary>
    public DateTime RecordedAt(DateOnly effectiveOn, Clock clock) =>
        IsHistory && clock.StartOf(effectiveOn) < clock.Now ? clock.StartOf(effectiveOn) : clock.Now;

    private sealed class Resumption(ImportInProgress import, Guid? id) : IDisposable
    {
        public void Dispose() => import.Id = id;
    }
}
