using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>
/// Where the two answers to "who churned?" part: what the company wrote down, and MRR that reached zero.
/// </summary>
internal sealed record GetChurnDisagreement(DateOnly From, DateOnly To, int WindowDays) : IQuery<ChurnDisagreement>;

/// <param name="WindowDays">How many days apart the two may lie and still be one churn.</param>
/// <param name="Both">Said by both.</param>
/// <param name="OnlyRecorded">Recorded by the company while no MRR reached zero nearby.</param>
/// <param name="OnlyMrr">MRR reached zero while nobody recorded a churn nearby.</param>
internal sealed record ChurnDisagreement(
    DateOnly From,
    DateOnly To,
    int WindowDays,
    DateTime AsOf,
    IReadOnlyList<AgreedChurn> Both,
    IReadOnlyList<OneSidedChurn> OnlyRecorded,
    IReadOnlyList<OneSidedChurn> OnlyMrr
) : Figure;

internal sealed record AgreedChurn(Guid AccountId, DateOnly RecordedOn, DateOnly MrrZeroOn);

internal sealed record OneSidedChurn(Guid AccountId, DateOnly On, string? Reason);

internal sealed class GetChurnDisagreementValidator : AbstractValidator<GetChurnDisagreement>
{
    public GetChurnDisagreementValidator()
    {
        RuleFor(ask => ask.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From).LessThanOrEqualTo(new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.WindowDays).InclusiveBetween(0, 366);
    }
}

internal sealed class GetChurnDisagreementHandler(
    RevenueDb db,
    AccountVisibility visibility,
    MrrHistoryReader histories
) : IRequestHandler<GetChurnDisagreement, Result<ChurnDisagreement>>
{
    public async Task<Result<ChurnDisagreement>> Handle(GetChurnDisagreement ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var (from, to) = (ask.From.AddDays(-ask.WindowDays), ask.To.AddDays(ask.WindowDays));
        var recorded = (
            await db.Set<ChurnEvent>()
                .AsNoTracking()
                .Within(scope, churn => churn.AccountId)
                .Where(churn => !churn.IsReactivation && churn.On >= from && churn.On <= to)
                .OrderBy(churn => churn.On)
                .ToListAsync(cancellationToken)
        ).ToLookup(churn => churn.AccountId);
        var zeros = (await histories.KnownAt(scope, db.Clock.Now, cancellationToken))
            .SelectMany(history =>
                history.Changes.Select(change => (history.AccountCurrency.AccountId, Change: change))
            )
            .Where(one => one.Change.Kind == MovementKind.Churn && one.Change.On >= from && one.Change.On <= to)
            .ToLookup(one => one.AccountId, one => one.Change.On);

        var (both, onlyRecorded, onlyMrr) = (
            new List<AgreedChurn>(),
            new List<OneSidedChurn>(),
            new List<OneSidedChurn>()
        );
        foreach (var account in recorded.Select(group => group.Key).Union(zeros.Select(group => group.Key)).Order())
        {
            var left = zeros[account].Order().ToList();
            foreach (var churn in recorded[account])
            {
                // The nearest within the window; of two as near, the earlier.
                var near = left.Where(day => Apart(day, churn.On) <= ask.WindowDays)
                    .OrderBy(day => Apart(day, churn.On))
                    .Take(1)
                    .ToList();
                if (near.Count == 0)
                {
                    onlyRecorded.Add(new OneSidedChurn(account, churn.On, churn.Reason));
                    continue;
                }

                left.Remove(near[0]);
                both.Add(new AgreedChurn(account, churn.On, near[0]));
            }

            onlyMrr.AddRange(left.Select(day => new OneSidedChurn(account, day, Reason: null)));
        }

        return new ChurnDisagreement(
            ask.From,
            ask.To,
            ask.WindowDays,
            db.Clock.Now,
            [.. both.Where(one => Inside(one.RecordedOn) || Inside(one.MrrZeroOn))],
            [.. onlyRecorded.Where(one => Inside(one.On))],
            [.. onlyMrr.Where(one => Inside(one.On))]
        );

        bool Inside(DateOnly day) => day >= ask.From && day <= ask.To;
    }

    private static int Apart(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);
}

internal sealed class GetChurnDisagreementEndpoint : IEndpoint
{
    private const int DefaultWindow = 31;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/churn-disagreement",
                (DateOnly from, DateOnly to, int? windowDays) =>
                    new GetChurnDisagreement(from, to, windowDays ?? DefaultWindow)
            )
            .WithSummary("Compare recorded churns with MRR that reached zero")
            .WithQueryExample(("from", "2026-01-01"), ("to", "2026-06-30"))
            .WithExample(
                null,
                new ChurnDisagreement(
                    new(2026, 1, 1),
                    new(2026, 6, 30),
                    DefaultWindow,
                    Samples.Instant,
                    [new AgreedChurn(Samples.Account, new(2026, 3, 31), new(2026, 4, 1))],
                    [],
                    [new OneSidedChurn(Samples.Subscription, new(2026, 5, 1), null)]
                )
            )
            .WithProblems(400, 401, 403);
}
