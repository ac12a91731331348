using CsMonolith.Learning.MlNet.Training;

namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>
/// An independent second opinion on a training: ML.NET's LightGBM on the same rows and folds, with fixed settings, and
/// ML.NET's permutation importance of both models.
/// </summary>
public sealed class MlNetReference : IReference
{
    /// <summary>Most held-out rows by which importance and direction of factors are measured.</summary>
    private const int MaxRows = 1_000;

    /// <inheritdoc/>
    public ITrainer Learner { get; } = new LightGbmTrainer();

    /// <inheritdoc/>
    public ReferenceReport Compare(ComparedRows rows, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var judged = rows.Judged;
        var sample = new HeldOutRows(judged, rows.ModelOf, MaxRows);
        var bothOutcomes = sample.Table.Labels.Contains(true) && sample.Table.Labels.Contains(false);
        var importance = bothOutcomes ? PermutationImportance.Of(sample, rows.Reference, seed) : [];
        cancellation.ThrowIfCancellationRequested();
        var ourImportance =
            bothOutcomes && rows.Ours.Count > 0 ? PermutationImportance.Of(sample, rows.Ours, seed) : [];
        return new ReferenceReport(
            rows.Learner,
            Metrics.Of(rows.ReferenceProbabilities, judged.Labels),
            Metrics.Of(rows.OurProbabilities, judged.Labels),
            PairedComparison.Of(rows.OurProbabilities, rows.ReferenceProbabilities, judged.Labels, judged.Groups),
            importance,
            ourImportance,
            ourImportance.Count > 0 ? Factors(rows, sample, ourImportance, importance, seed, cancellation) : []
        );
    }

    private static FactorAgreement[] Factors(
        ComparedRows rows,
        HeldOutRows sample,
        IReadOnlyList<FactorImportance> ourImportance,
        IReadOnlyList<FactorImportance> importance,
        ulong seed,
        CancellationToken cancellation
    )
    {
        var draws = new BootstrapOfMeans(sample.Table.Rows, sample.Table.Groups, seed);
        var (ourRanks, ranks) = (RanksOf(ourImportance), RanksOf(importance));
        return
        [
            .. rows.Training.Columns.Select(
                (column, feature) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    var step = new QuartileStep(rows.Training, feature);
                    var (own, theirs) = step.Moves ? (Change(rows.Ours, step), Change(rows.Reference, step)) : default;
                    var (ourRank, rank) = (ourRanks[column.Name], ranks[column.Name]);
                    return new FactorAgreement(
                        column.Name,
                        step.Moves ? step.Text(step.Lower) : "",
                        step.Moves ? step.Text(step.Upper) : "",
                        own,
                        theirs,
                        ourRank,
                        rank,
                        FactorAgreement.Judge(own, theirs, ourRank, rank)
                    );
                }
            ),
        ];

        Interval Change(IReadOnlyList<ProbabilityModel> models, QuartileStep step)
        {
            var low = sample.LogOdds(models, step.Set(sample.Table, step.Lower));
            var high = sample.LogOdds(models, step.Set(sample.Table, step.Upper));
            return draws.Of([.. high.Zip(low, (to, from) => Logistic.Sigmoid(to) - Logistic.Sigmoid(from))]);
        }
    }

    private static Dictionary<string, int> RanksOf(IReadOnlyList<FactorImportance> importance) =>
        importance
            .Select((one, i) => (one.Feature, Rank: i + 1))
            .ToDictionary(one => one.Feature, one => one.Rank, StringComparer.Ordinal);
}
