using System.Globalization;

namespace CsMonolith.Compensation.Plans;

/// <summary>
/// Maps a person's gross retention to the factor of their target: linear between points, 0 below the first, constant
/// above the last.
/// </summary>
internal sealed class PayCurve
{
    private readonly IReadOnlyList<(Ratio Grr, Ratio Factor)> _points;

    private PayCurve(IReadOnlyList<(Ratio Grr, Ratio Factor)> points) => _points = points;

    /// <param name="points">At least one.</param>
    /// <returns>The curve, or the refusal that names the point at fault.</returns>
    public static Result<PayCurve> Of(IReadOnlyList<PlannedPoint> points)
    {
        var exact = points.Select(point => (Grr: Ratio.Of(point.Grr), Factor: Ratio.Of(point.Factor))).ToList();
        for (var i = 0; i < exact.Count; i++)
        {
            if (exact[i].Grr.CompareTo(new Ratio(1, 1)) > 0)
            {
                return CompensationErrors.RetentionAboveOne(i, points[i].Grr);
            }

            if (
                i > 0
                && (exact[i].Grr.CompareTo(exact[i - 1].Grr) <= 0 || exact[i].Factor.CompareTo(exact[i - 1].Factor) < 0)
            )
            {
                return CompensationErrors.CurveNotRising(i);
            }
        }

        return new PayCurve(exact);
    }

    /// <summary>Reads a ratio as it is stored.</summary>
    public static Ratio Exact(string text) =>
        Ratio.Of(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));

    /// <summary>The factor at a gross retention, exactly.</summary>
    public Ratio FactorAt(Ratio grr)
    {
        if (grr.CompareTo(_points[0].Grr) < 0)
        {
            return new Ratio(0, 1);
        }

        for (var i = 1; i < _points.Count; i++)
        {
            if (grr.CompareTo(_points[i].Grr) < 0)
            {
                var (low, high) = (_points[i - 1], _points[i]);
                return low.Factor + ((high.Factor - low.Factor) * ((grr - low.Grr) / (high.Grr - low.Grr)));
            }
        }

        return _points[^1].Factor;
    }
}
