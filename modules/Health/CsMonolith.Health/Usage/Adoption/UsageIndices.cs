namespace CsMonolith.Health.Usage.Adoption;

/// <summary>
/// 利用幅: distinct features used in 30 days / features in the catalogue. The comparison is with the 30 days that ended 90
/// days before, against the same catalogue, so that a new feature of ours does not look like a narrowing of theirs.
/// </summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Change">Value less the value before.</param>
/// <param name="Why">Why there is no value.</param>
internal sealed record BreadthOfUse(
    decimal? Value,
    int FeaturesUsed,
    int FeaturesKnown,
    int DepartmentsUsing,
    decimal? ValueBefore,
    decimal? Change,
    string? Why,
    string Formula
)
{
    public const string Version = "breadth-1";

    public static BreadthOfUse Of(AccountUse use, int featuresKnown)
    {
        var (now, before) = (
            new Ratio(use.Recent.Features, featuresKnown),
            new Ratio(use.Earlier.Features, featuresKnown)
        );
        return new BreadthOfUse(
            now.ToNumber(),
            use.Recent.Features,
            featuresKnown,
            use.Recent.Departments,
            before.ToNumber(),
            UsageIndices.Difference(now, before),
            now.IsDefined ? null
                : ProblemAnswers.InJapanese ? "機能の利用がまだ一度も届いていません。"
                : "No use of any feature has been heard of yet.",
            Version
        );
    }
}

/// <summary>
/// 利用深度: uses per active user-day in 30 days, that is, how much somebody does on a day on which they use it at all.
/// Where the
/// source names no users a day counts as one. Never added to breadth: the two call for different steps.
/// </summary>
/// <param name="Value">At least 0.</param>
internal sealed record DepthOfUse(
    decimal? Value,
    long Uses,
    int ActiveUserDays,
    decimal? ValueBefore,
    decimal? Change,
    string? Why,
    string Formula
)
{
    public const string Version = "depth-1";

    public static DepthOfUse Of(AccountUse use)
    {
        var (now, before) = (
            new Ratio(use.Recent.Uses, use.Recent.ActiveUserDays),
            new Ratio(use.Earlier.Uses, use.Earlier.ActiveUserDays)
        );
        return new DepthOfUse(
            now.ToNumber(),
            use.Recent.Uses,
            use.Recent.ActiveUserDays,
            before.ToNumber(),
            UsageIndices.Difference(now, before),
            now.IsDefined ? null
                : ProblemAnswers.InJapanese ? "直近30日の利用がありません。"
                : "Nothing was used in the last 30 days.",
            Version
        );
    }
}

/// <summary>How breadth and depth are compared.</summary>
internal static class UsageIndices
{
    /// <summary>The exact difference of two ratios, or <c>null</c> where either is over zero.</summary>
    public static decimal? Difference(Ratio now, Ratio before) =>
        now.IsDefined && before.IsDefined
            ? new Ratio(
                (now.Numerator * before.Denominator) - (before.Numerator * now.Denominator),
                now.Denominator * before.Denominator
            ).ToNumber()
            : null;
}
