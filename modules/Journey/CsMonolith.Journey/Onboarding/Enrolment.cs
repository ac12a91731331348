namespace CsMonolith.Journey.Onboarding;

/// <summary>
/// A customer is onboarded by one version of a programme from a day on. Entries are only added; the one with the highest
/// number stands, and a newer version of the programme changes nothing.
/// </summary>
internal sealed class Enrolment
{
    /// <summary>The kind of timeline line that tells of an enrolment.</summary>
    public const string EnrolledLine = "onboarding-enrolled";

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>1 for the first of the account; a correction has the next.</summary>
    public required int Entry { get; init; }

    public required Guid ProgrammeId { get; init; }

    /// <summary>The programme's version.</summary>
    public required int Number { get; init; }

    public required DateOnly On { get; init; }

    public required Guid? ById { get; init; }

    public required DateTime RecordedAt { get; init; }
}

/// <summary>Finds which enrolment stands.</summary>
internal static class Enrolments
{
    /// <summary>The enrolments that no later entry recorded by then replaces; at most one for each account.</summary>
    public static IQueryable<Enrolment> Standing(this JourneyDb db, DateTime known) =>
        db.Set<Enrolment>()
            .AsNoTracking()
            .Where(one =>
                one.RecordedAt <= known
                && !db.Set<Enrolment>()
                    .Any(later =>
                        later.AccountId == one.AccountId && later.Entry > one.Entry && later.RecordedAt <= known
                    )
            );
}

internal sealed class EnrolmentMapping : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("OnboardingEnrolments");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasIndex(one => new { one.AccountId, one.Entry }).IsUnique();
        builder.HasIndex(one => one.ProgrammeId);
    }
}
