using System.Text;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Interchange;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Interchange;

public sealed class OnnxFileTests
{
    private static readonly Table Rows = Customers(1_500, seed: 1);
    private static readonly Schema Known = Schema.Of(Rows, minRows: 5);
    private static readonly Lazy<IModel> Linear = new(() => Fit(new LinearTrainer()));
    private static readonly Lazy<IModel> Additive = new(() =>
        Fit(new AdditiveTrainer(new AdditiveSettings { MainRounds = 300, PairsPerFeature = [1] }))
    );
    private static readonly Lazy<IModel> Trees = new(() => Fit(new TreeTrainer()));

    public static TheoryData<string, string> Kinds =>
        new()
        {
            { "linear", "none" },
            { "additive", "none" },
            { "trees", "none" },
            { "blend", "none" },
            { "blend", "platt" },
            { "blend", "beta" },
            { "blend", "isotonic" },
            { "nothing", "none" },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_runtime_scores_the_same_probabilities(string kind, string calibration) =>
        Same(ModelOf(kind, calibration), Customers(2_000, seed: 2));

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("When", "nightly")]
    public void Another_runtime_scores_the_same_probabilities_of_a_hundred_thousand_rows(
        string kind,
        string calibration
    ) => Same(ModelOf(kind, calibration), Customers(100_000, seed: 3));

    [Fact]
    public void The_blend_that_training_chooses_is_scored_alike()
    {
        var trained = new AutoTrainer().Train(Rows, new TrainingSettings(Seed: 3)).Model;

        trained.Signal.ShouldBe(Signal.Found);
        Same(trained, Customers(2_000, seed: 4));
    }

    [Fact]
    public void Trees_of_another_library_go_on_to_a_third_one()
    {
        var taken = LightGbmText.Read(
            """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            objective=binary sigmoid:1
            feature_names=Column_0
            feature_infos=[0:9]

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=4
            decision_type=10
            left_child=-1
            right_child=-2
            leaf_value=-1 0.25
            leaf_count=3 5
            is_linear=0
            shrinkage=1

            end of trees
            """,
            ["usage"]
        );
        var rows = new TableBuilder().Numeric("usage").Add([3.0]).Add([5.0]).Add([4.0]).Add([Cell.Missing]).Build();

        Same(taken, rows);
    }

    [Fact]
    public void The_same_model_is_always_the_same_bytes() =>
        OnnxFile.Write(ModelOf("blend", "beta")).ShouldBe(OnnxFile.Write(ModelOf("blend", "beta")));

    [Fact]
    public void A_model_without_features_is_refused_in_words() =>
        Should
            .Throw<NotSupportedException>(() =>
                OnnxFile.Write(new ProbabilityModel(new Schema([]), Signal.None, [], Platt.Identity, baseRate: 0.1))
            )
            .Message.ShouldContain("no inputs");

    [Fact]
    public void The_file_tells_which_model_it_is() =>
        Encoding
            .UTF8.GetString(OnnxFile.Write(ModelOf("linear", "none")))
            .ShouldContain(Learning.Artefacts.ModelFile.DigestOf(ModelOf("linear", "none")));

    private static void Same(ProbabilityModel model, Table rows)
    {
        var scored = OnnxScorer.Score(OnnxFile.Write(model), rows);

        var ours = model.Score(rows);
        var theirs = scored.Single(output => output.Key.StartsWith("probability", StringComparison.Ordinal)).Value;
        theirs.Length.ShouldBe(rows.Rows);
        Furthest(theirs, ours.Probabilities).ShouldBeLessThan(1e-6);
        Furthest(
                scored.Single(output => output.Key.StartsWith("log_odds", StringComparison.Ordinal)).Value,
                ours.LogOdds
            )
            .ShouldBeLessThan(1e-5);
    }

    private static double Furthest(double[] theirs, double[] ours) =>
        theirs.Zip(ours, (one, other) => Math.Abs(one - other)).Max();

    private static ProbabilityModel ModelOf(string kind, string calibration)
    {
        Part[] parts = kind switch
        {
            "linear" => [new Part(1, Linear.Value)],
            "additive" => [new Part(1, Additive.Value)],
            "trees" => [new Part(1, Trees.Value)],
            "nothing" => [],
            _ => [new Part(0.2, Linear.Value), new Part(0.35, Additive.Value), new Part(0.45, Trees.Value)],
        };
        CalibrationMap map = calibration switch
        {
            "platt" => new Platt(1.3, -0.2),
            "beta" => new Beta(0.7, 1.2, -0.1),
            "isotonic" => new Isotonic([-2, -1, 0, 1.5], [-3, -1, -1, 0.5]),
            _ => Platt.Identity,
        };
        return new ProbabilityModel(Known, parts.Length > 0 ? Signal.Found : Signal.None, parts, map, baseRate: 0.3);
    }

    private static IModel Fit(ITrainer trainer)
    {
        var aligned = Known.Align(Rows);
        return trainer
            .Fit(
                aligned,
                Folds.Assign(Rows, 4, seed: 1),
                new TrainingSettings(),
                progress: null,
                CancellationToken.None
            )
            .Model;
    }

    /// <summary>
    /// Names that the graph uses itself, letters of another script, many levels, new ones after seed 1, and empty
    /// cells.
    /// </summary>
    private static Table Customers(int rows, int seed)
    {
        var random = new Random(seed);
        var builder = new TableBuilder()
            .Numeric("probability")
            .Category("業種")
            .Numeric("v1")
            .Category("region")
            .Numeric("flat");
        for (var row = 0; row < rows; row++)
        {
            var (usage, seats) = (random.NextDouble() * 4 - 2, random.Next(40));
            var (trade, region) = (random.Next(seed == 1 ? 3 : 4), random.Next(30));
            var logOdds =
                usage * usage
                - 1.5
                + (trade == 1 ? 1 : -0.5)
                + (region % 3 == 0 ? 0.8 : 0)
                + (usage > 0 == seats > 20 ? 0.9 : -0.9);
            builder.Add(
                [
                    random.Next(15) == 0 ? Cell.Missing : usage,
                    random.Next(20) == 0 ? Cell.Missing : new[] { "製造", "小売", "IT", "農業" }[trade],
                    random.Next(25) == 0 ? Cell.Missing : (double)seats * 1e4,
                    $"r{region}",
                    1.0,
                ],
                label: random.NextDouble() < Logistic.Sigmoid(logOdds)
            );
        }

        return builder.Build();
    }
}
