using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Tests.Snapshots.Features;

public sealed class FeatureWordsTests
{
    [Theory]
    [InlineData("error_rate_30d", 0.0258, "0.0258")]
    [InlineData("use_trend", 1.1, "1.1")]
    [InlineData("use_trend", 0.9999995, "1")]
    [InlineData("use_trend", 0.00000042, "4.2E-07")]
    [InlineData("departments_using", 3, "3")]
    [InlineData("usage_rate", 0.51284, "51.284 %")]
    public void The_bound_of_a_rule_is_told_as_the_rule_has_it(string feature, double bound, string words) =>
        FeatureCatalogue.Of(feature).ShowBound(bound).ShouldBe(words);

    [Fact]
    public void Two_bounds_that_part_customers_are_not_told_alike() =>
        FeatureCatalogue
            .Of("error_rate_30d")
            .ShowBound(0.0258)
            .ShouldNotBe(FeatureCatalogue.Of("error_rate_30d").ShowBound(0.03));
}
