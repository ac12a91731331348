using System.Diagnostics;
using System.Globalization;
using CsMonolith.Learning.MlNet.Export;
using CsMonolith.Learning.MlNet.Training;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using Microsoft.ML;

namespace CsMonolith.Learning.MlNet.Tests.Export;

public sealed class MlNetZipTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet-zip").FullName;

    public static TheoryData<string> Learners => ["auto", "mlnet-lightgbm"];

    [Theory]
    [MemberData(nameof(Learners))]
    public async Task A_program_without_this_product_predicts_the_same(string learner)
    {
        var table = new Table([.. Customers.Drawn(2_000).Columns.Take(2)], Customers.Drawn(2_000).Labels.ToArray());
        var trained = (learner == "auto" ? new AutoTrainer() : new AutoTrainer([new LightGbmTrainer()])).Train(table);
        var (zip, csv) = (Path.Combine(_folder, "model.zip"), Path.Combine(_folder, "rows.csv"));
        await using (var file = File.Create(zip))
        {
            MlNetZip.Write(trained.Model, file);
        }

        var asked = table.Take([.. Enumerable.Range(0, 200)]);
        await File.WriteAllLinesAsync(
            csv,
            Enumerable
                .Range(0, asked.Rows)
                .Select(row => $"{asked.Columns[0].Text(row)},{asked.Columns[1].Text(row)}")
                .Prepend("logins,tier")
        );

        var said = await Run("MlNetSample.dll", zip, csv);

        said.Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            .ShouldBe(trained.Model.Score(asked).Probabilities, 1e-5);
        Enumerable.Range(0, asked.Rows).ShouldContain(row => asked.Columns[0].IsMissing(row));
    }

    [Fact]
    public void A_feature_that_bears_a_prediction_s_name_keeps_it()
    {
        var drawn = Customers.Drawn(1_000);
        var table = new Table(
            [Column.Numeric("probability", drawn.Columns[0].Numbers), drawn.Columns[1]],
            drawn.Labels.ToArray()
        );
        var model = new AutoTrainer([new LightGbmTrainer()]).Train(table).Model;
        using var zip = new MemoryStream();

        MlNetZip.Write(model, zip);

        zip.Position = 0;
        var loaded = new MLContext(seed: 0).Model.Load(zip, out var inputs);
        inputs.Select(column => column.Name).ShouldBe(["probability", "tier"]);
        loaded.GetOutputSchema(inputs).Select(column => column.Name).ShouldContain("probability_");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The sample is built beside the tests; its folder differs from theirs by the project's name alone.
    private static async Task<string[]> Run(string program, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var root = here.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        var path = Path.Combine(root, "docs", "samples", "mlnet", "bin", configuration, framework, program);
        var start = new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
