using CsMonolith.Journey.Stakeholders;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>Record that a contact of the customer agreed to a solution plan.</summary>
internal sealed record AgreeSolutionPlan(Guid PlanId, [property: Body] GivenAgreement Agreement)
    : ICommand<ShownSolutionPlan>;

/// <param name="Number">The version that was agreed, which is the newest.</param>
/// <param name="StakeholderId">Who agreed: somebody present on the customer's map of people.</param>
/// <param name="On">When; not after today.</param>
internal sealed record GivenAgreement(int Number, Guid StakeholderId, DateOnly On);

internal sealed class AgreeSolutionPlanValidator : AbstractValidator<AgreeSolutionPlan>
{
    public AgreeSolutionPlanValidator()
    {
        RuleFor(ask => ask.Agreement.Number).GreaterThanOrEqualTo(1);
        RuleFor(ask => ask.Agreement.StakeholderId).NotEmpty();
        RuleFor(ask => ask.Agreement.On).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
    }
}

internal sealed class AgreeSolutionPlanHandler(JourneyDb db, SolutionDesk desk, TaskDesk tasks, RequestContext context)
    : IRequestHandler<AgreeSolutionPlan, Result<ShownSolutionPlan>>
{
    public async Task<Result<ShownSolutionPlan>> Handle(AgreeSolutionPlan ask, CancellationToken cancellation)
    {
        var plan = await desk.Find(ask.PlanId, cancellation);
        if (plan is null)
        {
            return SolutionDesk.NotFound(ask.PlanId);
        }

        var (number, who, on) = ask.Agreement;
        if (on > db.Clock.Today)
        {
            return JourneyErrors.NotYet(on, db.Clock.Today, "/on");
        }

        if (plan.RefusesAgreement(number, on) is { } refusal)
        {
            return refusal;
        }

        var covered = await desk.Standing(plan.AccountId, plan.Newest.IssueIds, cancellation);
        if (covered.Count == 0)
        {
            return ConsultingErrors.NothingCovered(number);
        }

        if (await Contact(plan.AccountId, who, cancellation) is not { } contact)
        {
            return ConsultingErrors.NoSuchContact(who);
        }

        var before = await db.Set<ConsultingIssue>().Where(one => one.PlanId == plan.Id).ToListAsync(cancellation);
        before.ForEach(issue => issue.CoverBy(null));
        covered.ForEach(issue => issue.CoverBy(plan.Id));
        plan.Agree(
            db,
            new SolutionAgreement(on, who, contact.Name, context.Caller.PersonId, db.Clock.Now),
            [.. plan.NewSteps.ToList().Select(step => Open(plan, step, on))]
        );
        await db.SaveChangesAsync(cancellation);
        return ShownSolutionPlan.Of(plan);
    }

    private async Task<Stakeholder?> Contact(Guid account, Guid who, CancellationToken cancellation)
    {
        var person = await db.Set<Stakeholder>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == who && one.AccountId == account, cancellation);
        return person is not null && await Standings.Present(db, who, cancellation) is { HasLeft: false }
            ? person
            : null;
    }

    private StepTask Open(SolutionPlan plan, SolutionStep step, DateOnly on)
    {
        var (id, remark) = (Guid.CreateVersion7(), tasks.Remark(text: null));
        var task = new TaskItem(
            id,
            plan.AccountId,
            step.Side,
            TaskSource.SolutionStep,
            plan.Id,
            parentId: null,
            id,
            depth: 0,
            on,
            remark.By,
            remark.At
        );
        task.Say(
            new TaskWords(
                step.Title,
                Note: null,
                step.OwnerId,
                step.Side == TaskSide.Ours ? null : step.Contact,
                GoalId: null
            )
        );
        db.Set<TaskItem>().Add(task);
        db.Set<TaskEvent>().Add(task.Begin(step.DueOn, remark));
        return new StepTask(step.Key, id);
    }
}

internal sealed class AgreeSolutionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/solution-plans/{planId}/agreement",
                (Guid planId, GivenAgreement agreement) => new AgreeSolutionPlan(planId, agreement)
            )
            .WithSummary("Record that a contact of the customer agreed to a solution plan")
            .WithDescription(
                "The version covers at least one issue, and who agreed stands on the map of people. Its steps become tasks, "
                    + "and its issues name the plan."
            )
            .WithExample(
                new GivenAgreement(1, Guid.Parse("0199a000-0000-7000-8000-0000000000f9"), new DateOnly(2026, 11, 20)),
                ShownSolutionPlan.Example with
                {
                    InForce = 1,
                    AgreedOn = new DateOnly(2026, 11, 20),
                    Versions =
                    [
                        ShownSolutionPlan.Example.Versions[0] with
                        {
                            Agreement = new SolutionAgreement(
                                new DateOnly(2026, 11, 20),
                                Guid.Parse("0199a000-0000-7000-8000-0000000000f9"),
                                "田中 健一",
                                Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                                new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
                            ),
                        },
                    ],
                    Tasks = [new StepTask("rule", Guid.Parse("0199a000-0000-7000-8000-00000000fb04"))],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
