using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Numerics;

public sealed class FalseDiscoveryRateTests
{
    [Fact]
    public void Adjusted_p_values_are_those_of_the_definition()
    {
        double[] p = [0.01, 0.04, 0.03, 0.005, 0.8];

        var adjusted = FalseDiscoveryRate.Adjusted(p);

        for (var i = 0; i < p.Length; i++)
        {
            // The least rate at which the step-up procedure would reject this one.
            var slow = p.Where(other => other >= p[i])
                .Min(other => other * p.Length / p.Count(another => another <= other));
            adjusted[i].ShouldBe(Math.Min(slow, 1), 1e-12);
        }
    }
}
