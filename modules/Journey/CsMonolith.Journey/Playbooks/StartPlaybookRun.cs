using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Begin a playbook at a customer: its steps become tasks of ours and of theirs.</summary>
/// <param name="Variant">Code of the variant; absent, the one that fits region, language and decision style.</param>
/// <param name="Language">The customer's language, to choose a variant by.</param>
/// <param name="StartedOn">From which day due days count, at most 365 days ahead; absent, today.</param>
/// <param name="PersonId">Who does our steps and follows up theirs; absent, the account's owner.</param>
/// <param name="Contact">Who at the customer does their steps; needed where there are such.</param>
/// <param name="GoalId">The success definition that it serves.</param>
internal sealed record StartPlaybookRun(
    Guid AccountId,
    Guid PlaybookId,
    string? Variant = null,
    string? Language = null,
    DateOnly? StartedOn = null,
    Guid? PersonId = null,
    string? Contact = null,
    Guid? GoalId = null
) : ICommand<RunProfile>, IAboutAccount;

internal sealed class StartPlaybookRunValidator : AbstractValidator<StartPlaybookRun>
{
    public StartPlaybookRunValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.PlaybookId).NotEmpty();
        RuleFor(ask => ask.Variant).MaximumLength(40);
        RuleFor(ask => ask.Language).MaximumLength(10);
        RuleFor(ask => ask.Contact).MaximumLength(100);
    }
}

internal sealed class StartPlaybookRunHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    PlaybookShelf shelf,
    TaskDesk desk,
    RunReader reader,
    RequestContext context
) : IRequestHandler<StartPlaybookRun, Result<RunProfile>>
{
    private const int FurthestAhead = 365;

    public async Task<Result<RunProfile>> Handle(StartPlaybookRun ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var startedOn = ask.StartedOn ?? db.Clock.Today;
        if (startedOn > db.Clock.Today.AddDays(FurthestAhead))
        {
            return PlaybookErrors.StartTooFar(startedOn, db.Clock.Today.AddDays(FurthestAhead));
        }

        var playbook = await db.Set<Playbook>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.PlaybookId, cancellation);
        if (playbook is null)
        {
            return PlaybookErrors.NotFound(ask.PlaybookId);
        }

        if (playbook.RetiredOn is { } retired)
        {
            return PlaybookErrors.Retired(retired);
        }

        var key = PlaybookRun.KeyOf(ask.AccountId, playbook.Id);
        var running = await db.Set<PlaybookRun>()
            .Where(run => run.RunningKey == key)
            .Select(run => (Guid?)run.Id)
            .SingleOrDefaultAsync(cancellation);
        if (running is { } already)
        {
            return PlaybookErrors.RunsAlready(already);
        }

        var content = (await shelf.Find(playbook.Id, playbook.Number, cancellation))!.Content;
        var chosen = await Choose(ask, content, cancellation);
        if (chosen.Error is { } noVariant)
        {
            return noVariant;
        }

        var doer = await Doer(ask, chosen.Value, cancellation);
        if (doer.Error is { } nobody)
        {
            return nobody;
        }

        var run = new PlaybookRun(
            Guid.CreateVersion7(),
            ask.AccountId,
            playbook.Id,
            playbook.Number,
            chosen.Value.Code,
            playbook.HoldsOut(ask.AccountId, content.HoldoutShare),
            startedOn,
            context.Caller.PersonId,
            db.Clock.Now
        );
        db.Set<PlaybookRun>().Add(run);
        run.Begin(db, content.Title, run.HeldOut ? [] : Open(ask, run, chosen.Value, doer.Value));
        await db.SaveChangesAsync(cancellation);
        return await reader.Show(run, content, cancellation);
    }

    private async Task<Result<PlaybookVariant>> Choose(
        StartPlaybookRun ask,
        PlaybookContent content,
        CancellationToken cancellation
    )
    {
        if (ask.Variant is { } code)
        {
            return content.Variants.FirstOrDefault(one => one.Code == code) is { } named
                ? named
                : PlaybookErrors.NoSuchVariant(code, content.Variants.Select(one => one.Code));
        }

        var account = await db.Set<Account>()
            .Where(one => one.Id == ask.AccountId)
            .Select(one => new { one.Region, one.DecisionStyle })
            .SingleAsync(cancellation);
        return content.For(account.Region, ask.Language, account.DecisionStyle);
    }

    private async Task<Result<Guid>> Doer(StartPlaybookRun ask, PlaybookVariant variant, CancellationToken cancellation)
    {
        var owner = await db.OwnersOn(db.Clock.Today)
            .Where(owned => owned.AccountId == ask.AccountId)
            .Select(owned => owned.OwnerId)
            .SingleOrDefaultAsync(cancellation);
        if ((ask.PersonId ?? owner) is not { } doer)
        {
            return PlaybookErrors.NobodyDoesIt;
        }

        if (ask.Contact is null && variant.Steps.Any(step => step.Side == TaskSide.Theirs))
        {
            return PlaybookErrors.NeedsContact;
        }

        // An owner who is about to leave may still be the doer of what is theirs today.
        var words = new TaskWords("", Note: null, ask.PersonId, ask.Contact, ask.GoalId);
        return await desk.Refuses(ask.AccountId, words, cancellation) is { } refusal ? refusal : doer;
    }

    private List<RunStep> Open(StartPlaybookRun ask, PlaybookRun run, PlaybookVariant variant, Guid doer)
    {
        var remark = desk.Remark(text: null);
        var openedOn = run.StartedOn < desk.Today ? run.StartedOn : desk.Today;
        var steps = new List<RunStep>();
        foreach (var step in variant.Steps)
        {
            var id = Guid.CreateVersion7();
            var task = new TaskItem(
                id,
                ask.AccountId,
                step.Side,
                TaskSource.PlaybookStep,
                run.Id,
                parentId: null,
                id,
                depth: 0,
                openedOn,
                remark.By,
                remark.At
            );
            task.Say(
                new TaskWords(
                    step.Title,
                    NoteOf(step),
                    doer,
                    step.Side == TaskSide.Ours ? null : ask.Contact,
                    ask.GoalId
                )
            );
            db.Set<TaskItem>().Add(task);
            db.Set<TaskEvent>().Add(task.Begin(run.StartedOn.AddDays(step.DueDays), remark));
            steps.Add(new RunStep(step.Key, id));
        }

        return steps;
    }

    private static string? NoteOf(PlaybookStep step)
    {
        var lines = step.Materials.Select(one => one.Link is null ? $"- {one.Title}" : $"- {one.Title} {one.Link}");
        var note = string.Join('\n', (step.Say is null ? [] : new[] { step.Say }).Concat(lines));
        return note.Length switch
        {
            0 => null,
            > 4000 => note[..4000],
            _ => note,
        };
    }
}

internal sealed class StartPlaybookRunEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/playbook-runs", (StartPlaybookRun ask) => ask)
            .Creates((RunProfile run, RouteValueDictionary _) => $"/v1/playbook-runs/{run.Id}")
            .WithSummary("Begin a playbook at a customer: its steps become tasks")
            .WithDescription(
                "The run keeps the playbook's present version. Where the playbook holds customers out to compare with, one who "
                    + "is drawn gets no tasks; the draw hangs on playbook and customer alone and cannot be repeated."
            )
            .WithExample(
                new StartPlaybookRun(
                    RunProfile.Example.AccountId,
                    RunProfile.Example.PlaybookId,
                    Contact: ShownTask.Example.Contact
                ),
                RunProfile.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
