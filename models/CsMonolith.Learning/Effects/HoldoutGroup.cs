using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CsMonolith.Learning.Effects;

/// <summary>Assigns customers at random to the treatment or the holdout group of a planned experiment.</summary>
/// <remarks>
/// The random number is a hash of experiment and customer: an auditor can compute it again, and a later customer does
/// not move the others.
/// </remarks>
public static class HoldoutGroup
{
    /// <summary>Whether a customer is held out; the answer does not depend on other customers.</summary>
    /// <param name="experiment">Name of the experiment: another name assigns anew.</param>
    /// <param name="customer">Id.</param>
    /// <param name="share">Share held out, in (0, 1).</param>
    public static bool Holds(string experiment, string customer, double share)
    {
        Require(share);
        return RandomOf(experiment, customer) < share;
    }

    /// <summary>
    /// Holds out an exact share of each stratum, to within one customer, in the order of the random numbers.
    /// </summary>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="customers">Ids with their strata.</param>
    /// <param name="share">Share held out, in (0, 1).</param>
    /// <returns>Ids held out.</returns>
    public static IReadOnlySet<string> Assign(
        string experiment,
        IReadOnlyCollection<(string Customer, string Stratum)> customers,
        double share
    )
    {
        ArgumentNullException.ThrowIfNull(customers);
        Require(share);
        var held = new HashSet<string>(StringComparer.Ordinal);
        var (owed, strata) = (
            0.0,
            customers
                .GroupBy(one => one.Stratum, StringComparer.Ordinal)
                .OrderBy(stratum => RandomOf(experiment, $"\u001f{stratum.Key}"))
        );
        foreach (var stratum in strata)
        {
            // What rounding owes is carried on, so that the whole share is right too.
            var wished = share * stratum.Count() + owed;
            var count = Math.Clamp((int)Math.Round(wished), 0, stratum.Count());
            owed = wished - count;
            held.UnionWith(
                stratum
                    .Select(one => one.Customer)
                    .OrderBy(customer => RandomOf(experiment, customer))
                    .ThenBy(customer => customer, StringComparer.Ordinal)
                    .Take(count)
            );
        }

        return held;
    }

    /// <summary>In [0, 1).</summary>
    private static double RandomOf(string experiment, string customer)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{experiment}\u001e{customer}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private static void Require(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
    }
}
