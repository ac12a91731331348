using System.Numerics;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Compensation.Plans;

/// <summary>
/// A person's book of business: the accounts that they are paid for keeping, with MRR in minor units.
/// </summary>
internal sealed record BookOfBusiness(Guid PersonId, IReadOnlyList<AccountRetention> Accounts)
{
    public long Start => Accounts.Sum(account => account.Start.Minor);

    public long End => Accounts.Sum(account => account.End.Minor);

    /// <summary>
    /// MRR of the start that is left at the end: growth of one account does not make up for the loss of another.
    /// </summary>
    public long Kept => Accounts.Sum(Keeping);

    public bool IsEmpty => Start == 0;

    public Ratio Grr => new(Kept, Start);

    public static long Keeping(AccountRetention account) => Math.Min(account.Start.Minor, account.End.Minor);
}

/// <summary>Decides by the group's net retention whether anybody is paid.</summary>
internal sealed record GroupGate(long Start, long End, string Target)
{
    public Ratio Nrr => new(End, Start);

    /// <summary>Whether the exact ratio reaches the target: what prints as 102.00 % may lie below 102 %.</summary>
    public bool IsOpen => Nrr.CompareTo(PayCurve.Exact(Target)) >= 0;

    /// <summary>
    /// Whole minor units by which the group's end MRR misses the target; above zero exactly while the gate is closed.
    /// </summary>
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

/// <summary>A person's pay and the factor that it was computed with.</summary>
internal sealed record Pay(BookOfBusiness Book, Ratio Factor, bool FromGroupAverage, BigInteger PayoutMinor);

/// <summary>
/// Payout = target × curve(GRR of the book of business) if the unrounded NRR of the group reaches the gate, otherwise
/// 0. Rounded once, half up, to the minor unit of the currency.
/// </summary>
internal static class PayFormula
{
    /// <summary>Name and number of the formula; the number rises when a figure could come out differently.</summary>
    public const string Version = "group-nrr-gate/individual-grr/1";

    /// <summary>An account is credited wholly to whoever owns it on the last day of the window's first month.</summary>
    public const string CreditRule = "owner-at-window-start";

    public static IReadOnlyList<Pay> Apply(
        PayPlan plan,
        IReadOnlyDictionary<Guid, BookOfBusiness> books,
        GroupGate gate
    )
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
