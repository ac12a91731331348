using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>Why two packs of definitions give different retention for one window.</summary>
internal sealed record ExplainRetentionGap(RetentionWindow Window, string PackA, string PackB) : IQuery<RetentionGap>;

/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record RetentionGap(
    Month From,
    Month To,
    DateTime AsOf,
    DefinitionPack A,
    DefinitionPack B,
    IReadOnlyList<CurrencyGap> Currencies,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

/// <param name="Causes">
/// What happened to customers of whom the packs differ; the parts add up to the difference, exactly.
/// </param>
internal sealed record CurrencyGap(string Currency, GapPart Net, GapPart Gross, IReadOnlyList<GapStep> Causes);

/// <param name="A">By the first pack.</param>
/// <param name="B">By the second.</param>
/// <param name="Difference">Second less first.</param>
internal sealed record GapPart(RatioFigure A, RatioFigure B, ExactFigure? Difference);

/// <param name="Accounts">Customers to whom it happened and whose part in a rate it changes, at most 200.</param>
internal sealed record GapStep(GapCause Cause, ExactFigure? Net, ExactFigure? Gross, IReadOnlyList<Guid> Accounts);

/// <param name="Value">Rounded to six decimals for print.</param>
/// <param name="Numerator">Of the exact fraction in lowest terms, as is <paramref name="Denominator"/>.</param>
internal sealed record ExactFigure(decimal Value, string Numerator, string Denominator)
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
            lowest.ToNumber()!.Value,
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
        var steps = new List<Step>();
        foreach (var (cause, pack) in Ladder(a, b))
        {
            var opened = await reader.Open(ask.Window, pack, cancellationToken);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            steps.Add(new Step(cause, pack, opened.Value));
        }

        var currencies = steps.SelectMany(step => step.Source.Currencies).Distinct().Order(StringComparer.Ordinal);
        return new RetentionGap(
            ask.Window.From,
            ask.Window.To,
            steps[0].Source.KnownAt,
            a,
            b,
            [.. currencies.Select(currency => Gap(currency, steps))],
            steps[0].Source.NotKnownThen
        );
    }

    /// <summary>
    /// The way from one pack to the other, one definition at a time, such that no definition moves a customer to whom
    /// its cause did not happen: the gross rate's form is exchanged at the rate of the start, where the two forms
    /// differ by growth alone; customers who came back are counted while nothing else is exchanged; and a renewal base,
    /// which knows no other definition, is left first and entered last.
    /// </summary>
    private static IEnumerable<(GapCause? Cause, DefinitionPack Pack)> Ladder(DefinitionPack a, DefinitionPack b)
    {
        List<(GapCause Cause, Func<DefinitionPack, DefinitionPack> Change)> changes =
        [
            (GapCause.Dating, one => one with { ChurnDating = b.ChurnDating }),
            (GapCause.Pause, one => one with { Pause = b.Pause }),
        ];
        if (a.Gross != b.Gross)
        {
            changes.Add((GapCause.Fx, one => one with { Fx = FxBasis.Constant }));
            changes.Add((GapCause.SamePeriodContraction, one => one with { Gross = b.Gross }));
        }

        changes.Add((GapCause.Fx, one => one with { Fx = b.Fx }));
        changes.Insert(
            a.Reactivation == ReactivationRule.Netted ? 0 : changes.Count,
            (GapCause.Reactivation, one => one with { Reactivation = b.Reactivation })
        );
        changes.Insert(
            a.Base == MeasureBase.RenewalBase ? 0 : changes.Count,
            (GapCause.RenewalBase, one => one with { Base = b.Base })
        );
        var pack = a;
        yield return (null, a);
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

    // Customers whose parts are the same by both packs stay as they are on the whole way: nothing happened to them.
    private static CurrencyGap Gap(string currency, List<Step> steps)
    {
        var parts = steps.ConvertAll(step => step.Parts(currency));
        var moving = parts
            .SelectMany(one => one.Keys)
            .Distinct()
            .Where(account => PartOf(parts[0], account) != PartOf(parts[^1], account))
            .Order()
            .ToList();
        var still = ExactPart.Sum(
            parts[0].Where(one => PartOf(parts[^1], one.Key) == one.Value).Select(one => one.Value)
        );
        var totals = parts.ConvertAll(one => still + ExactPart.Sum(moving.Select(account => PartOf(one, account))));
        var causes =
            from i in Enumerable.Range(1, steps.Count - 1)
            group i by steps[i].Cause!.Value into cause
            let changed = moving
                .Where(account => ExactPart.Sum(cause.Select(i => Changed(account, i))) != ExactPart.Zero)
                .ToList()
            where changed.Count > 0
            select new GapStep(
                cause.Key,
                ExactFigure.Of(Total(cause, part => part.NetRate)),
                ExactFigure.Of(Total(cause, part => part.GrossRate)),
                [.. changed.Take(MostAccounts)]
            );
        return new CurrencyGap(currency, Show(part => part.NetRate), Show(part => part.GrossRate), [.. causes]);

        static ExactPart PartOf(Dictionary<Guid, ExactPart> step, Guid account) =>
            step.GetValueOrDefault(account, ExactPart.Zero);
        ExactPart Changed(Guid account, int i) => PartOf(parts[i], account) - PartOf(parts[i - 1], account);
        Ratio Total(IEnumerable<int> cause, Func<ExactPart, Ratio> rate) =>
            cause.Select(i => rate(totals[i]) - rate(totals[i - 1])).Aggregate((sum, one) => sum + one);
        GapPart Show(Func<ExactPart, Ratio> rate) =>
            new(
                MeasureFigure.Show(rate(totals[0])),
                MeasureFigure.Show(rate(totals[^1])),
                ExactFigure.Of(rate(totals[^1]) - rate(totals[0]))
            );
    }

    // What customers add to the base and to the numerators of the rates, in lowest terms.
    private readonly record struct ExactPart(Ratio Base, Ratio Net, Ratio Gross)
    {
        public static ExactPart Zero { get; } = new(ExactSum.Zero, ExactSum.Zero, ExactSum.Zero);

        public Ratio NetRate => ExactSum.Lowest(Net / Base);

        public Ratio GrossRate => ExactSum.Lowest(Gross / Base);

        public static ExactPart operator +(ExactPart one, ExactPart other) => Sum([one, other]);

        public static ExactPart operator -(ExactPart one, ExactPart other) =>
            new(
                ExactSum.Lowest(one.Base - other.Base),
                ExactSum.Lowest(one.Net - other.Net),
                ExactSum.Lowest(one.Gross - other.Gross)
            );

        public static ExactPart Sum(IEnumerable<ExactPart> parts)
        {
            var all = parts.ToList();
            return new ExactPart(
                ExactSum.Of(all.Select(part => part.Base)),
                ExactSum.Of(all.Select(part => part.Net)),
                ExactSum.Of(all.Select(part => part.Gross))
            );
        }
    }

    private sealed record Step(GapCause? Cause, DefinitionPack Pack, MeasureSource Source)
    {
        /// <summary>What each customer adds by the step's pack, in one currency.</summary>
        public Dictionary<Guid, ExactPart> Parts(string currency) =>
            (
                Pack.Base == MeasureBase.RenewalBase
                    ? Source
                        .Due[currency]
                        .Select(one =>
                            (
                                one.Renewal.AccountId,
                                Part: new ExactPart(
                                    one.Factor * new Ratio(one.Renewal.DueMinor, 1),
                                    one.Factor * new Ratio(RetentionRates.NetOf(one.Renewal), 1),
                                    one.Factor * new Ratio(RetentionRates.GrossOf(one.Renewal), 1)
                                )
                            )
                        )
                    : Source
                        .Accounts[currency]
                        .Select(one =>
                            (
                                one.Window.AccountCurrency.AccountId,
                                Part: new ExactPart(one.Start, one.Net(Pack), one.Gross(Pack))
                            )
                        )
            )
                .GroupBy(one => one.AccountId)
                .ToDictionary(one => one.Key, one => ExactPart.Sum(one.Select(part => part.Part)));
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
                    + "A cause is named where it happened to a customer of whom the packs differ, be it that causes offset "
                    + "each other in the total; customers who are counted alike have none."
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
                    ],
                    []
                )
            )
            .WithProblems(400, 401, 403, 409);
}
