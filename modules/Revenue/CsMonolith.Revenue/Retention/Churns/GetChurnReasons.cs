using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>Customers and revenue lost in a window, by reason and by whether we could have prevented it.</summary>
internal sealed record GetChurnReasons(RetentionWindow Window) : IQuery<ChurnReasons>;

/// <param name="ChurnDating">
/// On which day a cancelled subscription stops counting: the rule of the window's last day, like the next two.
/// </param>
/// <param name="PauseChurnAfterDays">Days after which a paused customer is lost.</param>
internal sealed record ChurnReasons(
    Month From,
    Month To,
    ChurnDating ChurnDating,
    PauseRule Pause,
    int PauseChurnAfterDays,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<CurrencyChurn> Currencies
) : Figure;

/// <param name="Start">MRR at the window's start.</param>
/// <param name="StartLogos">Customers at the window's start; only theirs are losses here.</param>
/// <param name="All">Everything lost.</param>
/// <param name="Unsaid">Of which nobody has said whether it was avoidable; with the two before it, all.</param>
/// <param name="Reasons">
/// By reason and avoidability, the largest loss first; they too add up to all, to the minor unit.
/// </param>
internal sealed record CurrencyChurn(
    string Currency,
    Money Start,
    int StartLogos,
    ChurnPart All,
    ChurnPart Avoidable,
    ChurnPart Unavoidable,
    ChurnPart Unsaid,
    IReadOnlyList<ReasonedChurn> Reasons
);

/// <param name="Lost">MRR of the start's customers that went to nothing in the window.</param>
/// <param name="LostLogos">Customers of the start who are none at the end.</param>
internal sealed record ChurnPart(Money Lost, int LostLogos, RatioFigure RevenueChurn, RatioFigure LogoChurn);

/// <param name="Reason">Absent where nobody has said why.</param>
/// <param name="Accounts">At most 200.</param>
internal sealed record ReasonedChurn(string? Reason, bool? Avoidable, ChurnPart Part, IReadOnlyList<Guid> Accounts);

internal sealed class GetChurnReasonsValidator : AbstractValidator<GetChurnReasons>
{
    public GetChurnReasonsValidator() => RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
}

internal sealed class GetChurnReasonsHandler(MeasureReader reader, LossReader losses, PolicyReader policies)
    : IRequestHandler<GetChurnReasons, Result<ChurnReasons>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "churn-1";

    private const int MostAccounts = 200;

    public async Task<Result<ChurnReasons>> Handle(GetChurnReasons ask, CancellationToken cancellationToken)
    {
        var opened = await reader.Open(ask.Window, DefinitionPack.All[0], cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var (source, rules) = (opened.Value, (await policies.Read(cancellationToken)).KnownAt(opened.Value.KnownAt));
        var lost = source
            .Accounts.SelectMany(group => group)
            .Where(one => one.Window.Churn > 0 || IsLostLogo(one))
            .Select(one => one.Window.AccountCurrency.AccountId)
            .Distinct()
            .ToList();
        var why = (
            await losses.Read(lost, ask.Window.From.First, ask.Window.To.Last, source.KnownAt, rules, cancellationToken)
        ).ToLookup(one => one.AccountCurrency);
        var now = rules.On(ask.Window.To.Last);
        return new ChurnReasons(
            ask.Window.From,
            ask.Window.To,
            now.ChurnDating,
            now.Pause,
            now.PauseChurnAfterDays,
            FormulaVersion,
            source.KnownAt,
            [.. source.Currencies.Select(currency => Of(currency, [.. source.Accounts[currency]], why))]
        );
    }

    private static bool IsLostLogo(MeasuredAccount one) => one.Window is { StandsAtStart: true, StandsAtEnd: false };

    private static CurrencyChurn Of(string currency, List<MeasuredAccount> accounts, ILookup<AccountCurrency, Loss> why)
    {
        // What somebody who came inside the window lost again was never at its start.
        var amounts = accounts
            .Where(one => one.Window.Start > 0)
            .SelectMany(one =>
                why[one.Window.AccountCurrency]
                    .Select(loss =>
                        (
                            loss.Why,
                            Amount: one.AtStart * new Ratio(loss.MrrChange.Size, 1),
                            Account: loss.AccountCurrency.AccountId
                        )
                    )
            )
            .ToList();
        var logos = accounts
            .Where(IsLostLogo)
            .Select(one =>
                (
                    Why: why[one.Window.AccountCurrency].Select(loss => loss.Why).LastOrDefault(),
                    Account: one.Window.AccountCurrency.AccountId
                )
            )
            .ToLookup(one => one.Why);
        var keys = amounts.Select(one => one.Why).Union(logos.Select(group => group.Key)).ToList();
        var sums = keys.Select(key => ExactSum.Of(amounts.Where(one => one.Why == key).Select(one => one.Amount)))
            .ToList();
        var (start, standing) = (
            ExactSum.Of(accounts.Select(one => one.Start)),
            accounts.Count(one => one.Window.StandsAtStart)
        );
        var minor = ExactSum.Apportion(ExactSum.Of(sums).RoundHalfUp(), sums);
        var parts = keys.Select((key, i) => (Key: key, Minor: minor[i], Exact: sums[i], Logos: logos[key].Count()))
            .ToList();
        return new CurrencyChurn(
            currency,
            new Money((long)start.RoundHalfUp(), currency),
            standing,
            Part(parts),
            Part(parts.Where(one => one.Key.Avoidable == true)),
            Part(parts.Where(one => one.Key.Avoidable == false)),
            Part(parts.Where(one => one.Key.Avoidable is null)),
            [
                .. parts
                    .OrderByDescending(one => one.Minor)
                    .ThenByDescending(one => one.Logos)
                    .ThenBy(one => one.Key.Reason, StringComparer.Ordinal)
                    .Select(one => new ReasonedChurn(
                        one.Key.Reason,
                        one.Key.Avoidable,
                        Part([one]),
                        Accounts(one.Key)
                    )),
            ]
        );

        ChurnPart Part(IEnumerable<(LossReason Key, long Minor, Ratio Exact, int Logos)> of)
        {
            var some = of.ToList();
            var count = some.Sum(one => one.Logos);
            return new ChurnPart(
                new Money(some.Sum(one => one.Minor), currency),
                count,
                MeasureFigure.Show(ExactSum.Lowest(ExactSum.Of(some.Select(one => one.Exact)) / start)),
                RatioFigure.Of(count, standing)
            );
        }

        IReadOnlyList<Guid> Accounts(LossReason key) =>
            [
                .. amounts
                    .Where(one => one.Why == key)
                    .Select(one => one.Account)
                    .Union(logos[key].Select(one => one.Account))
                    .Order()
                    .Take(MostAccounts),
            ];
    }
}

internal sealed class GetChurnReasonsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/churn-reasons", ([AsParameters] AskedWindow window) => new GetChurnReasons(window.On()))
            .WithSummary("Customers and revenue lost in a window, by reason and by whether it was avoidable")
            .WithDescription(
                "The reason is that of the subscription which ended, as recorded with its cancellation or "
                    + "lost renewal; failing that, of a churn recorded within 31 days."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"))
            .WithExample(null, Sample)
            .WithProblems(400, 401, 403, 409);

    private static ChurnReasons Sample
    {
        get
        {
            var lost = new ChurnPart(Money.Of("300", "JPY"), 1, RatioFigure.Of(300, 2000), RatioFigure.Of(1, 4));
            var none = new ChurnPart(Money.Zero("JPY"), 0, RatioFigure.Of(0, 2000), RatioFigure.Of(0, 4));
            return new ChurnReasons(
                new(2026, 10),
                new(2026, 10),
                ChurnDating.AtServiceEnd,
                PauseRule.ZeroNoChurn,
                90,
                GetChurnReasonsHandler.FormulaVersion,
                Samples.Instant,
                [
                    new CurrencyChurn(
                        "JPY",
                        Money.Of("2000", "JPY"),
                        4,
                        lost,
                        none,
                        lost,
                        none,
                        [new ReasonedChurn("予算", Avoidable: false, lost, [Samples.Account])]
                    ),
                ]
            );
        }
    }
}
