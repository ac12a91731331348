using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CsMonolith.Kernel.Tests;

public sealed class RatioTests
{
    private static readonly Arbitrary<Ratio> Ratios = (
        from numerator in ArbMap.Default.GeneratorFor<int>()
        from denominator in ArbMap.Default.GeneratorFor<int>().Where(value => value != 0)
        select new Ratio(numerator, denominator)
    ).ToArbitrary();

    [Fact]
    public void Comparing_agrees_with_decimals() =>
        Prop.ForAll(
                Ratios,
                Ratios,
                (left, right) =>
                    Math.Sign(left.CompareTo(right))
                    == ((decimal)left.Numerator * (decimal)right.Denominator * Sign(right)).CompareTo(
                        (decimal)right.Numerator * (decimal)left.Denominator * Sign(right)
                    ) * Sign(left)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Comparing_forwards_and_backwards_agree() =>
        Prop.ForAll(
                Ratios,
                Ratios,
                (left, right) => Math.Sign(left.CompareTo(right)) == -Math.Sign(right.CompareTo(left))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_gate_at_102_percent_turns_exactly_there()
    {
        var gate = Ratio.Of(1.02m);

        new Ratio(102, 100).CompareTo(gate).ShouldBe(0);
        new Ratio(BigInteger.Parse("1019999999999999999999"), BigInteger.Parse("1000000000000000000000"))
            .CompareTo(gate)
            .ShouldBeLessThan(0);
    }

    [Fact]
    public void A_ratio_over_zero_is_undefined()
    {
        var none = new Ratio(1, 0);

        none.IsDefined.ShouldBeFalse();
        none.ToDecimalString().ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => none.CompareTo(Ratio.Of(1)));
    }

    [Theory]
    [InlineData(2, 3, 6, "0.666667")]
    [InlineData(-2, 3, 2, "-0.67")]
    [InlineData(2, -3, 2, "-0.67")]
    [InlineData(1, 2, 0, "1")]
    [InlineData(-1, 1000, 2, "0.00")]
    [InlineData(1234, 10, 1, "123.4")]
    public void A_ratio_is_written_with_the_decimals_asked_for(
        int numerator,
        int denominator,
        int decimals,
        string text
    ) => new Ratio(numerator, denominator).ToDecimalString(decimals).ShouldBe(text);

    private static int Sign(Ratio ratio) => ratio.Denominator.Sign;
}
