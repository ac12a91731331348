using CsMonolith.Kernel;

namespace CsMonolith.Platform.Search;

/// <summary>A thing whose name fits what was typed.</summary>
/// <param name="Kind">kebab-case: <c>account</c>, <c>person</c>, <c>saved-view</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">What tells it from others of the name; <c>null</c> where there is nothing to tell.</param>
/// <param name="Path">Path of the operation that shows it.</param>
/// <param name="Rank">0 the same, 1 begins with it, 2 contains it.</param>
public sealed record FoundThing(string Kind, Guid Id, string Title, string? Detail, string Path, int Rank);

/// <summary>
/// Lets a module's things be found by name. Whoever may use <see cref="Operation"/> finds them, as far as they reach
/// with it, and nobody else; under pseudonyms, or by sums alone, nothing has a name to be found by.
/// </summary>
public interface ISearchSource
{
    /// <summary>Type name of the operation of the same module that lists the things.</summary>
    string Operation { get; }

    /// <summary>The best so many things of the accounts in a scope, in order of rank and name.</summary>
    Task<IReadOnlyList<FoundThing>> Find(
        SearchText text,
        AccountScope accounts,
        int limit,
        CancellationToken cancellation
    );
}
