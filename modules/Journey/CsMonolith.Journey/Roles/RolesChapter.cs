using CsMonolith.Journey.Roles.Chain;
using CsMonolith.Journey.Roles.Charter;
using CsMonolith.Journey.Roles.Specialists;
using CsMonolith.Journey.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Roles;

/// <summary>Lists the services and routes of the role charter, the role chain and specialists.</summary>
internal static class RolesChapter
{
    public static IServiceCollection AddRoles(this IServiceCollection services) =>
        services
            .AddScoped<RoleDesk>()
            .AddScoped<SpecialistDesk>()
            .AddSingleton(new TimelineSource(nameof(GetAccountRoles), RoleChain.AssignedLine, RoleChain.EndedLine))
            .AddSingleton(new TimelineSource(nameof(ListSpecialistRequests), SpecialistRequest.HelpedLine));

    public static IEndpointRouteBuilder MapRoles(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetRoleCharterEndpoint>()
            .Map<SetRoleCharterEndpoint>()
            .Map<GetAccountRolesEndpoint>()
            .Map<ListRolesEndpoint>()
            .Map<AssignRoleEndpoint>()
            .Map<EndRoleEndpoint>()
            .Map<HandOverRoleEndpoint>()
            .Map<SetSpecialitiesEndpoint>()
            .Map<ListSpecialitiesEndpoint>()
            .Map<RequestSpecialistEndpoint>()
            .Map<ListSpecialistRequestsEndpoint>()
            .Map<AnswerSpecialistRequestEndpoint>()
            .Map<FinishSpecialistRequestEndpoint>();
}
