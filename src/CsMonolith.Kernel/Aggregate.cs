namespace CsMonolith.Kernel;

/// <summary>
/// An object that guards its own rules, is loaded and saved whole, and raises its events. <see cref="Version"/> rises
/// by one with every save and is the resource's ETag.
/// </summary>
public abstract class Aggregate
{
    private readonly List<IEvent> _news = [];

    /// <summary>The number of times it has been saved; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>The events raised since it was loaded; a save stores them and clears the list.</summary>
    public IReadOnlyList<IEvent> News => _news;

    /// <summary>Called by the store when it saves.</summary>
    public void MarkSaved()
    {
        Version++;
        _news.Clear();
    }

    /// <summary>Adds an event to be stored by the next save.</summary>
    protected void Raise(IEvent news) => _news.Add(news);
}
