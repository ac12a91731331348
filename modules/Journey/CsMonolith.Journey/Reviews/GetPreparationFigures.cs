namespace CsMonolith.Journey.Reviews;

/// <summary>How long do business reviews take to prepare, by hand and with a pack?</summary>
internal sealed record GetPreparationFigures(DateOnly From, DateOnly To) : IQuery<PreparationFigures>;

/// <param name="ByHand">Reviews whose whole preparation was by hand.</param>
/// <param name="WithPack">Reviews of which at least a part was made with a pack.</param>
/// <param name="SavedMinutes">Median by hand less median with a pack; <c>null</c> without reviews on both sides.</param>
/// <param name="SameCustomers">The same comparison within customers who had both.</param>
/// <param name="Why">Why there is no saving to tell of.</param>
internal sealed record PreparationFigures(
    DateOnly From,
    DateOnly To,
    PreparationTimes ByHand,
    PreparationTimes WithPack,
    decimal? SavedMinutes,
    PairedPreparation SameCustomers,
    string? Why
) : Figure;

/// <param name="Reviews">How many; a review is one customer on one day.</param>
/// <param name="Customers">Of how many customers.</param>
/// <param name="People">By how many people, as far as they are known.</param>
/// <param name="Minutes">Of all of them.</param>
/// <param name="MedianMinutes">Per review; <c>null</c> without any.</param>
internal sealed record PreparationTimes(int Reviews, int Customers, int People, long Minutes, decimal? MedianMinutes);

/// <param name="Customers">Who had a review by hand and one with a pack.</param>
/// <param name="MedianSavedMinutes">
/// Median over these customers of their median by hand less their median with a pack; <c>null</c> without any.
/// </param>
internal sealed record PairedPreparation(int Customers, decimal? MedianSavedMinutes);

internal sealed class GetPreparationFiguresHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetPreparationFigures, Result<PreparationFigures>>
{
    public async Task<Result<PreparationFigures>> Handle(GetPreparationFigures ask, CancellationToken cancellation)
    {
        if (ask.To < ask.From)
        {
            return EffectReviewErrors.PeriodBackwards(ask.From, ask.To);
        }

        var scope = await visibility.Accounts(cancellation);
        var rows = await PreparationWithWork
            .Of(
                db,
                db.Set<ReviewPreparation>()
                    .AsNoTracking()
                    .Within(scope, one => one.AccountId)
                    .Where(one => one.ReviewOn >= ask.From && one.ReviewOn <= ask.To)
            )
            .Select(row => new
            {
                row.Preparation.AccountId,
                row.Preparation.ReviewOn,
                row.Preparation.Method,
                row.Did.ById,
                row.Did.Minutes,
            })
            .ToListAsync(cancellation);
        return Compare(
            ask,
            [
                .. rows.GroupBy(row => (row.AccountId, row.ReviewOn))
                    .Select(own => new PreparedReview(
                        own.Key.AccountId,
                        own.Any(row => row.Method == PreparationMethod.WithPack),
                        [.. own.Select(row => row.ById).OfType<Guid>()],
                        own.Sum(row => row.Minutes ?? 0)
                    )),
            ]
        );
    }

    private static PreparationFigures Compare(GetPreparationFigures ask, List<PreparedReview> reviews)
    {
        var (hand, pack) = (Times(reviews.Where(one => !one.WithPack)), Times(reviews.Where(one => one.WithPack)));
        var pairs = reviews
            .GroupBy(one => one.AccountId)
            .Select(own =>
                (
                    Hand: Times(own.Where(one => !one.WithPack)).MedianMinutes,
                    Pack: Times(own.Where(one => one.WithPack)).MedianMinutes
                )
            )
            .Where(own => own is { Hand: not null, Pack: not null })
            .Select(own => own.Hand!.Value - own.Pack!.Value)
            .ToList();
        return new PreparationFigures(
            ask.From,
            ask.To,
            hand,
            pack,
            hand.MedianMinutes - pack.MedianMinutes,
            new PairedPreparation(pairs.Count, Median(pairs)),
            Why(hand, pack)
        );
    }

    private static string? Why(PreparationTimes hand, PreparationTimes pack) =>
        hand.Reviews > 0 && pack.Reviews > 0 ? null
        : ProblemAnswers.InJapanese
            ? $"手作業の記録が{hand.Reviews}件、資料を使った記録が{pack.Reviews}件のため、比べられません。"
        : $"There are {hand.Reviews} reviews by hand and {pack.Reviews} with a pack, so nothing can be compared.";

    private static PreparationTimes Times(IEnumerable<PreparedReview> reviews)
    {
        var own = reviews.ToList();
        return new PreparationTimes(
            own.Count,
            own.Select(one => one.AccountId).Distinct().Count(),
            own.SelectMany(one => one.People).Distinct().Count(),
            own.Sum(one => one.Minutes),
            Median([.. own.Select(one => (decimal)one.Minutes)])
        );
    }

    private static decimal? Median(List<decimal> values)
    {
        values.Sort();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private sealed record PreparedReview(Guid AccountId, bool WithPack, IReadOnlyList<Guid> People, long Minutes);
}

internal sealed class GetPreparationFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/preparation-figures", (DateOnly from, DateOnly to) => new GetPreparationFigures(from, to))
            .WithSummary("Compare how long business reviews took to prepare, by hand and with a pack")
            .WithDescription(
                "By the day of the review, both days included. A review is one customer on one day; what several people "
                    + "recorded for it adds up. The medians say who is compared: reviews, customers and people of each side, "
                    + "and the customers who had both."
            )
            .WithQueryExample(("from", "2026-07-01"), ("to", "2026-12-31"))
            .WithExample(
                null,
                new PreparationFigures(
                    new DateOnly(2026, 7, 1),
                    new DateOnly(2026, 12, 31),
                    new PreparationTimes(Reviews: 12, Customers: 10, People: 4, Minutes: 2520, MedianMinutes: 210m),
                    new PreparationTimes(Reviews: 14, Customers: 12, People: 5, Minutes: 490, MedianMinutes: 35m),
                    SavedMinutes: 175m,
                    new PairedPreparation(Customers: 8, MedianSavedMinutes: 160m),
                    Why: null
                )
            )
            .WithProblems(400, 401, 403);
}
