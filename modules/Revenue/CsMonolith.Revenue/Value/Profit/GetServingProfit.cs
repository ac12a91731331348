using System.Globalization;
using System.Numerics;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Value.Profit;

/// <summary>
/// What customer success earns: margin of what it retained and expanded less what serving cost, team by team.
/// </summary>
/// <param name="GrossMargin">Above 0, at most 1.</param>
internal sealed record GetServingProfit(Month From, Month To, decimal GrossMargin) : IQuery<ServingProfit>;

/// <param name="Totals">All teams together, and customers of no team, by currency.</param>
internal sealed record ServingProfit(
    Month From,
    Month To,
    decimal GrossMargin,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<ProfitLine> Totals,
    IReadOnlyList<TeamProfit> Teams
) : Figure;

/// <param name="TeamId">Absent for customers whose owner is in no team.</param>
internal sealed record TeamProfit(Guid? TeamId, string? TeamName, ProfitLine Figure);

/// <param name="Accounts">Customers with MRR at the window's start.</param>
/// <param name="Retained">Over the window's months, what was left of their MRR at the start.</param>
/// <param name="Expanded">Over the window's months, what they paid above it.</param>
/// <param name="Margin">Gross margin of both.</param>
/// <param name="Profit">Margin less cost.</param>
/// <param name="PerCost">Margin over cost.</param>
internal sealed record ProfitLine(
    string Currency,
    int Accounts,
    Money Retained,
    Money Expanded,
    Money Margin,
    Money Cost,
    Money Profit,
    RatioFigure PerCost
);

internal sealed class GetServingProfitValidator : AbstractValidator<GetServingProfit>
{
    public GetServingProfitValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(60).First);
        RuleFor(ask => ask.GrossMargin)
            .Must(margin => margin is > 0 and <= 1)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "0より大きく1以下の小数(例 0.8)を指定してください。"
                    : "Give a decimal above 0 and at most 1, such as 0.8."
            );
    }
}

internal sealed class GetServingProfitHandler(
    RevenueDb db,
    RequestContext context,
    RetentionReader reader,
    IMediator mediator
) : IRequestHandler<GetServingProfit, Result<ServingProfit>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "serving-profit-1";

    public async Task<Result<ServingProfit>> Handle(GetServingProfit ask, CancellationToken cancellationToken)
    {
        var opened = await reader.Open(new RetentionWindow(ask.From, ask.To), cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var day = ask.To.Last < db.Clock.Today ? ask.To.Last : db.Clock.Today;
        var owners = await mediator.Send(new OwnersOn(day), cancellationToken);
        var teams = (await mediator.Send(new TeamsOn(day), cancellationToken))
            .Where(team => context.Scope == PermissionScope.All || IsOnesOwn(team))
            .ToList();
        var teamOf = teams
            .SelectMany(team => team.Members.Append(team.LeaderId).Select(person => (person, team.Id)))
            .DistinctBy(one => one.person)
            .ToDictionary(one => one.person, one => one.Id);
        var parts = Earned(ask, opened.Value)
            .Select(one => new Part(
                owners.TryGetValue(one.AccountCurrency.AccountId, out var owner)
                && teamOf.TryGetValue(owner, out var team)
                    ? team
                    : null,
                one.AccountCurrency.Currency,
                1,
                one.Retained,
                one.Expanded,
                0
            ))
            .ToList();
        var months = Month.Between(ask.From, ask.To).ToList();
        var costs = await db.Set<ServingCost>()
            .AsNoTracking()
            .Where(cost => months.Contains(cost.Month))
            .ToListAsync(cancellationToken);
        parts.AddRange(
            costs
                .Where(cost => teams.Exists(team => team.Id == cost.TeamId))
                .Select(cost => new Part(cost.TeamId, cost.Currency, 0, 0, 0, cost.AmountMinor))
        );
        return new ServingProfit(
            ask.From,
            ask.To,
            Ratio.Of(ask.GrossMargin).ToNumber()!.Value,
            FormulaVersion,
            opened.Value.KnownAt,
            [
                .. parts
                    .GroupBy(part => part.Currency)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => Line(group.Key, [.. group], ask)),
            ],
            [
                .. from team in teams.Select(team => ((Guid?)team.Id, (string?)team.Name)).Append((null, null))
                from currency in parts
                    .Where(part => part.Team == team.Item1)
                    .GroupBy(part => part.Currency)
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
                select new TeamProfit(team.Item1, team.Item2, Line(currency.Key, [.. currency], ask)),
            ]
        );
    }

    private bool IsOnesOwn(TeamOn team) =>
        context.Caller.PersonId is { } person && (team.LeaderId == person || team.Members.Contains(person));

    // A customer who was not there at the start is won by sales, not retained.
    private static IEnumerable<(AccountCurrency AccountCurrency, long Retained, long Expanded)> Earned(
        GetServingProfit ask,
        RetentionSource source
    )
    {
        var ends = Month
            .Between(ask.From, ask.To)
            .Select(month => source.Between(month, month).ToDictionary(one => one.AccountCurrency, one => one.End))
            .ToList();
        foreach (var account in source.Between(ask.From, ask.To).Where(one => one.Start > 0))
        {
            var paid = ends.Select(month => month.GetValueOrDefault(account.AccountCurrency)).ToList();
            yield return (
                account.AccountCurrency,
                paid.Sum(end => Math.Min(end, account.Start)),
                paid.Sum(end => Math.Max(0, end - account.Start))
            );
        }
    }

    private static ProfitLine Line(string currency, List<Part> parts, GetServingProfit ask)
    {
        var (retained, expanded, cost) = (
            parts.Sum(part => part.Retained),
            parts.Sum(part => part.Expanded),
            parts.Sum(part => part.Cost)
        );
        var margin = (long)
            (Ratio.Of(ask.GrossMargin) * new Ratio(new BigInteger(retained) + expanded, 1)).RoundHalfUp();
        return new ProfitLine(
            currency,
            parts.Sum(part => part.Accounts),
            In(retained),
            In(expanded),
            In(margin),
            In(cost),
            In(margin - cost),
            cost == 0 ? new RatioFigure(Value: null, "no-cost") : RatioFigure.Of(margin, cost)
        );

        Money In(long minor) => new(minor, currency);
    }

    private sealed record Part(Guid? Team, string Currency, int Accounts, long Retained, long Expanded, long Cost);
}

internal sealed class GetServingProfitEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/serving-profit",
                (Month from, Month to, decimal grossMargin) => new GetServingProfit(from, to, grossMargin)
            )
            .WithSummary("Margin of what customer success retained and expanded less the cost to serve, by team")
            .WithDescription(
                "Only customers with MRR at the window's start count. A customer belongs to the team of its "
                    + "owner on the window's last day."
            )
            .WithQueryExample(("from", "2026-08"), ("to", "2026-10"), ("grossMargin", "0.8"))
            .WithExample(null, Sample)
            .WithProblems(400, 401, 403);

    private static ServingProfit Sample
    {
        get
        {
            var line = new ProfitLine(
                "JPY",
                40,
                Money.Of("14000000", "JPY"),
                Money.Of("600000", "JPY"),
                Money.Of("11680000", "JPY"),
                Money.Of("7500000", "JPY"),
                Money.Of("4180000", "JPY"),
                RatioFigure.Of(1168, 750)
            );
            return new ServingProfit(
                new(2026, 8),
                new(2026, 10),
                0.8m,
                GetServingProfitHandler.FormulaVersion,
                Samples.Instant,
                [line],
                [new TeamProfit(Samples.Team, "東日本", line)]
            );
        }
    }
}
