using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Plans;

/// <summary>Something that belongs to the plan of one success project.</summary>
internal interface IPlanItem
{
    Guid Id { get; }

    Guid ProjectId { get; }

    Guid AccountId { get; }
}

/// <summary>What the use cases of plans share: finding what the caller may see and change, and who may be
/// named.</summary>
internal sealed class PlanDesk(
    JourneyDb db,
    ProjectStore projects,
    AccountVisibility visibility,
    NameablePeople people,
    RequestContext context
)
{
    /// <summary>Things of one kind that a plan may hold, so that it is read whole.</summary>
    public const int MostOfAKind = 100;

    private const int MostYears = 30;

    /// <summary>Today.</summary>
    public DateOnly Today => db.Clock.Today;

    /// <summary>Now.</summary>
    public DateTime Now => db.Clock.Now;

    /// <summary>Who asks; <c>null</c> for a machine.</summary>
    public Guid? Me => context.Caller.PersonId;

    /// <summary>The project, to be planned; refused where it is not found or was closed.</summary>
    public async Task<Result<SuccessProject>> Project(Guid id, CancellationToken cancellation) =>
        await projects.Find(id, cancellation) is not { } project ? ProjectErrors.NoSuchProject(id)
        : project.ClosedOn is { } day ? ProjectErrors.Closed(day)
        : project;

    /// <summary>A part of a plan, to be changed; refused where it is not found or its project was closed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="noun">What it is called where it is not found.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<Result<T>> Item<T>(Guid id, string noun, CancellationToken cancellation)
        where T : class, IPlanItem
    {
        var item = await db.Set<T>().FindAsync([id], cancellation);
        if (item is null || !await visibility.Sees(item.AccountId, cancellation))
        {
            return PlatformErrors.NotFound(noun, id);
        }

        var project = await db.Set<SuccessProject>().FindAsync([item.ProjectId], cancellation);
        return project!.ClosedOn is { } day ? ProjectErrors.Closed(day) : item;
    }

    /// <summary>Refuses one more where the plan holds as many as it may.</summary>
    public async Task<Error?> Full<T>(Guid project, CancellationToken cancellation, int most = MostOfAKind)
        where T : class, IPlanItem =>
        await db.Set<T>().CountAsync(one => one.ProjectId == project, cancellation) >= most
            ? PlanErrors.Full(most)
            : null;

    /// <summary>Refuses somebody who is not in service, or whom the caller may not name.</summary>
    public async Task<Error?> Nobody(Guid person, Guid account, CancellationToken cancellation, string? at = null) =>
        await people.HasInService(person, account, cancellation)
            ? null
            : JourneyErrors.NoSuchPerson(person, at ?? "/ownerId");

    /// <summary>Refuses a day before the project began, or decades after it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="on">The day.</param>
    /// <param name="pointer">The field that holds it.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<Error?> OutsideProject(Guid project, DateOnly on, string pointer, CancellationToken cancellation)
    {
        var openedOn = (await db.Set<SuccessProject>().FindAsync([project], cancellation))!.OpenedOn;
        return on < openedOn ? PlanErrors.BeforeProject(on, openedOn, pointer)
            : on > openedOn.AddYears(MostYears) ? PlanErrors.TooFar(on, openedOn.AddYears(MostYears), pointer)
            : null;
    }

    /// <summary>Refuses a day that has not come.</summary>
    public Error? NotYet(DateOnly on) => on > Today ? JourneyErrors.NotYet(on, Today, "/on") : null;

    /// <summary>Puts a line on the account's timeline, to be saved with what it tells of.</summary>
    public void Tell(Guid account, DateOnly on, string kind, string en, string ja) =>
        db.Set<TimelineEntry>().Add(TimelineEntry.Own(db, account, on, kind, Guid.CreateVersion7(), en, ja));
}

/// <summary>The kinds of timeline lines that tell of plans.</summary>
internal static class PlanLines
{
    public const string ScopeAgreed = "scope-agreed";
    public const string ChangeDecided = "plan-change-decided";
    public const string MilestoneReached = "milestone-reached";
    public const string MilestoneAlarm = "milestone-alarm";
    public const string SignedOff = "deliverable-signed-off";
    public const string RiskOccurred = "risk-occurred";
}
