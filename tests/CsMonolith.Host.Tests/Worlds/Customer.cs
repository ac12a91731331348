namespace CsMonolith.Host.Tests.Worlds;

/// <summary>A customer of the small company.</summary>
/// <param name="Owner">Who owns it from June on.</param>
/// <param name="HandedTo">Who owns it since 2026-11-18, with the partner that it then has.</param>
internal sealed record Customer(
    string Key,
    string Owner,
    int? Partner,
    string? HandedTo = null,
    int? PartnerThen = null
)
{
    public string OwnerNow => HandedTo ?? Owner;

    public int? PartnerNow => HandedTo is null ? Partner : PartnerThen;
}

/// <summary>The ids that hang on one customer.</summary>
/// <param name="Bit">
/// Its amounts and counts are multiples of 2^bit, so that a sum tells whose figures are in it.
/// </param>
internal sealed record Holding(int Bit, Guid Account)
{
    public Guid Subscription { get; init; }

    public Guid Renewal { get; init; }

    public Guid Opportunity { get; init; }

    public Guid Proposal { get; init; }

    public Guid Lead { get; init; }

    public Guid Snapshot { get; init; }

    public Guid Card { get; init; }

    public Guid Handoff { get; init; }

    public Guid Promise { get; init; }

    public Guid Project { get; init; }

    public Guid Task { get; init; }

    public Guid Fire { get; init; }

    public Guid Stakeholder { get; init; }

    public Guid Run { get; init; }

    public Guid Milestone { get; init; }

    public Guid Change { get; init; }

    public Guid Deliverable { get; init; }

    public Guid Need { get; init; }

    public Guid Cadence { get; init; }

    public Guid Risk { get; init; }

    public Guid Order { get; init; }

    public Guid Review { get; init; }

    public Guid Pack { get; init; }
    public Guid Rival { get; init; }

    /// <summary>A standing of the rival tool, which was taken back.</summary>
    public Guid Standing { get; init; }

    /// <summary>An assessment, which was taken back.</summary>
    public Guid Assessment { get; init; }

    public Guid Issue { get; init; }

    /// <summary>A solution plan, which was taken back.</summary>
    public Guid Solution { get; init; }

    /// <summary>A role of somebody at the customer, which was ended.</summary>
    public Guid Role { get; init; }

    /// <summary>A request for a specialist that nobody fits.</summary>
    public Guid Specialist { get; init; }

    /// <summary>A link of the customer to their plan, which was ended.</summary>
    public Guid Link { get; init; }
}

/// <summary>What belongs to one person.</summary>
internal sealed record PersonalThings
{
    public Guid Plan { get; init; }

    public Guid Statement { get; init; }

    public Guid Job { get; init; }
}
