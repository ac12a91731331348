using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Retention.Churns;

namespace CsMonolith.Revenue.Value;

/// <summary>How much revenue do rival tools touch, and how many customers did we lose to them?</summary>
/// <param name="AsOf">The day, not after today; absent, today.</param>
internal sealed record GetRivalFigures(DateOnly? AsOf) : IQuery<RivalFigures>;

/// <param name="Rows">By product and currency, the largest ARR first.</param>
internal sealed record RivalFigures(DateOnly AsOf, IReadOnlyList<RivalRow> Rows) : Figure;

/// <param name="Product">Code of the product in the register of rival products.</param>
/// <param name="Accounts">Customers that use it on the day, each once.</param>
/// <param name="Threatened">Those of them where it may take, or has taken, our place somewhere.</param>
/// <param name="Arr">Twelve times the MRR of those customers on the day.</param>
/// <param name="ThreatenedArr">The part of the threatened.</param>
/// <param name="Lost">Customers of whom it is recorded by the day that they left us for it.</param>
internal sealed record RivalRow(
    string Product,
    string Name,
    string Currency,
    int Accounts,
    int Threatened,
    Money Arr,
    Money ThreatenedArr,
    int Lost
);

internal sealed class GetRivalFiguresHandler(
    RevenueDb db,
    AccountVisibility visibility,
    MrrHistoryReader histories,
    RevenueSettings settings,
    IMediator mediator
) : IRequestHandler<GetRivalFigures, Result<RivalFigures>>
{
    private const int MonthsOfAYear = 12;
    private const string Beside = "beside";

    public async Task<Result<RivalFigures>> Handle(GetRivalFigures ask, CancellationToken cancellationToken)
    {
        var today = db.Clock.Today;
        var day = ask.AsOf ?? today;
        if (day > today)
        {
            return DayAhead(day, today);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var used = (
            await mediator.Send(
                new RivalToolsAsOf(scope.All ? null : [.. scope.Accounts], day, today),
                cancellationToken
            )
        )
            .SelectMany(own => own.Tools.Select(tool => (own.AccountId, Tool: tool)))
            .ToList();
        var lost = await db.Set<ChurnEvent>()
            .AsNoTracking()
            .Within(scope, one => one.AccountId)
            .Where(one => one.LostTo != null && !one.IsReactivation && one.On <= day)
            .Select(one => new { one.AccountId, LostTo = one.LostTo! })
            .Distinct()
            .ToListAsync(cancellationToken);
        var customers = (
            await mediator.Send(
                new AccountsAsOf(
                    [.. used.Select(one => one.AccountId).Concat(lost.Select(one => one.AccountId)).Distinct()],
                    day,
                    today
                ),
                cancellationToken
            )
        )
            .Select(one => one.Id)
            .ToHashSet();
        used.RemoveAll(one => !customers.Contains(one.AccountId));
        lost.RemoveAll(one => !customers.Contains(one.AccountId));
        var touched = new AccountScope(All: false, used.Select(one => one.AccountId).ToHashSet());
        var paid = (await histories.KnownAt(touched, db.Clock.Now, cancellationToken))
            .Select(history => (history.AccountCurrency, history.At(day).Minor))
            .ToLookup(one => one.AccountCurrency.AccountId);
        var names = await mediator.Send(
            new RivalProductsCalled([
                .. lost.Select(one => one.LostTo).Concat(used.Select(one => one.Tool.Product)).Distinct(),
            ]),
            cancellationToken
        );
        var losses = lost.CountBy(one => one.LostTo).ToDictionary();
        var rows = used.GroupBy(one => one.Tool.Product)
            .SelectMany(product => Rows(product.Key, [.. product], paid))
            .Concat(
                losses
                    .Keys.Where(product => used.All(one => one.Tool.Product != product))
                    .Select(product => Empty(product, settings.DefaultCurrency))
            );
        return new RivalFigures(
            day,
            [
                .. rows.Select(row =>
                        row with
                        {
                            Name = names.TryGetValue(row.Product, out var named) ? named.Name : row.Product,
                            Lost = losses.GetValueOrDefault(row.Product),
                        }
                    )
                    .OrderBy(row => row.Currency, StringComparer.Ordinal)
                    .ThenByDescending(row => row.Arr.Minor)
                    .ThenBy(row => row.Product, StringComparer.Ordinal),
            ]
        );
    }

    // A customer without any payment counts in the currency of the company.
    private IEnumerable<RivalRow> Rows(
        string product,
        IReadOnlyList<(Guid AccountId, RivalToolAsOf Tool)> used,
        ILookup<Guid, (AccountCurrency AccountCurrency, long Minor)> paid
    )
    {
        var threatened = used.Where(one => one.Tool.Strength != Beside).Select(one => one.AccountId).ToHashSet();
        return used.Select(one => one.AccountId)
            .Distinct()
            .SelectMany(account =>
                paid[account]
                    .Select(one => new Touched(account, one.AccountCurrency.Currency, one.Minor))
                    .DefaultIfEmpty(new Touched(account, settings.DefaultCurrency, Minor: 0))
            )
            .GroupBy(one => one.Currency, StringComparer.Ordinal)
            .Select(group =>
            {
                long Year(Func<Guid, bool> counts) =>
                    group.Where(one => counts(one.Account)).Sum(one => one.Minor) * MonthsOfAYear;
                return Empty(product, group.Key) with
                {
                    Accounts = group.Count(),
                    Threatened = group.Count(one => threatened.Contains(one.Account)),
                    Arr = new Money(Year(_ => true), group.Key),
                    ThreatenedArr = new Money(Year(threatened.Contains), group.Key),
                };
            });
    }

    private static Error DayAhead(DateOnly day, DateOnly today)
    {
        var fault = new FieldFault(
            "asOf",
            $"{day:yyyy-MM-dd} lies ahead of today. Give {today:yyyy-MM-dd} or an earlier day.",
            $"{day:yyyy-MM-dd} は今日より先の日付です。{today:yyyy-MM-dd} 以前の日付を指定してください。"
        );
        return new Error(ErrorKind.Invalid, "revenue.day-ahead", fault.En, fault.Ja) { Fields = [fault] };
    }

    private static RivalRow Empty(string product, string currency) =>
        new(product, product, currency, 0, 0, Money.Zero(currency), Money.Zero(currency), Lost: 0);

    private sealed record Touched(Guid Account, string Currency, long Minor);
}

internal sealed class GetRivalFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rival-figures", (DateOnly? asOf) => new GetRivalFigures(asOf))
            .WithSummary("Tell how much revenue rival tools touch, and how many customers were lost to them")
            .WithDescription(
                "The rival tools that were in use on the day, with the ARR of the customers that use them. Lost are churns "
                    + "recorded with lostTo, each customer once. Whoever was a prospect on the day is not counted."
            )
            .WithExample(
                null,
                new RivalFigures(
                    new DateOnly(2026, 11, 20),
                    [
                        new RivalRow(
                            "haisha-navi",
                            "配車ナビ",
                            "JPY",
                            Accounts: 3,
                            Threatened: 1,
                            Money.Of("4320000", "JPY"),
                            Money.Of("1440000", "JPY"),
                            Lost: 1
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
