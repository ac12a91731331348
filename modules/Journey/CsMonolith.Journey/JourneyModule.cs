using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Contacts;
using CsMonolith.Journey.Imports;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.SuccessDefinitions;
using CsMonolith.Journey.Tiers;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>Who our customers are, who looks after them, and how far they have come. See modules/Journey/README.md.</summary>
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
            .AddScoped<TimelineSources>()
            .AddSingleton(
                new Remembered<(Guid Person, PermissionScope Scope), AccountScope>(AnswerAccountsInScope.MostRemembered)
            )
            .AddImportKind<AccountsImport>()
            .AddImportKind<OwnersImport>()
            .AddImportKind<PhasesImport>()
            .AddImportKind<ContactsImport>();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Journey")
            .Map<CreatePersonEndpoint>()
            .Map<ListPeopleEndpoint>()
            .Map<GetPersonEndpoint>()
            .Map<ChangePersonEndpoint>()
            .Map<CreateTeamEndpoint>()
            .Map<ListTeamsEndpoint>()
            .Map<GetTeamEndpoint>()
            .Map<SetTeamMembersEndpoint>()
            .Map<CreateAccountEndpoint>()
            .Map<ListAccountsEndpoint>()
            .Map<GetAccountEndpoint>()
            .Map<ChangeAccountEndpoint>()
            .Map<AssignOwnerEndpoint>()
            .Map<AssignOwnersEndpoint>()
            .Map<GetPhaseSetEndpoint>()
            .Map<SetPhaseSetEndpoint>()
            .Map<EnterPhaseEndpoint>()
            .Map<ListAccountPhasesEndpoint>()
            .Map<DefineSuccessEndpoint>()
            .Map<ListSuccessDefinitionsEndpoint>()
            .Map<ListAccountsWithoutSuccessDefinitionEndpoint>()
            .Map<RecordAttainmentEndpoint>()
            .Map<ListAttainmentsEndpoint>()
            .Map<GetTierPolicyEndpoint>()
            .Map<SetTierPolicyEndpoint>()
            .Map<ListCsmLoadsEndpoint>()
            .Map<ListTouchRecommendationsEndpoint>()
            .Map<ListTimelineEndpoint>()
            .Map<RecordContactEndpoint>()
            .Map<RecordContactsEndpoint>()
            .Map<ListContactsEndpoint>();
}
