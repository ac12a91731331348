namespace CsMonolith.Journey.Plans.Templates;

/// <summary>Say from which standard plans projects begin.</summary>
internal sealed record SetPlanTemplates([property: Body] PlanTemplateOrder Order, IfMatch Match)
    : ICommand<PlanTemplateSet>;

/// <param name="Templates">All of them; a tier has at most one in each language.</param>
internal sealed record PlanTemplateOrder(IReadOnlyList<PlanTemplate> Templates);

internal sealed class SetPlanTemplatesValidator : AbstractValidator<SetPlanTemplates>
{
    public SetPlanTemplatesValidator()
    {
        RuleFor(ask => ask.Order.Templates.Count).InclusiveBetween(1, 20);
        RuleForEach(ask => ask.Order.Templates)
            .SetValidator(new PlanTemplateValidator())
            .OverridePropertyName("templates");
    }

    private sealed class PlanTemplateValidator : AbstractValidator<PlanTemplate>
    {
        private const int MostOfAKind = 30;
        private const int LongestDays = 730;

        public PlanTemplateValidator()
        {
            RuleFor(one => one.Tiers.Count).InclusiveBetween(1, 4);
            RuleForEach(one => one.Tiers).InclusiveBetween(1, 4);
            RuleFor(one => one.Language)
                .Must(language => language is "ja" or "en")
                .WithMessage(_ => ProblemAnswers.InJapanese ? "ja か en を指定してください。" : "Give ja or en.");
            RuleFor(one => one.Scope.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Scope)
                .ChildRules(item => item.RuleFor(part => part.Text).NotEmpty().MaximumLength(300));
            RuleFor(one => one.Milestones.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Milestones)
                .ChildRules(milestone =>
                {
                    milestone.RuleFor(part => part.Title).NotEmpty().MaximumLength(200);
                    milestone.RuleFor(part => part.Days).InclusiveBetween(0, LongestDays);
                });
            RuleFor(one => one.Deliverables.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Deliverables)
                .ChildRules(deliverable =>
                {
                    deliverable.RuleFor(part => part.Title).NotEmpty().MaximumLength(200);
                    deliverable.RuleFor(part => part.Granularity).NotEmpty().MaximumLength(300);
                    deliverable.RuleFor(part => part.Criteria).NotEmpty().MaximumLength(2000);
                    deliverable.RuleFor(part => part.Days).InclusiveBetween(0, LongestDays);
                });
            RuleFor(one => one.Needs.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Needs)
                .ChildRules(need =>
                {
                    need.RuleFor(part => part.Role).NotEmpty().MaximumLength(100);
                    need.RuleFor(part => part.Department).NotEmpty().MaximumLength(100);
                    need.RuleFor(part => part.HoursAWeek).InclusiveBetween(1, 80);
                });
            RuleFor(one => one.Cadences.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Cadences)
                .ChildRules(cadence =>
                {
                    cadence.RuleFor(part => part.Group).NotEmpty().MaximumLength(100);
                    cadence.RuleFor(part => part.People.Count).LessThanOrEqualTo(50);
                    cadence.RuleForEach(part => part.People).NotEmpty().MaximumLength(100);
                    cadence.RuleFor(part => part.EveryDays).InclusiveBetween(1, 365);
                    cadence.RuleFor(part => part.Purpose).NotEmpty().MaximumLength(500);
                });
            RuleFor(one => one.Risks.Count).LessThanOrEqualTo(MostOfAKind);
            RuleForEach(one => one.Risks)
                .ChildRules(risk =>
                {
                    risk.RuleFor(part => part.Why).NotEmpty().MaximumLength(1000);
                    risk.RuleFor(part => part.Trigger).NotEmpty().MaximumLength(1000);
                    risk.RuleFor(part => part.Mitigation).MaximumLength(2000);
                    risk.RuleFor(part => part.Probability).InclusiveBetween(1, 5);
                    risk.RuleFor(part => part.Impact).InclusiveBetween(1, 5);
                });
        }
    }
}

internal sealed class SetPlanTemplatesHandler(JourneyDb db) : IRequestHandler<SetPlanTemplates, Result<PlanTemplateSet>>
{
    public async Task<Result<PlanTemplateSet>> Handle(SetPlanTemplates ask, CancellationToken cancellation)
    {
        var templates = await PlanTemplates.Present(db, cancellation);
        if ((ask.Match.Refuses(templates) ?? templates.Arrange(ask.Order.Templates).Error) is { } refusal)
        {
            return refusal;
        }

        if (templates.Version == 0)
        {
            db.Set<PlanTemplates>().Add(templates);
        }

        await db.SaveChangesAsync(cancellation);
        return PlanTemplateSet.Of(templates);
    }
}

internal sealed class SetPlanTemplatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/plan-templates", (PlanTemplateOrder order, IfMatch match) => new SetPlanTemplates(order, match))
            .WithSummary("Say from which standard plans projects begin")
            .WithDescription("Replaces all templates. Plans that began from one stay as they are.")
            .WithExample(new PlanTemplateOrder(UsualPlans.All), new PlanTemplateSet(UsualPlans.All, Version: 1))
            .WithProblems(400, 401, 403, 412, 428);
}
