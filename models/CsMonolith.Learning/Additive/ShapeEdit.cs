using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Additive;

/// <summary>A person's change of what a model has learned, kept in the model's file with who made it, why and when.</summary>
/// <param name="Feature">Feature whose shape is changed.</param>
/// <param name="LogOdds">Contribution that the shape shall have there; null, and no direction, takes the feature and its interactions out.</param>
/// <param name="From">Least number that is changed; null is from the lowest on.</param>
/// <param name="To">Number below which the change ends; null is up to the highest.</param>
/// <param name="Level">Level that is changed, in the place of numbers; empty text is the missing cells of either kind.</param>
/// <param name="Author">Who answers for it, not empty.</param>
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
    /// <summary>Furthest from 0 that a contribution may be set.</summary>
    public const double MaxLogOdds = 20;

    /// <summary>1 makes the whole shape of a number rise, −1 fall, by the nearest such shape; null leaves it as it bends.</summary>
    public int? Direction { get; init; }
}

/// <summary>An edit that cannot be made.</summary>
/// <param name="text">What is wrong, and the remedy.</param>
public sealed class ShapeEditException(Text text) : Exception(text?.En)
{
    /// <summary>What is wrong, and the remedy.</summary>
    public Text Text => text;
}
