using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.ActionPlans;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Consulting;
using CsMonolith.Journey.Fires;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Improvements;
using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Playbooks;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Reviews;
using CsMonolith.Journey.Rivals;
using CsMonolith.Journey.Roles;
using CsMonolith.Journey.Stakeholders;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>
/// Who our customers are, who looks after them, and how far they have come. See modules/Journey/README.md.
/// </summary>
public sealed class JourneyModule : IModule
{
    /// <inheritdoc />
    public string Name => JourneyDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<JourneyDb, SqliteJourneyDb, PostgresJourneyDb>(configuration, Name)
            .AddScoped(provider => new Lazy<JourneyDb>(provider.GetRequiredService<JourneyDb>))
            .AddSlices(typeof(JourneyModule).Assembly)
            .AddPeople()
            .AddAccounts()
            .AddPhases()
            .AddGoals()
            .AddProjects()
            .AddHandoffs()
            .AddTasks()
            .AddActivities()
            .AddFires()
            .AddPlaybooks()
            .AddPlans()
            .AddActionPlans()
            .AddOnboarding()
            .AddReviews()
            .AddRivals()
            .AddConsulting()
            .AddRoles()
            .AddImprovements()
            .AddScoped<TimelineReader>()
            .AddExportTables([
                .. JourneyExports.Tables,
                .. JourneyWorkExports.Tables,
                .. JourneyPlanExports.Tables,
                .. JourneyLifeExports.Tables,
            ]);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Journey")
            .MapPeople()
            .MapAccounts()
            .MapPhases()
            .MapGoals()
            .MapProjects()
            .MapHandoffs()
            .MapTasks()
            .MapActivities()
            .MapFires()
            .MapStakeholders()
            .MapPlaybooks()
            .MapPlans()
            .MapActionPlans()
            .MapOnboarding()
            .MapReviews()
            .MapRivals()
            .MapConsulting()
            .MapRoles()
            .MapImprovements()
            .Map<ListTimelineEndpoint>();
}
