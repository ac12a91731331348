namespace CsMonolith.Revenue.Movements;

/// <summary>Why a movement came about, where more than one kind of reason is told apart; a movement may carry several.</summary>
[Flags]
internal enum MovementTags
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>We raised the price.</summary>
    PriceRise = 1,

    /// <summary>The contract itself raises the price from that day.</summary>
    Escalator = 2,

    /// <summary>A pause began or ended, or lasted so long that the customer counts as lost.</summary>
    Pause = 4,

    /// <summary>The customer went over to a free plan.</summary>
    FreeDowngrade = 8,

    /// <summary>Two customers became one.</summary>
    Merge = 16,

    /// <summary>A gap before it was joined, by the policy or by a declared migration.</summary>
    MigrationGap = 32,

    /// <summary>A refund ended the contract early.</summary>
    Refund = 64,

    /// <summary>It was learnt after the day on which it took effect.</summary>
    Backdated = 128,

    /// <summary>A subscription turned out never to have been.</summary>
    Void = 256,
}

/// <summary>Shows tags one by one.</summary>
internal static class TagList
{
    private static readonly MovementTags[] All =
    [
        .. Enum.GetValues<MovementTags>().Where(tag => tag != MovementTags.None),
    ];

    /// <summary>The tags that are set, in the order of their declaration.</summary>
    public static IReadOnlyList<MovementTags> Of(MovementTags tags) => [.. All.Where(tag => tags.HasFlag(tag))];
}

/// <summary>Whether somebody without MRR still counts as a customer.</summary>
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

/// <summary>By how much one subscription changes its account on a day.</summary>
/// <param name="Minor">MRR in minor units, of either sign.</param>
/// <param name="Paused">+1 as it is paused, −1 as that ends; likewise <paramref name="Free"/>.</param>
internal readonly record struct Step(DateOnly From, long Minor, int Paused, int Free, MovementTags Tags);

/// <summary>An account's MRR from a day on, until the next balance.</summary>
/// <param name="Minor">Minor units, 0 or more.</param>
/// <param name="Tags">Of the change on that day.</param>
internal readonly record struct Balance(DateOnly From, long Minor, Standing Standing, MovementTags Tags);

/// <summary>What one account's MRR did on one day.</summary>
internal readonly record struct Move(DateOnly On, MovementKind Kind, long Before, long After, MovementTags Tags)
{
    /// <summary>How much, 0 or more: 0 where a customer without MRR is lost, as after a long pause.</summary>
    public long Size => Math.Abs(After - Before);
}
