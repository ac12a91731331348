using System.Text.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("runs-").FullName;

    [Fact]
    public void A_run_is_seven_files_and_the_same_bytes_whatever_the_threads()
    {
        RunFolder.Write(In("one"), Run(threads: 1));
        RunFolder.Write(In("two"), Run(threads: 2));

        Directory
            .GetFiles(In("one"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(RunFolder.Files.Order(StringComparer.Ordinal));
        foreach (var name in RunFolder.Files)
        {
            File.ReadAllBytes(Path.Combine(In("two"), name))
                .ShouldBe(File.ReadAllBytes(Path.Combine(In("one"), name)), name);
        }
    }

    [Fact]
    public void The_report_needs_no_network_and_speaks_both_languages()
    {
        var page = Report.Html(Run());

        page.Length.ShouldBeLessThan(3_000_000);
        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        page.ShouldContain("予測の良さ");
        page.ShouldContain("How good");
        foreach (
            var part in new[]
            {
                "ROC 曲線",
                "適合率",
                "較正",
                "ゲイン",
                "リフト",
                "対応できる件数",
                "区分ごとの当たり方",
                "予測の根拠",
                "形状",
                "組み合わせ",
                "注意点",
                "データの概要",
            }
        )
        {
            page.ShouldContain(part);
        }

        page.ShouldContain("class='error'");
        page.ShouldNotContain("NaN");
        Count("lang='ja'").ShouldBe(Count("lang='en'"));

        int Count(string what) => page.Split(what).Length - 1;
    }

    [Theory]
    [InlineData(1, "2026-01-01", "2026-06-30")]
    [InlineData(5, "2026-01-05", "2026-06-05")]
    public void A_run_names_the_days_that_its_rows_speak_of(int dayOfMonth, string from, string to)
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 240; row++)
        {
            builder.Add([(double)(row % 50)], label: row % 50 > 25, time: new DateOnly(2026, 1 + row % 6, dayOfMonth));
        }

        using var json = JsonDocument.Parse(
            RunFolder.RunJson(
                TrainingRun.Execute(new TrainingRequest("x.csv", "y", "as_of", null, new()), builder.Build())
            )
        );

        (
            json.RootElement.GetProperty("trainedFrom").GetString(),
            json.RootElement.GetProperty("trainedTo").GetString()
        ).ShouldBe((from, to));
    }

    [Fact]
    public void A_hostile_column_name_is_text_in_the_report()
    {
        var builder = new TableBuilder().Numeric("<img src=x onerror=alert(1)>");
        for (var row = 0; row < 300; row++)
        {
            builder.Add([(double)(row % 50)], label: row % 50 > 25);
        }

        Report
            .Html(TrainingRun.Execute(new TrainingRequest("<b>.csv", "<i>", null, null, new()), builder.Build()))
            .ShouldNotContain("<img");
    }

    [Fact]
    public void Cancelled_writing_leaves_nothing_behind()
    {
        var run = Run();

        Should.Throw<OperationCanceledException>(() =>
            RunFolder.Write(In("run"), run, new CancellationToken(canceled: true))
        );

        Directory.EnumerateFileSystemEntries(_home).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_with_other_files_is_not_overwritten_but_an_earlier_run_is()
    {
        Directory.CreateDirectory(In("papers"));
        File.WriteAllText(Path.Combine(In("papers"), "thesis.txt"), "years of work");
        RunFolder.Write(In("run"), Run());

        Should.Throw<IOException>(() => RunFolder.Write(In("papers"), Run()));
        RunFolder.Write(In("run"), Run());

        File.Exists(Path.Combine(In("papers"), "thesis.txt")).ShouldBeTrue();
    }

    [Fact]
    public void Predictions_are_those_that_the_metrics_were_measured_on()
    {
        var run = Run();
        RunFolder.Write(In("run"), run);

        var lines = File.ReadAllLines(Path.Combine(In("run"), "predictions.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToArray();
        var brier = lines.Average(cells =>
            Math.Pow(
                double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture)
                    - int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture),
                2
            )
        );

        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(In("run"), "metrics.json")));
        metrics.RootElement.GetProperty("brier").GetDouble().ShouldBe(brier, 1e-12);
    }

    [Fact]
    public void What_later_rows_do_not_bear_out_is_not_sold()
    {
        // The column foretells the label in three periods and its opposite in the last.
        var random = new Random(1);
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 800; row++)
        {
            var (x, period) = (random.NextDouble(), row / 200);
            builder.Add(
                [x],
                label: random.NextDouble() < (period < 3 ? x : 1 - x),
                time: new DateOnly(2026, 1 + period, 1)
            );
        }

        var run = TrainingRun.Execute(new TrainingRequest("turned.csv", "label", "time", null, new()), builder.Build());

        run.Protocol.ShouldBe(Protocol.LatestPeriod);
        run.Trained.Model.Signal.ShouldBe(Signal.None);
        run.Probabilities.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_run_that_keeps_the_judged_model_has_learned_nothing_of_the_held_out_rows()
    {
        var random = new Random(3);
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 1_200; row++)
        {
            var x = random.NextDouble();
            builder.Add(
                [x],
                label: random.NextDouble() < x,
                group: $"c{row % 100}",
                time: new DateOnly(2026, 1 + row / 100 % 12, 1)
            );
        }

        var table = builder.Build();
        var request = new TrainingRequest("x.csv", "label", "time", "group", new())
        {
            HoldOut = new() { KnownCustomers = true, EmbargoDays = 60 },
            Refit = false,
        };
        var run = TrainingRun.Execute(request, table);
        var alone = new CsMonolith.Learning.Auto.AutoTrainer().Train(table.Take(run.HoldOut!.Training), new());

        run.Trained.Model.Score(table).LogOdds.ShouldBe(alone.Model.Score(table).LogOdds);
        run.Probabilities.ShouldBe(run.Trained.Model.Score(table.Take(run.Judged)).Probabilities);
        run.BaseLogLoss.ShouldBeGreaterThan(run.Metrics.LogLoss);
        run.Findings.ShouldContain(finding => finding.Code == "accounts-on-both-sides" && finding.Count == 100);
    }

    [Fact]
    public void A_date_that_lies_after_the_rows_day_is_told_though_it_is_no_feature()
    {
        var (builder, random) = (new TableBuilder().Numeric("x"), new Random(4));
        var (days, codes) = (new[] { "2026-01-15", "2026-06-01" }, new int[300]);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = random.Next(4) == 0 ? 1 : 0;
            builder.Add([random.NextDouble()], label: codes[row] == 1, time: new DateOnly(2026, 2 + row % 3, 1));
        }

        var (order, table) = (new TrainingRequest("x.csv", "label", "time", null, new()), builder.Build());
        var told = TrainingRun.Execute(order, table, dates: [Column.Category("closed_on", codes, days)]);

        told.Findings.ShouldContain(finding =>
            finding.Code == "leak.future"
            && finding.Column == "closed_on"
            && finding.Count == codes.Count(code => code == 1)
        );
        TrainingRun.Execute(order, table).Findings.ShouldNotContain(finding => finding.Code == "leak.future");
    }

    [Fact]
    public void Another_cell_is_another_fingerprint()
    {
        var (one, two) = (Made.Noise(50, columns: 2, seed: 1), Made.Noise(50, columns: 2, seed: 2));
        TrainingRun With(Table table) =>
            TrainingRun.Execute(new TrainingRequest("x.csv", "label", null, null, new()), table);

        With(one).Fingerprint().ShouldBe(With(one).Fingerprint());
        With(two).Fingerprint().ShouldNotBe(With(one).Fingerprint());
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static TrainingRun Run(int threads = 0) =>
        TrainingRun.Execute(
            new TrainingRequest("made.csv", "churned", null, null, new TrainingSettings(Seed: 2, Threads: threads)),
            Made.Signal(350)
        );

    private string In(string name) => Path.Combine(_home, name);
}
