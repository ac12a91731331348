namespace CsMonolith.Journey.Onboarding;

/// <summary>What was recorded of a customer's onboarding, corrections included?</summary>
internal sealed record ListOnboardingFacts(Guid AccountId, ListAsk List)
    : IQuery<Page<ShownOnboardingFact>>,
        IAboutAccount;

internal sealed class ListOnboardingFactsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListOnboardingFacts, Result<Page<ShownOnboardingFact>>>
{
    public static ListShape<OnboardingFactRow> Shape { get; } =
        new ListShape<OnboardingFactRow>(row => row.Fact.Id, "-on,-recordedAt")
            .With("kind", row => row.Fact.Kind)
            .With("code", row => row.Fact.Code)
            .With("on", row => row.Fact.On)
            .With("department", row => row.Fact.Department)
            .With("recordedAt", row => row.Fact.RecordedAt)
            .With("stands", row => row.Stands);

    public async Task<Result<Page<ShownOnboardingFact>>> Handle(ListOnboardingFacts ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<OnboardingFact>()
                .AsNoTracking()
                .Where(fact => fact.AccountId == ask.AccountId)
                .Select(fact => new OnboardingFactRow
                {
                    Fact = fact,
                    Stands = !fact.Withdrawn && !db.Set<OnboardingFact>().Any(later => later.CorrectsId == fact.Id),
                }),
            ask.List,
            cursors,
            row => ShownOnboardingFact.Of(row.Fact, row.Stands),
            cancellation
        );
    }
}

/// <summary>A fact and whether it stands.</summary>
internal sealed class OnboardingFactRow
{
    public required OnboardingFact Fact { get; init; }

    public bool Stands { get; init; }
}

internal sealed class ListOnboardingFactsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/onboarding-facts",
                (Guid accountId, ListAsk list) => new ListOnboardingFacts(accountId, list)
            )
            .WithSummary("List what was recorded of a customer's onboarding, the newest first")
            .WithDescription("Every fact, with those that were put right or taken back; stands tells them apart.")
            .WithMetadata(new ListFields(ListOnboardingFactsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownOnboardingFact>([ShownOnboardingFact.Example], null))
            .WithProblems(400, 401, 403, 404);
}
