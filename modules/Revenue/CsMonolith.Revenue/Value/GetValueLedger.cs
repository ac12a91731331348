using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Amounts;

namespace CsMonolith.Revenue.Value;

/// <summary>What a customer got and what it paid, fiscal year by fiscal year.</summary>
internal sealed record GetValueLedger(Guid AccountId) : IQuery<ValueLedger>, IAboutAccount;

/// <param name="FiscalYearStartMonth">1 to 12, by the rules of today.</param>
/// <param name="Years">
/// From the first year with a benefit or a payment to the present one, each currency by itself.
/// </param>
/// <param name="Entries">The benefits, the latest first, at most 500.</param>
/// <param name="Rivals">
/// The rival tools that the customer uses today, with what they cost where that is known: what our value is compared with.
/// </param>
internal sealed record ValueLedger(
    Guid AccountId,
    int FiscalYearStartMonth,
    DateTime AsOf,
    IReadOnlyList<ValueYear> Years,
    IReadOnlyList<BenefitRow> Entries,
    IReadOnlyList<RivalAlternative> Rivals
);

/// <param name="Product">Code of the product in the register of rival products.</param>
/// <param name="Department">Of the customer; <c>null</c> for the whole company.</param>
/// <param name="Strength">beside, threat or replaced.</param>
/// <param name="Share">Its part of the work that both could do, 0 to 1.</param>
internal sealed record RivalAlternative(
    string Product,
    string Name,
    string? Department,
    DateOnly Since,
    string Strength,
    int? Seats,
    [property: Ratio] decimal? Share,
    Money? CostPerYear
);

/// <param name="FiscalYear">The calendar year in which it begins.</param>
/// <param name="IsOver">Whether it has ended; a running one holds what is known up to the end of last month.</param>
/// <param name="Price">Money saved or earned.</param>
/// <param name="Confirmed">The part of the benefit to which somebody of the customer agreed.</param>
/// <param name="Paid">MRR of each month's end, and purchases.</param>
/// <param name="PerPaid">Benefit over what was paid.</param>
/// <param name="Change">Of that ratio against the year before; absent without both.</param>
internal sealed record ValueYear(
    int FiscalYear,
    bool IsOver,
    string Currency,
    Money Price,
    Money Quality,
    Money Speed,
    Money Benefit,
    Money Confirmed,
    Money Paid,
    RatioFigure PerPaid,
    decimal? Change
);

internal sealed class GetValueLedgerHandler(RevenueDb db, ValueReader reader, IMediator mediator)
    : IRequestHandler<GetValueLedger, Result<ValueLedger>>
{
    public async Task<Result<ValueLedger>> Handle(GetValueLedger ask, CancellationToken cancellationToken) =>
        (
            await mediator.Send(
                new AccountsAsOf([ask.AccountId], db.Clock.Today, WithProspects: true),
                cancellationToken
            )
        ).Count > 0
            ? await reader.Of(ask.AccountId, cancellationToken)
            : PlatformErrors.NotFound("account", ask.AccountId);
}

internal sealed class GetValueLedgerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/value-ledger", (Guid accountId) => new GetValueLedger(accountId))
            .WithSummary("What a customer got and what it paid, fiscal year by fiscal year")
            .WithExample(
                null,
                new ValueLedger(
                    Samples.Account,
                    4,
                    Samples.Instant,
                    [
                        new ValueYear(
                            2026,
                            IsOver: false,
                            "JPY",
                            Money.Zero("JPY"),
                            Money.Zero("JPY"),
                            Money.Of("2400000", "JPY"),
                            Money.Of("2400000", "JPY"),
                            Money.Of("2400000", "JPY"),
                            Money.Of("840000", "JPY"),
                            RatioFigure.Of(2_400_000, 840_000),
                            Change: null
                        ),
                    ],
                    [BenefitRow.Sample],
                    [
                        new RivalAlternative(
                            "haisha-navi",
                            "配車ナビ",
                            "物流部",
                            new DateOnly(2026, 10, 1),
                            "threat",
                            Seats: 40,
                            Share: 0.3m,
                            Money.Of("960000", "JPY")
                        ),
                    ]
                )
            )
            .WithProblems(401, 403, 404);
}
