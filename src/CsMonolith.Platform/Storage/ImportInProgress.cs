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

    /// <summary>When a fact that took effect on a day counts as recorded.</summary>
    public DateTime RecordedAt(DateOnly effectiveOn, Clock clock) =>
        IsHistory && clock.StartOf(effectiveOn) < clock.Now ? clock.StartOf(effectiveOn) : clock.Now;
}
