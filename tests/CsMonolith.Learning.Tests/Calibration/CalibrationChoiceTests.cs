using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Calibration;

public sealed class CalibrationChoiceTests
{
    [Fact]
    public void Scores_that_are_right_are_left_alone_nearly_always()
    {
        var left = Enumerable.Range(0, 60).Count(seed => Chosen(Drawn.Right(600, seed + 100)).Map == Platt.Identity);

        left.ShouldBeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public void Scores_that_are_too_sure_get_a_slope() =>
        Chosen(Drawn.Bent(4_000, seed: 3, truth: score => 0.5 * score)).Map.Kind.ShouldBe("platt");

    [Fact]
    public void Scores_that_are_too_sure_at_one_end_only_get_a_slope_at_either_end()
    {
        var beta = Chosen(Drawn.Bent(6_000, seed: 4, truth: new Beta(0.4, 1.3, 0).Apply)).Map.ShouldBeOfType<Beta>();

        beta.Rise.ShouldBe(0.4, 0.15);
        beta.Fall.ShouldBe(1.3, 0.25);
    }

    [Fact]
    public void Scores_that_jump_get_knots()
    {
        var isotonic = Chosen(
            Drawn.Bent(
                8_000,
                seed: 5,
                truth: score =>
                    score < -1 ? -3
                    : score < 1 ? 0
                    : 3
            )
        )
            .Map.ShouldBeOfType<Isotonic>();

        isotonic.Apply(-2).ShouldBe(-3, 0.5);
        isotonic.Apply(0).ShouldBe(0, 0.3);
        isotonic.Apply(2).ShouldBe(3, 0.5);
    }

    [Fact]
    public void A_table_with_a_feature_of_the_maps_name_is_calibrated_by_an_affine_one()
    {
        var (logOdds, labels) = Drawn.Bent(
            8_000,
            seed: 5,
            truth: score =>
                score < -1 ? -3
                : score < 1 ? 0
                : 3
        );

        CalibrationChoice
            .Of(logOdds, labels, Drawn.Ones(labels), FoldsOf(labels), affine: true)
            .Map.ShouldBeOfType<Platt>();
    }

    [Fact]
    public void Every_map_rises()
    {
        var (logOdds, labels) = Drawn.Bent(3_000, seed: 6, truth: score => Math.Sin(score) * 2);
        CalibrationMap[] maps =
        [
            Platt.Fit(logOdds, labels, Drawn.Ones(labels)),
            Beta.Fit(logOdds, labels, Drawn.Ones(labels)),
            Isotonic.Fit(logOdds, labels, Drawn.Ones(labels)),
        ];

        foreach (var map in maps)
        {
            var to = Enumerable.Range(-200, 401).Select(i => map.Apply(i / 10.0)).ToArray();
            to.ShouldBe(to.Order());
            to.ShouldAllBe(value => double.IsFinite(value));
        }
    }

    [Fact]
    public void The_beta_map_leaves_no_gradient()
    {
        var (logOdds, labels) = Drawn.Bent(3_000, seed: 7, truth: score => score < 0 ? 0.6 * score : 1.2 * score);

        var map = Beta.Fit(logOdds, labels, Drawn.Ones(labels));

        var residual = logOdds.Select((score, i) => (labels[i] ? 1 : 0) - Logistic.Sigmoid(map.Apply(score))).ToArray();
        residual.Average().ShouldBe(0, 1e-6);
        residual.Zip(logOdds).Average(pair => pair.First * Math.Log(Logistic.Sigmoid(pair.Second))).ShouldBe(0, 1e-6);
        residual.Zip(logOdds).Average(pair => pair.First * Math.Log(Logistic.Sigmoid(-pair.Second))).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void The_isotonic_blocks_are_those_that_no_rising_steps_fit_better()
    {
        // Rates by score are 1/2, 1 and 1/3: the last two are out of order and share 3/5. Each block has a row of the
        // base rate added.
        double[] scores = [0, 0, 1, 1, 2, 2, 2];
        bool[] labels = [true, false, true, true, true, false, false];
        var (rate, ones) = (4 / 7.0, Drawn.Ones(labels));

        var map = Isotonic.Fit(scores, labels, ones);

        map.At.ToArray().ShouldBe([0, 8 / 5.0], 1e-12);
        Logistic.Sigmoid(map.To[0]).ShouldBe((1 + rate) / 3, 1e-9);
        Logistic.Sigmoid(map.To[1]).ShouldBe((3 + rate) / 6, 1e-9);
    }

    [Fact]
    public void A_row_of_weight_three_counts_as_three_rows()
    {
        var (logOdds, labels) = Drawn.Bent(500, seed: 8, truth: score => 0.5 * score + 0.3);
        var weights = Enumerable.Range(0, 500).Select(row => row % 3 == 0 ? 3.0 : 1.0).ToArray();
        var rows = Enumerable.Range(0, 500).SelectMany(row => Enumerable.Repeat(row, (int)weights[row])).ToArray();
        var (repeated, repeatedLabels) = (
            Array.ConvertAll(rows, row => logOdds[row]),
            Array.ConvertAll(rows, row => labels[row])
        );

        var (platt, beta) = (Platt.Fit(logOdds, labels, weights), Beta.Fit(logOdds, labels, weights));

        platt.Apply(1.5).ShouldBe(Platt.Fit(repeated, repeatedLabels, Drawn.Ones(repeatedLabels)).Apply(1.5), 1e-6);
        beta.Apply(1.5).ShouldBe(Beta.Fit(repeated, repeatedLabels, Drawn.Ones(repeatedLabels)).Apply(1.5), 1e-4);
        Isotonic
            .Fit(logOdds, labels, weights)
            .Apply(1.5)
            .ShouldBe(Isotonic.Fit(repeated, repeatedLabels, Drawn.Ones(repeatedLabels)).Apply(1.5), 1e-9);
    }

    private static CalibrationChoice Chosen((double[] LogOdds, bool[] Labels) drawn) =>
        CalibrationChoice.Of(drawn.LogOdds, drawn.Labels, Drawn.Ones(drawn.Labels), FoldsOf(drawn.Labels));

    private static Folds FoldsOf(bool[] labels) => Folds.FromNumbers([.. labels.Select((_, row) => row % 5)]);
}
