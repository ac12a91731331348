namespace CsMonolith.Journey.Contracts;

/// <summary>
/// Says who may read some kinds of timeline lines: whoever may use an operation for the account, namely the one that
/// shows what the lines tell of. A module that publishes <see cref="SomethingHappened"/> registers one as a singleton
/// service for each such operation. Nobody reads lines of a kind that no source names.
/// </summary>
/// <param name="Operation">Type name of an operation of the publishing module: <c>nameof(ListTickets)</c>.</param>
/// <param name="Kinds">Kinds of lines, as <see cref="SomethingHappened.Kind"/> gives them.</param>
public sealed record TimelineSource(string Operation, params IReadOnlyList<string> Kinds);
