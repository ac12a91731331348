namespace CsMonolith.Revenue.Growth.Credits;

/// <summary>Expansion ARR that was won in a span, by whose credit it is.</summary>
internal sealed record GetCreditedArr(DateOnly From, DateOnly To) : IQuery<CreditedArr>;

/// <param name="Won">Every deal together, by currency.</param>
/// <param name="Lines">By role and by whom; with the uncredited, all that was won.</param>
/// <param name="Uncredited">Deals without a split on the day on which they were won.</param>
internal sealed record CreditedArr(
    DateOnly From,
    DateOnly To,
    DateTime AsOf,
    IReadOnlyList<Money> Won,
    IReadOnlyList<CreditedLine> Lines,
    IReadOnlyList<Money> Uncredited
) : Figure;

/// <param name="Role">ae, cs or partner.</param>
internal sealed record CreditedLine(string Role, Guid? PersonId, Guid? PartnerId, int Deals, Money Arr);

internal sealed class GetCreditedArrValidator : AbstractValidator<GetCreditedArr>
{
    public GetCreditedArrValidator()
    {
        RuleFor(ask => ask.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From).LessThanOrEqualTo(new DateOnly(2200, 1, 1));
    }
}

internal sealed class GetCreditedArrHandler(RevenueDb db, AccountVisibility visibility, CreditReader reader)
    : IRequestHandler<GetCreditedArr, Result<CreditedArr>>
{
    public async Task<Result<CreditedArr>> Handle(GetCreditedArr ask, CancellationToken cancellationToken)
    {
        var deals = await reader.Won(await visibility.Accounts(cancellationToken), ask.From, ask.To, cancellationToken);
        return new CreditedArr(
            ask.From,
            ask.To,
            db.Clock.Now,
            Total(deals.Select(deal => deal.Arr)),
            [
                .. deals
                    .SelectMany(deal => deal.Credits)
                    .GroupBy(credit => (credit.Role, credit.PersonId, credit.PartnerId, credit.Amount.Currency))
                    .Select(group => new CreditedLine(
                        group.Key.Role,
                        group.Key.PersonId,
                        group.Key.PartnerId,
                        group.Count(),
                        new Money(group.Sum(credit => credit.Amount.Minor), group.Key.Currency)
                    ))
                    .OrderBy(line => line.Role, StringComparer.Ordinal)
                    .ThenByDescending(line => line.Arr.Minor)
                    .ThenBy(line => line.PersonId ?? line.PartnerId)
                    .ThenBy(line => line.Arr.Currency, StringComparer.Ordinal),
            ],
            Total(deals.Where(deal => deal.Credits.Count == 0).Select(deal => deal.Arr))
        );
    }

    private static IReadOnlyList<Money> Total(IEnumerable<Money> amounts) =>
        [
            .. amounts
                .GroupBy(one => one.Currency)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Money(group.Sum(one => one.Minor), group.Key)),
        ];
}

internal sealed class GetCreditedArrEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/credited-arr", (DateOnly from, DateOnly to) => new GetCreditedArr(from, to))
            .WithSummary("Expansion ARR that was won in a span, by whose credit it is")
            .WithQueryExample(("from", "2026-10-01"), ("to", "2026-12-31"))
            .WithExample(
                null,
                new CreditedArr(
                    new(2026, 10, 1),
                    new(2026, 12, 31),
                    Samples.Instant,
                    [Money.Of("600000", "JPY")],
                    [
                        new CreditedLine("ae", Samples.Person, null, 1, Money.Of("300000", "JPY")),
                        new CreditedLine("cs", Samples.Person, null, 1, Money.Of("180000", "JPY")),
                        new CreditedLine("partner", null, Samples.Policy, 1, Money.Of("120000", "JPY")),
                    ],
                    []
                )
            )
            .WithProblems(400, 401, 403);
}
