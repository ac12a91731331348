using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Measures;

/// <summary>What became of the customers of each start month, month by month.</summary>
internal sealed record GetRetentionCohorts(Month From, Month To) : IQuery<RetentionCohorts>;

internal sealed record RetentionCohorts(Month From, Month To, DateTime AsOf, IReadOnlyList<StartCohort> Cohorts);

/// <param name="Start">The month of the first MRR.</param>
/// <param name="Customers">How many began then.</param>
/// <param name="Months">From the start month's end on, up to the last month that is asked for.</param>
internal sealed record StartCohort(Month Start, string Currency, int Customers, IReadOnlyList<CohortMonth> Months);

/// <param name="Age">Months since the start month.</param>
/// <param name="Retained">Customers that still stand, over those who began.</param>
/// <param name="RevenueRetained">MRR over that at the end of the start month.</param>
internal sealed record CohortMonth(Month Month, int Age, int Customers, Money Mrr, RatioFigure Retained, RatioFigure RevenueRetained);

internal sealed class GetRetentionCohortsValidator : AbstractValidator<GetRetentionCohorts>
{
    public GetRetentionCohortsValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First).OverridePropertyName(nameof(GetRetentionCohorts.To));
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(60).First).OverridePropertyName(nameof(GetRetentionCohorts.To));
    }
}

internal sealed class GetRetentionCohortsHandler(RevenueDb db, Sight sight, HistoryBook book, PolicyBook policies) : IRequestHandler<GetRetentionCohorts, Result<RetentionCohorts>>
{
    public async Task<Result<RetentionCohorts>> Handle(GetRetentionCohorts ask, CancellationToken cancellationToken)
    {
        var now = db.Clock.Now;
        var rules = (await policies.Read(cancellationToken)).KnownAt(now);
        var histories = (await book.Now(await sight.Accounts(cancellationToken), now, rules, cancellationToken)).Where(history => history.Moves.Count > 0).ToList();
        var cohorts = histories.GroupBy(history => (Start: Month.Of(history.Moves.First(move => move.Kind == MovementKind.New).On), history.Purse.Currency))
            .Where(group => group.Key.Start.CompareTo(ask.From) >= 0 && group.Key.Start.CompareTo(ask.To) <= 0)
            .OrderBy(group => group.Key.Start).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => Show(group.Key.Start, group.Key.Currency, [.. group], ask.To));
        return new RetentionCohorts(ask.From, ask.To, now, [.. cohorts]);
    }

    private static StartCohort Show(Month start, string currency, List<AccountHistory> histories, Month to)
    {
        var first = histories.Sum(history => MrrHistory.On(history.Balances, start.Last));
        var months = Month.Between(start, to).Select((month, age) =>
        {
            var ends = histories.Select(history => MrrHistory.At(history.Balances, month.Last)).ToList();
            var (standing, mrr) = (ends.Count(end => end.Standing != Standing.Gone), ends.Sum(end => end.Minor));
            return new CohortMonth(month, age, standing, new Money(mrr, currency), RatioFigure.Of(standing, histories.Count), RatioFigure.Of(mrr, first));
        });
        return new StartCohort(start, currency, histories.Count, [.. months]);
    }
}

internal sealed class GetRetentionCohortsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/retention-cohorts", async Task<Results<Ok<RetentionCohorts>, ProblemHttpResult>> (Month from, Month to, IMediator mediator, CancellationToken cancellation) =>
        {
            var cohorts = await mediator.Send(new GetRetentionCohorts(from, to), cancellation);
            return cohorts.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(cohorts.Value);
        })
        .WithName(nameof(GetRetentionCohorts)).WithSummary("Follow the customers of each start month, month by month")
        .WithQueryExample(("from", "2026-06"), ("to", "2026-10"))
        .WithExample(null, new RetentionCohorts(new(2026, 6), new(2026, 10), Samples.Instant,
            [new StartCohort(new(2026, 6), "JPY", 10, [new CohortMonth(new(2026, 6), 0, 10, Money.Of("1000000", "JPY"), RatioFigure.Of(10, 10), RatioFigure.Of(1, 1))])]))
        .WithProblems(400, 401, 403);
}
