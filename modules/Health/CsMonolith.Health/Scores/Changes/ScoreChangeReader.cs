using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Scores.Changes;

/// <summary>
/// Splits the moves of scores: by the facts of either day as they were known, those of the first day as they were known
/// on the second, and either model.
/// </summary>
internal sealed class ScoreChangeReader(HealthDb db, ModelRegistry registry, RestatementReader restatements)
{
    /// <summary>
    /// Splits the move from one score of an account to another, for each pair; or says why it cannot be done. Each pair
    /// costs eight explanations; facts are asked for once for each pair of days.
    /// </summary>
    public async Task<IReadOnlyList<Result<WhyChanged>>> Explain(
        IReadOnlyList<(StandingScore From, StandingScore To)> moves,
        CancellationToken cancellation
    )
    {
        var models = await Models(
            [.. moves.SelectMany(move => new[] { move.From.ModelVersion, move.To.ModelVersion }).Distinct()],
            cancellation
        );
        var snapshots = await Snapshots([.. moves.SelectMany(move => new[] { move.From, move.To })], cancellation);
        var restated = await restatements.Restate(
            [
                .. moves
                    .Select(move => (Stored: snapshots.GetValueOrDefault(KeyOf(move.From)), move.To.AsOf))
                    .Where(one => one.Stored is not null)
                    .Select(one => (one.Stored!, one.AsOf)),
            ],
            cancellation
        );
        return [.. moves.Select(move => Split(move.From, move.To, models, snapshots, restated))];
    }

    private static Result<WhyChanged> Split(
        StandingScore from,
        StandingScore to,
        Dictionary<string, ProbabilityModel> models,
        Dictionary<(Guid, DateOnly), Snapshot> snapshots,
        IReadOnlyDictionary<Guid, Snapshot> restated
    )
    {
        foreach (var score in new[] { from, to })
        {
            if (!models.ContainsKey(score.ModelVersion))
            {
                return ScoreErrors.ModelGone(score.ModelVersion);
            }

            if (!snapshots.ContainsKey(KeyOf(score)))
            {
                return ScoreErrors.SnapshotGone(score.AccountId, score.AsOf);
            }
        }

        var (old, current) = (models[from.ModelVersion], models[to.ModelVersion]);
        var (then, now) = (snapshots[KeyOf(from)], snapshots[KeyOf(to)]);
        var columns = old
            .Schema.Features.Concat(current.Schema.Features)
            .Select(feature => (feature.Name, IsNumeric: feature.Kind == ColumnKind.Numeric))
            .Distinct()
            .ToList();
        return
            columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)
                is { } apart
            ? ScoreErrors.ModelsApart(from.ModelVersion, to.ModelVersion, apart.Key)
            : WhyChanged.Of(old, current, Table(then), Table(restated[then.Id]), Table(now));

        Table Table(Snapshot snapshot) => FeatureTable.Of(columns, [snapshot]);
    }

    private static (Guid, DateOnly) KeyOf(StandingScore score) => (score.AccountId, score.AsOf);

    private async Task<Dictionary<string, ProbabilityModel>> Models(
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        var kept = await db.Set<ModelVersion>()
            .AsNoTracking()
            .Where(model =>
                names.Contains(model.Name) && db.Set<ModelArtefact>().Any(artefact => artefact.Id == model.Id)
            )
            .ToListAsync(cancellation);
        var models = new Dictionary<string, ProbabilityModel>(StringComparer.Ordinal);
        foreach (var version in kept)
        {
            models[version.Name] = await registry.Load(version, cancellation);
        }

        return models;
    }

    private async Task<Dictionary<(Guid, DateOnly), Snapshot>> Snapshots(
        IReadOnlyList<StandingScore> scores,
        CancellationToken cancellation
    )
    {
        var accounts = scores.Select(score => score.AccountId).Distinct().ToList();
        var days = scores.Select(score => score.AsOf).Distinct().ToList();
        return (
            await db.Set<Snapshot>()
                .AsNoTracking()
                .Where(row => accounts.Contains(row.AccountId) && days.Contains(row.AsOf))
                .ToListAsync(cancellation)
        ).ToDictionary(row => (row.AccountId, row.AsOf));
    }
}
