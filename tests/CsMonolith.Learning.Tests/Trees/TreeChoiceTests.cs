using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class TreeChoiceTests
{
    private static readonly float[] Labels = [1, 0, 1, 0, 1, 0];
    private static readonly Folds Three = Folds.FromNumbers([0, 0, 1, 1, 2, 2]);

    [Fact]
    public void The_best_on_the_rows_left_out_is_taken_and_only_judged_folds_count()
    {
        var choice = Choice(
            null,
            [
                [2, -2],
                [2, -2],
                [-9, 9],
            ],
            [
                [1, -1],
                [1, -1],
                [1, -1],
            ]
        );

        choice.Best(judged: 0).ShouldBe(0);
        choice.Best(judged: 2).ShouldBe(0);
        choice.Best(judged: 3).ShouldBe(1);
    }

    [Fact]
    public void A_second_that_errs_elsewhere_joins_the_best()
    {
        var choice = Choice(
            null,
            [
                [3, -1],
                [3, -1],
                [3, -1],
            ],
            [
                [1, -2.9f],
                [1, -2.9f],
                [1, -2.9f],
            ],
            [
                [-1, 1],
                [-1, 1],
                [-1, 1],
            ]
        );

        choice.BestTwo().ShouldBe([0, 1], ignoreOrder: true);
    }

    [Fact]
    public void A_second_that_says_the_same_is_not_worth_its_trees()
    {
        Choice(
                null,
                [
                    [2, -2],
                    [2, -2],
                    [2, -2],
                ],
                [
                    [2, -2],
                    [2, -2],
                    [2, -2],
                ]
            )
            .BestTwo()
            .ShouldBe([0]);
    }

    [Fact]
    public void Weights_decide_which_errors_count()
    {
        float[] weights = [9, 1, 9, 1, 9, 1];
        float[][] sureOfOutcomes =
        [
            [3, 0],
            [3, 0],
            [3, 0],
        ];
        float[][] sureOfOthers =
        [
            [0, -3],
            [0, -3],
            [0, -3],
        ];

        Choice(weights, sureOfOthers, sureOfOutcomes).Best(judged: 3).ShouldBe(1);
        Choice(null, sureOfOthers, sureOfOutcomes).Best(judged: 3).ShouldBe(0);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(600)]
    public void Tuned_trees_are_never_worse_out_of_fold_than_the_usual_ones(int rows)
    {
        var table = Schema.Of(Made.Signal(rows), minRows: 5).Align(Made.Signal(rows));
        var folds = Folds.Assign(table, 4, seed: 1);

        var tuned = Loss(new TreeTrainer());
        var usual = Loss(new TreeTrainer(TreeSettingsGrid.DefaultsFor(rows)));

        tuned.ShouldBeLessThanOrEqualTo(usual + 1e-6);

        double Loss(TreeTrainer trainer) =>
            OutOfFold.MeanLoss(
                OutOfFold.LogOdds(
                    trainer.Fit(table, folds, new TrainingSettings(), progress: null, CancellationToken.None),
                    table,
                    folds
                ),
                table
            );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Trees_judged_on_some_of_the_folds_are_the_same_bytes_at_any_number_of_threads(int judged)
    {
        var table = Schema.Of(Made.Signal(400), minRows: 5).Align(Made.Signal(400));
        var folds = Folds.Assign(table, 4, seed: 1);
        var budget =
            (judged + 0.5)
            * TreeSettingsGrid.For(table.Rows).Sum(one => (double)one.Rounds)
            * table.Rows
            * table.Columns.Count;
        TreeSettingsGrid.JudgedFolds(table.Rows, table.Columns.Count, folds.Count, budget).ShouldBe(judged);

        var one = Bytes(1);

        Bytes(2).ShouldBe(one);
        Bytes(8).ShouldBe(one);

        byte[] Bytes(int threads)
        {
            var fit = new TreeTrainer(budget).Fit(
                table,
                folds,
                new TrainingSettings(Seed: 1, threads),
                progress: null,
                CancellationToken.None
            );
            return
            [
                .. fit.FoldModels.Append(fit.Model).SelectMany(model => ModelFile.Write(Grown.Ready(table, model))),
            ];
        }
    }

    [Fact]
    public void A_large_table_is_tuned_on_fewer_folds_and_a_huge_one_not_at_all()
    {
        TreeSettingsGrid.JudgedFolds(rows: 7_000, features: 20, folds: 8).ShouldBe(8);
        TreeSettingsGrid.JudgedFolds(rows: 100_000, features: 40, folds: 5).ShouldBe(1);
        TreeSettingsGrid.JudgedFolds(rows: 4_000_000, features: 30, folds: 5).ShouldBe(0);
    }

    private static TreeChoice Choice(float[]? weights, params float[][][] scores)
    {
        var choice = new TreeChoice(Labels, weights, Three, scores.Length);
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            for (var fold = 0; fold < 3; fold++)
            {
                choice.Fits[candidate][fold] = new Boosted(0, [], scores[candidate][fold]);
            }
        }

        return choice;
    }
}
