using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Artefacts;

public sealed class ModelFileTests
{
    private static readonly Table Rows = Made.Signal(400);
    private static readonly Lazy<(ProbabilityModel Model, byte[] Bytes)> Fitted = new(() =>
    {
        // Both kinds of part are in the file whatever the evidence would choose.
        var schema = Schema.Of(Rows, minRows: 5);
        var aligned = schema.Align(Rows);
        var folds = Folds.Assign(Rows, 4, seed: 1);
        IModel Fit(ITrainer trainer) =>
            trainer.Fit(aligned, folds, new TrainingSettings(), progress: null, CancellationToken.None).Model;
        var model = new ProbabilityModel(
            schema,
            Signal.Found,
            [new Part(0.25, Fit(new LinearTrainer())), new Part(0.75, Fit(new AdditiveTrainer()))],
            new Platt(0.9, 0.1),
            baseRate: 0.3
        );
        return (model, ModelFile.Write(model));
    });

    [Fact]
    public void What_is_read_back_scores_to_the_last_bit_and_writes_the_same_bytes()
    {
        var read = ModelFile.Read(Fitted.Value.Bytes);

        read.Score(Rows).LogOdds.ShouldBe(Fitted.Value.Model.Score(Rows).LogOdds);
        ModelFile.Write(read).ShouldBe(Fitted.Value.Bytes);
    }

    [Theory]
    [MemberData(nameof(BentMaps))]
    public void A_non_affine_calibration_is_stored_and_contributes_last(CalibrationMap map)
    {
        var model = Fitted.Value.Model;
        var bent = new ProbabilityModel(model.Schema, Signal.Found, model.Parts, map, model.BaseRate);

        var read = ModelFile.Read(ModelFile.Write(bent));
        var why = read.Explain(Rows, row: 3);

        read.Calibration.ShouldBe(map);
        read.Score(Rows).LogOdds.ShouldBe(bent.Score(Rows).LogOdds);
        why.Contributions[^1].Feature.ShouldBe(Learning.Models.Explanation.CalibrationTerm);
        why.LogOdds.ShouldBe(map.Apply(why.BaseLogOdds + why.Contributions.SkipLast(1).Sum(one => one.LogOdds)), 1e-9);
        (why.BaseLogOdds + why.Contributions.Sum(one => one.LogOdds)).ShouldBe(why.LogOdds, 1e-9);
        read.Score(Rows).LogOdds[3].ShouldBe(why.LogOdds);
    }

    public static TheoryData<CalibrationMap> BentMaps =>
        [new Beta(0.7, 1.2, -0.1), new Isotonic([-2, -1, 1.5], [-3, -1, 0.5])];

    [Theory]
    [InlineData("{\"kind\":\"spline\"}")]
    [InlineData("{\"kind\":\"beta\",\"rise\":-1,\"fall\":1,\"offset\":0}")]
    [InlineData("{\"kind\":\"isotonic\",\"at\":[],\"to\":[]}")]
    [InlineData("{\"kind\":\"isotonic\",\"at\":[0,1],\"to\":[0]}")]
    [InlineData("{\"kind\":\"isotonic\",\"at\":[1,0],\"to\":[0,1]}")]
    [InlineData("{\"kind\":\"isotonic\",\"at\":[0,1],\"to\":[1,0]}")]
    [InlineData("{\"kind\":\"isotonic\",\"at\":[0,1],\"to\":[0,1e9]}")]
    public void A_calibration_that_falls_or_is_out_of_bounds_is_refused(string calibration)
    {
        var root = JsonNode.Parse(Fitted.Value.Bytes)!;
        Put(root, "$.calibration", calibration);

        Should
            .Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString())))
            .Reason.En.ShouldContain("$.calibration");
    }

    [Fact]
    public void A_model_without_signal_is_kept_too()
    {
        var none = Fitted.Value.Model.WithoutSignal();

        ModelFile.Read(ModelFile.Write(none)).BaseLogOdds.ShouldBe(none.BaseLogOdds);
    }

    [Fact]
    public void A_model_without_features_gives_every_row_the_base_rate()
    {
        var model = ModelFile.Read(
            ModelFile.Write(new ProbabilityModel(new Schema([]), Signal.None, [], Platt.Identity, baseRate: 0.08))
        );
        var nothing = new TableBuilder().Add([]).Add([]).Build();

        model.Score(Rows).Probabilities.Length.ShouldBe(Rows.Rows);
        model.Score(nothing).Probabilities.ShouldAllBe(p => Math.Abs(p - 0.08) < 1e-12);
        model
            .Explain(nothing, [0, 1])
            .ShouldAllBe(why => Math.Abs(why.Probability - 0.08) < 1e-12 && why.Contributions.Count == 0);
    }

    [Fact]
    public void No_name_of_a_type_is_in_the_file() =>
        Encoding.UTF8.GetString(Fitted.Value.Bytes).ShouldNotContain("CsMonolith");

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = Fitted.Value.Bytes;
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 300))
        {
            Should.Throw<ModelFileException>(() => ModelFile.Read(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_changed_byte_is_refused_or_leaves_a_model_that_scores_within_bounds()
    {
        var random = new Random(1);
        var few = Rows.Take([0, 1, 2]);
        for (var trial = 0; trial < 300; trial++)
        {
            var bytes = Fitted.Value.Bytes.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                ModelFile.Read(bytes).Score(few).Probabilities.ShouldAllBe(p => p >= 0 && p <= 1);
            }
            catch (Exception refusal) when (refusal is ModelFileException or SchemaException)
            {
                refusal.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("$.format", "2")]
    [InlineData("$.format", "\"1\"")]
    [InlineData("$.signal", "\"maybe\"")]
    [InlineData("$.signal", "\"none\"")]
    [InlineData("$.baseRate", "1.5")]
    [InlineData("$.calibration.slope", "0")]
    [InlineData("$.calibration.slope", "-1")]
    [InlineData("$.calibration.offset", "1e300")]
    [InlineData("$.calibration.extra", "1")]
    [InlineData("$.features", "{}")]
    [InlineData("$.features[0].name", "\"tier\"")]
    [InlineData("$.features[0].kind", "\"System.Object\"")]
    [InlineData("$.parts[0].weight", "0.5")]
    [InlineData("$.parts[0].kind", "\"trees\"")]
    [InlineData("$.parts[0].columns[0].feature", "99")]
    [InlineData("$.parts[0].columns[0].feature", "-1")]
    [InlineData("$.parts[0].columns[0].role", "\"level\"")]
    [InlineData("$.parts[0].columns[0].scale", "0")]
    [InlineData("$.parts[0].columns[0].coefficient", "1e9")]
    [InlineData("$.parts[1].features[0].cuts[1]", "-1e30")]
    [InlineData("$.parts[1].features[0].scores[0]", "1e300")]
    [InlineData("$.parts[1].features[0].scores[0]", "\"NaN\"")]
    [InlineData("$.parts[1].features[0].pairBins", "\"AAAA\"")]
    [InlineData("$.parts[1].pairs[0].first", "4")]
    [InlineData("$.parts[1].pairs[0].scores", "[]")]
    public void A_value_out_of_bounds_is_refused_by_its_path(string path, string value)
    {
        var root = JsonNode.Parse(Fitted.Value.Bytes)!;
        Put(root, path, value);

        Should
            .Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString())))
            .Reason.En.ShouldContain("$");
    }

    [Fact]
    public void A_thousand_nested_lists_are_refused()
    {
        var bomb = Encoding.UTF8.GetBytes(new string('[', 1_000) + new string(']', 1_000));

        Should.Throw<ModelFileException>(() => ModelFile.Read(bomb));
    }

    [Fact]
    public void A_property_that_stands_twice_is_refused()
    {
        var text = Encoding
            .UTF8.GetString(Fitted.Value.Bytes)
            .Replace("{\"format\":1", "{\"format\":1,\"format\":1", StringComparison.Ordinal);

        Should.Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_list_of_two_million_items_is_refused_without_work_for_each()
    {
        var text =
            "{\"format\":1,\"signal\":\"none\",\"baseRate\":0.1,\"calibration\":{\"slope\":1,\"offset\":0},\"features\":["
            + string.Join(',', Enumerable.Repeat("0", 2_000_000))
            + "],\"parts\":[]}";

        Should
            .Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(text)))
            .Reason.En.ShouldContain("$.features");
    }

    [Fact]
    public void More_bytes_than_allowed_are_refused_unread() =>
        Should.Throw<ModelFileException>(() => ModelFile.Read(new byte[ModelFile.MaxBytes + 1]));

    private static void Put(JsonNode root, string path, string value)
    {
        var at = root;
        var steps = path[2..]
            .Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Split('.');
        foreach (var step in steps[..^1])
        {
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        }

        if (int.TryParse(steps[^1], out var last))
        {
            at[last] = JsonNode.Parse(value);
        }
        else
        {
            at[steps[^1]] = JsonNode.Parse(value);
        }
    }
}
