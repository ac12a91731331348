using System.Globalization;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Interchange;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Cli.Tests.ModelFiles;

public sealed class ExportTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_run_is_written_as_ONNX_with_its_columns_as_inputs()
    {
        var said = await Tool.Run(
            "export",
            bench.RunFolder,
            "--format",
            "onnx",
            "--out",
            bench.In("model.onnx"),
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        said.Json.RootElement.GetProperty("inputs")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldBe(["tenure", "plan", "copy"]);
        File.ReadAllBytes(bench.In("model.onnx"))
            .ShouldBe(OnnxFile.Write(ModelFile.Read(File.ReadAllBytes(bench.Model))));
    }

    [Fact]
    public async Task A_run_is_written_as_a_zip_that_ML_NET_opens_and_predicts_with()
    {
        var said = await Tool.Run("export", bench.RunFolder, "--format", "mlnet", "--out", bench.In("model.zip"));
        var scored = (await Tool.Run("score", bench.Model, bench.Csv)).Out.Split('\n')[1..11];

        said.Code.ShouldBe(0, said.Error);
        var context = new MLContext(seed: 0);
        var loaded = context.Model.Load(bench.In("model.zip"), out _);
        var rows = context.Data.LoadFromEnumerable(
            File.ReadLines(bench.Csv)
                .Skip(1)
                .Take(10)
                .Select(line => line.Split(','))
                .Select(cells => new Row
                {
                    Tenure = cells[0].Length == 0 ? float.NaN : float.Parse(cells[0], CultureInfo.InvariantCulture),
                    Plan = cells[1],
                    Copy = float.Parse(cells[2], CultureInfo.InvariantCulture),
                })
        );
        loaded
            .Transform(rows)
            .GetColumn<double[]>("probability")
            .Select(one => one[0])
            .ShouldBe(scored.Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)), 1e-5);
    }

    [Fact]
    public async Task A_model_is_written_as_JSON_as_it_was()
    {
        var said = await Tool.Run("export", bench.Model, "--format", "json", "--out", bench.In("again.json"));

        said.Code.ShouldBe(0, said.Error);
        File.ReadAllBytes(bench.In("again.json")).ShouldBe(File.ReadAllBytes(bench.Model));
    }

    [Fact]
    public async Task What_is_no_model_or_no_format_is_refused_and_nothing_is_written()
    {
        await File.WriteAllTextAsync(bench.In("broken.json"), "{\"format\":1");

        (await Tool.Run("export", bench.In("broken.json"), "--out", bench.In("x.onnx"))).Code.ShouldBe(5);
        (await Tool.Run("export", bench.In("absent"), "--out", bench.In("x.onnx"))).Code.ShouldBe(5);
        (await Tool.Run("export", bench.Model, "--format", "pmml", "--out", bench.In("x.onnx"))).Code.ShouldBe(2);
        File.Exists(bench.In("x.onnx")).ShouldBeFalse();
    }

    private sealed class Row
    {
        [ColumnName("tenure")]
        public float Tenure { get; init; }

        [ColumnName("plan")]
        public string Plan { get; init; } = "";

        [ColumnName("copy")]
        public float Copy { get; init; }
    }
}
