using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Encoding;
using CsMonolith.Learning.MlNet.Training;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.MlNet.Tests.Training;

public sealed class MlNetTrainerTests
{
    /// <summary>The whole size is for the night.</summary>
    private static readonly int Many = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 100_000 : 5_000;

    public static TheoryData<string> Learners => ["mlnet-lightgbm", "mlnet-fasttree"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void The_probabilities_are_those_of_MlNet(string learner)
    {
        var aligned = Customers.Aligned(Customers.Drawn(Many, weighted: true));
        int[] rows = [.. Enumerable.Range(0, Many / 2)];

        var (model, theirs, encoding) = Named(learner).Grow(aligned, rows, seed: 3);

        var expected = ProbabilitiesOf(theirs, aligned, encoding);
        var scores = LogOdds(model, aligned);
        for (var row = 0; row < Many; row++)
        {
            Logistic.Sigmoid(scores[row]).ShouldBe(expected[row], 1e-6);
        }

        expected.Distinct().Count().ShouldBeGreaterThan(Many / 10);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_cell_that_training_rows_did_not_have_is_scored_as_MlNet_scores_it(string learner)
    {
        var schema = Schema.Of(Customers.Drawn(2_000), minRows: 5);
        var (model, theirs, encoding) = Named(learner)
            .Grow(schema.Align(Complete(2_000)), [.. Enumerable.Range(0, 2_000)], seed: 3);
        var strange = schema.Align(
            new TableBuilder()
                .Numeric("logins")
                .Category("tier")
                .Category("region")
                .Numeric("tickets")
                .Numeric("flag")
                .Numeric("noise")
                .Add([Cell.Missing, "platinum", Cell.Missing, Cell.Missing, Cell.Missing, 1e30], label: true)
                .Add([-1e30, Cell.Missing, "r99", 1e30, 7, Cell.Missing], label: false)
                .Build()
        );

        LogOdds(model, strange)
            .Select(Logistic.Sigmoid)
            .Zip(ProbabilitiesOf(theirs, strange, encoding), (ours, expected) => Math.Abs(ours - expected))
            .Max()
            .ShouldBeLessThan(1e-6);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void The_same_data_and_seed_give_the_same_bytes_at_any_number_of_threads(string learner)
    {
        var aligned = Customers.Aligned(Customers.Drawn(3_000));

        var written = new[] { 1, 2, 8, 1 }.Select(threads => Bytes(learner, aligned, threads)).ToArray();

        written[1..].ShouldAllBe(bytes => bytes.SequenceEqual(written[0]));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void The_reasons_of_a_row_add_up_to_its_log_odds(string learner)
    {
        var table = Customers.Drawn(2_000);
        var model = ModelOf(
            table,
            Named(learner).Fit(Customers.Aligned(table), Dealt(table), new(), null, default).Model
        );

        foreach (var row in Enumerable.Range(0, 50))
        {
            var why = model.Explain(table, row);
            (why.BaseLogOdds + why.Contributions.Sum(one => one.LogOdds)).ShouldBe(why.LogOdds, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_model_that_was_kept_scores_as_before(string learner)
    {
        var table = Customers.Drawn(1_500);
        var model = ModelOf(
            table,
            Named(learner).Fit(Customers.Aligned(table), Dealt(table), new(), null, default).Model
        );

        var again = ModelFile.Read(ModelFile.Write(model));

        again.Score(table).LogOdds.ShouldBe(model.Score(table).LogOdds);
    }

    [Fact]
    public void A_fold_s_model_has_not_seen_the_rows_of_the_fold()
    {
        var table = Customers.Drawn(1_000);
        var folds = Dealt(table);
        var other = new Table(
            table.Columns,
            [.. table.Labels.ToArray().Select((label, row) => folds.Of[row] == 0 ? !label : label)]
        );

        var (was, now) = (Fitted(table), Fitted(other));

        LogOdds(now.FoldModels[0], Customers.Aligned(table))
            .ShouldBe(LogOdds(was.FoldModels[0], Customers.Aligned(table)));
        LogOdds(now.Model, Customers.Aligned(table)).ShouldNotBe(LogOdds(was.Model, Customers.Aligned(table)));

        CrossFit Fitted(Table rows) => new LightGbmTrainer().Fit(Customers.Aligned(rows), folds, new(), null, default);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_direction_that_MlNet_cannot_keep_to_is_refused(string learner)
    {
        var table = Customers.Drawn(200);
        var held = new TrainingSettings
        {
            Monotone = new Dictionary<string, int>(StringComparer.Ordinal) { ["logins"] = -1 },
        };

        Should.Throw<NotSupportedException>(() =>
            Named(learner).Fit(Customers.Aligned(table), Dealt(table), held, null, default)
        );
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void It_learns_alone_as_the_only_learner_of_a_training(string learner)
    {
        var (seen, unseen) = (Customers.Drawn(3_000), Customers.Drawn(3_000, seed: 8));

        var trained = new AutoTrainer([Named(learner)]).Train(seen);

        trained.Evidence.Candidates.ShouldContain(candidate => candidate.Name == learner);
        Metrics.RocAuc(trained.Model.Score(unseen).LogOdds, unseen.Labels).Value.ShouldBeGreaterThan(0.75);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Rows_too_few_for_any_question_give_the_base_rate(string learner)
    {
        var table = Customers.Drawn(24);
        var fit = Named(learner).Fit(Customers.Aligned(table), Dealt(table), new(), null, default);

        LogOdds(fit.Model, Customers.Aligned(table)).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_training_that_was_called_off_stops(string learner)
    {
        var table = Customers.Drawn(500);

        Should.Throw<OperationCanceledException>(() =>
            Named(learner)
                .Fit(Customers.Aligned(table), Dealt(table), new(), null, new CancellationToken(canceled: true))
        );
    }

    internal static MlNetTrainer Named(string learner) =>
        learner == "mlnet-lightgbm" ? new LightGbmTrainer() : new FastTreeTrainer();

    private static Folds Dealt(Table table) => Folds.Assign(table, 4, seed: 1);

    // No cell is missing and no level unknown.
    private static Table Complete(int rows)
    {
        var drawn = Customers.Drawn(rows * 2);
        return
            drawn.Take([
                .. Enumerable
                    .Range(0, drawn.Rows)
                    .Where(row => !drawn.Columns.Any(column => column.IsMissing(row)))
                    .Take(rows),
            ])
                is { } complete
            && complete.Rows == rows
            ? complete
            : throw new InvalidOperationException("Too few complete rows were drawn.");
    }

    private static byte[] Bytes(string learner, Table aligned, int threads)
    {
        var fit = Named(learner)
            .Fit(aligned, Dealt(aligned), new TrainingSettings(Seed: 5, Threads: threads), null, default);
        return [.. fit.FoldModels.Prepend(fit.Model).SelectMany(model => ModelFile.Write(ModelOf(aligned, model)))];
    }

    private static ProbabilityModel ModelOf(Table table, IModel model) =>
        new(
            Schema.Of(table, minRows: 5),
            Signal.Found,
            [new Part(1, model)],
            CsMonolith.Learning.Calibration.Platt.Identity,
            baseRate: 0.3
        );

    private static double[] LogOdds(IModel model, Table aligned)
    {
        var scores = new double[aligned.Rows];
        Array.Fill(scores, model.Intercept);
        model.Score(aligned, 0, 1, scores);
        return scores;
    }

    private static float[] ProbabilitiesOf(
        Microsoft.ML.IPredictionTransformer<object> theirs,
        Table aligned,
        SlotEncoding encoding
    )
    {
        var scored = theirs.Transform(EncodedRows.Of(aligned, [.. Enumerable.Range(0, aligned.Rows)], encoding));
        var column = scored.Schema["Probability"];
        using var cursor = scored.GetRowCursor([column]);
        var read = cursor.GetGetter<float>(column);
        var probabilities = new float[aligned.Rows];
        for (var row = 0; cursor.MoveNext(); row++)
        {
            read(ref probabilities[row]);
        }

        return probabilities;
    }
}
