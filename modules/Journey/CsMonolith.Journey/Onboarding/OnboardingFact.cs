using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Onboarding;

/// <summary>What a fact about a customer's onboarding tells.</summary>
internal enum OnboardingFactKind
{
    /// <summary>The product is set up (初期設定の完了).</summary>
    SetUp,

    /// <summary>A department, or the whole company, is at home in the product (定着).</summary>
    AtHome,

    /// <summary>A department, or the whole company, had its first value (最初の成果).</summary>
    FirstValue,

    /// <summary>A key user showed that they can do a basic operation (基本操作).</summary>
    BasicOperation,

    /// <summary>Something that a launch asks for is there.</summary>
    GateItem,

    /// <summary>One of the four steps to change daily work is done.</summary>
    DailyWorkStep,

    /// <summary>A point of contact to come is agreed: when and with whom (今後の接点).</summary>
    ContactPoint,
}

/// <summary>
/// A dated fact about a customer's onboarding with its evidence. Facts are only added: one that was wrong is put right,
/// or taken back, by a further one that names it.
/// </summary>
internal sealed class OnboardingFact
{
    /// <summary>The kind of timeline line that tells that a customer is set up, at home or has its first value.</summary>
    public const string MilestoneLine = "onboarding-milestone";

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required OnboardingFactKind Kind { get; init; }

    /// <summary>Of the basic operation, the gate's item or the step; <c>null</c> for the other kinds.</summary>
    public required string? Code { get; init; }

    /// <summary>When it came about; of a contact point, when it will be.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Of the customer; <c>null</c> for the whole company.</summary>
    public required string? Department { get; init; }

    /// <summary>The key user who can do the basic operation.</summary>
    public required Guid? StakeholderId { get; init; }

    /// <summary>With whom the contact point is agreed.</summary>
    public required string? With { get; init; }

    /// <summary>How one knows, in words.</summary>
    public required string What { get; init; }

    public required string? Link { get; init; }

    public required Guid? ById { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>The fact that it puts right.</summary>
    public required Guid? CorrectsId { get; init; }

    /// <summary>Whether it only takes that one back.</summary>
    public required bool Withdrawn { get; init; }

    private (string En, string Ja)? Milestone =>
        Kind switch
        {
            OnboardingFactKind.SetUp => ("Set up", "初期設定が完了"),
            OnboardingFactKind.AtHome => ("At home in the product", "製品が定着"),
            OnboardingFactKind.FirstValue => ("First value", "最初の成果"),
            _ => null,
        };

    /// <summary>The timeline line of a milestone; <c>null</c> for the other kinds.</summary>
    public TimelineEntry? Line(JourneyDb db)
    {
        if (Milestone is not var (en, ja))
        {
            return null;
        }

        var (whereEn, whereJa) = Department is { } part ? ($" ({part})", $"({part})") : ("", "");
        var (howEn, howJa) =
            Withdrawn ? (", taken back", "(取り消し)")
            : CorrectsId is not null ? (", put right", "(訂正)")
            : ("", "");
        return TimelineEntry.Own(
            db,
            AccountId,
            On,
            MilestoneLine,
            Id,
            $"{en}{whereEn}{howEn}: {What}",
            $"{ja}{whereJa}{howJa}: {What}"
        );
    }
}

/// <summary>Finds which facts stand.</summary>
internal static class OnboardingFacts
{
    /// <summary>The facts that were recorded by then and that no other recorded by then puts right or takes back.</summary>
    public static IQueryable<OnboardingFact> StandingFacts(this JourneyDb db, DateTime known) =>
        db.Set<OnboardingFact>()
            .AsNoTracking()
            .Where(one =>
                !one.Withdrawn
                && one.RecordedAt <= known
                && !db.Set<OnboardingFact>().Any(later => later.CorrectsId == one.Id && later.RecordedAt <= known)
            );
}

internal sealed class OnboardingFactMapping : IEntityTypeConfiguration<OnboardingFact>
{
    public void Configure(EntityTypeBuilder<OnboardingFact> builder)
    {
        builder.ToTable("OnboardingFacts");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Code).HasMaxLength(40);
        builder.Property(one => one.Department).HasMaxLength(100);
        builder.Property(one => one.With).HasMaxLength(100);
        builder.Property(one => one.What).HasMaxLength(2000);
        builder.Property(one => one.Link).HasMaxLength(1000);
        builder.HasIndex(one => new { one.AccountId, one.Kind });
        // A fact is put right once; whoever puts it right again names the newer one.
        builder.HasIndex(one => one.CorrectsId).IsUnique();
    }
}
