using System.Globalization;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>Which patterns did the newest mining find?</summary>
internal sealed record ListPatterns(ListAsk List) : IQuery<Page<PatternLine>>;

/// <summary>A share or difference with its 95 % interval.</summary>
internal sealed record PatternInterval(double Value, double Low, double High);

/// <param name="Words">The condition in words.</param>
/// <param name="Evidence">60社中54社が継続.</param>
/// <param name="Coverage">Share of customers for whom the condition holds.</param>
/// <param name="Difference">Crude, with Newcombe's interval.</param>
/// <param name="AdjustedDifference">Within tiers, Mantel and Haenszel's with Sato's interval; <c>null</c> where no tier has both arms.</param>
/// <param name="HeldOutDifference">On the half of the customers that did not propose it.</param>
/// <param name="P">Fisher's, two-sided, on the held-out half.</param>
/// <param name="Q">Adjusted for all patterns that were tried (Benjamini and Hochberg).</param>
/// <param name="ReachAccounts">Live customers in the phase now whom it could still move.</param>
/// <param name="Outcome">What the pattern is about; counts are of successes, of <c>churned</c> those that did not.</param>
/// <param name="Worth">Reach × effect in a year; patterns are ranked by it.</param>
internal sealed record PatternLine(
    Guid Id,
    int Rank,
    int RankInPhase,
    string Outcome,
    string Phase,
    string PhaseName,
    string Feature,
    double AtLeast,
    string Words,
    string Evidence,
    int With,
    int WithSuccess,
    int Without,
    int WithoutSuccess,
    double Coverage,
    double Confidence,
    double BaseRate,
    double? Lift,
    PatternInterval Difference,
    PatternInterval? AdjustedDifference,
    PatternInterval HeldOutDifference,
    double P,
    double Q,
    Verdict Verdict,
    string VerdictWords,
    int ReachAccounts,
    IReadOnlyList<Money> ReachMrr,
    PatternWorth Worth
);

internal sealed class ListPatternsHandler(HealthDb db, Cursors cursors, IMediator mediator)
    : IRequestHandler<ListPatterns, Result<Page<PatternLine>>>
{
    public static ListShape<MinedPattern> Shape { get; } =
        new ListShape<MinedPattern>(row => row.Id, "rank")
            .With("rank", row => row.Rank)
            .With("rankInPhase", row => row.RankInPhase)
            .With("yearCustomers", row => row.YearCustomers)
            .With("phase", row => row.Phase)
            .With("feature", row => row.Feature)
            .With("verdict", row => row.Verdict)
            .With("lift", row => row.Lift)
            .With("q", row => row.Q)
            .With("reachAccounts", row => row.ReachAccounts);

    public async Task<Result<Page<PatternLine>>> Handle(ListPatterns ask, CancellationToken cancellationToken)
    {
        var newest = await db.Set<PatternMining>()
            .AsNoTracking()
            .OrderByDescending(mining => mining.MinedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var (mined, outcome) = (newest?.Id, OutcomeCatalogue.Find(newest?.Outcome ?? OutcomeCatalogue.Churned)!);
        var phases = (await mediator.Send(new Phases(), cancellationToken)).ToDictionary(phase => phase.Code);
        return await Shape.Page(
            db.Set<MinedPattern>().AsNoTracking().Where(row => row.MiningId == mined),
            ask.List,
            cursors,
            row => Show(row, phases.GetValueOrDefault(row.Phase), outcome, ProblemAnswers.InJapanese),
            cancellationToken
        );
    }

    private static PatternLine Show(MinedPattern row, PhaseName? phase, OutcomeKind outcome, bool japanese)
    {
        var feature = FeatureCatalogue.Of(row.Feature);
        var cut = feature.Show(row.AtLeast);
        return new PatternLine(
            row.Id,
            row.Rank,
            row.RankInPhase,
            outcome.Code,
            row.Phase,
            (japanese ? phase?.Ja : phase?.En) ?? row.Phase,
            row.Feature,
            row.AtLeast,
            japanese ? $"{feature.Ja}が{cut}以上" : $"{feature.En} at least {cut}",
            japanese
                ? $"{row.With}社中{row.WithSuccess}社が{outcome.DidJa}。そうでない{row.Without}社では{row.WithoutSuccess}社が{outcome.DidJa}。"
                : $"{row.WithSuccess} of {row.With} customers {outcome.DidEn}; of the {row.Without} without it, {row.WithoutSuccess} did.",
            row.With,
            row.WithSuccess,
            row.Without,
            row.WithoutSuccess,
            row.Coverage,
            row.Confidence,
            row.BaseRate,
            row.Lift,
            new PatternInterval(row.Difference, row.DifferenceLow, row.DifferenceHigh),
            row.Adjusted is { } adjusted
                ? new PatternInterval(adjusted, row.AdjustedLow!.Value, row.AdjustedHigh!.Value)
                : null,
            new PatternInterval(row.TestedDifference, row.TestedLow, row.TestedHigh),
            row.P,
            row.Q,
            row.Verdict,
            VerdictIn(row.Verdict, outcome, japanese),
            row.ReachAccounts,
            row.ReachMrr,
            PatternWorth.Of(row.YearCustomers, row.YearArr, new(row.YearEffect, row.YearEffectLow, row.YearEffectHigh))
        );
    }

    private static string VerdictIn(Verdict verdict, OutcomeKind outcome, bool japanese) =>
        verdict switch
        {
            Verdict.Raises => japanese ? $"{outcome.DidJa}する割合を上げる" : $"raises {outcome.RateEn}",
            Verdict.Lowers => japanese ? $"{outcome.DidJa}する割合を下げる" : $"lowers {outcome.RateEn}",
            _ => japanese
                ? $"{outcome.DidJa}する割合への影響は判定できない"
                : $"cannot tell whether it moves {outcome.RateEn}",
        };
}

internal sealed class ListPatternsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/patterns",
                async Task<Results<Ok<Page<PatternLine>>, ProblemHttpResult>> (
                    ListAsk list,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var patterns = await mediator.Send(new ListPatterns(list), cancellation);
                    return patterns.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(patterns.Value);
                }
            )
            .WithName(nameof(ListPatterns))
            .WithSummary("List what the newest mining found, ranked by reach × effect")
            .WithDescription(
                """
                Verdicts come first, then what is worth most: customers that were in the phase within a year and stand on the side that does worse, times the held-out effect
                (`worth`, in customers and in ARR, each with the effect's 95 % interval). `rankInPhase` ranks likewise within the phase. Arms below twenty customers are not shown.
                """
            )
            .WithMetadata(new ListFields(ListPatternsHandler.Shape.FieldNames))
            .WithExample(
                null,
                new Page<PatternLine>(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
                            1,
                            1,
                            "churned",
                            "onboarding",
                            "導入期",
                            "departments_using",
                            3,
                            "利用部署の数が3以上",
                            "60社中54社が継続。そうでない40社では26社が継続。",
                            60,
                            54,
                            40,
                            26,
                            0.6,
                            0.9,
                            0.8,
                            1.125,
                            new(0.25, 0.086, 0.414),
                            new(0.0474, -0.147, 0.241),
                            new(0.22, 0.01, 0.41),
                            0.0041,
                            0.031,
                            Verdict.CannotTell,
                            "継続する割合への影響は判定できない",
                            18,
                            [Money.Of("5400000", "JPY")],
                            new(
                                24,
                                new(1.1376, -3.528, 5.784),
                                [
                                    new(
                                        Money.Of("4095360", "JPY"),
                                        Money.Of("-12700800", "JPY"),
                                        Money.Of("20822400", "JPY")
                                    ),
                                ]
                            )
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
