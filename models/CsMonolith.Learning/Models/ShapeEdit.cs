using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Models;

/// <summary>
/// A change that a person makes to the shape of one feature. The model file keeps it with its author, reason and time.
/// </summary>
/// <param name="Feature">Feature whose shape is changed.</param>
/// <param name="LogOdds">
/// Contribution that the shape gets there; null without a direction removes the feature and its interactions.
/// </param>
/// <param name="From">Least number that is changed; null is from the lowest on.</param>
/// <param name="To">Number below which the change ends; null is up to the highest.</param>
/// <param name="Level">
/// Level that is changed, in the place of numbers; empty text is the missing cells of either kind.
/// </param>
/// <param name="Author">Name of the person who made the change, not empty.</param>
/// <param name="Reason">Why, not empty.</param>
/// <param name="When">When it was made.</param>
public sealed record ShapeEdit(
    string Feature,
    double? LogOdds,
    double? From,
    double? To,
    string? Level,
    string Author,
    string Reason,
    DateTimeOffset When
)
{
    /// <summary>Largest absolute contribution that an edit may set, in log-odds.</summary>
    public const double MaxLogOdds = 20;

    /// <summary>
    /// 1 makes the whole shape of a number rise and −1 makes it fall, by isotonic regression; null changes no
    /// direction.
    /// </summary>
    public int? Direction { get; init; }
}

/// <summary>An edit is refused.</summary>
/// <param name="text">What is wrong, and the remedy.</param>
public sealed class ShapeEditException(LocalizedText text) : Exception(text?.En)
{
    /// <summary>What is wrong, and the remedy.</summary>
    public LocalizedText Text => text;
}
