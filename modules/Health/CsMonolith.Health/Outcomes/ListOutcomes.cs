using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Outcomes;

/// <summary>Which outcomes are there to learn?</summary>
internal sealed record ListOutcomes : IQuery<OutcomeList>;

internal sealed record OutcomeList(IReadOnlyList<Outcome> Items);

/// <param name="Reason">Why it is not available yet.</param>
/// <param name="Policies">What may count as the outcome.</param>
internal sealed record Outcome(string Code, string Name, bool Available, string? Reason, int HorizonDays, int EmbargoDays, IReadOnlyList<ChurnPolicy> Policies);

internal sealed class ListOutcomesHandler : IRequestHandler<ListOutcomes, Result<OutcomeList>>
{
    public Task<Result<OutcomeList>> Handle(ListOutcomes ask, CancellationToken cancellationToken)
    {
        var japanese = ProblemAnswers.InJapanese;
        return Task.FromResult<Result<OutcomeList>>(new OutcomeList([.. OutcomeCatalogue.All.Select(kind => new Outcome(
            kind.Code, japanese ? kind.Ja : kind.En, kind.IsAvailable, japanese ? kind.NotYetJa : kind.NotYetEn, kind.HorizonDays, kind.EmbargoDays,
            kind.Code == OutcomeCatalogue.Churned ? [ChurnPolicy.RecordedEvent, ChurnPolicy.MrrZero] : []))]));
    }
}

internal sealed class ListOutcomesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outcomes", async Task<Results<Ok<OutcomeList>, ProblemHttpResult>> (IMediator mediator, CancellationToken cancellation) =>
        {
            var outcomes = await mediator.Send(new ListOutcomes(), cancellation);
            return outcomes.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(outcomes.Value);
        })
        .WithName(nameof(ListOutcomes)).WithSummary("List the outcomes that models and patterns can be about")
        .WithExample(null, new OutcomeList(
        [
            new("churned", "解約", Available: true, null, 90, 90, [ChurnPolicy.RecordedEvent, ChurnPolicy.MrrZero]),
            new("goal-reached", "目標達成", Available: false, "成功の定義に対する達成がまだ測られていません。", 90, 90, []),
        ]))
        .WithProblems(401, 403);
}
