using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>End a playbook at a customer, and say whether its outcome was reached.</summary>
internal sealed record EndPlaybookRun(Guid RunId, [property: Body] RunEnd End, IfMatch Match) : ICommand<RunProfile>;

/// <param name="On">The last day; not after today.</param>
/// <param name="Reached">Whether the outcome was reached.</param>
/// <param name="Why">By what one sees it, or why not.</param>
/// <param name="DropOpen">Drops the tasks that are open, with the same reason.</param>
internal sealed record RunEnd(DateOnly On, bool Reached, string Why, bool DropOpen = false);

internal sealed class EndPlaybookRunValidator : AbstractValidator<EndPlaybookRun>
{
    public EndPlaybookRunValidator() => RuleFor(ask => ask.End.Why).NotEmpty().MaximumLength(1000);
}

internal sealed class EndPlaybookRunHandler(
    JourneyDb db,
    AccountVisibility visibility,
    PlaybookShelf shelf,
    TaskDesk desk,
    RunReader reader
) : IRequestHandler<EndPlaybookRun, Result<RunProfile>>
{
    public async Task<Result<RunProfile>> Handle(EndPlaybookRun ask, CancellationToken cancellation)
    {
        var run = await db.Set<PlaybookRun>().FindAsync([ask.RunId], cancellation);
        if (run is null || !await visibility.Sees(run.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("playbook-run", ask.RunId);
        }

        if (ask.Match.Refuses(run) is { } stale)
        {
            return stale;
        }

        if (ask.End.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.End.On, db.Clock.Today, "/on");
        }

        var content = (await shelf.Find(run.PlaybookId, run.Number, cancellation))!.Content;
        if (run.End(db, content.Title, ask.End).Error is { } refusal)
        {
            return refusal;
        }

        if (await Settle(run, ask.End, cancellation) is { } open)
        {
            return open;
        }

        await db.SaveChangesAsync(cancellation);
        return await reader.Show(run, content, cancellation);
    }

    private async Task<Error?> Settle(PlaybookRun run, RunEnd end, CancellationToken cancellation)
    {
        var ids = run.Steps.Select(step => step.TaskId).ToList();
        var open = await db.Set<TaskItem>()
            .Where(task => ids.Contains(task.Id) && task.State == TaskState.Open)
            .ToListAsync(cancellation);
        if (open.Count > 0 && !end.DropOpen)
        {
            return PlaybookErrors.StepsOpen(open.Count);
        }

        foreach (var task in open)
        {
            var dropped = task.Drop(desk.Today, desk.Remark(end.Why));
            if (dropped.Error is { } refusal)
            {
                return refusal;
            }

            db.Set<TaskEvent>().Add(dropped.Value);
        }

        return null;
    }
}

internal sealed class EndPlaybookRunEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/playbook-runs/{runId}/end",
                (Guid runId, RunEnd end, IfMatch match) => new EndPlaybookRun(runId, end, match)
            )
            .WithSummary("End a playbook at a customer, and say whether its outcome was reached")
            .WithDescription("Refused while tasks of it are open, unless they are dropped with it.")
            .WithExample(
                new RunEnd(
                    new DateOnly(2026, 11, 20),
                    Reached: true,
                    "締めの日数が12日から8日になった",
                    DropOpen: true
                ),
                RunProfile.Example with
                {
                    Steps = [],
                    EndedOn = new DateOnly(2026, 11, 20),
                    Reached = true,
                    EndedWhy = "締めの日数が12日から8日になった",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
