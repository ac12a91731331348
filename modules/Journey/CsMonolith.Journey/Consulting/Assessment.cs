using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Consulting;

/// <summary>How far an area of the customer's work is, and how far they want it to be.</summary>
/// <param name="Area">What is judged: the work, the organisation, the data.</param>
/// <param name="Now">1 (by chance) to 5 (best there is), today.</param>
/// <param name="Wanted">1 to 5, where the customer wants to be.</param>
internal sealed record AssessedArea(string Area, int Now, int Wanted, string? Note = null);

/// <summary>
/// The state of a customer's work as somebody of theirs described it on a day (現状診断). One that was wrong is taken back
/// with a reason.
/// </summary>
internal sealed class Assessment(Guid id, Guid accountId, DateOnly on, string saidBy, Guid? byId, DateTime recordedAt)
    : Aggregate
{
    /// <summary>The kind of timeline line that tells of an assessment.</summary>
    public const string Line = "assessment";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    /// <summary>Who of the customer said so.</summary>
    public string SaidBy { get; private set; } = saidBy;

    public Guid? ById { get; private set; } = byId;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public IReadOnlyList<AssessedArea> Areas { get; private set; } = [];

    public DateTime? VoidedAt { get; private set; }

    public string? VoidReason { get; private set; }

    public Guid? VoidedBy { get; private set; }

    public static Assessment Record(JourneyDb db, Guid account, GivenAssessment given, Guid? by)
    {
        var assessment = new Assessment(Guid.CreateVersion7(), account, given.On, given.SaidBy, by, db.Clock.Now)
        {
            Areas = given.Areas,
        };
        db.Set<Assessment>().Add(assessment);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    given.On,
                    Line,
                    assessment.Id,
                    $"Current state assessed in {given.Areas.Count} areas, as {given.SaidBy} described it",
                    $"現状診断({given.Areas.Count}領域、{given.SaidBy})"
                )
            );
        return assessment;
    }

    public Result Void(string reason, Guid? by, DateTime at)
    {
        if (VoidedAt is { } before)
        {
            return ConsultingErrors.VoidAlready(before);
        }

        (VoidReason, VoidedBy, VoidedAt) = (reason, by, at);
        return Result.Done;
    }
}

internal sealed class AssessmentMapping : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("Assessments");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.SaidBy).HasMaxLength(100);
        builder.Property(one => one.Areas).AsJson();
        builder.Property(one => one.VoidReason).HasMaxLength(1000);
        builder.HasIndex(one => new { one.AccountId, one.On });
    }
}
