namespace CsMonolith.Journey.Handoffs;

/// <summary>Which questions is a new customer asked?</summary>
internal sealed record GetHearingQuestions : IQuery<HearingQuestionsProfile>;

/// <param name="Threshold">The share of required questions that must be answered for a kickoff, 0 to 1.</param>
/// <param name="Version">Give it back as If-Match to change the registry; 0 while the usual one is untouched.</param>
internal sealed record HearingQuestionsProfile(
    IReadOnlyList<HearingQuestion> Questions,
    [property: Ratio] double Threshold,
    long Version
)
{
    public static HearingQuestionsProfile Example { get; } = Of(new HearingQuestions(HearingQuestions.TheOnly));

    public static HearingQuestionsProfile Of(HearingQuestions set) => new(set.Questions, set.Threshold, set.Version);
}

internal sealed class GetHearingQuestionsHandler(JourneyDb db)
    : IRequestHandler<GetHearingQuestions, Result<HearingQuestionsProfile>>
{
    public async Task<Result<HearingQuestionsProfile>> Handle(
        GetHearingQuestions ask,
        CancellationToken cancellation
    ) => HearingQuestionsProfile.Of(await HearingQuestions.Present(db, cancellation));
}

internal sealed class GetHearingQuestionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/hearing-questions", () => new GetHearingQuestions())
            .WithSummary("Read the questions that a new customer is asked")
            .WithExample(null, HearingQuestionsProfile.Example)
            .WithProblems(401, 403);
}
