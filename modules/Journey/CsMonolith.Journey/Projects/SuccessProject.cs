using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Projects;

/// <summary>What a member does for a project's outcome, by the letters of a responsibility matrix.</summary>
internal enum ProjectPart
{
    /// <summary>Does the work.</summary>
    Responsible,

    /// <summary>Answers for the outcome; exactly one of a project.</summary>
    Accountable,

    /// <summary>Is asked before something is decided.</summary>
    Consulted,

    /// <summary>Is told afterwards.</summary>
    Informed,
}

/// <summary>Somebody of our company who works on a project, from any department.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Part">What they do for the outcome.</param>
/// <param name="Department">Their department as people here call it; <c>null</c> for customer success.</param>
internal sealed record ProjectMember(Guid PersonId, ProjectPart Part, string? Department);

/// <summary>A kickoff that was let go though something was missing.</summary>
/// <param name="ById">The leader who said so.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="On">When.</param>
/// <param name="Missing">The codes of what was missing that day.</param>
internal sealed record KickoffWaiver(Guid? ById, string Reason, DateOnly On, IReadOnlyList<string> Missing);

/// <summary>With what a project begins.</summary>
/// <param name="Handoff">The handoff that it begins with; <c>null</c> for one opened by hand.</param>
/// <param name="Lead">Who answers for the outcome.</param>
/// <param name="Seller">Who sold it, where that is one of our people.</param>
internal sealed record ProjectStart(Guid Account, Guid? Handoff, string Title, Guid Lead, Guid? Seller, DateOnly On);

/// <summary>
/// The work by which one customer reaches what was agreed to be success: led by their CSM, with members from any
/// department. It begins with the acceptance of what sales hands over, or by hand for a customer who was there before.
/// </summary>
internal sealed class SuccessProject(Guid id, Guid accountId, Guid? handoffId, string title, DateOnly openedOn)
    : Aggregate
{
    /// <summary>The kind of timeline line that tells of a project opened.</summary>
    public const string OpenedLine = "project-opened";

    /// <summary>The kind of timeline line that tells on which day the kickoff is.</summary>
    public const string KickoffLine = "kickoff-set";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The handoff that it began with.</summary>
    public Guid? HandoffId { get; private set; } = handoffId;

    public string Title { get; private set; } = title;

    public DateOnly OpenedOn { get; private set; } = openedOn;

    public IReadOnlyList<ProjectMember> Members { get; private set; } = [];

    /// <summary>The day of the kickoff, past or to come.</summary>
    public DateOnly? KickoffOn { get; private set; }

    public IReadOnlyList<KickoffWaiver> Waivers { get; private set; } = [];

    public DateOnly? ClosedOn { get; private set; }

    public string? Outcome { get; private set; }

    /// <summary>The member who answers for the outcome.</summary>
    public Guid LeadId => Members.Single(member => member.Part == ProjectPart.Accountable).PersonId;

    /// <summary>Opens a project with its lead and, where sales sold it, the seller as somebody to be told.</summary>
    public static SuccessProject Open(JourneyDb db, ProjectStart start)
    {
        var project = new SuccessProject(Guid.CreateVersion7(), start.Account, start.Handoff, start.Title, start.On)
        {
            Members =
            [
                new ProjectMember(start.Lead, ProjectPart.Accountable, Department: null),
                .. start.Seller is { } sold && sold != start.Lead
                    ? [new ProjectMember(sold, ProjectPart.Informed, "sales")]
                    : Array.Empty<ProjectMember>(),
            ],
        };
        db.Set<SuccessProject>().Add(project);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    start.Account,
                    start.On,
                    OpenedLine,
                    project.Id,
                    $"Opened the success project \"{start.Title}\"",
                    $"成功プロジェクト「{start.Title}」を開始しました"
                )
            );
        return project;
    }

    /// <summary>Replaces the members.</summary>
    public Result Staff(IReadOnlyList<ProjectMember> members)
    {
        if (ClosedOn is { } day)
        {
            return ProjectErrors.Closed(day);
        }

        if (members.Count(member => member.Part == ProjectPart.Accountable) != 1)
        {
            return ProjectErrors.OneAccountable(members.Count(member => member.Part == ProjectPart.Accountable));
        }

        if (members.GroupBy(member => member.PersonId).FirstOrDefault(own => own.Count() > 1) is { } twice)
        {
            return ProjectErrors.MemberTwice(twice.Key);
        }

        Members = members;
        return Result.Done;
    }

    /// <summary>Sets or moves the day of the kickoff.</summary>
    public Result SetKickoff(JourneyDb db, DateOnly on)
    {
        if (ClosedOn is { } day)
        {
            return ProjectErrors.Closed(day);
        }

        if (on < OpenedOn)
        {
            return ProjectErrors.KickoffBeforeStart(on, OpenedOn);
        }

        if (KickoffOn != on)
        {
            db.Set<TimelineEntry>()
                .Add(
                    TimelineEntry.Own(
                        db,
                        AccountId,
                        on,
                        KickoffLine,
                        Guid.CreateVersion7(),
                        KickoffOn is { } before ? $"Kickoff, moved from {before:yyyy-MM-dd}" : "Kickoff",
                        KickoffOn is { } was ? $"キックオフ({was:yyyy-MM-dd} から変更)" : "キックオフ"
                    )
                );
        }

        KickoffOn = on;
        return Result.Done;
    }

    /// <summary>Lets the kickoff go in spite of what is missing; the waiver stays to be seen.</summary>
    public Result Waive(Guid? leader, string reason, DateOnly on, IReadOnlyList<string> missing)
    {
        if (ClosedOn is { } day)
        {
            return ProjectErrors.Closed(day);
        }

        if (leader == LeadId)
        {
            return ProjectErrors.OwnWaiver;
        }

        if (missing.Count == 0)
        {
            return ProjectErrors.NothingToWaive;
        }

        Waivers = [.. Waivers, new KickoffWaiver(leader, reason, on, missing)];
        return Result.Done;
    }

    /// <summary>Ends the project with what came of it.</summary>
    public Result Close(string outcome, DateOnly on)
    {
        if (ClosedOn is { } day)
        {
            return ProjectErrors.Closed(day);
        }

        if (on < OpenedOn)
        {
            return ProjectErrors.EndBeforeStart(on, OpenedOn);
        }

        (ClosedOn, Outcome) = (on, outcome);
        return Result.Done;
    }
}

internal sealed class SuccessProjectMapping : IEntityTypeConfiguration<SuccessProject>
{
    public void Configure(EntityTypeBuilder<SuccessProject> builder)
    {
        builder.ToTable("SuccessProjects");
        builder.Property(project => project.Id).ValueGeneratedNever();
        builder.Property(project => project.Title).HasMaxLength(200);
        builder.Property(project => project.Outcome).HasMaxLength(2000);
        builder.Property(project => project.Members).AsJson();
        builder.Property(project => project.Waivers).AsJson();
        builder.Ignore(project => project.LeadId);
        builder.HasIndex(project => new { project.AccountId, project.OpenedOn });
        builder.HasIndex(project => project.HandoffId).IsUnique();
    }
}
