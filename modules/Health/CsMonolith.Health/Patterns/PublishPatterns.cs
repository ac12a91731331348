using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsMonolith.Health.Models;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>Publish patterns that were mined at the command line, as candidates with their held-out evidence.</summary>
/// <param name="Outcome">Column of the outcome in the data, such as <c>retained</c>.</param>
/// <param name="Code">Program and version that mined.</param>
/// <param name="Data">Name of the data.</param>
/// <param name="DataFingerprint">SHA-256 of every name and cell, in hexadecimal digits.</param>
/// <param name="Model">Version of the model whose factors led to them; <c>null</c> if none did.</param>
/// <param name="Seed">Decided which half proposed and which judged.</param>
/// <param name="FalseDiscoveryRate">Share of false verdicts allowed among all.</param>
/// <param name="Tried">Pairs of phase and condition that were looked at.</param>
/// <param name="Hidden">Of those, how many had too few rows in an arm.</param>
/// <param name="OutcomeIsLoss">The outcome is one to avoid, such as churn: worth is what is averted.</param>
/// <param name="Patterns">
/// All that were carried over to the held-out half, told or not: the number of them is part of the evidence.
/// </param>
internal sealed record PublishPatterns(
    string Outcome,
    string Code,
    string Data,
    string DataFingerprint,
    string? Model,
    long Seed,
    double FalseDiscoveryRate,
    int Tried,
    int Hidden,
    [property: NotAudited] IReadOnlyList<PatternToPublish> Patterns,
    bool OutcomeIsLoss = false
) : ICommand<PublishedPatterns>;

/// <param name="Phase">Empty if all rows were one phase.</param>
/// <param name="Mined">Counts of the half that proposed it, one for each stratum.</param>
/// <param name="HeldOut">Counts of the half that did not.</param>
internal sealed record PatternToPublish(
    string Phase,
    string Condition,
    string Column,
    IReadOnlyList<PatternArms> Mined,
    IReadOnlyList<PatternArms> HeldOut,
    Verdict Verdict
);

/// <summary>Rows of one stratum, with and without the condition, and how many of each have the outcome.</summary>
internal sealed record PatternArms(int With, int WithOutcome, int Without, int WithoutOutcome);

/// <param name="Published">New candidates.</param>
/// <param name="Known">Published before from the same data: they stand as they are.</param>
/// <param name="Untold">Of which nothing can be told: evidence for the others, and no candidates.</param>
internal sealed record PublishedPatterns(int Published, int Known, int Untold);

internal sealed partial class PublishPatternsValidator : AbstractValidator<PublishPatterns>
{
    private const int MostPatterns = 2_000;
    private const int MostStrata = 200;
    private const int MostRows = 10_000_000;

    public PublishPatternsValidator()
    {
        RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Code).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Data).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.DataFingerprint).NotEmpty().Matches(Sha256());
        RuleFor(ask => ask.Model).MaximumLength(40);
        RuleFor(ask => ask.Seed).GreaterThanOrEqualTo(0);
        RuleFor(ask => ask.FalseDiscoveryRate).InclusiveBetween(0.001, EvidenceGate.MostFalseDiscoveryRate);
        RuleFor(ask => ask.Tried).GreaterThanOrEqualTo(ask => ask.Patterns.Count);
        RuleFor(ask => ask.Hidden).GreaterThanOrEqualTo(0);
        RuleFor(ask => ask.Patterns.Count).InclusiveBetween(1, MostPatterns);
        RuleForEach(ask => ask.Patterns)
            .ChildRules(pattern =>
            {
                pattern.RuleFor(one => one.Phase).NotNull().MaximumLength(100);
                pattern.RuleFor(one => one.Condition).NotEmpty().MaximumLength(400);
                pattern.RuleFor(one => one.Column).NotEmpty().MaximumLength(400);
                pattern.RuleFor(one => one.Mined.Count).InclusiveBetween(1, MostStrata);
                pattern.RuleFor(one => one.HeldOut.Count).InclusiveBetween(1, MostStrata);
                pattern.RuleForEach(one => one.Mined).ChildRules(Arms);
                pattern.RuleForEach(one => one.HeldOut).ChildRules(Arms);
            });
    }

    private static void Arms(InlineValidator<PatternArms> arms)
    {
        arms.RuleFor(one => one.With).InclusiveBetween(0, MostRows);
        arms.RuleFor(one => one.WithOutcome).InclusiveBetween(0, MostRows);
        arms.RuleFor(one => one.Without).InclusiveBetween(0, MostRows);
        arms.RuleFor(one => one.WithoutOutcome).InclusiveBetween(0, MostRows);
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Sha256();
}

internal sealed class PublishPatternsHandler(HealthDb db, RequestContext context)
    : IRequestHandler<PublishPatterns, Result<PublishedPatterns>>
{
    public async Task<Result<PublishedPatterns>> Handle(PublishPatterns ask, CancellationToken cancellationToken)
    {
        List<PatternClaim> claims = [.. ask.Patterns.Select(pattern => Claim(pattern, ask.OutcomeIsLoss))];
        var judged = EvidenceGate.Judge(claims, ask.FalseDiscoveryRate);
        if (judged.Error is { } refused)
        {
            return refused;
        }

        if (
            ask.Model is { } version
            && !await db.Set<ModelVersion>().AnyAsync(model => model.Name == version, cancellationToken)
        )
        {
            return ModelErrors.NoSuchModel(version);
        }

        var told = Enumerable
            .Range(0, claims.Count)
            .Where(i => EvidenceGate.IsTold(claims[i].Verdict))
            .Select(i =>
                (Key: Key(ask, ask.Patterns[i]), ask.Patterns[i].Phase, Claim: claims[i], Judged: judged.Value[i])
            )
            .ToList();
        var keys = told.ConvertAll(one => (Guid?)one.Key);
        var known = await db.Set<Pattern>()
            .Where(row => keys.Contains(row.PublicationKey))
            .Select(row => row.PublicationKey!.Value)
            .ToHashSetAsync(cancellationToken);
        var fresh = told.Where(one => known.Add(one.Key)).ToList();
        if (fresh.Count > 0)
        {
            var (run, year) = (Run(ask), await YearInPhases.Read(db, cancellationToken));
            db.Add(run);
            db.AddRange(fresh.Select(one => Row(run, one.Key, one.Phase, one.Claim, one.Judged, year)));
            await db.SaveChangesAsync(cancellationToken);
        }

        return new PublishedPatterns(fresh.Count, told.Count - fresh.Count, ask.Patterns.Count - told.Count);
    }

    // Patterns count successes: where the outcome is a loss, the rows without it.
    private static PatternClaim Claim(PatternToPublish pattern, bool outcomeIsLoss) =>
        new(
            pattern.Condition,
            pattern.Column,
            [.. pattern.Mined.Select(arms => Successes(arms, outcomeIsLoss))],
            [.. pattern.HeldOut.Select(arms => Successes(arms, outcomeIsLoss))],
            (pattern.Verdict, outcomeIsLoss) switch
            {
                (Verdict.Raises, true) => Verdict.Lowers,
                (Verdict.Lowers, true) => Verdict.Raises,
                var (said, _) => said,
            }
        );

    private static Arms Successes(PatternArms arms, bool outcomeIsLoss) =>
        outcomeIsLoss
            ? new Arms(arms.With, arms.With - arms.WithOutcome, arms.Without, arms.Without - arms.WithoutOutcome)
            : new Arms(arms.With, arms.WithOutcome, arms.Without, arms.WithoutOutcome);

    private static Guid Key(PublishPatterns ask, PatternToPublish pattern) =>
        new(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        string.Join('\u001f', ask.DataFingerprint, ask.Outcome, pattern.Phase, pattern.Condition)
                    )
                )
                .AsSpan(0, 16)
        );

    private PatternRun Run(PublishPatterns ask) =>
        new()
        {
            Origin = PatternOrigin.Published,
            At = db.Clock.Now,
            By = context.Caller.PersonId,
            Outcome = ask.Outcome,
            OutcomeIsLoss = ask.OutcomeIsLoss,
            Program = ask.Code,
            Data = ask.Data,
            DataFingerprint = ask.DataFingerprint,
            Model = ask.Model,
            Seed = ask.Seed,
            FalseDiscoveryRate = ask.FalseDiscoveryRate,
            Tried = ask.Tried,
            Hidden = ask.Hidden,
        };

    private static Pattern Row(
        PatternRun run,
        Guid key,
        string phase,
        PatternClaim claim,
        JudgedClaim judged,
        YearInPhases year
    )
    {
        var (all, heldOut) = (Effect.Of([.. claim.Mined, .. claim.HeldOut]), judged.HeldOut);

        // Which customers fulfil the condition only the file knows: as large a share of ours as of its rows is taken.
        var isWorseWith = heldOut.Difference.Value < 0;
        var (customers, arr) = year.Share(phase, isWorseWith ? heldOut.Coverage : 1 - heldOut.Coverage);
        return new Pattern
        {
            RunId = run.Id,
            Origin = run.Origin,
            Outcome = run.Outcome,
            Phase = phase,
            Condition = claim.Condition,
            Feature = claim.Feature,
            PublicationKey = key,
            EvidenceJson = JsonSerializer.Serialize(PatternEvidence.Of(all, heldOut, counted: null), Wire.Json),
            Lift = double.IsFinite(all.Lift) ? all.Lift : null,
            Q = judged.Q,
            Verdict = claim.Verdict,
            IsTold = EvidenceGate.IsTold(claim.Verdict),
            ReachMrrJson = "[]",
            YearCustomers = customers,
            YearArrJson = JsonSerializer.Serialize(arr, Wire.Json),
            Worth = customers * PatternReach.EffectOf(heldOut).Value,
        };
    }
}

internal sealed class PublishPatternsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/published-patterns", (PublishPatterns ask) => ask)
            .RequiresIdempotencyKey()
            .WithSummary("Publish patterns that were mined at the command line, as candidates")
            .WithDescription(
                "Counts alone are believed: p, q and intervals are worked out anew, and a verdict that the "
                    + "held-out counts do not bear is refused."
            )
            .WithExample(
                new PublishPatterns(
                    "retained",
                    "churn 0.1.0",
                    "train.csv",
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    Model: null,
                    Seed: 1,
                    FalseDiscoveryRate: 0.1,
                    Tried: 12,
                    Hidden: 0,
                    [
                        new(
                            "onboarding",
                            "kickoff_within_14d = 1",
                            "kickoff_within_14d",
                            [new(50, 45, 50, 26)],
                            [new(50, 44, 50, 24)],
                            Verdict.Raises
                        ),
                        new(
                            "onboarding",
                            "training = yes",
                            "training",
                            [new(40, 31, 60, 40)],
                            [new(45, 32, 55, 36)],
                            Verdict.CannotTell
                        ),
                    ]
                ),
                new PublishedPatterns(Published: 1, Known: 0, Untold: 1)
            )
            .WithProblems(400, 401, 403, 404);
}
