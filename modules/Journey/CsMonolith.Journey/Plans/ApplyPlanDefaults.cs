using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Plans.Templates;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans;

/// <summary>Begin a project's plan from the standard of the account's tier; what exists stays as it is.</summary>
internal sealed record ApplyPlanDefaults(Guid ProjectId, [property: Body] PlanBeginning Beginning)
    : ICommand<ProjectPlan>;

/// <param name="Language">ja or en: in which language the plan is written.</param>
internal sealed record PlanBeginning(string Language = "ja");

internal sealed class ApplyPlanDefaultsValidator : AbstractValidator<ApplyPlanDefaults>
{
    public ApplyPlanDefaultsValidator() =>
        RuleFor(ask => ask.Beginning.Language)
            .Must(language => language is "ja" or "en")
            .WithMessage(_ => ProblemAnswers.InJapanese ? "ja か en を指定してください。" : "Give ja or en.");
}

internal sealed class ApplyPlanDefaultsHandler(JourneyDb db, PlanDesk desk, PlanReader reader, PlanShow show)
    : IRequestHandler<ApplyPlanDefaults, Result<ProjectPlan>>
{
    public async Task<Result<ProjectPlan>> Handle(ApplyPlanDefaults ask, CancellationToken cancellation)
    {
        var found = await desk.Project(ask.ProjectId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var project = found.Value;
        var tier = await db.Set<Account>()
            .Where(account => account.Id == project.AccountId)
            .Select(account => account.Tier)
            .SingleAsync(cancellation);
        if ((await PlanTemplates.Present(db, cancellation)).For(tier, ask.Beginning.Language) is not { } template)
        {
            return PlanErrors.NoTemplate(tier, ask.Beginning.Language);
        }

        var start = await db.Set<PlanStart>().FindAsync([project.Id], cancellation);
        if (start is null)
        {
            db.Set<PlanStart>().Add(start = new PlanStart(project.Id, project.AccountId));
        }

        start.Begin(desk.Today, desk.Me);
        Fill(project, template, (await reader.Read([project], cancellation))[0]);
        await db.SaveChangesAsync(cancellation);
        return await show.Plan(project, desk.Today, cancellation);
    }

    // Each area that holds nothing is filled whole; one that holds something is somebody's work.
    private void Fill(SuccessProject project, PlanTemplate template, PlanParts plan)
    {
        var first = project.KickoffOn ?? project.OpenedOn;
        if (plan.Scope is null && template.Scope.Count > 0)
        {
            Scope(project, template, plan);
        }

        if (plan.Milestones.Count == 0)
        {
            db.Set<Milestone>().AddRange(template.Milestones.Select(one => Milestone(project, template, one, first)));
        }

        if (plan.Budget is null)
        {
            var budget = new ProjectBudget(project.Id, project.AccountId);
            budget.Set(new BudgetOrder(Money.Zero(budget.Currency), LicenceYears: 1, []), hasSpendings: false);
            db.Set<ProjectBudget>().Add(budget);
        }

        if (plan.Deliverables.Count == 0)
        {
            db.Set<Deliverable>().AddRange(template.Deliverables.Select(one => Deliverable(project, one, first)));
        }

        if (plan.Needs.Count == 0)
        {
            db.Set<ResourceNeed>().AddRange(template.Needs.Select(one => Need(project, one)));
        }

        if (plan.Cadences.Count == 0)
        {
            db.Set<Cadence>().AddRange(template.Cadences.Select(one => Cadence(project, one, first)));
        }

        if (plan.Risks.Count == 0)
        {
            db.Set<ProjectRisk>().AddRange(template.Risks.Select(one => Risk(project, one)));
        }
    }

    private void Scope(SuccessProject project, PlanTemplate template, PlanParts plan)
    {
        var scope = new ProjectScope(project.Id, project.AccountId);
        scope.Arrange(template.Scope, plan.Goal);
        if (template.IsReady && plan.Goal is { } goal)
        {
            scope.Agree(desk.Today, goal.TheirOwner, desk.Me, goal);
            desk.Tell(
                project.AccountId,
                desk.Today,
                PlanLines.ScopeAgreed,
                $"Standard scope taken for success definition {goal.Number}",
                $"標準のスコープを適用(成功の定義 第{goal.Number}版)"
            );
        }

        db.Set<ProjectScope>().Add(scope);
    }

    private Milestone Milestone(SuccessProject project, PlanTemplate template, TemplateMilestone one, DateOnly first)
    {
        var milestone = new Milestone(Guid.CreateVersion7(), project.Id, project.AccountId, desk.Now);
        milestone.Begin(
            new MilestoneWords(one.Title, project.LeadId, Milestones.Milestone.UsualAlarmDays),
            After(first, one.Days)
        );
        if (template.IsReady)
        {
            milestone.Agree(desk.Me, desk.Now);
        }

        return milestone;
    }

    private Deliverable Deliverable(SuccessProject project, TemplateDeliverable one, DateOnly first)
    {
        var deliverable = new Deliverable(Guid.CreateVersion7(), project.Id, project.AccountId, desk.Now);
        deliverable.Say(
            new DeliverableWords(one.Title, one.Granularity, one.Criteria, After(first, one.Days), project.LeadId)
        );
        return deliverable;
    }

    private ResourceNeed Need(SuccessProject project, TemplateNeed one)
    {
        var need = new ResourceNeed(
            Guid.CreateVersion7(),
            project.Id,
            project.AccountId,
            one.Role,
            one.Department,
            one.HoursAWeek,
            project.OpenedOn,
            to: null,
            desk.Now
        );
        if (one.IsTheLeads)
        {
            need.Fill(project.LeadId, desk.Today);
        }

        return need;
    }

    // A kickoff may be set as far ahead as days go.
    private static DateOnly After(DateOnly first, int days) =>
        DateOnly.FromDayNumber(Math.Min(first.DayNumber + days, DateOnly.MaxValue.DayNumber));

    // Nobody was to be in touch by a plan that was not there: it counts from today on, or from the kickoff.
    private Cadence Cadence(SuccessProject project, TemplateCadence one, DateOnly first) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ProjectId = project.Id,
            AccountId = project.AccountId,
            Group = one.Group,
            People = one.People,
            Channel = one.Channel,
            EveryDays = one.EveryDays,
            FirstOn = first > desk.Today ? first : desk.Today,
            Purpose = one.Purpose,
            RecordedAt = desk.Now,
        };

    private ProjectRisk Risk(SuccessProject project, TemplateRisk one)
    {
        var risk = new ProjectRisk(Guid.CreateVersion7(), project.Id, project.AccountId, desk.Today, desk.Now);
        risk.Say(new RiskWords(one.Why, one.Trigger, one.Mitigation, project.LeadId));
        risk.Rate(new RiskRating(one.Probability, one.Impact, Why: null, desk.Me, desk.Now));
        return risk;
    }
}

internal sealed class ApplyPlanDefaultsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/plan/defaults",
                (Guid projectId, PlanBeginning beginning) => new ApplyPlanDefaults(projectId, beginning)
            )
            .WithSummary("Begin a project's plan from the standard of the account's tier")
            .WithDescription(
                "Fills every area that holds nothing; what exists stays as it is, so it may be asked for twice. Days count "
                    + "from the kickoff, or from the project's start while no kickoff is set. By the plans that come with the "
                    + "product tiers 3 and 4 are complete at once, but for the customer's people and the success "
                    + "definition; tiers 1 and 2, and accounts without a tier, get a start to be shaped."
            )
            .WithExample(new PlanBeginning(), GetProjectPlanEndpoint.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
