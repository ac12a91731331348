using System.Globalization;
using System.Text.Json;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;
using FoundPattern = CsMonolith.Learning.Patterns.Pattern;

namespace CsMonolith.Health.Patterns;

/// <summary>
/// Mines patterns from the labelled snapshots: one half of the accounts proposes them, the other half judges them, and
/// customers are compared with others as far into their phase.
/// </summary>
internal sealed record MinePatterns(string Outcome, int HorizonDays, ChurnPolicy Policy, int Seed) : IJob<MiningReport>;

/// <param name="Rows">
/// Snapshots that evidence was counted from: of each account one a horizon of its phase, up to the outcome.
/// </param>
/// <param name="Rescued">
/// Labelled snapshots left out since the customer was held by force within their horizon.
/// </param>
/// <param name="Hidden">Pairs left out since an arm had fewer than twenty customers.</param>
internal sealed record MiningReport(
    Guid MiningId,
    int Rows,
    int Tried,
    int Hidden,
    int Patterns,
    int Verdicts,
    PolicyDisagreement? Disagreement,
    int Rescued
);

internal sealed class MinePatternsHandler(
    HealthDb db,
    Labeller labeller,
    IMediator mediator,
    JobProgress progress,
    RequestContext context
) : IRequestHandler<MinePatterns, Result<MiningReport>>
{
    public const string Program = "CsMonolith";
    public const string Data = "snapshots";

    public async Task<Result<MiningReport>> Handle(MinePatterns ask, CancellationToken cancellationToken)
    {
        progress.Report(1, "Labelling snapshots", "スナップショットに結果を付けています");
        var labelled = await labeller.Label(new LabelAsk(ask.Outcome, ask.HorizonDays, ask.Policy), cancellationToken);

        var rescues = await ForcedRescues.Read(mediator, db.Clock.Today, cancellationToken);
        var rows = labelled.Rows.Where(row => !rescues.Meet(row, ask.HorizonDays)).ToList();
        if (rows.Count == 0)
        {
            return SnapshotErrors.NoSnapshots;
        }

        var values = rows.Select(row => FeatureTable.ValuesOf(row.Snapshot)).ToList();
        var conditions = ThresholdCondition.Of(values);
        var named = conditions
            .Select((condition, i) => new Condition($"{i}", condition.Feature, [.. values.Select(condition.HoldsFor)]))
            .ToList();
        var isSuccess = OutcomeCatalogue.Find(ask.Outcome)!.IsSuccess;
        var settings = new PatternSettings(
            "phase",
            ["tier"],
            EvidenceGate.FalseDiscoveryRate,
            EvidenceGate.MinArm,
            (ulong)ask.Seed
        )
        {
            TimeInPhaseColumn = FeatureCatalogue.PhaseDays,
            HorizonDays = ask.HorizonDays,
        };
        var found = await Task.Run(
            () =>
                PatternMiner.Mine(
                    Strata(isSuccess, rows, values),
                    named,
                    settings,
                    new Steps(progress),
                    cancellationToken
                ),
            cancellationToken
        );
        var run = new PatternRun
        {
            Origin = PatternOrigin.Mined,
            At = db.Clock.Now,
            By = context.Caller.PersonId,
            Outcome = ask.Outcome,
            OutcomeIsLoss = !isSuccess,
            Program = Program,
            Data = Data,
            DataFingerprint = FeatureTable.Fingerprint(rows),
            Seed = ask.Seed,
            FalseDiscoveryRate = settings.FalseDiscoveryRate,
            Tried = found.Tried,
            Hidden = found.Hidden,
        };
        var patterns = await Judged(run, found.Patterns, conditions, ask.HorizonDays, cancellationToken);
        await db.Transact(
            () =>
            {
                db.Add(run);
                db.AddRange(patterns);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return new MiningReport(
            run.Id,
            found.AtRisk.Rows.Length,
            found.Tried,
            found.Hidden,
            patterns.Count,
            patterns.Count(row => row.IsTold),
            labelled.Disagreement,
            labelled.Rows.Count - rows.Count
        );
    }

    // What the host mined passes the same gate as what is published; that it does not pass would be a bug of the miner.
    private async Task<List<Pattern>> Judged(
        PatternRun run,
        IReadOnlyList<FoundPattern> found,
        IReadOnlyList<ThresholdCondition> conditions,
        int horizonDays,
        CancellationToken cancellation
    )
    {
        var meant = found
            .Select(pattern => conditions[int.Parse(pattern.Condition, CultureInfo.InvariantCulture)])
            .ToList();
        var judged = EvidenceGate.Judge(
            [
                .. found.Zip(
                    meant,
                    (pattern, condition) =>
                        new PatternClaim(
                            condition.ToString(),
                            condition.Feature,
                            pattern.MinedStrata,
                            pattern.TestedStrata,
                            pattern.Verdict
                        )
                ),
            ],
            run.FalseDiscoveryRate
        );
        if (judged.Error is { } refused)
        {
            throw new InvalidOperationException($"The miner found what its counts do not bear: {refused.En}");
        }

        var year = await YearInPhases.Read(db, cancellation);
        var present = (await db.NewestLive(db.Clock.Today, cancellation)).ToLookup(
            snapshot => snapshot.Phase ?? "",
            snapshot => (snapshot, FeatureTable.ValuesOf(snapshot))
        );
        return
        [
            .. found.Select(
                (pattern, i) =>
                    Row(
                        run,
                        pattern,
                        meant[i],
                        judged.Value[i],
                        ReachOf(pattern, meant[i], present[pattern.Phase]),
                        year.Movable(pattern, meant[i]),
                        new PatternRows(
                            horizonDays,
                            pattern.Customers.With,
                            pattern.Customers.Without,
                            pattern.ExplainedBy is { } by
                                ? conditions[int.Parse(by, CultureInfo.InvariantCulture)].ToString()
                                : null
                        )
                    )
            ),
        ];
    }

    private static Table Strata(
        bool isSuccess,
        IReadOnlyList<LabelledSnapshot> rows,
        List<Dictionary<string, JsonElement>> values
    )
    {
        var builder = new TableBuilder().Category("phase").Category("tier").Numeric(FeatureCatalogue.PhaseDays);
        foreach (var (row, features) in rows.Zip(values))
        {
            builder.Add(
                [
                    row.Snapshot.Phase,
                    features.TryGetValue("tier", out var tier) ? tier.GetRawText() : null,
                    features.TryGetValue(FeatureCatalogue.PhaseDays, out var days) && days.TryGetDouble(out var since)
                        ? since
                        : Cell.Missing,
                ],
                row.Label == isSuccess,
                row.Snapshot.AccountId.ToString("N"),
                row.Snapshot.AsOf
            );
        }

        return builder.Build();
    }

    // Whom it could still move: those without what helps, or with what harms.
    private static List<Snapshot> ReachOf(
        FoundPattern pattern,
        ThresholdCondition condition,
        IEnumerable<(Snapshot Snapshot, Dictionary<string, JsonElement> Values)> present
    ) =>
        [
            .. present
                .Where(row => condition.HoldsFor(row.Values) == (pattern.All.Difference.Value < 0))
                .Select(row => row.Snapshot),
        ];

    private static Pattern Row(
        PatternRun run,
        FoundPattern pattern,
        ThresholdCondition condition,
        JudgedClaim judged,
        List<Snapshot> reach,
        IReadOnlyList<Snapshot> year,
        PatternRows counted
    ) =>
        new()
        {
            RunId = run.Id,
            Origin = run.Origin,
            Outcome = run.Outcome,
            Phase = pattern.Phase,
            Condition = condition.ToString(),
            Feature = condition.Feature,
            AtLeast = condition.AtLeast,
            EvidenceJson = JsonSerializer.Serialize(
                PatternEvidence.Of(pattern.All, judged.HeldOut, counted),
                Wire.Json
            ),
            Lift = double.IsFinite(pattern.All.Lift) ? pattern.All.Lift : null,
            Q = judged.Q,
            Verdict = pattern.Verdict,
            IsTold = EvidenceGate.IsTold(pattern.Verdict),
            ReachAccounts = reach.Count,
            ReachMrrJson = JsonSerializer.Serialize(
                reach
                    .Where(snapshot => snapshot.Currency is not null)
                    .GroupBy(snapshot => snapshot.Currency!)
                    .Select(group => new Money(group.Sum(snapshot => snapshot.MrrMinor), group.Key)),
                Wire.Json
            ),
            YearCustomers = year.Count,
            YearArrJson = JsonSerializer.Serialize(YearInPhases.ArrOf(year), Wire.Json),
            Worth = year.Count * PatternReach.EffectOf(judged.HeldOut).Value,
        };

    private sealed class Steps(JobProgress progress) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) =>
            progress.Report(10 + (int)(80 * value.Fraction), "Mining patterns", "パターンを探しています");
    }
}
