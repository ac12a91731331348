namespace CsMonolith.Journey.Stakeholders;

/// <summary>Lists the routes of the map of people at customers.</summary>
internal static class StakeholdersChapter
{
    public static IEndpointRouteBuilder MapStakeholders(this IEndpointRouteBuilder routes) =>
        routes
            .Map<AddStakeholderEndpoint>()
            .Map<ChangeStakeholderEndpoint>()
            .Map<RecordStandingEndpoint>()
            .Map<GetPeopleMapEndpoint>()
            .Map<RecordInitiativeLevelEndpoint>()
            .Map<ListPeopleRisksEndpoint>()
            .Map<RateRelationshipEndpoint>()
            .Map<ListRelationshipRatingsEndpoint>();
}
