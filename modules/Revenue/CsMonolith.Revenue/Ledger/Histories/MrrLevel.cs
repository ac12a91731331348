namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>Whether an account counts as a customer, and why if it has no MRR.</summary>
internal enum Standing
{
    /// <summary>Not, or not yet, a customer.</summary>
    Gone,

    /// <summary>MRR is above zero.</summary>
    Paying,

    /// <summary>Every subscription that is left is paused.</summary>
    Paused,

    /// <summary>On a free plan, where the policy keeps such customers.</summary>
    Free,
}

/// <summary>By how much one subscription changes the MRR of its account on a day.</summary>
/// <param name="Minor">Change of MRR in minor units, of either sign.</param>
/// <param name="Paused">+1 on the day on which a pause begins, −1 on the day on which it ends, else 0.</param>
/// <param name="Free">The same for a free plan.</param>
/// <param name="Parts">The named parts of <paramref name="Minor"/>.</param>
internal readonly record struct MrrDelta(
    DateOnly From,
    long Minor,
    int Paused,
    int Free,
    MovementTags Tags,
    PartSizes Parts
);

/// <summary>The MRR of an account from a day on, until the next level.</summary>
/// <param name="Minor">Minor units, 0 or more.</param>
/// <param name="Tags">Why it changed on that day.</param>
/// <param name="Parts">The named parts of the change that led to it.</param>
internal readonly record struct MrrLevel(
    DateOnly From,
    long Minor,
    Standing Standing,
    MovementTags Tags,
    PartSizes Parts
);

/// <summary>The change of an account's MRR on one day, in minor units.</summary>
/// <param name="Parts">The named parts of the change, signed.</param>
internal readonly record struct MrrChange(
    DateOnly On,
    MovementKind Kind,
    long Before,
    long After,
    MovementTags Tags,
    PartSizes Parts
)
{
    /// <summary>How much, 0 or more: 0 where a customer without MRR is lost, as after a long pause.</summary>
    public long Size => Math.Abs(After - Before);
}
