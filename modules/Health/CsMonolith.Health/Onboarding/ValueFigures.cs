using CsMonolith.Learning.Survival;

namespace CsMonolith.Health.Onboarding;

/// <summary>Where the curve falls.</summary>
/// <param name="AtRisk">Customers still waiting when the day begins.</param>
/// <param name="Reached">Those who had their first value on it.</param>
/// <param name="Waiting">The share that still waits after it.</param>
/// <param name="Low">Lower end of that share's 95 % interval; absent where the share is 0. Likewise the upper end.</param>
internal sealed record ValuePoint(
    int Day,
    int AtRisk,
    int Reached,
    [property: Probability] double Waiting,
    [property: Probability] double? Low,
    [property: Probability] double? High
);

/// <summary>Time to value of a group.</summary>
/// <param name="Key">What the list of customers is filtered by; <c>null</c> where it is unknown, and for the total.</param>
/// <param name="Customers">Those who started.</param>
/// <param name="Reached">Those of them who had their first value.</param>
/// <param name="Waiting">Those still waiting: they count as censored on the day of the report.</param>
/// <param name="Churned">Those who left before: they count as censored on the day of leaving.</param>
/// <param name="MedianDays">After so many days half had their first value; <c>null</c> where fewer than half had.</param>
/// <param name="LowDays">Lower end of its 95 % interval; <c>null</c> where it is not known.</param>
/// <param name="HighDays">Upper end; <c>null</c> where it is open.</param>
/// <param name="Why">Why there is no median, in words.</param>
internal sealed record ValueGroup(
    string? Key,
    string? Name,
    int Customers,
    int Reached,
    int Waiting,
    int Churned,
    int? MedianDays,
    int? LowDays,
    int? HighDays,
    string? Why,
    IReadOnlyList<ValuePoint> Curve,
    IReadOnlyList<PhaseDays> Phases
)
{
    public static ValueGroup Of(ValueSegment segment, IReadOnlyList<CustomerWait> waits, PhaseLedger phases)
    {
        var curve = SurvivalCurve.Of(waits.Select(wait => wait.Waiting));
        var median = curve.Median;
        return new ValueGroup(
            segment.Key,
            segment.Name,
            waits.Count,
            curve.Reached,
            waits.Count(wait => wait.State == ValueState.Waiting),
            waits.Count(wait => wait.State == ValueState.Churned),
            median.Days,
            median.Low,
            median.High,
            median.Days is null ? Undefined(curve) : null,
            [
                .. curve.Points.Select(point => new ValuePoint(
                    point.Days,
                    point.AtRisk,
                    point.Reached,
                    point.Share,
                    double.IsNaN(point.Low) ? null : point.Low,
                    double.IsNaN(point.High) ? null : point.High
                )),
            ],
            phases.Of(waits)
        );
    }

    private static string Undefined(SurvivalCurve curve) =>
        (curve.Watched, ProblemAnswers.InJapanese) switch
        {
            (0, false) => "No customer has started.",
            (0, true) => "起点を迎えた顧客がいません。",
            (_, false) => "Fewer than half have had their first value, as far as they were watched.",
            (_, true) => "観察できた範囲で、成果が出た顧客がまだ半数に達していません。",
        };
}
