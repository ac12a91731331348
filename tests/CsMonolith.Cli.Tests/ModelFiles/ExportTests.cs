using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Interchange;

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
}
