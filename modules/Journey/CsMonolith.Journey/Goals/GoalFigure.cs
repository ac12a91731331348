using CsMonolith.Platform.Imports;

namespace CsMonolith.Journey.Goals;

/// <summary>Which figures a goal takes: baselines, targets and actuals.</summary>
internal static class GoalFigure
{
    /// <summary>A figure of a customer's work lies within this on either side of zero.</summary>
    public const double Most = 1e15;

    private const string En = "The figure is too large. Give one from -1e15 to 1e15, or measure in a larger unit.";

    private const string Ja = "値が大きすぎます。-1,000兆から1,000兆までの値にするか、指標の単位を大きくしてください。";

    public static bool Fits(double figure) => Math.Abs(figure) <= Most;

    /// <summary>Refuses what is no number or beyond any figure of a customer's work.</summary>
    public static IRuleBuilderOptions<T, double> FitsAGoal<T>(this IRuleBuilder<T, double> rule) =>
        rule.Must(Fits).WithMessage(_ => Refusal);

    /// <summary>As the other one, where the figure may be absent.</summary>
    public static IRuleBuilderOptions<T, double?> FitsAGoal<T>(this IRuleBuilder<T, double?> rule) =>
        rule.Must(figure => figure is not { } value || Fits(value)).WithMessage(_ => Refusal);

    /// <summary>Refuses it in an imported row; <c>null</c> where it fits.</summary>
    public static RowOutcome? Refuses(decimal? figure, string column) =>
        figure is not { } value || Fits((double)value) ? null : RowOutcome.Refused(column, En, Ja);

    private static string Refusal => ProblemAnswers.InJapanese ? Ja : En;
}
