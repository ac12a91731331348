using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>Waterfall and rates of a window by the definitions of a named pack, whole and by group.</summary>
internal sealed record GetRetentionMeasures(RetentionWindow Window, string Pack, MeasureGroup By)
    : IQuery<RetentionMeasures>;

/// <param name="Pack">The definitions by which they are counted.</param>
/// <param name="AsOf">Facts and rates recorded after it play no part.</param>
/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record RetentionMeasures(
    Month From,
    Month To,
    RetentionBasis Basis,
    DefinitionPack Pack,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<MeasureFigure> Figures,
    IReadOnlyList<MeasuredGroup> Groups,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

/// <param name="Group">The group's value; absent for accounts without one.</param>
/// <param name="Reason">
/// Why there is no value: <c>no-owner</c>, or <c>owner-not-known-then</c> where it was recorded only after
/// <c>knownOn</c>; likewise for tier, industry, region, acquired-through and partner.
/// </param>
internal sealed record MeasuredGroup(string? Group, string? Reason, MeasureFigure Figure);

internal sealed class GetRetentionMeasuresValidator : AbstractValidator<GetRetentionMeasures>
{
    public GetRetentionMeasuresValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.By).IsInEnum();
        RuleFor(ask => ask.Pack).NotEmpty().MaximumLength(60);
    }
}

internal sealed class GetRetentionMeasuresHandler(MeasureReader reader, PackReader packs)
    : IRequestHandler<GetRetentionMeasures, Result<RetentionMeasures>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "measures-2";

    public async Task<Result<RetentionMeasures>> Handle(GetRetentionMeasures ask, CancellationToken cancellationToken)
    {
        var found = await packs.Find(ask.Pack, "pack", cancellationToken);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var pack = found.Value;
        var opened = await reader.Open(ask.Window, pack, cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var source = opened.Value;
        var figures = source.Currencies.Select(currency =>
            MeasureFigure.Of(currency, source.Accounts[currency], source.Rates(currency, pack))
        );
        var groups = ask.By switch
        {
            MeasureGroup.None => Array.Empty<MeasuredGroup>(),
            MeasureGroup.Product => await Products(ask, pack, cancellationToken),
            _ => await Groups(ask, pack, source, cancellationToken),
        };
        if (groups.Error is { } unfit)
        {
            return unfit;
        }

        return new RetentionMeasures(
            ask.Window.From,
            ask.Window.To,
            ask.Window.Basis,
            pack,
            FormulaVersion,
            source.KnownAt,
            [.. figures],
            groups.Value,
            source.NotKnownThen
        );
    }

    private async Task<Result<MeasuredGroup[]>> Products(
        GetRetentionMeasures ask,
        DefinitionPack pack,
        CancellationToken cancellation
    )
    {
        var opened = await reader.OpenByProduct(ask.Window, pack, cancellation);
        return opened.Error is { } refusal
            ? refusal
            : opened
                .Value.SelectMany(one =>
                    one.Source.Currencies.Select(currency => new MeasuredGroup(
                        one.Product,
                        Reason: null,
                        MeasureFigure.Of(currency, one.Source.Accounts[currency], one.Source.Rates(currency, pack))
                    ))
                )
                .ToArray();
    }

    private async Task<Result<MeasuredGroup[]>> Groups(
        GetRetentionMeasures ask,
        DefinitionPack pack,
        MeasureSource source,
        CancellationToken cancellation
    )
    {
        var groups = await reader.Groups(ask.By, ask.Window, cancellation);
        return source
            .Currencies.SelectMany(currency =>
            {
                var due = source.Due[currency].ToLookup(one => groups.Of(one.Renewal.AccountId));
                return source
                    .Accounts[currency]
                    .GroupBy(one => groups.Of(one.Window.AccountCurrency.AccountId))
                    .OrderBy(group => group.Key.Value is null)
                    .ThenBy(group => group.Key.Value, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
                    .Select(group => new MeasuredGroup(
                        group.Key.Value,
                        group.Key.Reason,
                        MeasureFigure.Of(currency, group, MeasureSource.Rates(pack, group, due[group.Key]))
                    ));
            })
            .ToArray();
    }
}

internal sealed class GetRetentionMeasuresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/retention-measures",
                ([AsParameters] AskedWindow window, string? pack, MeasureGroup? by, RetentionBasis? basis) =>
                    new GetRetentionMeasures(window.On(basis), pack ?? "standard", by ?? MeasureGroup.None)
            )
            .WithSummary("Waterfall and retention of a window by a named pack of definitions, whole and by group")
            .WithDescription(
                "pack is a code of GET /v1/definition-packs, standard by default; without a version "
                    + "(board@1) its newest. Where a policy names a reporting currency all currencies are brought "
                    + "into it; a missing rate is refused."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"), ("by", "industry"))
            .WithExample(null, Sample)
            .WithProblems(400, 401, 403, 409);

    private static RetentionMeasures Sample
    {
        get
        {
            var pack = DefinitionPack.All[0];
            var account = new MeasuredAccount(
                new AccountWindow(
                    new AccountCurrency(Samples.Account, "JPY"),
                    1_000_000,
                    1_200_000,
                    0,
                    0,
                    200_000,
                    0,
                    0,
                    PaidBefore: true
                ),
                Factors.One
            );
            var figure = MeasureFigure.Of("JPY", [account], RetentionRates.OfCohort([account], pack));
            return new RetentionMeasures(
                new(2026, 10),
                new(2026, 10),
                RetentionBasis.Restated,
                pack,
                GetRetentionMeasuresHandler.FormulaVersion,
                Samples.Instant,
                [figure],
                [new MeasuredGroup("製造", Reason: null, figure)],
                []
            );
        }
    }
}
