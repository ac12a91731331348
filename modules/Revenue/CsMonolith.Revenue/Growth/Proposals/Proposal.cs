using System.Text.Json;
using System.Text.Json.Serialization;
using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// A proposal as it was built: its contents are frozen, so that each of its documents says the same for ever.
/// </summary>
internal sealed class Proposal
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The opportunity that it is for; <c>null</c> where the best-ranked ones are in it.</summary>
    public Guid? OpportunityId { get; init; }

    /// <summary>A <see cref="ProposalContents"/> as JSON.</summary>
    public required string Contents { get; init; }

    /// <summary>Minutes that it takes to write such a one by hand.</summary>
    public required int MinutesByHand { get; init; }

    /// <summary>Minutes that its maker spent on it all the same.</summary>
    public required int MinutesSpent { get; init; }

    public required string BuiltBy { get; init; }

    public required DateTime BuiltAt { get; init; }

    /// <summary>Below 0 where it took longer than by hand.</summary>
    public int MinutesSaved => MinutesByHand - MinutesSpent;

    /// <summary>What is in it.</summary>
    public ProposalContents Read() => JsonSerializer.Deserialize<ProposalContents>(Contents, Wire.Json)!;
}

internal sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("Proposals");
        builder.HasKey(proposal => proposal.Id);
        builder.Ignore(proposal => proposal.MinutesSaved);
        builder.Property(proposal => proposal.BuiltBy).HasMaxLength(200);
        builder.HasIndex(proposal => proposal.AccountId);
    }
}

/// <summary>What a proposal rests on: contract, use and value as they were known when it was built.</summary>
/// <param name="AsOf">The day on which it was built.</param>
/// <param name="Goals">What the customer wants to achieve.</param>
/// <param name="Usage">The newest month that is known.</param>
/// <param name="Offers">What is proposed; none while the customer is in trouble.</param>
internal sealed record ProposalContents(
    string Customer,
    DateOnly AsOf,
    IReadOnlyList<string> Goals,
    IReadOnlyList<ProposedContract> Contracts,
    IReadOnlyList<ProposedRenewal> Renewals,
    ProposedUsage? Usage,
    IReadOnlyList<ProposedValue> Value,
    IReadOnlyList<ProposedOffer> Offers
);

/// <summary>A subscription that runs.</summary>
internal sealed record ProposedContract(
    string Product,
    string Plan,
    int? Seats,
    DateOnly StartsOn,
    DateOnly? LastPaidDay,
    Money Mrr
);

/// <summary>A term that ends and is to be renewed.</summary>
internal sealed record ProposedRenewal(string Product, DateOnly DueOn, DateOnly NoticeBy, int TermMonths, Money Due);

/// <summary>Use in the 30 days to a day.</summary>
internal sealed record ProposedUsage(
    DateOnly AsOf,
    long Uses,
    long UsesBefore,
    int Features,
    int FeaturesKnown,
    long? ActiveUsers,
    long? Licences
);

/// <summary>Benefit and price of a fiscal year.</summary>
/// <param name="PerPaid">Benefit over what was paid, a decimal string.</param>
internal sealed record ProposedValue(
    int FiscalYear,
    bool IsOver,
    Money Benefit,
    Money Confirmed,
    Money Paid,
    string? PerPaid
);

/// <summary>Something that the customer could extend by.</summary>
/// <param name="Expected">ARR of the first year, or the price of a purchase.</param>
/// <param name="Reason">Why it fits, with whom the customer was compared.</param>
/// <param name="ReasonJa">The same in Japanese.</param>
/// <param name="Goal">The customer's goal that it serves; absent where the customer has named none.</param>
/// <param name="Fit">
/// 0 to 1; absent where a person noticed the opportunity and nothing ranked it. Proposals that were
/// stored before ratios were numbers hold it as text.
/// </param>
/// <param name="Peers">How many customers it was compared with; 0 where its own purchases or use say it.</param>
internal sealed record ProposedOffer(
    ExpansionKind Kind,
    string Product,
    Money Expected,
    string Reason,
    string ReasonJa,
    string? Goal,
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] decimal? Fit = null,
    int Peers = 0
);
