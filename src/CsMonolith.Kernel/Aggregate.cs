namespace CsMonolith.Kernel;

/// <summary>
/// A thing that guards its own rules, is loaded and saved whole, and tells its news. <see cref="Version"/> rises by one
/// with every save; it is the resource's ETag.
/// </summary>
public abstract class Aggregate
{
    private readonly List<IEvent> _news = [];

    /// <summary>How many times it has been saved; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>The news raised since it was loaded; a save stores them and clears the list.</summary>
    public IReadOnlyList<IEvent> News => _news;

    /// <summary>Called by the store when it saves.</summary>
    public void MarkSaved()
    {
        Version++;
        _news.Clear();
    }

    /// <summary>Notes that something happened.</summary>
    protected void Raise(IEvent news) => _news.Add(news);
}
