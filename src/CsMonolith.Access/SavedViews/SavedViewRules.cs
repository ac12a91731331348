using System.Text.RegularExpressions;
using FluentValidation;

namespace CsMonolith.Access.SavedViews;

/// <summary>What a view's fields may hold, whoever sets them.</summary>
internal static partial class SavedViewRules
{
    /// <summary>A screen's name: <c>portfolio</c>.</summary>
    public static IRuleBuilderOptions<T, string?> IsScreen<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().Matches(Screens());

    /// <summary>A query string without the question mark, of at most 2,000 characters; it may be empty.</summary>
    public static IRuleBuilderOptions<T, string?> IsAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotNull().MaximumLength(2000).Matches(Addresses());

    [GeneratedRegex("^[a-z][a-z0-9-]{0,49}$")]
    private static partial Regex Screens();

    [GeneratedRegex(@"^[^\s?#\p{C}][^\s#\p{C}]*$|^$")]
    private static partial Regex Addresses();
}
