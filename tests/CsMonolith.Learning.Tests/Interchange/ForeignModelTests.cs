using System.Text;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Interchange;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Interchange;

public sealed class ForeignModelTests
{
    // x <= 1.5, missing right; then on the right a set of levels {0, 2} of c.
    private const string LightGbm = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=binary sigmoid:2
        feature_names=x c
        feature_infos=[0:3] -1:0:1:2
        tree_sizes=1

        Tree=0
        num_leaves=3
        num_cat=1
        split_feature=0 1
        threshold=1.5 0
        decision_type=8 9
        left_child=-1 -2
        right_child=1 -3
        leaf_value=0.25 -0.5 1
        leaf_count=10 20 30
        cat_boundaries=0 1
        cat_threshold=5
        is_linear=0
        shrinkage=1

        end of trees
        """;

    private const string XgBoost = """
        {"learner":{"feature_names":["x","c"],"feature_types":[],"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_trees":"1"},
        "tree_info":[0],"trees":[{"left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"split_indices":[0,0,1,0,0],"default_left":[0,0,1,0,0],
        "split_type":[0,0,1,0,0],"split_conditions":[1.5,0.25,0,-0.5,1.0],"sum_hessian":[60,10,50,20,30],"categories":[0,2],"categories_nodes":[2],
        "categories_segments":[0],"categories_sizes":[2],"tree_param":{"num_nodes":"5"}}]}},
        "learner_model_param":{"base_score":"2.5E-1","num_class":"0","num_feature":"2"},"objective":{"name":"binary:logistic"}},"version":[1,7,4]}
        """;

    // Numbers just on and beside the cut, missing cells, known, other and unknown levels.
    private static readonly Table Rows = new TableBuilder()
        .Numeric("x")
        .Category("c")
        .Add([1.5, "0"])
        .Add([1.4999, "1"])
        .Add([1.50001, "0"])
        .Add([2, "1"])
        .Add([2, "2"])
        .Add([Cell.Missing, "2"])
        .Add([3, Cell.Missing])
        .Add([3, "9"])
        .Build();

    [Fact]
    public void A_LightGBM_model_gives_each_row_the_leaf_that_LightGBM_would()
    {
        var model = LightGbmText.Read(LightGbm);

        model.Score(Rows).LogOdds.ShouldBe([0.5, 0.5, -1, 2, -1, -1, 2, 2], 1e-9);
    }

    [Fact]
    public void An_XGBoost_model_gives_each_row_the_leaf_that_XGBoost_would()
    {
        var bias = Math.Log(0.25 / 0.75);

        var model = XgBoostJson.Read(Encoding.UTF8.GetBytes(XgBoost));

        model
            .Score(Rows)
            .LogOdds.ShouldBe(
                [bias + 1, bias + 0.25, bias + 1, bias - 0.5, bias + 1, bias + 1, bias - 0.5, bias - 0.5],
                1e-9
            );
    }

    [Fact]
    public void A_taken_over_model_is_kept_and_explained_like_our_own()
    {
        var model = ModelFile.Read(ModelFile.Write(LightGbmText.Read(LightGbm, ["usage", "tier"])));

        model.Schema.Features.Select(feature => feature.Name).ShouldBe(["usage", "tier"]);
        model.BaseLogOdds.ShouldBe((0.5 * 10 - 1 * 20 + 2 * 30) / 60, 1e-9);
    }

    [Fact]
    public void A_LightGBM_threshold_without_bound_parts_the_missing_from_the_numbers()
    {
        var model = LightGbmText.Read(LightGbm.Replace("threshold=1.5 0", "threshold=inf 0", StringComparison.Ordinal));

        model.Score(Rows).LogOdds.ShouldBe([0.5, 0.5, 0.5, 0.5, 0.5, -1, 0.5, 0.5], 1e-9);
    }

    [Theory]
    [InlineData("end of trees", "")]
    [InlineData("objective=binary sigmoid:2", "objective=regression")]
    [InlineData("num_class=1", "num_class=3")]
    [InlineData("right_child=1 -3", "right_child=0 -3")]
    [InlineData("right_child=1 -3", "right_child=1 -9")]
    [InlineData("right_child=1 -3", "right_child=1 -2")]
    [InlineData("split_feature=0 1", "split_feature=0 7")]
    [InlineData("split_feature=0 1", "split_feature=0")]
    [InlineData("leaf_value=0.25 -0.5 1", "leaf_value=nan -0.5 1")]
    [InlineData("leaf_value=0.25 -0.5 1", "leaf_value=x -0.5 1")]
    [InlineData("leaf_count=10 20 30", "leaf_count=10 -20 30")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 5")]
    [InlineData("is_linear=0", "is_linear=1")]
    [InlineData("decision_type=8 9", "decision_type=4 9")]
    [InlineData("-1:0:1:2", "-1:0:1:900")]
    public void A_LightGBM_file_that_is_broken_or_not_known_is_refused(string part, string other)
    {
        LightGbm.ShouldContain(part);

        Should
            .Throw<ModelFileException>(() => LightGbmText.Read(LightGbm.Replace(part, other, StringComparison.Ordinal)))
            .Reason.Ja.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("\"version\":[1,7,4]}", "")]
    [InlineData("binary:logistic", "rank:pairwise")]
    [InlineData("\"gbtree\"", "\"dart\"")]
    [InlineData("[2,-1,4,-1,-1]", "[2,-1,2,-1,-1]")]
    [InlineData("[2,-1,4,-1,-1]", "[2,-1,40,-1,-1]")]
    [InlineData("[2,-1,4,-1,-1]", "[2,-1,3,-1,-1]")]
    [InlineData("\"categories_sizes\":[2]", "\"categories_sizes\":[3]")]
    [InlineData("\"num_nodes\":\"5\"", "\"num_nodes\":\"1000000000\"")]
    [InlineData("1.5,0.25,0", "1e99,0.25,0")]
    [InlineData("2.5E-1", "NaN")]
    public void An_XGBoost_file_that_is_broken_or_not_known_is_refused(string part, string other)
    {
        XgBoost.ShouldContain(part);

        Should
            .Throw<ModelFileException>(() =>
                XgBoostJson.Read(Encoding.UTF8.GetBytes(XgBoost.Replace(part, other, StringComparison.Ordinal)))
            )
            .Reason.Ja.ShouldNotBeEmpty();
    }

    [SharedDataFact]
    public void Public_models_of_both_libraries_give_their_own_forecasts()
    {
        var rows = CsvTable.Read(SharedData.Path("interchange/rows.csv"), new CsvLayout()).Table;
        var told = CsvTable.Read(SharedData.Path("interchange/predictions.csv"), new CsvLayout()).Table;
        string[] names = [.. rows.Columns.Select(column => column.Name)];

        var lightGbm = LightGbmText.Read(File.ReadAllText(SharedData.Path("interchange/lightgbm.txt")), names);
        var xgBoost = XgBoostJson.Read(File.ReadAllBytes(SharedData.Path("interchange/xgboost.json")), names);

        MostApart(lightGbm, "lightgbm").ShouldBeLessThan(1e-6);
        MostApart(xgBoost, "xgboost").ShouldBeLessThan(1e-6);

        double MostApart(ProbabilityModel model, string column)
        {
            var numbers = told.Find(column)!.Numbers;
            var most = 0.0;
            var found = model.Score(rows).Probabilities;
            for (var row = 0; row < found.Length; row++)
            {
                most = Math.Max(most, Math.Abs(found[row] - numbers[row]));
            }

            return most;
        }
    }
}
