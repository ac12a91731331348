using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Plans.Scopes;

namespace CsMonolith.Journey.Plans.Templates;

/// <param name="Days">Days from the kickoff, or from the project's start while no kickoff is set; 0 to 730.</param>
internal sealed record TemplateMilestone(string Title, int Days);

/// <param name="Granularity">How fine it is made.</param>
/// <param name="Criteria">By which the customer accepts it.</param>
/// <param name="Days">Days from the kickoff or start to its due day; 0 to 730.</param>
internal sealed record TemplateDeliverable(string Title, string Granularity, string Criteria, int Days);

/// <param name="HoursAWeek">1 to 80.</param>
/// <param name="IsTheLeads">Whether the project's lead fills it at once.</param>
internal sealed record TemplateNeed(string Role, string Department, int HoursAWeek, bool IsTheLeads);

/// <param name="People">Names of people or departments that belong to the group; empty for anybody.</param>
/// <param name="EveryDays">1 to 365.</param>
/// <param name="Channel">By which way; <c>null</c> for any.</param>
internal sealed record TemplateCadence(
    string Group,
    IReadOnlyList<string> People,
    int EveryDays,
    string Purpose,
    ContactChannel? Channel
);

/// <param name="Why">Why the project would have failed.</param>
/// <param name="Trigger">What would show that it comes.</param>
internal sealed record TemplateRisk(string Why, string Trigger, string? Mitigation, int Probability, int Impact);

/// <summary>A standard plan for some tiers, in one language.</summary>
/// <param name="Tiers">1 to 4.</param>
/// <param name="Language">ja or en.</param>
/// <param name="IsReady">
/// Whether the plan is complete as it stands, and so its scope and days count as agreed; otherwise it is a start to be
/// shaped.
/// </param>
internal sealed record PlanTemplate(
    IReadOnlyList<int> Tiers,
    string Language,
    bool IsReady,
    IReadOnlyList<ScopeItem> Scope,
    IReadOnlyList<TemplateMilestone> Milestones,
    IReadOnlyList<TemplateDeliverable> Deliverables,
    IReadOnlyList<TemplateNeed> Needs,
    IReadOnlyList<TemplateCadence> Cadences,
    IReadOnlyList<TemplateRisk> Risks
);

/// <summary>The standard plans from which projects begin.</summary>
internal sealed class PlanTemplates(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = id;

    public IReadOnlyList<PlanTemplate> Templates { get; private set; } = UsualPlans.All;

    public static async Task<PlanTemplates> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<PlanTemplates>().FindAsync([TheOnly], cancellation) ?? new PlanTemplates(TheOnly);

    /// <summary>The template of a tier; without a tier the first one that is to be shaped.</summary>
    public PlanTemplate? For(int? tier, string language)
    {
        var spoken = Templates.Where(one => one.Language == language).ToList();
        return tier is { } named
            ? spoken.FirstOrDefault(one => one.Tiers.Contains(named))
            : spoken.FirstOrDefault(one => !one.IsReady);
    }

    public Result Arrange(IReadOnlyList<PlanTemplate> templates)
    {
        if (
            templates
                .SelectMany(one => one.Tiers.Select(tier => (Tier: tier, one.Language)))
                .GroupBy(one => one)
                .FirstOrDefault(own => own.Count() > 1) is
            { Key: var (tier, language) }
        )
        {
            return PlanErrors.TierTwice(tier, language);
        }

        Templates = templates;
        return Result.Done;
    }
}

internal sealed class PlanTemplatesMapping : IEntityTypeConfiguration<PlanTemplates>
{
    public void Configure(EntityTypeBuilder<PlanTemplates> builder)
    {
        builder.ToTable("PlanTemplates");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Templates).AsJson();
    }
}
