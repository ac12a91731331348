using System.Globalization;
using CsMonolith.Learning.Artefacts;

namespace CsMonolith.Cli.Tests.ModelFiles;

public sealed class EditTests(Bench bench) : IClassFixture<Bench>
{
    private static readonly string[] Who = ["--author", "Aoki", "--reason", "agreed with sales"];

    [Fact]
    public async Task An_edit_is_recorded_with_author_reason_and_what_it_costs()
    {
        var said = await Edit("set", "--feature", "tenure", "--set", "0.25", "--from", "10", "--to", "20.5");

        said.Code.ShouldBe(0, said.Error);
        said.Json.RootElement.GetProperty("rowsOfTraining").GetBoolean().ShouldBeTrue();
        var (before, after) = (Loss(said, "logLossBefore"), Loss(said, "logLossAfter"));
        after.ShouldNotBe(before);
        var model = ModelFile.Read(await File.ReadAllBytesAsync(Path.Combine(bench.In("set"), "model.json")));
        var edit = model.Edits.ShouldHaveSingleItem();
        (edit.Feature, edit.LogOdds, edit.From, edit.To, edit.Author, edit.Reason).ShouldBe(
            ("tenure", 0.25, 10, 20.5, "Aoki", "agreed with sales")
        );
        foreach (var name in new[] { "MODEL_CARD.md", "report.html" })
        {
            var told = await File.ReadAllTextAsync(Path.Combine(bench.In("set"), name));
            told.ShouldContain("Aoki");
            told.ShouldContain("agreed with sales");
            told.ShouldContain("tenure from 10 to 20.5 set to 0.25");
            told.ShouldContain(before.ToString("F4", CultureInfo.InvariantCulture));
            told.ShouldContain(after.ToString("F4", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task What_the_trained_model_was_worth_is_not_told_of_the_edited_one()
    {
        (await Edit("plain", "--feature", "tenure", "--flatten")).Code.ShouldBe(0);

        File.Exists(Path.Combine(bench.In("plain"), "predictions.csv")).ShouldBeFalse();
        File.ReadAllText(Path.Combine(bench.In("plain"), "metrics.json")).ShouldNotContain("rocAuc");

        await File.WriteAllTextAsync(bench.In("others.csv"), Bench.Made(rows: 300, seed: 9));
        var said = await Tool.Run([
            "edit",
            bench.RunFolder,
            bench.In("others.csv"),
            "--out",
            bench.In("judged"),
            "--json",
            "--feature",
            "tenure",
            "--flatten",
            .. Who,
        ]);
        said.Json.RootElement.GetProperty("rowsOfTraining").GetBoolean().ShouldBeFalse();
        File.ReadAllText(Path.Combine(bench.In("judged"), "metrics.json")).ShouldContain("rocAuc");
    }

    [Fact]
    public async Task A_column_that_is_taken_out_changes_no_score_any_more()
    {
        (await Edit("without", "--feature", "tenure", "--remove")).Code.ShouldBe(0);
        await File.WriteAllTextAsync(bench.In("two.csv"), "tenure,plan,copy\n1,a,2\n70,a,2\n");

        var scored = (
            await Tool.Run("score", Path.Combine(bench.In("without"), "model.json"), bench.In("two.csv"))
        ).Out.Split('\n');

        scored[1].Split(',')[1].ShouldBe(scored[2].Split(',')[1]);
    }

    [Fact]
    public async Task A_shape_that_is_made_to_rise_no_longer_falls()
    {
        await File.WriteAllTextAsync(bench.In("ends.csv"), "tenure,plan,copy\n0,a,2\n71,a,2\n");

        var said = await Edit("rising", "--feature", "tenure", "--monotone", "rising");

        said.Error.ShouldContain("Pairs stay as they are");
        Drop(await Tool.Run("score", bench.Model, bench.In("ends.csv"))).ShouldBeGreaterThan(0.3);
        Drop(await Tool.Run("score", Path.Combine(bench.In("rising"), "model.json"), bench.In("ends.csv")))
            .ShouldBeLessThan(0.05);

        static double Drop(Said said) => Probability(said, 1) - Probability(said, 2);
        static double Probability(Said said, int line) =>
            double.Parse(said.Out.Split('\n')[line].Split(',')[1], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_second_edit_stands_beside_the_first()
    {
        (await Edit("first", "--feature", "plan", "--set", "0", "--level", "c")).Code.ShouldBe(0);

        var said = await Tool.Run([
            "edit",
            bench.In("first"),
            bench.Csv,
            "--out",
            bench.In("second"),
            "--feature",
            "copy",
            "--remove",
            "--author",
            "Baba",
            "--reason",
            "noise",
        ]);

        said.Code.ShouldBe(0, said.Error);
        var card = await File.ReadAllTextAsync(Path.Combine(bench.In("second"), "MODEL_CARD.md"));
        card.Split("## Edited by hand").Length.ShouldBe(2);
        card.ShouldContain("plan at 'c' set to 0");
        card.ShouldContain("copy and its pairs taken out");
        (await File.ReadAllTextAsync(Path.Combine(bench.In("second"), "report.html")))
            .Split("<section id='edits'>")
            .Length.ShouldBe(2);
    }

    [Fact]
    public async Task Senseless_edits_are_refused_with_the_remedy_and_leave_nothing()
    {
        (await Edit("no", "--feature", "tenur", "--remove")).Error.ShouldContain("give one of tenure, plan, copy");
        (await Edit("no", "--feature", "tenure")).Error.ShouldContain("exactly one of --set");
        (await Edit("no", "--feature", "tenure", "--set", "1", "--remove")).Error.ShouldContain("exactly one of --set");
        (await Edit("no", "--feature", "plan", "--monotone", "rising")).Error.ShouldContain("holds levels");
        (await Edit("no", "--feature", "tenure", "--monotone", "rising", "--from", "3")).Error.ShouldContain(
            "as a whole"
        );
        (await Edit("no", "--feature", "tenure", "--set", "99")).Error.ShouldContain("within ±20");
        var last = await Edit("no", "--feature", "tenure", "--flatten", "--from", "1000");
        (last.Code, Directory.Exists(bench.In("no"))).ShouldBe((2, false));
        last.Error.ShouldContain("widen the range");
    }

    private Task<Said> Edit(string folder, params string[] change) =>
        Tool.Run(["edit", bench.RunFolder, bench.Csv, "--out", bench.In(folder), "--json", .. change, .. Who]);

    private static double Loss(Said said, string name) => said.Json.RootElement.GetProperty(name).GetDouble();
}
