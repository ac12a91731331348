using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>Which patterns are there: those of the newest mining here, and all that were published?</summary>
/// <param name="AsOf">Those that were there at the end of this day; the present ones if absent.</param>
internal sealed record ListPatterns(ListAsk List, DateOnly? AsOf = null) : IQuery<Page<PatternLine>>;

/// <param name="Origin">mined: by this host from its snapshots; published: at the command line from a file.</param>
/// <param name="Rank">From 1, over all patterns that are listed: verdicts first, then by worth.</param>
/// <param name="RankInPhase">Likewise within the phase.</param>
/// <param name="Outcome">
/// What the pattern is about; counts are of successes, of <c>churned</c> those that did not.
/// </param>
/// <param name="Feature">What the condition is about; of two conditions together both, joined by ∧.</param>
/// <param name="AtLeast">
/// The condition is that the feature is at least so much; <c>null</c> for other conditions.
/// </param>
/// <param name="Condition">As the miner writes it.</param>
/// <param name="Words">The condition in words.</param>
/// <param name="Evidence">How often customers succeeded with it and without it, and who is compared with whom.</param>
/// <param name="With">
/// Rows with the condition: of a mined pattern customers' periods of one horizon, of a published one rows of its file.
/// </param>
/// <param name="Coverage">Share of rows for which the condition holds.</param>
/// <param name="Difference">Crude, with Newcombe's interval.</param>
/// <param name="AdjustedDifference">
/// Within strata, Mantel and Haenszel's with Sato's interval; <c>null</c> where no stratum has both arms.
/// </param>
/// <param name="HeldOut">On the half of the rows that did not propose it.</param>
/// <param name="P">Exact, two-sided, within the strata of the held-out half.</param>
/// <param name="Q">Adjusted for all patterns that were judged together (Benjamini and Hochberg).</param>
/// <param name="Verdict">About successes, whatever the outcome: raises is good.</param>
/// <param name="ReachAccounts">
/// Live customers in the phase now whom it could still move; <c>null</c> where it is not known which they are.
/// </param>
/// <param name="Worth">Reach × effect in a year; patterns are ranked by it.</param>
/// <param name="Counted">Whose time was counted; <c>null</c> for a published pattern.</param>
internal sealed record PatternLine(
    Guid Id,
    PatternOrigin Origin,
    int Rank,
    int RankInPhase,
    string Outcome,
    string Phase,
    string PhaseName,
    string Feature,
    double? AtLeast,
    string Condition,
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
    PatternFigures HeldOut,
    double P,
    double Q,
    Verdict Verdict,
    string VerdictWords,
    int? ReachAccounts,
    IReadOnlyList<Money> ReachMrr,
    PatternWorth Worth,
    PatternRows? Counted,
    PatternSource Source
);

/// <param name="At">When it was mined here, or published to here.</param>
/// <param name="By">Who started or published it.</param>
/// <param name="OutcomeIsLoss">The outcome is one to avoid, such as churn.</param>
/// <param name="Program">Program and version that mined.</param>
/// <param name="Data">Name of the data.</param>
/// <param name="DataFingerprint">SHA-256 of the data, in hexadecimal digits.</param>
/// <param name="Model">Version of the model whose factors led to it; <c>null</c> if none did.</param>
/// <param name="Tried">Pairs of phase and condition that were looked at.</param>
/// <param name="Hidden">Of those, how many had too few rows in an arm.</param>
internal sealed record PatternSource(
    DateTime At,
    Guid? By,
    bool OutcomeIsLoss,
    string Program,
    string Data,
    string DataFingerprint,
    string? Model,
    long Seed,
    double FalseDiscoveryRate,
    int Tried,
    int Hidden
);

internal sealed class ListPatternsHandler(HealthDb db, Cursors cursors, IMediator mediator)
    : IRequestHandler<ListPatterns, Result<Page<PatternLine>>>
{
    public static ListShape<Pattern> Shape { get; } =
        new ListShape<Pattern>(row => row.Id, "-told,-worth")
            .With("told", row => row.IsTold)
            .With("worth", row => row.Worth)
            .With("yearCustomers", row => row.YearCustomers)
            .With("origin", row => row.Origin)
            .With("outcome", row => row.Outcome)
            .With("phase", row => row.Phase)
            .With("feature", row => row.Feature)
            .With("verdict", row => row.Verdict)
            .With("lift", row => row.Lift)
            .With("q", row => row.Q)
            .With("reachAccounts", row => row.ReachAccounts);

    public async Task<Result<Page<PatternLine>>> Handle(ListPatterns ask, CancellationToken cancellationToken)
    {
        var runs = await db.RunsBy(db.Clock.EndOf(ask.AsOf ?? db.Clock.Today), cancellationToken);
        var listed = db.PatternsOf(runs);
        var ranks = await Ranks(listed, cancellationToken);
        var phases = (await mediator.Send(new Phases(), cancellationToken)).ToDictionary(phase => phase.Code);
        return await Shape.Page(
            listed,
            ask.List,
            cursors,
            row => Show(row, runs[row.RunId], ranks[row.Id], phases.GetValueOrDefault(row.Phase)),
            cancellationToken
        );
    }

    // Worked out when it is asked: each mining and each publishing moves the ranks of all others.
    private static async Task<Dictionary<Guid, (int Rank, int InPhase)>> Ranks(
        IQueryable<Pattern> listed,
        CancellationToken cancellation
    )
    {
        var ordered = await listed
            .OrderByDescending(row => row.IsTold)
            .ThenByDescending(row => row.Worth)
            .ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.Phase })
            .ToListAsync(cancellation);
        var inPhase = new Dictionary<string, int>(StringComparer.Ordinal);
        return ordered
            .Index()
            .ToDictionary(
                one => one.Item.Id,
                one => (one.Index + 1, inPhase[one.Item.Phase] = inPhase.GetValueOrDefault(one.Item.Phase) + 1)
            );
    }

    private static PatternLine Show(Pattern row, PatternRun run, (int Rank, int InPhase) rank, PhaseName? phase)
    {
        var evidence = row.Evidence;
        var (all, effect, words) = (evidence.All, evidence.Effect, new PatternWording(row, run));
        return new PatternLine(
            row.Id,
            row.Origin,
            rank.Rank,
            rank.InPhase,
            row.Outcome,
            row.Phase,
            (ProblemAnswers.InJapanese ? phase?.Ja : phase?.En) ?? row.Phase,
            row.Feature,
            row.AtLeast,
            row.Condition,
            words.Condition,
            words.Counts(evidence),
            all.With,
            all.WithSuccess,
            all.Without,
            all.WithoutSuccess,
            evidence.Coverage,
            evidence.Confidence,
            evidence.BaseRate,
            row.Lift,
            all.Difference,
            all.Adjusted,
            evidence.HeldOut,
            evidence.P,
            row.Q,
            row.Verdict,
            words.Verdict,
            row.ReachAccounts,
            row.ReachMrr,
            PatternWorth.Of(row.YearCustomers, row.YearArr, new Interval(effect.Value, effect.Low, effect.High)),
            evidence.Counted,
            new PatternSource(
                run.At,
                run.By,
                run.OutcomeIsLoss,
                run.Program,
                run.Data,
                run.DataFingerprint,
                run.Model,
                run.Seed,
                run.FalseDiscoveryRate,
                run.Tried,
                run.Hidden
            )
        );
    }
}

internal sealed class ListPatternsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/patterns", (ListAsk list, DateOnly? asOf) => new ListPatterns(list, asOf))
            .WithMetadata(new OwnParameters("asOf"))
            .WithSummary(
                "List the patterns of the newest mining and those that were published, ranked by reach × effect"
            )
            .WithDescription(
                "Verdicts come first, then what is worth most: customers that were in the phase within a "
                    + "year and stand on the side that does worse, times the held-out effect (`worth`, in "
                    + "customers and in ARR, each with the effect's 95 % interval). `rankInPhase` ranks likewise "
                    + "within the phase. `origin` tells patterns that this host mined from its snapshots from "
                    + "those that were mined elsewhere and published; of those the customers are a share of the "
                    + "phase's. A mined pattern is counted in periods of one horizon: customers who could still go "
                    + "either way are compared with others as far into the phase, so that what merely grows with "
                    + "time is none. Arms below twenty customers are not shown, and what another pattern of the "
                    + "phase explains has no verdict (`counted.explainedBy`)."
            )
            .WithMetadata(new ListFields(ListPatternsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<PatternLine>(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
                            PatternOrigin.Mined,
                            1,
                            1,
                            "churned",
                            "onboarding",
                            "導入期",
                            "departments_using",
                            3,
                            "departments_using ≥ 3",
                            "利用部署の数が3以上",
                            "条件ありの60期間(各90日、38社)のうち54期間で継続。条件なしの40期間(29社)では26期間。"
                                + "同じティア、同じ四半期に、フェーズに入ってから同じくらい経った顧客どうしの比較。",
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
                            new(31, 27, 21, 14, new(0.22, 0.01, 0.41), new(0.0474, -0.147, 0.241)),
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
                            ),
                            new(HorizonDays: 90, CustomersWith: 38, CustomersWithout: 29, ExplainedBy: null),
                            new(
                                new DateTime(2026, 11, 21, 1, 0, 0, DateTimeKind.Utc),
                                Guid.Parse("0199a000-0000-7000-8000-000000000011"),
                                OutcomeIsLoss: true,
                                MinePatternsHandler.Program,
                                MinePatternsHandler.Data,
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                                Model: null,
                                Seed: 1,
                                FalseDiscoveryRate: 0.1,
                                Tried: 12,
                                Hidden: 0
                            )
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
