using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Platform.Exports;

/// <summary>What of a table is asked for.</summary>
/// <param name="Scope">The accounts whose rows the caller may have.</param>
/// <param name="AccountId">Only rows of this customer.</param>
/// <param name="From">Only rows whose day is this or later.</param>
/// <param name="To">Only rows whose day is this or earlier.</param>
public sealed record ExportAsk(AccountScope Scope, Guid? AccountId = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>
/// A table that a module lets be downloaded, row by row, with everything that it stores. A module registers one for each
/// of its stored types; the room of imports lists and serves them.
/// </summary>
public abstract class ExportTable
{
    /// <summary>kebab-case plural, unique in the product; that of the kind of import where there is one.</summary>
    public abstract string Name { get; }

    /// <summary>For people, in English.</summary>
    public abstract string TitleEn { get; }

    /// <summary>For people, in Japanese.</summary>
    public abstract string TitleJa { get; }

    /// <summary>
    /// The operation that shows the same rows one by one: how far a caller reaches with it, so far with the table.
    /// </summary>
    public abstract string Right { get; }

    /// <summary>The stored type that a row is read from.</summary>
    public abstract Type Row { get; }

    /// <summary>The headings, in order; camelCase.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Whether each row is of one customer.</summary>
    public abstract bool IsOfAccounts { get; }

    /// <summary>Whether rows have a day by which a part of them can be asked for.</summary>
    public abstract bool HasDays { get; }

    /// <summary>The kind of import that takes such a file again; <c>null</c> where there is none.</summary>
    public abstract string? ImportKind { get; }

    /// <summary>Why such a file is not taken again; <c>null</c> where it is.</summary>
    public abstract (string En, string Ja)? WhyNotImported { get; }

    /// <summary>
    /// Headings whose values name a row within one installation only, such as a generated id or a pseudonym: after an
    /// import elsewhere they are others.
    /// </summary>
    public abstract IReadOnlyList<string> LocalColumns { get; }

    /// <summary>The rows by rising id, read a page at a time so that no size needs memory or keeps a read open.</summary>
    /// <param name="services">The scope of the request.</param>
    /// <param name="ask">What is asked for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The cells of each row, in the order of <see cref="Columns"/>.</returns>
    public abstract IAsyncEnumerable<IReadOnlyList<JsonNode?>> Read(
        IServiceProvider services,
        ExportAsk ask,
        CancellationToken cancellation
    );
}
