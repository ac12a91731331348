using System.Numerics;
using CsMonolith.Compensation.Plans;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Compensation.Statements;

/// <summary>The accounts that a person is paid for keeping, and their MRR at both ends of a window in minor units.</summary>
internal sealed record Book(Guid PersonId, IReadOnlyList<AccountRetention> Accounts)
{
    public long Start => Accounts.Sum(account => account.Start.Minor);

    public long End => Accounts.Sum(account => account.End.Minor);

    /// <summary>Of what was there at the start, what is left: growth of one account does not make up for loss of another.</summary>
    public long Kept => Accounts.Sum(Keeping);

    public bool IsEmpty => Start == 0;

    public Ratio Grr => new(Kept, Start);

    public static long Keeping(AccountRetention account) => Math.Min(account.Start.Minor, account.End.Minor);
}

/// <summary>Whether the group as a whole has kept and grown enough for anybody to be paid.</summary>
internal sealed record GroupGate(long Start, long End, string Target)
{
    public Ratio Nrr => new(End, Start);

    /// <summary>Judged on the exact ratio: what prints as 102.00 % may still lie below 102 %.</summary>
    public bool IsOpen => Nrr.CompareTo(PayCurve.Exact(Target)) >= 0;

    /// <summary>Whole minor units that the group's end lacks; above zero exactly while the gate is closed.</summary>
    public BigInteger Shortfall
    {
        get
        {
            var lacking = (PayCurve.Exact(Target) * new Ratio(Start, 1)) - new Ratio(End, 1);
            var whole = BigInteger.DivRem(lacking.Numerator, lacking.Denominator, out var rest);
            return whole + (rest.Sign > 0 ? 1 : 0);
        }
    }
}

/// <summary>What one person gets, exactly, and why.</summary>
internal sealed record Pay(Book Book, Ratio Factor, bool FromGroupAverage, BigInteger PayoutMinor);

/// <summary>
/// Payout = target × curve(GRR of the person's book), if the unrounded NRR of the group reaches the gate, and nothing otherwise;
/// rounded once, half up, to the currency's minor unit.
/// </summary>
internal static class PayFormula
{
    /// <summary>Rises when a figure could come out otherwise.</summary>
    public const string Version = "group-nrr-gate/individual-grr/1";

    /// <summary>Whoever owns an account on the last day of the window's first month is credited with it wholly.</summary>
    public const string CreditRule = "owner-at-window-start";

    public static IReadOnlyList<Pay> Apply(PayPlan plan, IReadOnlyDictionary<Guid, Book> books, GroupGate gate)
    {
        var curve = plan.Curve();
        var factors = books
            .Values.Where(book => !book.IsEmpty)
            .ToDictionary(book => book.PersonId, book => curve.FactorAt(book.Grr));
        var average =
            factors.Values.Aggregate(new Ratio(0, 1), (sum, factor) => Reduced(sum + factor))
            / new Ratio(factors.Count, 1);
        return
        [
            .. plan
                .Members.OrderBy(member => member.PersonId)
                .Select(member =>
                {
                    var book = books[member.PersonId];
                    var factor = Reduced(book.IsEmpty ? average : factors[member.PersonId]);
                    var payout = gate.IsOpen
                        ? (new Ratio(member.TargetMinor, 1) * factor).RoundHalfUp()
                        : BigInteger.Zero;
                    return new Pay(book, factor, book.IsEmpty, payout);
                }),
        ];
    }

    private static Ratio Reduced(Ratio ratio)
    {
        var common = BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator);
        return new Ratio(ratio.Numerator / common, ratio.Denominator / common);
    }
}
