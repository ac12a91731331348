using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Search;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.People;

/// <summary>Lists the services and routes of people, teams and the ownership of accounts.</summary>
internal static class PeopleChapter
{
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services
            .AddSingleton(new TimelineSource(nameof(ListTimeline), Ownership.ChangedLine))
            .AddScoped<Trust>()
            .AddScoped<WorkSight>()
            .AddScoped<WorkScope>()
            .AddScoped<NameablePeople>()
            .AddScoped<ISearchSource, PersonSearch>()
            .AddImportKind<PeopleImport>()
            .AddImportKind<TeamsImport>()
            .AddImportKind<OwnersImport>();

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes) =>
        routes
            .Map<CreatePersonEndpoint>()
            .Map<ListPeopleEndpoint>()
            .Map<GetPersonEndpoint>()
            .Map<ChangePersonEndpoint>()
            .Map<ListTrustGrantsEndpoint>()
            .Map<ConfirmTrustGrantEndpoint>()
            .Map<DeclineTrustGrantEndpoint>()
            .Map<GetInstallationEndpoint>()
            .Map<SetTwoPersonRuleEndpoint>()
            .Map<OfferOwnershipEndpoint>()
            .Map<AcceptOwnershipEndpoint>()
            .Map<CreateTeamEndpoint>()
            .Map<ListTeamsEndpoint>()
            .Map<GetTeamEndpoint>()
            .Map<SetTeamMembersEndpoint>()
            .Map<AssignOwnerEndpoint>()
            .Map<AssignOwnersEndpoint>();
}
