using CsMonolith.Revenue.Amounts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>How good the calls of settled renewals were, by person, by leader and by model.</summary>
internal sealed record GetRenewalCallScores(Month From, Month To) : IQuery<RenewalCallScores>;

/// <param name="Scores">The best first.</param>
internal sealed record RenewalCallScores(Month From, Month To, DateTime AsOf, IReadOnlyList<RenewalCallScore> Scores)
    : Figure;

/// <param name="Judge">csm, final or model.</param>
/// <param name="Who">The person as in the audit trail, or the model's version.</param>
/// <param name="Brier">Mean of (chance − outcome)², 0 at best; 0.25 is what always saying one half gives.</param>
internal sealed record RenewalCallScore(ChanceSource Judge, string Who, int Renewals, RatioFigure Brier);

internal sealed class GetRenewalCallScoresValidator : AbstractValidator<GetRenewalCallScores>
{
    public GetRenewalCallScoresValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(120).First);
    }
}

internal sealed class GetRenewalCallScoresHandler(RevenueDb db, RenewalOutlook outlook)
    : IRequestHandler<GetRenewalCallScores, Result<RenewalCallScores>>
{
    public async Task<Result<RenewalCallScores>> Handle(GetRenewalCallScores ask, CancellationToken cancellationToken)
    {
        var settled = (await outlook.Due(ask.From.First, ask.To.Last, cancellationToken)).Where(one =>
            one.Renewal.SettledOn is not null
        );
        var scores = settled
            .SelectMany(Judged)
            .GroupBy(one => (one.Judge, one.Who))
            .Select(group => (group.Key, Renewals: group.Count(), Errors: group.Sum(one => one.Error)))
            .OrderBy(
                group => new Ratio(group.Errors, group.Renewals),
                Comparer<Ratio>.Create((one, other) => one.CompareTo(other))
            )
            .ThenBy(group => group.Key.Who, StringComparer.Ordinal)
            .Select(group => new RenewalCallScore(
                group.Key.Judge,
                group.Key.Who,
                group.Renewals,
                RatioFigure.Of(group.Errors, (long)group.Renewals * Chance.Certain * Chance.Certain)
            ));
        return new RenewalCallScores(ask.From, ask.To, db.Clock.Now, [.. scores]);
    }

    // The newest call of each judge before the outcome; the model's only where its horizon covered the due day.
    private static IEnumerable<(ChanceSource Judge, string Who, long Error)> Judged(CalledRenewal one)
    {
        var outcome = one.Renewal.Stage == RenewalStage.Renewed ? Chance.Certain : 0;
        if (one.Csm is { } csm)
        {
            yield return (ChanceSource.Csm, csm.Actor, Squared(csm.Millionths - outcome));
        }

        if (one.Final is { } final)
        {
            yield return (ChanceSource.Final, final.Actor, Squared(final.Millionths - outcome));
        }

        if (one.Model is { } model)
        {
            yield return (ChanceSource.Model, model.ModelVersion, Squared(one.ByModel!.Value - outcome));
        }
    }

    private static long Squared(long millionths) => millionths * millionths;
}

internal sealed class GetRenewalCallScoresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/renewal-call-scores", (Month from, Month to) => new GetRenewalCallScores(from, to))
            .WithSummary("Score the calls of settled renewals by person and by model")
            .WithQueryExample(("from", "2026-04"), ("to", "2026-09"))
            .WithExample(
                null,
                new RenewalCallScores(
                    new(2026, 4),
                    new(2026, 9),
                    Samples.Instant,
                    [
                        new RenewalCallScore(ChanceSource.Model, "churn-1", 40, RatioFigure.Of(12, 100)),
                        new RenewalCallScore(
                            ChanceSource.Csm,
                            $"person:{Samples.Account}",
                            12,
                            RatioFigure.Of(19, 100)
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
