using CsMonolith.Journey.People;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Is a playbook followed, version by version, and by whom?</summary>
internal sealed record GetPlaybookAdherence(Guid PlaybookId) : IQuery<PlaybookAdherence>;

/// <param name="Runs">By version and variant.</param>
/// <param name="People">By who does our steps; steps of the customer's count for nobody.</param>
internal sealed record PlaybookAdherence(
    Guid PlaybookId,
    IReadOnlyList<VariantAdherence> Runs,
    IReadOnlyList<PersonAdherence> People
) : Figure;

/// <param name="Runs">Runs begun, without those held out.</param>
/// <param name="HeldOut">Customers kept without it.</param>
/// <param name="Ended">Runs ended.</param>
/// <param name="Reached">Those of them whose outcome was reached.</param>
internal sealed record VariantAdherence(
    int Number,
    string Variant,
    int Runs,
    int HeldOut,
    int Ended,
    int Reached,
    StepAdherence Steps
);

internal sealed record PersonAdherence(Guid? PersonId, string? Name, StepAdherence Steps);

/// <param name="Due">Steps whose due day has passed, or that are done; dropped ones are not among them.</param>
/// <param name="OnTime">Those done by their due day, as it stood then.</param>
/// <param name="Late">Those done after it.</param>
/// <param name="Overdue">Those still open.</param>
/// <param name="Dropped">Steps dropped with a reason.</param>
/// <param name="Share">On time of due; <c>null</c> where none was due.</param>
internal sealed record StepAdherence(int Due, int OnTime, int Late, int Overdue, int Dropped, decimal? Share)
{
    public static StepAdherence Of(IReadOnlyCollection<StepFate> fates)
    {
        int Count(StepFate fate) => fates.Count(one => one == fate);
        var (onTime, late, overdue) = (Count(StepFate.OnTime), Count(StepFate.Late), Count(StepFate.Overdue));
        var due = onTime + late + overdue;
        return new StepAdherence(
            due,
            onTime,
            late,
            overdue,
            Count(StepFate.Dropped),
            new Ratio(onTime, due).ToNumber()
        );
    }
}

/// <summary>What became of a step by today.</summary>
internal enum StepFate
{
    NotDue,
    OnTime,
    Late,
    Overdue,
    Dropped,
}

internal sealed class GetPlaybookAdherenceHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetPlaybookAdherence, Result<PlaybookAdherence>>
{
    public async Task<Result<PlaybookAdherence>> Handle(GetPlaybookAdherence ask, CancellationToken cancellation)
    {
        if (!await db.Set<Playbook>().AnyAsync(one => one.Id == ask.PlaybookId, cancellation))
        {
            return PlaybookErrors.NotFound(ask.PlaybookId);
        }

        var scope = await visibility.Accounts(cancellation);
        var runs = await db.Set<PlaybookRun>()
            .AsNoTracking()
            .Where(run => run.PlaybookId == ask.PlaybookId)
            .Within(scope, run => run.AccountId)
            .ToListAsync(cancellation);
        var own = db.Set<PlaybookRun>().Where(run => run.PlaybookId == ask.PlaybookId).Select(run => (Guid?)run.Id);
        var tasks = await db.Set<TaskItem>()
            .AsNoTracking()
            .Where(task => own.Contains(task.SourceId))
            .Select(task => new
            {
                task.SourceId,
                task.Side,
                task.PersonId,
                task.State,
                task.StateSince,
                task.DueOn,
            })
            .ToListAsync(cancellation);
        var today = db.Clock.Today;
        var seen = runs.Select(run => (Guid?)run.Id).ToHashSet();
        var fates = tasks
            .Where(task => seen.Contains(task.SourceId))
            .Select(task => (task, Fate: FateOf(task.State, task.StateSince, task.DueOn, today)))
            .ToList();
        var byRun = fates.ToLookup(one => one.task.SourceId, one => one.Fate);
        var names = await db.Set<Person>().ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        return new PlaybookAdherence(
            ask.PlaybookId,
            [
                .. runs.GroupBy(run => (run.Number, run.Variant))
                    .OrderByDescending(group => group.Key.Number)
                    .ThenBy(group => group.Key.Variant, StringComparer.Ordinal)
                    .Select(group => new VariantAdherence(
                        group.Key.Number,
                        group.Key.Variant,
                        group.Count(run => !run.HeldOut),
                        group.Count(run => run.HeldOut),
                        group.Count(run => run.EndedOn is not null && !run.HeldOut),
                        group.Count(run => run.Reached == true && !run.HeldOut),
                        StepAdherence.Of([.. group.SelectMany(run => byRun[run.Id])])
                    )),
            ],
            [
                .. fates
                    .Where(one => one.task.Side == TaskSide.Ours)
                    .GroupBy(one => one.task.PersonId)
                    .Select(group => new PersonAdherence(
                        group.Key,
                        group.Key is { } id ? names.GetValueOrDefault(id) : null,
                        StepAdherence.Of([.. group.Select(one => one.Fate)])
                    ))
                    .OrderBy(one => one.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.PersonId),
            ]
        );
    }

    private static StepFate FateOf(TaskState state, DateOnly since, DateOnly dueOn, DateOnly today) =>
        state switch
        {
            TaskState.Dropped => StepFate.Dropped,
            TaskState.Done => since <= dueOn ? StepFate.OnTime : StepFate.Late,
            _ => dueOn < today ? StepFate.Overdue : StepFate.NotDue,
        };
}

internal sealed class GetPlaybookAdherenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/playbooks/{playbookId}/adherence", (Guid playbookId) => new GetPlaybookAdherence(playbookId))
            .WithSummary("Tell whether a playbook is followed: by version, variant and person")
            .WithDescription("Over the runs at customers within reach. It compares nobody's customers with anybody's.")
            .WithExample(
                null,
                new PlaybookAdherence(
                    PlaybookLine.Example.Id,
                    [new VariantAdherence(1, "standard", 12, 3, 5, 4, new StepAdherence(60, 48, 9, 3, 2, 0.8m))],
                    [
                        new PersonAdherence(
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "佐藤 美咲",
                            new StepAdherence(30, 27, 2, 1, 0, 0.9m)
                        ),
                    ]
                )
            )
            .WithProblems(401, 403, 404);
}
