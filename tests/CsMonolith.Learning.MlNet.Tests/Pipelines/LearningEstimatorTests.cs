using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Pipelines;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Tests.Pipelines;

public sealed class LearningEstimatorTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Table _table = Customers.Drawn(3_000, rowsOfGroup: 2);

    private static LearningEstimator Estimator(EstimatorColumns? columns = null) =>
        new(
            columns ?? new EstimatorColumns(Label: nameof(Account.Churned), Group: nameof(Account.Customer)),
            new TrainingSettings(Seed: 1),
            [new CsMonolith.Learning.Linear.LinearTrainer()]
        );

    [Fact]
    public void A_fitted_step_says_what_the_model_says()
    {
        var rows = Loaded();

        var transformer = Estimator().Fit(rows);

        var expected = transformer.Trained.Model.Score(_table);
        var said = _context.Data.CreateEnumerable<Said>(transformer.Transform(rows), reuseRowObject: false).ToArray();
        said.Select(one => (double)one.Probability).ShouldBe(expected.Probabilities, 1e-6);
        said.Select(one => (double)one.Score).ShouldBe(expected.LogOdds, 1e-5);
        said.Select(one => one.PredictedLabel).ShouldBe(expected.LogOdds.Select(score => score > 0));
        said.Select(one => one.Region).ShouldBe(Accounts().Select(one => one.Region));
    }

    [Fact]
    public void MlNet_evaluates_it()
    {
        var rows = Loaded();
        var transformer = Estimator().Fit(rows);

        var metrics = _context.BinaryClassification.Evaluate(transformer.Transform(rows), nameof(Account.Churned));

        var scores = transformer.Trained.Model.Score(_table);
        metrics.AreaUnderRocCurve.ShouldBe(Metrics.RocAuc(scores.LogOdds, _table.Labels).Value, 1e-6);
        (metrics.LogLoss * Math.Log(2)).ShouldBe(Metrics.LogLoss(scores.Probabilities, _table.Labels), 1e-5);
    }

    [Fact]
    public void MlNet_cross_validates_it()
    {
        var folds = _context.BinaryClassification.CrossValidate(
            Loaded(),
            Estimator(),
            numberOfFolds: 3,
            labelColumnName: nameof(Account.Churned),
            samplingKeyColumnName: nameof(Account.Customer)
        );

        folds.Count.ShouldBe(3);
        folds.ShouldAllBe(fold => fold.Metrics.AreaUnderRocCurve > 0.65);
    }

    [Fact]
    public void It_stands_in_a_pipeline_and_predicts_row_by_row()
    {
        var pipeline = _context
            .Transforms.Concatenate("Numbers", "logins", "noise")
            .Append(Estimator(new EstimatorColumns(nameof(Account.Churned), ["Numbers", "tier"])));

        var model = pipeline.Fit(Loaded());
        var engine = _context.Model.CreatePredictionEngine<Account, Said>(model);

        var expected = model.LastTransformer.Trained.Model;
        expected.Schema.Features.Select(feature => feature.Name).ShouldBe(["Numbers.logins", "Numbers.noise", "tier"]);
        var all = _context.Data.CreateEnumerable<Said>(model.Transform(Loaded()), reuseRowObject: false).ToArray();
        foreach (var (account, i) in Accounts().Take(20).Select((account, i) => (account, i)))
        {
            engine.Predict(account).Probability.ShouldBe(all[i].Probability);
        }
    }

    [Fact]
    public void It_says_beforehand_which_columns_it_adds()
    {
        var rows = Loaded();
        var shape = _context.Transforms.CopyColumns("Copy", "tier").Append(Estimator());

        var transformer = shape.Fit(rows);

        transformer
            .GetOutputSchema(rows.Schema)
            .Select(column => column.Name)
            .ShouldBe(transformer.Transform(rows).Schema.Select(column => column.Name));
        transformer.GetOutputSchema(rows.Schema).GetColumnOrNull("Probability").ShouldNotBeNull();
    }

    [Fact]
    public void A_column_that_cannot_be_a_feature_is_refused_by_name() =>
        Should
            .Throw<ArgumentException>(() =>
                Estimator(new EstimatorColumns(nameof(Account.Churned), [nameof(Account.Since)])).Fit(Loaded())
            )
            .Message.ShouldContain(nameof(Account.Since));

    [Fact]
    public void A_label_that_is_no_flag_is_refused_by_name() =>
        Should
            .Throw<ArgumentException>(() => Estimator(new EstimatorColumns(Label: "tier")).Fit(Loaded()))
            .Message.ShouldContain("tier");

    [Fact]
    public void Saving_by_MlNet_is_refused_with_the_way_that_works() =>
        Should
            .Throw<NotSupportedException>(() =>
                _context.Model.Save(Estimator().Fit(Loaded()), Loaded().Schema, new MemoryStream())
            )
            .Message.ShouldContain("MlNetZip");

    private IDataView Loaded() => _context.Data.LoadFromEnumerable(Accounts());

    private IEnumerable<Account> Accounts() =>
        Enumerable
            .Range(0, _table.Rows)
            .Select(row => new Account
            {
                Logins = _table.Columns[0].Numbers[row],
                Tier = _table.Columns[1].Text(row),
                Region = _table.Columns[2].Text(row),
                Tickets = _table.Columns[3].Numbers[row],
                Flag = _table.Columns[4].Numbers[row] > 0,
                Noise = _table.Columns[5].Numbers[row],
                Customer = _table.Groups[row],
                Churned = _table.Labels[row],
            });

    private sealed class Account
    {
        [ColumnName("logins")]
        public float Logins { get; set; }

        [ColumnName("tier")]
        public string Tier { get; set; } = "";

        [ColumnName("region")]
        public string Region { get; set; } = "";

        [ColumnName("tickets")]
        public double Tickets { get; set; }

        [ColumnName("flag")]
        public bool Flag { get; set; }

        [ColumnName("noise")]
        public float Noise { get; set; }

        public DateTime Since { get; set; }

        public string Customer { get; set; } = "";

        public bool Churned { get; set; }
    }

    private sealed class Said
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }

        [ColumnName("region")]
        public string Region { get; set; } = "";
    }
}
