using FsCheck;
using FsCheck.Fluent;

namespace CsMonolith.Kernel.Tests;

/// <summary>What the properties of this project are tried with.</summary>
public static class Arbitraries
{
    /// <summary>Amounts of every known currency that fit 32 bits of minor units.</summary>
    public static Arbitrary<Money> Amounts() =>
        (
            from currency in Gen.Elements(Money.Currencies.Keys.ToArray())
            from minor in ArbMap.Default.GeneratorFor<int>()
            select new Money(minor, currency)
        ).ToArbitrary();

    /// <summary>Ratios of either sign over anything but zero.</summary>
    public static Arbitrary<Ratio> Ratios() =>
        (
            from numerator in ArbMap.Default.GeneratorFor<int>()
            from denominator in ArbMap.Default.GeneratorFor<int>().Where(value => value != 0)
            select new Ratio(numerator, denominator)
        ).ToArbitrary();

    /// <summary>Months far enough from both ends of the calendar to go 500 months on or back.</summary>
    public static Arbitrary<Month> Months() =>
        (
            from year in Gen.Choose(1950, 2900)
            from number in Gen.Choose(1, 12)
            select new Month(year, number)
        ).ToArbitrary();
}
