namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>
/// Why a movement came about, where more than one kind of reason is told apart; a movement may carry several.
/// </summary>
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
