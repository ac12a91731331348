using System.Text.Json;
using CsMonolith.Health.Models;
using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Snapshots;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Patterns;

/// <summary>Looks in each phase for what goes with success: proposed on one half of the accounts, judged on the other.</summary>
internal sealed record MinePatterns(string Outcome, int HorizonDays, ChurnPolicy Policy, int Seed) : IJob<MiningReport>;

/// <param name="Rows">One per account and phase.</param>
/// <param name="Hidden">Pairs left out since an arm had fewer than twenty customers.</param>
internal sealed record MiningReport(
    Guid MiningId,
    int Rows,
    int Tried,
    int Hidden,
    int Patterns,
    int Verdicts,
    PolicyDisagreement? Disagreement
);

internal sealed class MinePatternsHandler(HealthDb db, Labeller labeller, JobProgress progress)
    : IRequestHandler<MinePatterns, Result<MiningReport>>
{
    private const double FalseDiscoveryRate = 0.1;
    private const int MinArm = 20;

    public async Task<Result<MiningReport>> Handle(MinePatterns ask, CancellationToken cancellationToken)
    {
        progress.Tell(1, "Labelling snapshots", "スナップショットに結果を付けています");
        var labelled = await labeller.Label(new LabelAsk(ask.Outcome, ask.HorizonDays, ask.Policy), cancellationToken);

        // The months of one account are not independent: its last decidable snapshot in a phase stands for them all.
        var rows = labelled
            .Rows.GroupBy(row => (row.Snapshot.AccountId, row.Snapshot.Phase))
            .Select(months => months.MaxBy(row => row.Snapshot.AsOf)!)
            .ToList();
        if (rows.Count == 0)
        {
            return ModelErrors.NoSnapshots;
        }

        var values = rows.Select(row => FeatureTable.ValuesOf(row.Snapshot)).ToList();
        var candidates = Candidate.Of(values);
        var named = candidates
            .Select((candidate, i) => new Condition($"{i}", candidate.Feature, [.. values.Select(candidate.HoldsFor)]))
            .ToList();
        var settings = new PatternSettings("phase", ["tier"], FalseDiscoveryRate, MinArm, (ulong)ask.Seed);
        var found = await Task.Run(
            () =>
                PatternMiner.Mine(
                    Strata(OutcomeCatalogue.Find(ask.Outcome)!.IsSuccess, rows, values),
                    named,
                    settings,
                    new Steps(progress),
                    cancellationToken
                ),
            cancellationToken
        );

        var present = (await db.NewestLive(db.Clock.Today, cancellationToken)).ToLookup(
            snapshot => snapshot.Phase ?? "",
            snapshot => (snapshot, FeatureTable.ValuesOf(snapshot))
        );
        var mining = new PatternMining
        {
            MinedAt = db.Clock.Now,
            Outcome = ask.Outcome,
            HorizonDays = ask.HorizonDays,
            Rows = rows.Count,
            Tried = found.Tried,
            Hidden = found.Hidden,
        };
        var year = await YearInPhases.Read(db, cancellationToken);
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        var ranked = found
            .Patterns.Select(pattern =>
                (
                    Pattern: pattern,
                    Candidate: candidates[
                        int.Parse(pattern.Condition, System.Globalization.CultureInfo.InvariantCulture)
                    ]
                )
            )
            .Select(pair =>
                (
                    pair.Pattern,
                    pair.Candidate,
                    Year: year.Movable(pair.Pattern, pair.Candidate),
                    Reach: ScopeOf(pair.Pattern, pair.Candidate, present[pair.Pattern.Phase])
                )
            )
            .OrderBy(one => one.Pattern.Verdict == Verdict.CannotTell)
            .ThenByDescending(one => one.Year.Count * PatternReach.EffectOf(one.Pattern.Tested).Value)
            .Select(
                (one, i) =>
                    Row(
                        mining.Id,
                        (i + 1, ranks[one.Pattern.Phase] = ranks.GetValueOrDefault(one.Pattern.Phase) + 1),
                        one.Pattern,
                        one.Candidate,
                        one.Reach,
                        one.Year
                    )
            )
            .ToList();
        await db.Transact(
            () =>
            {
                db.Add(mining);
                db.AddRange(ranked);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return new MiningReport(
            mining.Id,
            rows.Count,
            found.Tried,
            found.Hidden,
            ranked.Count,
            ranked.Count(row => row.Verdict != Verdict.CannotTell),
            labelled.Disagreement
        );
    }

    private static Table Strata(
        bool isSuccess,
        List<LabelledSnapshot> rows,
        List<Dictionary<string, JsonElement>> values
    )
    {
        var builder = new TableBuilder().Category("phase").Category("tier");
        foreach (var (row, features) in rows.Zip(values))
        {
            builder.Add(
                [row.Snapshot.Phase, features.TryGetValue("tier", out var tier) ? tier.GetRawText() : null],
                row.Label == isSuccess,
                row.Snapshot.AccountId.ToString("N")
            );
        }

        return builder.Build();
    }

    // Whom it could still move: those without what helps, or with what harms.
    private static List<Snapshot> ScopeOf(
        Pattern pattern,
        Candidate candidate,
        IEnumerable<(Snapshot Snapshot, Dictionary<string, JsonElement> Values)> present
    ) =>
        [
            .. present
                .Where(row => candidate.HoldsFor(row.Values) == (pattern.All.Difference.Value < 0))
                .Select(row => row.Snapshot),
        ];

    private static MinedPattern Row(
        Guid mining,
        (int Of, int InPhase) rank,
        Pattern pattern,
        Candidate candidate,
        List<Snapshot> reach,
        IReadOnlyList<Snapshot> year
    )
    {
        var (all, tested) = (pattern.All, pattern.Tested);
        var adjusted = double.IsFinite(all.Adjusted.Value);
        var effect = PatternReach.EffectOf(tested);
        return new MinedPattern
        {
            MiningId = mining,
            Rank = rank.Of,
            RankInPhase = rank.InPhase,
            Phase = pattern.Phase,
            Feature = candidate.Feature,
            AtLeast = candidate.AtLeast,
            With = all.Arms.With,
            WithSuccess = all.Arms.WithOutcome,
            Without = all.Arms.Without,
            WithoutSuccess = all.Arms.WithoutOutcome,
            Coverage = all.Coverage,
            Confidence = all.Confidence,
            BaseRate = all.BaseRate,
            Lift = double.IsFinite(all.Lift) ? all.Lift : null,
            Difference = all.Difference.Value,
            DifferenceLow = all.Difference.Low,
            DifferenceHigh = all.Difference.High,
            Adjusted = adjusted ? all.Adjusted.Value : null,
            AdjustedLow = adjusted ? all.Adjusted.Low : null,
            AdjustedHigh = adjusted ? all.Adjusted.High : null,
            TestedDifference = tested.Difference.Value,
            TestedLow = tested.Difference.Low,
            TestedHigh = tested.Difference.High,
            P = tested.FisherP,
            Q = pattern.QValue,
            Verdict = pattern.Verdict,
            ReachAccounts = reach.Count,
            YearCustomers = year.Count,
            YearArrJson = JsonSerializer.Serialize(YearInPhases.ArrOf(year), Wire.Json),
            YearEffect = effect.Value,
            YearEffectLow = effect.Low,
            YearEffectHigh = effect.High,
            ReachMrrJson = JsonSerializer.Serialize(
                reach
                    .Where(snapshot => snapshot.Currency is not null)
                    .GroupBy(snapshot => snapshot.Currency!)
                    .Select(group => new Money(group.Sum(snapshot => snapshot.MrrMinor), group.Key)),
                Wire.Json
            ),
        };
    }

    private sealed class Steps(JobProgress progress) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) =>
            progress.Tell(10 + (int)(80 * value.Fraction), "Mining patterns", "パターンを探しています");
    }
}
