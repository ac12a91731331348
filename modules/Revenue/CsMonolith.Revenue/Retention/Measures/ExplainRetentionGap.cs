using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>Why two packs of definitions give different retention for one window.</summary>
internal sealed record ExplainRetentionGap(RetentionWindow Window, string PackA, string PackB) : IQuery<RetentionGap>;

internal sealed record RetentionGap(
    Month From,
    Month To,
    DateTime AsOf,
    DefinitionPack A,
    DefinitionPack B,
    IReadOnlyList<CurrencyGap> Currencies
) : Figure;

/// <param name="Causes">Their parts add up to the difference of the two packs, exactly.</param>
internal sealed record CurrencyGap(string Currency, GapPart Net, GapPart Gross, IReadOnlyList<GapStep> Causes);

/// <param name="A">By the first pack.</param>
/// <param name="B">By the second.</param>
/// <param name="Difference">Second less first.</param>
internal sealed record GapPart(RatioFigure A, RatioFigure B, ExactFigure? Difference);

/// <param name="Accounts">Customers whose part in the net or the gross rate this cause changes, at most 200.</param>
internal sealed record GapStep(GapCause Cause, ExactFigure? Net, ExactFigure? Gross, IReadOnlyList<Guid> Accounts);

/// <param name="Value">Rounded to six decimals for print.</param>
/// <param name="Numerator">Of the exact fraction in lowest terms, as is <paramref name="Denominator"/>.</param>
internal sealed record ExactFigure(string Value, string Numerator, string Denominator)
{
    /// <summary>Of a ratio; <c>null</c> where it is undefined.</summary>
    public static ExactFigure? Of(Ratio ratio)
    {
        if (!ratio.IsDefined)
        {
            return null;
        }

        var lowest = ExactSum.Lowest(ratio);
        return new ExactFigure(
            lowest.ToDecimalString()!,
            lowest.Numerator.ToString(System.Globalization.CultureInfo.InvariantCulture),
            lowest.Denominator.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}

/// <summary>In what two definitions differ.</summary>
internal enum GapCause
{
    /// <summary>Terms that end, or the whole book.</summary>
    RenewalBase,

    /// <summary>The day on which a cancelled subscription stops counting.</summary>
    Dating,

    /// <summary>What a pause does.</summary>
    Pause,

    /// <summary>The rate at which an end is taken.</summary>
    Fx,

    /// <summary>Whether customers who came back are netted.</summary>
    Reactivation,

    /// <summary>Losses of customers who also grew in the window.</summary>
    SamePeriodContraction,
}

internal sealed class ExplainRetentionGapValidator : AbstractValidator<ExplainRetentionGap>
{
    public ExplainRetentionGapValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.PackA).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.PackB).NotEmpty().MaximumLength(60);
    }
}

internal sealed class ExplainRetentionGapHandler(MeasureReader reader, PackReader packs)
    : IRequestHandler<ExplainRetentionGap, Result<RetentionGap>>
{
    private const int MostAccounts = 200;

    public async Task<Result<RetentionGap>> Handle(ExplainRetentionGap ask, CancellationToken cancellationToken)
    {
        var (foundA, foundB) = (
            await packs.Find(ask.PackA, "packA", cancellationToken),
            await packs.Find(ask.PackB, "packB", cancellationToken)
        );
        if ((foundA.Error ?? foundB.Error) is { } unknown)
        {
            return unknown;
        }

        var (a, b) = (foundA.Value, foundB.Value);
        var steps = new List<(GapCause? Cause, DefinitionPack Pack, MeasureSource Source)>();
        foreach (var (cause, pack) in Ladder(a, b))
        {
            var opened = await reader.Open(ask.Window, pack, cancellationToken);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            steps.Add((cause, pack, opened.Value));
        }

        var currencies = steps.SelectMany(step => step.Source.Currencies).Distinct().Order(StringComparer.Ordinal);
        return new RetentionGap(
            ask.Window.From,
            ask.Window.To,
            steps[0].Source.KnownAt,
            a,
            b,
            [.. currencies.Select(currency => Gap(currency, steps))]
        );
    }

    /// <summary>
    /// The way from one pack to the other, one definition at a time. A renewal base knows no other definition, so it is
    /// left first and entered last.
    /// </summary>
    private static IEnumerable<(GapCause? Cause, DefinitionPack Pack)> Ladder(DefinitionPack a, DefinitionPack b)
    {
        yield return (null, a);
        var pack = a;
        List<(GapCause Cause, Func<DefinitionPack, DefinitionPack> Change)> changes =
        [
            (GapCause.Dating, one => one with { ChurnDating = b.ChurnDating }),
            (GapCause.Pause, one => one with { Pause = b.Pause }),
            (GapCause.Fx, one => one with { Fx = b.Fx }),
            (GapCause.Reactivation, one => one with { Reactivation = b.Reactivation }),
            (GapCause.SamePeriodContraction, one => one with { Gross = b.Gross }),
        ];
        changes.Insert(
            a.Base == MeasureBase.RenewalBase ? 0 : changes.Count,
            (GapCause.RenewalBase, one => one with { Base = b.Base })
        );
        foreach (var (cause, change) in changes)
        {
            var next = change(pack);
            if (next != pack)
            {
                yield return (cause, next);
            }

            pack = next;
        }
    }

    private static CurrencyGap Gap(
        string currency,
        List<(GapCause? Cause, DefinitionPack Pack, MeasureSource Source)> steps
    )
    {
        var rates = steps.Select(step => step.Source.Rates(currency, step.Pack)).ToList();
        var causes = Enumerable
            .Range(1, steps.Count - 1)
            .Select(i => new GapStep(
                steps[i].Cause!.Value,
                ExactFigure.Of(rates[i].Net - rates[i - 1].Net),
                ExactFigure.Of(rates[i].Gross - rates[i - 1].Gross),
                [.. Changed(currency, steps[i - 1], steps[i]).Take(MostAccounts)]
            ));
        return new CurrencyGap(currency, Part(rates, rate => rate.Net), Part(rates, rate => rate.Gross), [.. causes]);
    }

    private static GapPart Part(List<RetentionRates> rates, Func<RetentionRates, Ratio> of) =>
        new(
            MeasureFigure.Show(of(rates[0])),
            MeasureFigure.Show(of(rates[^1])),
            ExactFigure.Of(of(rates[^1]) - of(rates[0]))
        );

    private static IEnumerable<Guid> Changed(
        string currency,
        (GapCause? Cause, DefinitionPack Pack, MeasureSource Source) from,
        (GapCause? Cause, DefinitionPack Pack, MeasureSource Source) to
    )
    {
        if (from.Pack.Base != to.Pack.Base)
        {
            return from
                .Source.Due[currency]
                .Concat(to.Source.Due[currency])
                .Select(one => one.Renewal.AccountId)
                .Distinct()
                .Order();
        }

        var (before, after) = (Parts(from), Parts(to));
        return before
            .Keys.Union(after.Keys)
            .Where(account => before.GetValueOrDefault(account) != after.GetValueOrDefault(account))
            .Order();

        Dictionary<Guid, (Ratio, Ratio, Ratio)> Parts(
            (GapCause? Cause, DefinitionPack Pack, MeasureSource Source) step
        ) =>
            step
                .Source.Accounts[currency]
                .GroupBy(one => one.Window.AccountCurrency.AccountId)
                .ToDictionary(
                    one => one.Key,
                    one =>
                        (
                            ExactSum.Of(one.Select(part => part.Start)),
                            ExactSum.Of(one.Select(part => part.Net(step.Pack))),
                            ExactSum.Of(one.Select(part => part.Gross(step.Pack)))
                        )
                );
    }
}

internal sealed class ExplainRetentionGapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/retention-gap",
                ([AsParameters] AskedWindow window, string packA, string packB) =>
                    new ExplainRetentionGap(window.On(), packA, packB)
            )
            .WithSummary("Split the gap between two packs of definitions into named causes that add up exactly")
            .WithDescription(
                "Any two packs of GET /v1/definition-packs; without a version (board@1) the newest. "
                    + "Definitions are exchanged one at a time, in the order dating, pause, exchange rates, "
                    + "reactivation, same-period contraction; a renewal base is left first and entered last."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"), ("packA", "standard"), ("packB", "movements"))
            .WithExample(
                null,
                new RetentionGap(
                    new(2026, 10),
                    new(2026, 10),
                    Samples.Instant,
                    DefinitionPack.All[0],
                    DefinitionPack.All[1],
                    [
                        new CurrencyGap(
                            "JPY",
                            new GapPart(
                                RatioFigure.Of(165, 200),
                                RatioFigure.Of(180, 200),
                                ExactFigure.Of(new Ratio(3, 40))
                            ),
                            new GapPart(
                                RatioFigure.Of(145, 200),
                                RatioFigure.Of(135, 200),
                                ExactFigure.Of(new Ratio(-1, 20))
                            ),
                            [
                                new GapStep(
                                    GapCause.Reactivation,
                                    ExactFigure.Of(new Ratio(3, 40)),
                                    ExactFigure.Of(new Ratio(0, 1)),
                                    [Samples.Account]
                                ),
                                new GapStep(
                                    GapCause.SamePeriodContraction,
                                    ExactFigure.Of(new Ratio(0, 1)),
                                    ExactFigure.Of(new Ratio(-1, 20)),
                                    [Samples.Account]
                                ),
                            ]
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403, 409);
}
