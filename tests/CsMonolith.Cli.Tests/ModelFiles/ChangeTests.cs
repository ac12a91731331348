using System.Globalization;
using System.Text.Json;

namespace CsMonolith.Cli.Tests.ModelFiles;

public sealed class ChangeTests(Bench bench) : IClassFixture<Bench>
{
    private const string Head = "id,tenure,plan,copy\n";

    [Fact]
    public async Task The_change_of_a_score_is_split_among_customer_late_data_and_model()
    {
        await Write("then.csv", "9007199254740993,4,a,2\n9007199254740995,60,c,0\n");
        await Write("restated.csv", "9007199254740995,60,c,0\n9007199254740993,9,a,2\n");
        await Write("now.csv", "9007199254740995,61,c,0\n9007199254740997,1,a,2\n9007199254740993,30,b,2\n");
        (
            await Tool.Run(
                "edit",
                bench.RunFolder,
                bench.Csv,
                "--feature",
                "tenure",
                "--flatten",
                "--author",
                "A",
                "--reason",
                "r",
                "--out",
                bench.In("old")
            )
        ).Code.ShouldBe(0);

        var said = await Tool.Run(
            "explain",
            bench.Model,
            "--row",
            "2",
            bench.In("now.csv"),
            "--against",
            bench.In("then.csv"),
            "--restated",
            bench.In("restated.csv"),
            "--against-model",
            Path.Combine(bench.In("old"), "model.json"),
            "--id",
            "id",
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        var root = said.Json.RootElement;
        (Number(root, "before") + Number(root, "customer") + Number(root, "lateData") + Number(root, "model")).ShouldBe(
            Number(root, "after"),
            1e-9
        );
        Number(root, "model").ShouldNotBe(0);
        Number(root, "lateData").ShouldNotBe(0);
        var features = root.GetProperty("features").EnumerateArray().ToArray();
        foreach (var reason in new[] { "customer", "lateData", "model" })
        {
            (
                features.Sum(one => Number(one, reason))
                + Number(root.GetProperty("bend"), reason)
                + (reason == "model" ? Number(root, "baseOfModel") : 0)
            ).ShouldBe(Number(root, reason), 1e-9);
        }

        var tenure = root.GetProperty("features")
            .EnumerateArray()
            .Single(one => one.GetProperty("feature").GetString() == "tenure");
        (Cell(tenure, "before"), Cell(tenure, "restated"), Cell(tenure, "after")).ShouldBe(("4", "9", "30"));
        (
            await Tool.Run("explain", bench.Model, "--row", "2", bench.In("now.csv"), "--against", bench.In("then.csv"))
        ).Error.ShouldContain("--id");
        (
            await Tool.Run(
                "explain",
                bench.Model,
                "--row",
                "1",
                bench.In("now.csv"),
                "--against",
                bench.In("then.csv"),
                "--id",
                "id"
            )
        ).Error.ShouldContain("'9007199254740997': 0 rows");
        (await Tool.Run("explain", bench.Model, "--row", "2", bench.In("now.csv"), "--id", "id")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task The_least_change_takes_the_row_below_by_its_levers_alone()
    {
        var lines = (await Tool.Run("score", bench.Model, bench.Csv)).Out.Split('\n')[1..401];
        var riskiest = lines
            .Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))
            .Index()
            .MaxBy(one => one.Item)
            .Index;

        var said = await Explain(riskiest, "--below", "0.3", "--levers", "tenure=+1", "--json");

        said.Code.ShouldBe(0, said.Error);
        var root = said.Json.RootElement;
        root.GetProperty("found").GetBoolean().ShouldBeTrue();
        Number(root, "after").ShouldBeLessThan(0.3);
        Number(root, "probability").ShouldBeGreaterThan(0.3);
        var change = root.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        Cell(change, "feature").ShouldBe("tenure");
        double.Parse(Cell(change, "to"), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(double.Parse("0" + Cell(change, "from"), CultureInfo.InvariantCulture));
        (await Explain(riskiest, "--below", "0.001", "--levers", "copy")).Error.ShouldContain("suffices");
        (await Explain(riskiest, "--below", "0.3", "--levers", "tenur")).Error.ShouldContain("Nearest: tenure");
        (await Explain(riskiest, "--below", "0.3")).Code.ShouldBe(2);
        (await Explain(riskiest, "--below", "0.3", "--levers", "tenure=+2")).Error.ShouldContain("COLUMN=+1");
    }

    private Task<Said> Explain(int row, params string[] more) =>
        Tool.Run(["explain", bench.Model, "--row", row.ToString(CultureInfo.InvariantCulture), bench.Csv, .. more]);

    private Task Write(string name, string rows) => File.WriteAllTextAsync(bench.In(name), Head + rows);

    private static double Number(JsonElement root, string name) => root.GetProperty(name).GetDouble();

    private static string Cell(JsonElement one, string name) => one.GetProperty(name).GetString()!;
}
