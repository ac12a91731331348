namespace CsMonolith.Health.Usage.Licences;

/// <summary>
/// Sums and counts of a group as they are told to somebody who may see groups only. Two published groups that differ by
/// one account, such as those of today and of yesterday, must not tell that account's figures when they are subtracted.
/// </summary>
/// <remarks>
/// A sum is rounded to a multiple of a base that is no smaller than the largest single contribution, so that one
/// account more or less moves it by nothing or by one base, whatever that account has. Of a group of n equal members
/// the sum is off by at most 1.25/n. The base is 1, 2 or 5 times a power of ten, so that it tells no contribution
/// itself. Counts are told in fives, the fewest that are shown at all. The rule of the largest contributor and rounding
/// against differences: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt, Spicer and de Wolf,
/// Statistical Disclosure Control, Wiley 2012, on magnitude tables.
/// </remarks>
internal static class GroupRounding
{
    /// <summary>The fewest accounts that are shown together.</summary>
    public const int Fewest = 5;

    /// <summary>The base of a sum, at least 1.</summary>
    /// <param name="contributions">What each account adds, 0 or more.</param>
    public static long BaseOf(IEnumerable<long> contributions) => Bands.Ceiling(contributions.DefaultIfEmpty(0).Max());

    /// <summary>The sum, to the nearest multiple of its base; above 0 where the sum is.</summary>
    /// <param name="contributions">What each account adds, 0 or more.</param>
    public static long Sum(IReadOnlyCollection<long> contributions)
    {
        var (sum, step) = (contributions.Sum(), BaseOf(contributions));
        return sum == 0 ? 0 : Math.Max(step, (sum + (step / 2)) / step * step);
    }

    /// <summary>A number of accounts, down to a multiple of five.</summary>
    public static int Count(int accounts) => accounts / Fewest * Fewest;
}
