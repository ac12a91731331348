namespace CsMonolith.Journey.Onboarding;

/// <summary>Which onboarding programmes are there, in which versions?</summary>
internal sealed record ListOnboardingProgrammes(ListAsk List) : IQuery<Page<OnboardingProgrammeProfile>>;

internal sealed class ListOnboardingProgrammesHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListOnboardingProgrammes, Result<Page<OnboardingProgrammeProfile>>>
{
    public static ListShape<OnboardingProgramme> Shape { get; } =
        new ListShape<OnboardingProgramme>(one => one.Id, "code")
            .With("code", one => one.Code)
            .With("recordedAt", one => one.RecordedAt);

    public async Task<Result<Page<OnboardingProgrammeProfile>>> Handle(
        ListOnboardingProgrammes ask,
        CancellationToken cancellation
    ) =>
        await Shape.Page(
            db.Set<OnboardingProgramme>().AsNoTracking(),
            ask.List,
            cursors,
            OnboardingProgrammeProfile.Of,
            cancellation
        );
}

internal sealed class ListOnboardingProgrammesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/onboarding-programmes", (ListAsk list) => new ListOnboardingProgrammes(list))
            .WithSummary("List onboarding programmes with their versions")
            .WithMetadata(new ListFields(ListOnboardingProgrammesHandler.Shape.Fields))
            .WithExample(null, new Page<OnboardingProgrammeProfile>([OnboardingProgrammeProfile.Example], null))
            .WithProblems(400, 401, 403);
}
