using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Something prepared for the kickoff.</summary>
/// <param name="Item">The code of the item.</param>
/// <param name="ById">Who says so.</param>
internal sealed record PreparationTick(string Item, Guid? ById, DateOnly On);

/// <summary>What the sales system knows of a deal.</summary>
/// <param name="Seller">Who sold it: an address or a name, as the sales system writes it.</param>
/// <param name="SourceLink">Where the deal stands in the sales system.</param>
internal sealed record DealDetails(string Title, DateOnly WonOn, string? Seller, string? SourceLink);

/// <summary>
/// A customer as sales hands them over: the deal, what the customer answered and was promised. The CSM acknowledges
/// it, which opens the success project.
/// </summary>
internal sealed class Handoff(
    Guid id,
    Guid accountId,
    string source,
    string dealId,
    DateTime receivedAt,
    bool backfilled
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a handoff received.</summary>
    public const string ReceivedLine = "handoff-received";

    /// <summary>The kind of timeline line that tells of a handoff acknowledged.</summary>
    public const string AcknowledgedLine = "handoff-acknowledged";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The sales system, in lower case: salesforce, hubspot.</summary>
    public string Source { get; private set; } = source;

    /// <summary>The deal's id there; one handoff for each.</summary>
    public string DealId { get; private set; } = dealId;

    public string Title { get; private set; } = "";

    public DateOnly WonOn { get; private set; }

    public string? Seller { get; private set; }

    /// <summary>The seller among our people, where they are one.</summary>
    public Guid? SellerId { get; private set; }

    public string? SourceLink { get; private set; }

    public DateTime ReceivedAt { get; private set; } = receivedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>What is ready for the kickoff.</summary>
    public IReadOnlyList<PreparationTick> Ticks { get; private set; } = [];

    /// <summary>How many answers came with it.</summary>
    public int Answers { get; private set; }

    public Guid? AcknowledgedById { get; private set; }

    public DateOnly? AcknowledgedOn { get; private set; }

    public DealDetails Deal => new(Title, WonOn, Seller, SourceLink);

    /// <summary>Receives a handoff; its answers and promises are recorded beside it.</summary>
    public static Handoff Receive(
        JourneyDb db,
        Guid account,
        string source,
        string dealId,
        DealDetails deal,
        Guid? seller
    )
    {
        var handoff = new Handoff(
            Guid.CreateVersion7(),
            account,
            source.ToLowerInvariant(),
            dealId,
            db.Import.RecordedAt(deal.WonOn, db.Clock),
            db.Import.IsHistory
        );
        handoff.Describe(deal, seller);
        db.Set<Handoff>().Add(handoff);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    deal.WonOn,
                    ReceivedLine,
                    handoff.Id,
                    $"Sales handed over the deal \"{deal.Title}\"",
                    $"営業から商談「{deal.Title}」を引き継ぎました"
                )
            );
        return handoff;
    }

    public void Describe(DealDetails deal, Guid? seller) =>
        (Title, WonOn, Seller, SourceLink, SellerId) = (deal.Title, deal.WonOn, deal.Seller, deal.SourceLink, seller);

    /// <summary>With what the project of this handoff begins.</summary>
    public ProjectStart Start(Guid lead, string title, DateOnly on) => new(AccountId, Id, title, lead, SellerId, on);

    public void CountAnswers(int more) => Answers += more;

    /// <summary>Says what is ready; items that were ready before keep who said so and when.</summary>
    public void Prepare(IReadOnlyCollection<string> ready, Guid? by, DateOnly on) =>
        Ticks = [
            .. Ticks.Where(tick => ready.Contains(tick.Item)),
            .. ready.Except(Ticks.Select(tick => tick.Item)).Select(item => new PreparationTick(item, by, on)),
        ];

    /// <summary>The CSM takes the customer over.</summary>
    public Result Acknowledge(JourneyDb db, Guid? by, DateOnly on)
    {
        if (AcknowledgedOn is { } day)
        {
            return HandoffErrors.Acknowledged(day);
        }

        (AcknowledgedById, AcknowledgedOn) = (by, on);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    on,
                    AcknowledgedLine,
                    Id,
                    "Customer success acknowledged the handoff",
                    "カスタマーサクセスが引き継ぎを確認しました"
                )
            );
        return Result.Done;
    }
}

internal sealed class HandoffMapping : IEntityTypeConfiguration<Handoff>
{
    public void Configure(EntityTypeBuilder<Handoff> builder)
    {
        builder.ToTable("Handoffs");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Source).HasMaxLength(40);
        builder.Property(one => one.DealId).HasMaxLength(100);
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Seller).HasMaxLength(200);
        builder.Property(one => one.SourceLink).HasMaxLength(1000);
        builder.Property(one => one.Ticks).AsJson();
        builder.Ignore(one => one.Deal);
        builder.HasIndex(one => new { one.Source, one.DealId }).IsUnique();
        builder.HasIndex(one => new { one.AccountId, one.WonOn });
    }
}
