namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>The rules that decide on a day, as known by the end of another.</summary>
internal sealed record GetRevenueRules(DateOnly? On, DateOnly? KnownOn) : IQuery<RulesOfDay>;

/// <param name="On">The day whose rules they are.</param>
/// <param name="TimeZone">The zone whose days are business days; of the installation, not of a policy.</param>
/// <param name="FiscalYear">The fiscal year that the day lies in, by the calendar year in which it begins.</param>
/// <param name="FiscalYearFrom">Its first day.</param>
internal sealed record RulesOfDay(
    DateOnly On,
    RevenueRules Rules,
    string TimeZone,
    int FiscalYear,
    DateOnly FiscalYearFrom,
    DateTime AsOf
);

internal sealed class GetRevenueRulesValidator : AbstractValidator<GetRevenueRules>
{
    public GetRevenueRulesValidator()
    {
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.KnownOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class GetRevenueRulesHandler(RevenueDb db, PolicyReader policies)
    : IRequestHandler<GetRevenueRules, Result<RulesOfDay>>
{
    public async Task<Result<RulesOfDay>> Handle(GetRevenueRules ask, CancellationToken cancellationToken)
    {
        var on = ask.On ?? db.Clock.Today;
        var known = ask.KnownOn is { } day && db.Clock.EndOf(day) < db.Clock.Now ? db.Clock.EndOf(day) : db.Clock.Now;
        var rules = (await policies.Read(cancellationToken)).KnownAt(known).On(on);
        var year = on.Month >= rules.FiscalYearStartMonth ? on.Year : on.Year - 1;
        return new RulesOfDay(
            on,
            rules,
            db.Clock.Zone.Id,
            year,
            new DateOnly(year, rules.FiscalYearStartMonth, 1),
            known
        );
    }
}

internal sealed class GetRevenueRulesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/revenue-rules", (DateOnly? on, DateOnly? knownOn) => new GetRevenueRules(on, knownOn))
            .WithSummary("Read the rules by which revenue is counted on a day, today if none is given")
            .WithQueryExample(("on", "2026-11-20"))
            .WithExample(
                null,
                new RulesOfDay(
                    new(2026, 11, 20),
                    RevenuePolicyRow.Sample.Rules,
                    "Asia/Tokyo",
                    2026,
                    new(2026, 4, 1),
                    Samples.Instant
                )
            )
            .WithProblems(400, 401, 403);
}
