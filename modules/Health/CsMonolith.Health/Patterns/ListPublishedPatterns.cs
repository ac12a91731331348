using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>Which patterns were published from the command line?</summary>
internal sealed record ListPublishedPatterns(ListAsk List) : IQuery<Page<PublishedPatternLine>>;

/// <param name="State">Always <c>candidate</c>: what becomes of it is a leader's decision, and no publisher's.</param>
/// <param name="HeldOut">Rows of the half that did not propose it.</param>
/// <param name="Difference">On that half, crude, with Newcombe's interval.</param>
/// <param name="AdjustedDifference">Within strata, Mantel and Haenszel's with Sato's interval.</param>
/// <param name="Worth">Reach × effect in a year, by the host's customers of the phase; candidates are ranked by it.</param>
/// <param name="P">Fisher's, two-sided.</param>
/// <param name="Q">Adjusted for all patterns that were carried over (Benjamini and Hochberg).</param>
internal sealed record PublishedPatternLine(
    Guid Id,
    string State,
    string Phase,
    string Condition,
    string Column,
    string Outcome,
    PatternArms HeldOut,
    PatternInterval Difference,
    PatternInterval AdjustedDifference,
    double? Lift,
    double P,
    double Q,
    Verdict Verdict,
    int Tried,
    int Hidden,
    double FalseDiscoveryRate,
    long Seed,
    string Code,
    string Data,
    string DataFingerprint,
    string? Model,
    Guid? PublishedBy,
    DateTime PublishedAt,
    PatternWorth Worth
);

internal sealed class ListPublishedPatternsHandler(HealthDb db, Cursors cursors)
    : IRequestHandler<ListPublishedPatterns, Result<Page<PublishedPatternLine>>>
{
    private const string Candidate = "candidate";

    public static ListShape<PublishedPattern> Shape { get; } =
        new ListShape<PublishedPattern>(row => row.Id, "-worth")
            .With("worth", row => row.Worth)
            .With("publishedAt", row => row.PublishedAt)
            .With("phase", row => row.Phase)
            .With("column", row => row.Column)
            .With("outcome", row => row.Outcome)
            .With("verdict", row => row.Verdict)
            .With("q", row => row.Q);

    public Task<Result<Page<PublishedPatternLine>>> Handle(
        ListPublishedPatterns ask,
        CancellationToken cancellationToken
    ) => Shape.Page(db.Set<PublishedPattern>().AsNoTracking(), ask.List, cursors, Show, cancellationToken);

    private static PublishedPatternLine Show(PublishedPattern row) =>
        new(
            row.Id,
            Candidate,
            row.Phase,
            row.Condition,
            row.Column,
            row.Outcome,
            new(row.With, row.WithOutcome, row.Without, row.WithoutOutcome),
            new(row.Difference, row.DifferenceLow, row.DifferenceHigh),
            new(row.Adjusted, row.AdjustedLow, row.AdjustedHigh),
            row.Lift,
            row.P,
            row.Q,
            row.Verdict,
            row.Tried,
            row.Hidden,
            row.FalseDiscoveryRate,
            row.Seed,
            row.Code,
            row.Data,
            row.DataFingerprint,
            row.Model,
            row.PublishedBy,
            row.PublishedAt,
            PatternWorth.Of(row.YearCustomers, row.YearArr, new(row.YearEffect, row.YearEffectLow, row.YearEffectHigh))
        );
}

internal sealed class ListPublishedPatternsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/published-patterns",
                async Task<Results<Ok<Page<PublishedPatternLine>>, ProblemHttpResult>> (
                    ListAsk list,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var patterns = await mediator.Send(new ListPublishedPatterns(list), cancellation);
                    return patterns.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(patterns.Value);
                }
            )
            .WithName(nameof(ListPublishedPatterns))
            .WithSummary("List the candidates that were published from the command line, ranked by reach × effect")
            .WithMetadata(new ListFields(ListPublishedPatternsHandler.Shape.FieldNames))
            .WithExample(
                null,
                new Page<PublishedPatternLine>(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000c2"),
                            "candidate",
                            "onboarding",
                            "kickoff_within_14d = 1",
                            "kickoff_within_14d",
                            "retained",
                            new(50, 44, 50, 24),
                            new(0.4, 0.22, 0.55),
                            new(0.4, 0.24, 0.56),
                            1.294,
                            0.000037,
                            0.000074,
                            Verdict.Raises,
                            Tried: 12,
                            Hidden: 0,
                            FalseDiscoveryRate: 0.1,
                            Seed: 1,
                            "churn 0.1.0",
                            "train.csv",
                            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                            Model: null,
                            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
                            new DateTime(2026, 11, 21, 1, 0, 0, DateTimeKind.Utc),
                            new(
                                30,
                                new(12, 7.2, 16.8),
                                [
                                    new(
                                        Money.Of("14400000", "JPY"),
                                        Money.Of("8640000", "JPY"),
                                        Money.Of("20160000", "JPY")
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
