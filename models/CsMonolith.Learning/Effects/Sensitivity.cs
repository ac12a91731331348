using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Effects;

/// <summary>E-values: how strong an unrecorded confounder would have to be to explain an effect away.</summary>
/// <param name="Estimate">
/// E-value of the estimate: risk ratio that the hidden cause must have with both treatment and outcome. 1 is none
/// needed.
/// </param>
/// <param name="Limit">E-value of the interval's end that is nearer to no effect; 1 if the interval holds it.</param>
public sealed record Sensitivity(double Estimate, double Limit)
{
    /// <summary>E-values of a risk ratio: VanderWeele and Ding, Annals of Internal Medicine 167, 2017.</summary>
    public static Sensitivity Of(Interval riskRatio)
    {
        var nearer = riskRatio.Value >= 1 ? riskRatio.Low : riskRatio.High;
        var holds = riskRatio.Low <= 1 && riskRatio.High >= 1;
        return new Sensitivity(EValue(riskRatio.Value), holds ? 1 : EValue(nearer));
    }

    private static double EValue(double ratio)
    {
        var above = ratio < 1 ? 1 / ratio : ratio;
        return above + Math.Sqrt(above * (above - 1));
    }
}
