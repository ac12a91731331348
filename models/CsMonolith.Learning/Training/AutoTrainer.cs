using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>How a learner or the blend did on rows left out.</summary>
/// <param name="Name">Learner's name, <c>blend</c> or <c>base-rate</c>.</param>
/// <param name="LogLoss">Mean log loss out of fold.</param>
public sealed record Candidate(string Name, double LogLoss);

/// <summary>What rows left out say of a training.</summary>
/// <param name="Folds">Fold of each row.</param>
/// <param name="LogOdds">Shape (rows,): calibrated log-odds of each row by a model that has not seen it.</param>
/// <param name="Candidates">Log loss of the base rate, of each learner and of what was chosen.</param>
/// <param name="GainOverBaseRate">Mean log loss of the base rate less that of the choice, paired by row, with its 95% interval.</param>
/// <param name="FoldModels">Shape (folds,): the chosen model as fitted without each fold; empty without signal.</param>
public sealed record Evidence(
    Folds Folds, double[] LogOdds, IReadOnlyList<Candidate> Candidates, Interval GainOverBaseRate, IReadOnlyList<ProbabilityModel> FoldModels)
{
    /// <summary>Shape (rows,): probabilities of <see cref="LogOdds"/>.</summary>
    public double[] Probabilities => Array.ConvertAll(LogOdds, Logistic.Sigmoid);
}

/// <summary>A trained model and its evidence.</summary>
/// <param name="Model">Fitted to all rows.</param>
/// <param name="Evidence">From rows left out.</param>
public sealed record TrainedModel(ProbabilityModel Model, Evidence Evidence);

/// <summary>
/// Trains with nothing to choose: every learner is cross-fitted on the same folds, the blend of their log-odds that does best out of fold is
/// taken and calibrated, and if it is not better than the base rate the model is the base rate and says so.
/// </summary>
public sealed class AutoTrainer
{
    private const int FoldCount = 8;

    /// <summary>Rows that a level needs to have a place of its own.</summary>
    private const int MinLevelRows = 5;

    /// <summary>Fewest rows of either outcome from which anything is learned.</summary>
    private const int MinOutcomes = 10;

    /// <summary>Standard errors by which the choice must beat the base rate.</summary>
    /// <remarks>
    /// More than the 1.645 of a plain test: bags stop early on the rows that judge them, so pure noise gains 1.5 errors on average, and at
    /// most 2.97 in 80 tables of noise.
    /// </remarks>
    private const double MinErrors = 3;

    private readonly IReadOnlyList<ITrainer> _trainers;

    /// <summary>With the library's learners.</summary>
    public AutoTrainer()
        : this([new LinearTrainer(), new AdditiveTrainer()])
    {
    }

    /// <summary>With learners of one's own, at least one.</summary>
    public AutoTrainer(IReadOnlyList<ITrainer> trainers)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentOutOfRangeException.ThrowIfZero(trainers.Count, nameof(trainers));
        _trainers = trainers;
    }

    /// <summary>Trains on labelled rows.</summary>
    /// <param name="table">Labelled rows; group and time, if there are, decide the folds (see <see cref="Folds.Deal"/>).</param>
    /// <param name="settings">Seed and threads; null for the defaults.</param>
    /// <param name="progress">Told from several threads at once.</param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    /// <exception cref="ArgumentException">The table has no labels or no rows.</exception>
    public TrainedModel Train(
        Table table, TrainingSettings? settings = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.HasLabels || table.Rows == 0)
        {
            throw new ArgumentException("Training needs labelled rows.", nameof(table));
        }

        settings ??= new TrainingSettings();
        var schema = Schema.Of(table, MinLevelRows);
        var positives = table.Labels.Count(true);
        if (Math.Min(positives, table.Rows - positives) < MinOutcomes || table.Columns.Count == 0)
        {
            return Hopeless(table, schema);
        }

        var aligned = schema.Align(table);
        var folds = Folds.Deal(table, FoldCount, settings.Seed);
        var fits = _trainers.Select(trainer => trainer.Fit(aligned, folds, settings, progress, cancellation)).ToArray();
        var outOfFold = fits.Select(fit => OutOfFold(fit, aligned, folds)).ToArray();
        return Choose(table, schema, folds, fits, outOfFold, cancellation);
    }

    private TrainedModel Choose(Table table, Schema schema, Folds folds, CrossFit[] fits, double[][] outOfFold, CancellationToken cancellation)
    {
        var weights = BlendWeights(outOfFold, table.Labels.ToArray(), cancellation);
        var blend = new double[table.Rows];
        for (var row = 0; row < blend.Length; row++)
        {
            blend[row] = weights.Select((weight, i) => weight * outOfFold[i][row]).Sum();
        }

        var platt = Platt.FitCautiously(blend, table.Labels);
        var chosen = Array.ConvertAll(blend, platt.Apply);
        var baseline = BaseRates(table.Labels, folds);
        var gain = PairedGain(baseline, chosen, table);
        Candidate[] candidates =
        [
            new("base-rate", MeanLoss(baseline, table.Labels)),
            .. _trainers.Select((trainer, i) => new Candidate(trainer.Name, MeanLoss(outOfFold[i], table.Labels))),
            new("blend", MeanLoss(chosen, table.Labels)),
        ];
        if (gain.Value <= 0 || gain.Value - (gain.High - gain.Value) / 1.96 * MinErrors <= 0)
        {
            return new TrainedModel(
                BaseRateOnly(table, schema), new Evidence(folds, baseline, candidates, gain, []));
        }

        var rate = (double)table.Labels.Count(true) / table.Rows;
        return new TrainedModel(
            Assemble(fits.Select(fit => fit.Model)),
            new Evidence(folds, chosen, candidates, gain,
                [.. Enumerable.Range(0, folds.Count).Select(fold => Assemble(fits.Select(fit => fit.FoldModels[fold])))]));

        ProbabilityModel Assemble(IEnumerable<IModel> models) =>
            new(schema, Signal.Found, [.. models.Select((model, i) => new Part(weights[i], model)).Where(part => part.Weight > 0)], platt, rate);
    }

    /// <summary>Weights in twentieths that minimise the log loss out of fold, found by moving a twentieth from one learner to another while it helps.</summary>
    private static double[] BlendWeights(double[][] outOfFold, bool[] labels, CancellationToken cancellation)
    {
        const int Parts = 20;
        var losses = outOfFold.Select(logOdds => MeanLoss(logOdds, labels)).ToArray();
        var shares = new int[outOfFold.Length];
        shares[Array.IndexOf(losses, losses.Min())] = Parts;
        var best = losses.Min();
        for (var improved = true; improved;)
        {
            cancellation.ThrowIfCancellationRequested();
            improved = false;
            foreach (var (from, to) in Enumerable.Range(0, shares.Length * shares.Length).Select(i => (i / shares.Length, i % shares.Length)))
            {
                if (from == to || shares[from] == 0)
                {
                    continue;
                }

                var tried = shares.ToArray();
                tried[from]--;
                tried[to]++;
                var loss = BlendLoss(outOfFold, tried, Parts, labels);
                if (loss < best)
                {
                    (best, shares, improved) = (loss, tried, true);
                }
            }
        }

        return Array.ConvertAll(shares, share => share / (double)Parts);
    }

    private static double BlendLoss(double[][] outOfFold, int[] shares, int parts, bool[] labels)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var logOdds = 0.0;
            for (var i = 0; i < shares.Length; i++)
            {
                logOdds += shares[i] * outOfFold[i][row];
            }

            loss += Logistic.Loss(logOdds / parts, labels[row]);
        }

        return loss / labels.Length;
    }

    private static double[] OutOfFold(CrossFit fit, Table aligned, Folds folds)
    {
        var logOdds = new double[aligned.Rows];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var rows = folds.Rows(fold);
            var scores = new double[rows.Length];
            Array.Fill(scores, fit.FoldModels[fold].Intercept);
            fit.FoldModels[fold].Score(aligned.Take(rows), 0, 1, scores);
            for (var i = 0; i < rows.Length; i++)
            {
                logOdds[rows[i]] = scores[i];
            }
        }

        return logOdds;
    }

    /// <summary>Shape (rows,): log-odds of the base rate of the rows outside each row's fold.</summary>
    private static double[] BaseRates(ReadOnlySpan<bool> labels, Folds folds)
    {
        var (rows, positives) = (new int[folds.Count], new int[folds.Count]);
        for (var row = 0; row < labels.Length; row++)
        {
            rows[folds.Of[row]]++;
            positives[folds.Of[row]] += labels[row] ? 1 : 0;
        }

        var all = labels.Count(true);
        var total = labels.Length;
        var ofFold = Enumerable.Range(0, folds.Count)
            .Select(fold => Logistic.LogOdds((double)(all - positives[fold]) / Math.Max(total - rows[fold], 1))).ToArray();
        return [.. folds.Of.ToArray().Select(fold => ofFold[fold])];
    }

    /// <summary>Mean of loss(baseline) − loss(chosen) with a normal interval; rows of one group count as one draw.</summary>
    private static Interval PairedGain(double[] baseline, double[] chosen, Table table)
    {
        var groups = table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var sums = new double[groups.Max() + 1];
        var sizes = new int[sums.Length];
        for (var row = 0; row < table.Rows; row++)
        {
            sums[groups[row]] += Logistic.Loss(baseline[row], table.Labels[row]) - Logistic.Loss(chosen[row], table.Labels[row]);
            sizes[groups[row]]++;
        }

        var mean = sums.Sum() / table.Rows;
        var squares = sums.Select((sum, group) => (sum - sizes[group] * mean) * (sum - sizes[group] * mean)).Sum();
        var error = Math.Sqrt(squares * sums.Length / Math.Max(sums.Length - 1, 1)) / table.Rows;
        return new Interval(mean, mean - 1.96 * error, mean + 1.96 * error);
    }

    private static double MeanLoss(double[] logOdds, ReadOnlySpan<bool> labels)
    {
        var loss = 0.0;
        for (var row = 0; row < logOdds.Length; row++)
        {
            loss += Logistic.Loss(logOdds[row], labels[row]);
        }

        return loss / logOdds.Length;
    }

    private static TrainedModel Hopeless(Table table, Schema schema)
    {
        var model = BaseRateOnly(table, schema);
        var of = Enumerable.Range(0, table.Rows).Select(row => row % 2).ToArray();
        var logOdds = Enumerable.Repeat(model.BaseLogOdds, table.Rows).ToArray();
        return new TrainedModel(model, new Evidence(
            Folds.Given(table.Rows > 1 ? of : [0, 1]), logOdds, [new("base-rate", MeanLoss(logOdds, table.Labels))], new Interval(0, 0, 0), []));
    }

    private static ProbabilityModel BaseRateOnly(Table table, Schema schema) =>
        new(schema, Signal.None, [], Platt.Identity, (double)table.Labels.Count(true) / table.Rows);
}
