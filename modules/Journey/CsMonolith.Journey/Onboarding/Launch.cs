using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Onboarding;

/// <summary>A launch that was let go though something was missing.</summary>
/// <param name="ById">The leader who said so.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="On">When.</param>
/// <param name="Missing">The codes of what was missing that day.</param>
internal sealed record LaunchWaiver(Guid? ById, string Reason, DateOnly On, IReadOnlyList<string> Missing);

/// <summary>
/// The launch of a success project (利用開始): it takes place once three gates have passed, or over a leader's waiver,
/// which stays to be seen.
/// </summary>
internal sealed class Launch(Guid id, Guid projectId, Guid accountId) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a launch.</summary>
    public const string LaunchedLine = "project-launched";

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public IReadOnlyList<LaunchWaiver> Waivers { get; private set; } = [];

    /// <summary>The day from which the customer uses it for their work.</summary>
    public DateOnly? LaunchedOn { get; private set; }

    public Guid? LaunchedById { get; private set; }

    public DateTime? RecordedAt { get; private set; }

    /// <summary>The codes of what was missing at the launch; a waiver covered each.</summary>
    public IReadOnlyList<string> Without { get; private set; } = [];

    /// <summary>The launch of a project, kept or not yet begun.</summary>
    public static async Task<Launch> Of(JourneyDb db, SuccessProject project, CancellationToken cancellation) =>
        await db.Set<Launch>().SingleOrDefaultAsync(one => one.ProjectId == project.Id, cancellation)
        ?? new Launch(Guid.CreateVersion7(), project.Id, project.AccountId);

    /// <summary>Lets the launch go in spite of what is missing; the waiver stays to be seen.</summary>
    public Result Waive(SuccessProject project, LaunchWaiver waiver)
    {
        if (Over(project) is { } over)
        {
            return over;
        }

        if (waiver.ById == project.LeadId)
        {
            return OnboardingErrors.OwnWaiver;
        }

        if (waiver.Missing.Count == 0)
        {
            return OnboardingErrors.NothingToWaive;
        }

        Waivers = [.. Waivers, waiver];
        return Result.Done;
    }

    /// <summary>Launches, where everything that is missing was waived.</summary>
    /// <param name="missing">What is missing for the day.</param>
    public Result Go(
        JourneyDb db,
        SuccessProject project,
        DateOnly on,
        IReadOnlyList<MissingForLaunch> missing,
        Guid? by
    )
    {
        if (Over(project) is { } over)
        {
            return over;
        }

        if (on < project.OpenedOn)
        {
            return OnboardingErrors.LaunchBeforeStart(on, project.OpenedOn);
        }

        // A waiver covers what was missing on its day and nothing that has come up since.
        var waived = Waivers.SelectMany(waiver => waiver.Missing).ToHashSet(StringComparer.Ordinal);
        if (missing.Where(one => !waived.Contains(one.Code)).ToList() is { Count: > 0 } open)
        {
            return OnboardingErrors.NotReady(open);
        }

        (LaunchedOn, LaunchedById, RecordedAt) = (on, by, db.Clock.Now);
        Without = [.. missing.Select(one => one.Code)];
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    on,
                    LaunchedLine,
                    Id,
                    $"Launched \"{project.Title}\"{(Without.Count > 0 ? $", {Without.Count} conditions waived" : "")}",
                    $"「{project.Title}」の利用を開始{(Without.Count > 0 ? $"({Without.Count}件の条件を免除)" : "")}"
                )
            );
        return Result.Done;
    }

    private Error? Over(SuccessProject project) =>
        project.ClosedOn is { } closed ? ProjectErrors.Closed(closed)
        : LaunchedOn is { } launched ? OnboardingErrors.Launched(launched)
        : null;
}

internal sealed class LaunchMapping : IEntityTypeConfiguration<Launch>
{
    public void Configure(EntityTypeBuilder<Launch> builder)
    {
        builder.ToTable("Launches");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Waivers).AsJson();
        builder.Property(one => one.Without).AsJson();
        builder.HasIndex(one => one.ProjectId).IsUnique();
        builder.HasIndex(one => new { one.AccountId, one.LaunchedOn });
    }
}
