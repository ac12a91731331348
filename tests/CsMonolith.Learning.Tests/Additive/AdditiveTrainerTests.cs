using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Additive;

public sealed class AdditiveTrainerTests
{
    private static readonly Table Rows = Made.Signal(700);

    [Fact]
    public void A_batch_scores_as_the_sum_of_its_contributions()
    {
        var model = Fit(new TrainingSettings());
        var scores = new double[Rows.Rows - 3];

        model.Score(Aligned(), 3, 0.7, scores);

        var into = new double[Rows.Columns.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            Array.Clear(into);
            model.Contribute(Aligned(), i + 3, 0.7, into);
            scores[i].ShouldBe(into.Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_row_in_a_batch_has_the_bits_that_it_has_alone()
    {
        var model = Fit(new TrainingSettings());
        var (batch, alone) = (new double[Rows.Rows], new double[Rows.Rows]);

        model.Score(Aligned(), 0, 0.7, batch);
        for (var row = 0; row < alone.Length; row++)
        {
            model.Score(Aligned(), row, 0.7, alone.AsSpan(row, 1));
        }

        model.Pairs.ShouldNotBeEmpty();
        batch.ShouldBe(alone);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_monotone_shape_never_turns_and_has_no_interactions(int sign)
    {
        var model = Fit(new TrainingSettings { Monotone = new Dictionary<string, int> { ["bend"] = sign } });

        var shape = model.Mains[0];
        for (var bin = 2; bin < shape.Length; bin++)
        {
            (sign * (shape[bin] - shape[bin - 1])).ShouldBeGreaterThanOrEqualTo(-1e-6f);
        }

        (sign * (shape[^1] - shape[1])).ShouldBeGreaterThan(0);
        model.Pairs.ShouldAllBe(pair => pair.First != 0 && pair.Second != 0);
    }

    [Fact]
    public void Without_a_constraint_the_same_shape_turns()
    {
        var shape = Fit(new TrainingSettings()).Mains[0];

        shape[1].ShouldBeGreaterThan(shape[shape.Length / 2]);
        shape[^1].ShouldBeGreaterThan(shape[shape.Length / 2]);
    }

    [Fact]
    public void Shapes_carry_the_spread_of_the_bags_as_error_bars()
    {
        var model = Fit(new TrainingSettings());

        model.Errors[0].Max().ShouldBeGreaterThan(0);
        model.Errors.ShouldAllBe(errors => errors.All(error => error >= 0 && float.IsFinite(error)));
    }

    [Theory]
    [InlineData(7_000, 20)]
    [InlineData(100_000, 40)]
    [InlineData(1_000_000, 30)]
    public void The_work_of_a_fit_stays_within_its_budget(int rows, int features)
    {
        var plain = new AdditiveSettings();
        var thrifty = plain.Within(rows, features);

        // A small table keeps its small steps; a large one's rounds are bounded, some ten billion steps × rows per root
        // of its size.
        if (rows == 7_000)
        {
            thrifty.ShouldBe(plain);
            return;
        }

        var steps =
            (double)thrifty.Bags
            * rows
            * features
            * (thrifty.MainRounds + thrifty.PairRounds * thrifty.PairsPerFeature[0]);
        steps.ShouldBeLessThan(1.2 * 8e9 * Math.Max(1, Math.Sqrt((double)rows * features / 4e6)));
        thrifty.MainRate.ShouldBeGreaterThan(plain.MainRate);
        thrifty.SmoothingRounds.ShouldBeLessThan(thrifty.MainRounds);
    }

    private static Table Aligned() => Schema.Of(Rows, minRows: 5).Align(Rows);

    private static AdditiveModel Fit(TrainingSettings settings) =>
        (AdditiveModel)
            new AdditiveTrainer()
                .Fit(Aligned(), Folds.Assign(Rows, 4, seed: 1), settings, progress: null, CancellationToken.None)
                .Model;
}
