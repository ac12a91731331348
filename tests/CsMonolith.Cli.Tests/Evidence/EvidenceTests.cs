using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Cli.Tests.Evidence;

/// <summary>compare, backtest, patterns, effects and drift.</summary>
public sealed class EvidenceTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_run_held_against_itself_does_not_differ()
    {
        using var json = (await Tool.Run("compare", bench.RunFolder, bench.RunFolder, "--json")).Json;

        var second = json.RootElement.GetProperty("runs")[1];
        second.GetProperty("againstFirst").GetProperty("logLoss").GetProperty("value").GetDouble().ShouldBe(0);
        second.GetProperty("againstFirst").GetProperty("rocAucP").GetDouble().ShouldBe(1);
        second.GetProperty("caught").GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Runs_of_other_rows_are_compared_on_a_file_only()
    {
        await File.WriteAllTextAsync(bench.In("other.csv"), Bench.Made(rows: 300, seed: 4));
        await File.WriteAllTextAsync(bench.In("judge.csv"), Bench.Made(rows: 250, seed: 5));
        (
            await Tool.Run("train", bench.In("other.csv"), "--label", "churned", "--out", bench.In("other"))
        ).Code.ShouldBe(0);

        var refused = await Tool.Run("compare", bench.RunFolder, bench.In("other"));
        using var json = (
            await Tool.Run(
                "compare",
                bench.RunFolder,
                bench.In("other"),
                "--on",
                bench.In("judge.csv"),
                "--label",
                "churned",
                "--by",
                "plan",
                "--json"
            )
        ).Json;

        (refused.Code, refused.Out).ShouldBe((3, ""));
        refused.Error.ShouldContain("--on");
        json.RootElement.GetProperty("rows").GetInt32().ShouldBe(250);
        json.RootElement.GetProperty("segments")
            .EnumerateArray()
            .Select(segment => segment.GetProperty("level").GetString())
            .ShouldBe(["a", "b", "c"]);
        json.RootElement.GetProperty("segments")
            .EnumerateArray()
            .Sum(segment => segment.GetProperty("rows").GetInt32())
            .ShouldBe(250);
    }

    [Fact]
    public async Task Kickoff_within_14_days_is_the_worked_example()
    {
        await File.WriteAllTextAsync(bench.In("kickoff.csv"), Kickoff());

        using var json = (
            await Tool.Run(
                "effects",
                bench.In("kickoff.csv"),
                "--label",
                "retained",
                "--treatment",
                "kickoff_within_14d",
                "--strata",
                "tier",
                "--json"
            )
        ).Json;
        var plain = await Tool.Run(
            "effects",
            bench.In("kickoff.csv"),
            "--label",
            "retained",
            "--treatment",
            "kickoff_within_14d",
            "--strata",
            "tier",
            "--lang",
            "ja",
            "--reach",
            "200",
            "--worth",
            "10000"
        );

        Points(json.RootElement.GetProperty("crude")).ShouldBe((25.00, 8.6, 41.4));
        Points(json.RootElement.GetProperty("stratified")).ShouldBe((4.74, -14.7, 24.1));
        Math.Round(json.RootElement.GetProperty("fisherP").GetDouble(), 4).ShouldBe(0.0041);
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("cannot-tell");
        json.RootElement.GetProperty("refutations").GetArrayLength().ShouldBe(3);
        plain.Out.ShouldContain("判定できない");
        plain.Out.ShouldContain("年間の金額");
    }

    [Fact]
    public async Task An_effect_of_what_is_known_only_afterwards_is_refused()
    {
        var text = new StringBuilder("use,cancel_form_opened,churned\n");
        var random = new Random(1);
        for (var row = 0; row < 400; row++)
        {
            var churned = random.Next(4) == 0;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{random.Next(100)},{(churned && random.Next(3) > 0 ? 1 : 0)},{(churned ? 1 : 0)}\n"
            );
        }

        await File.WriteAllTextAsync(bench.In("late.csv"), text.ToString());

        var said = await Tool.Run(
            "effects",
            bench.In("late.csv"),
            "--label",
            "churned",
            "--treatment",
            "cancel_form_opened"
        );

        (said.Code, said.Out).ShouldBe((3, ""));
        said.Error.ShouldContain("measured after the outcome");
    }

    [Fact]
    public async Task A_planned_experiment_is_told_its_size()
    {
        using var json = (await Tool.Run("effects", "size", "--base", "0.8", "--difference", "0.1", "--json")).Json;

        json.RootElement.GetProperty("needed").GetInt32().ShouldBe(398);
        (await Tool.Run("effects", "size", "--base", "0.95", "--difference", "0.1")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_pattern_is_told_with_its_held_out_evidence_and_columns_beyond_reach_are_not_proposed()
    {
        await File.WriteAllTextAsync(bench.In("many.csv"), Bench.Made(rows: 1_500, seed: 8));

        using var json = (
            await Tool.Run(
                "patterns",
                bench.In("many.csv"),
                "--label",
                "churned",
                "--except",
                "plan",
                "--act-on",
                "tenure",
                "--json"
            )
        ).Json;
        var told = json.RootElement.GetProperty("patterns").EnumerateArray().ToArray();

        var tenure = told.Single(pattern => pattern.GetProperty("column").GetString() == "tenure");
        tenure.GetProperty("verdict").GetString().ShouldBe("lowers");
        tenure.GetProperty("shrunkLift").GetProperty("high").GetDouble().ShouldBeLessThan(1);
        told.ShouldAllBe(pattern => !pattern.GetProperty("column").GetString()!.Contains("plan"));
        (await Tool.Run("patterns", bench.In("many.csv"), "--label", "churned", "--by", "plam")).Error.ShouldContain(
            "plan"
        );
        (await Tool.Run("patterns")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Patterns_are_ranked_by_what_they_are_worth_a_year_in_customers_and_in_arr()
    {
        await File.WriteAllTextAsync(bench.In("panel.csv"), Panel());

        using var json = (
            await Tool.Run("patterns", bench.In("panel.csv"), "--label", "retained", "--by", "phase", "--json")
        ).Json;
        var all = json
            .RootElement.GetProperty("patterns")
            .EnumerateArray()
            .Where(one => one.GetProperty("verdict").GetString() != "cannot-tell")
            .ToArray();
        var told = all.Where(one => !one.GetProperty("column").GetString()!.Contains('∧')).ToArray();

        // Rare and strong against common and weaker: the common one is worth more.
        told.Select(one => one.GetProperty("column").GetString()).Distinct().ShouldBe(["common", "rare"]);
        all.Select(one => one.GetProperty("worth").GetProperty("value").GetDouble())
            .ShouldBe(all.Select(one => one.GetProperty("worth").GetProperty("value").GetDouble()).OrderDescending());
        foreach (var one in told)
        {
            var (reach, worth, arr) = (
                one.GetProperty("reach").GetInt32(),
                one.GetProperty("worth"),
                one.GetProperty("worthArr")
            );
            worth.GetProperty("value").GetDouble().ShouldBe(reach * Better(one), 1e-9);
            arr.GetProperty("value").GetDouble().ShouldBe(12 * 1_000 * worth.GetProperty("value").GetDouble(), 1e-6);
            arr.GetProperty("low").GetDouble().ShouldBeLessThan(arr.GetProperty("high").GetDouble());
        }

        // A customer counts once, by its newest month; reach is that of the newest year: of 800 customers in the
        // phase half are without the common one.
        all[0].GetProperty("with").GetInt32().ShouldBeLessThan(800);
        told[0].GetProperty("reach").GetInt32().ShouldBeInRange(330, 470);

        static double Better(JsonElement one) =>
            Math.Abs(
                (
                    one.GetProperty("adjusted").GetProperty("value").ValueKind == JsonValueKind.Null
                        ? one.GetProperty("difference")
                        : one.GetProperty("adjusted")
                )
                    .GetProperty("value")
                    .GetDouble()
            );
    }

    [Fact]
    public async Task Size_and_industry_are_never_proposed_however_they_are_written()
    {
        var text = new System.Text.StringBuilder("companySize,Industry,region_code,従業員数,mrr,done,retained\n");
        var random = new Random(4);
        for (var row = 0; row < 1_200; row++)
        {
            var big = random.Next(2);
            text.Append(
                $"{big},{(big == 1 ? "a" : "b")},{big},{big},{big * 10},{random.Next(2)},"
                    + $"{(random.NextDouble() < 0.3 + (0.5 * big) ? 1 : 0)}\n"
            );
        }

        await File.WriteAllTextAsync(bench.In("size.csv"), text.ToString());

        var said = await Tool.Run("patterns", bench.In("size.csv"), "--label", "retained", "--json", "--lang", "en");
        var asked = await Tool.Run(
            "patterns",
            bench.In("size.csv"),
            "--label",
            "retained",
            "--act-on",
            "companySize",
            "--json"
        );

        said.Error.ShouldContain("companySize, Industry, region_code, 従業員数, mrr");
        Columns(said).ShouldBeSubsetOf(["done"]);
        Columns(asked).ShouldContain("companySize");

        static string[] Columns(Said said) =>
            [
                .. said
                    .Json.RootElement.GetProperty("patterns")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("column").GetString()!)
                    .Distinct(),
            ];
    }

    [Fact]
    public async Task Publishing_lets_the_host_mine_and_tells_what_it_found()
    {
        using var host = new StubHost(
            200,
            "application/json",
            """{"jobId":"j 1","state":"succeeded","items":[{"verdictWords":"raises retention","phaseName":"Onboarding","words":"w","evidence":"e","worth":{"customers":24,"outcomes":{"value":1.14,"low":-3.5,"high":5.8},"arr":[{"value":{"amount":"100","currency":"JPY"},"low":{"amount":"-9","currency":"JPY"},"high":{"amount":"200","currency":"JPY"}}]}}]}"""
        );

        var said = await Tool.Run(
            "patterns",
            "--publish",
            "--host",
            host.Address,
            "--token",
            "t",
            "--seed",
            "7",
            "--outcome",
            "renewed"
        );

        (said.Code, said.Out).ShouldBe(
            (0, "raises retention\tOnboarding\tw\te\t24\t1.1 (-3.5..5.8)\t100 (-9..200) JPY\n")
        );
        host.Asked.Select(ask => (ask.Method, ask.Path, ask.Body))
            .ShouldBe([
                ("POST", "/v1/pattern-minings", "{\"seed\":7,\"outcome\":\"renewed\"}"),
                ("GET", "/v1/jobs/j%201", ""),
                ("GET", "/v1/patterns?filter[origin][eq]=mined", ""),
            ]);
    }

    [Fact]
    public async Task What_was_mined_here_is_handed_over_whole_with_the_counts_of_both_halves()
    {
        await File.WriteAllTextAsync(bench.In("many.csv"), Bench.Made(rows: 1_500, seed: 8));
        using var host = new StubHost(200, "application/json", """{"published":2,"known":0,"untold":1}""");

        var said = await Tool.Run(
            "patterns",
            bench.In("many.csv"),
            "--label",
            "churned",
            "--strata",
            "plan",
            "--act-on",
            "tenure",
            "--publish",
            "--host",
            host.Address,
            "--token",
            "t",
            "--model-version",
            "2026-11-21-2",
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        said.Error.ShouldContain("2 published as candidates");
        var ask = host.Asked.ShouldHaveSingleItem();
        (ask.Method, ask.Path).ShouldBe(("POST", "/v1/published-patterns"));
        using var json = JsonDocument.Parse(ask.Body);
        var root = json.RootElement;
        (
            root.GetProperty("outcome").GetString(),
            root.GetProperty("data").GetString(),
            root.GetProperty("model").GetString()
        ).ShouldBe(("churned", "many.csv", "2026-11-21-2"));
        root.GetProperty("code").GetString().ShouldStartWith("churn ");
        root.GetProperty("dataFingerprint").GetString()!.Length.ShouldBe(64);
        var (sent, told) = (
            root.GetProperty("patterns").EnumerateArray().ToArray(),
            said.Json.RootElement.GetProperty("patterns").EnumerateArray().ToArray()
        );
        sent.Length.ShouldBe(told.Length);
        foreach (var (one, here) in sent.Zip(told))
        {
            var strata = one.GetProperty("heldOut").EnumerateArray().ToArray();
            strata.Length.ShouldBeGreaterThan(1);
            foreach (var count in new[] { "with", "withOutcome", "without", "withoutOutcome" })
            {
                strata
                    .Sum(stratum => stratum.GetProperty(count).GetInt32())
                    .ShouldBe(here.GetProperty(count).GetInt32());
            }
        }

        (
            await Tool.Run("patterns", bench.In("many.csv"), "--label", "churned", "--publish", "--token", "t")
        ).Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_mining_that_the_host_refused_is_a_refusal()
    {
        using var host = new StubHost(200, "application/json", """{"jobId":"j1","state":"refused"}""");

        var said = await Tool.Run("patterns", "--publish", "--host", host.Address, "--token", "t");

        (said.Code, said.Out).ShouldBe((1, ""));
        said.Error.ShouldContain("v1/jobs/j1");
        (await Tool.Run("patterns", "--publish", "--token", "t")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_day_of_the_past_is_judged_by_what_was_decided_before_it()
    {
        await File.WriteAllTextAsync(bench.In("months.csv"), Months());

        using var json = (
            await Tool.Run(
                "backtest",
                bench.In("months.csv"),
                "--label",
                "churned",
                "--group",
                "customer",
                "--asof",
                "2026-05-15",
                "--horizon",
                "60",
                "--against",
                "health",
                "--capacity",
                "20",
                "--json"
            )
        ).Json;
        var root = json.RootElement;

        root.GetProperty("asOf").GetString().ShouldBe("2026-05-01");
        root.GetProperty("trainingRows").GetInt32().ShouldBe(3 * 200);
        root.GetProperty("rows").GetInt32().ShouldBe(200);
        root.GetProperty("rocAuc").GetProperty("value").GetDouble().ShouldBeGreaterThan(0.7);
        root.GetProperty("againstRule").GetProperty("rocAuc").GetProperty("low").GetDouble().ShouldBeGreaterThan(0);
        root.GetProperty("capacity").GetProperty("recall").GetDouble().ShouldBeGreaterThan(0.1);
        root.GetProperty("capacity")
            .GetProperty("lift")
            .GetDouble()
            .ShouldBe(10 * root.GetProperty("capacity").GetProperty("recall").GetDouble(), 1e-9);
        root.GetProperty("calibration").EnumerateArray().Sum(bin => bin.GetProperty("rows").GetInt32()).ShouldBe(200);
        root.GetProperty("learningCurve").GetArrayLength().ShouldBe(0);
        var missed = root.GetProperty("missed")[0];
        missed.GetProperty("group").GetString()!.ShouldStartWith("c");
        missed.GetProperty("known").EnumerateObject().Select(known => known.Name).ShouldBe(["use"]);
        (
            await Tool.Run("backtest", bench.In("months.csv"), "--label", "churned", "--asof", "2025-01-01")
        ).Code.ShouldBe(2);
        (await Tool.Run("backtest", bench.Csv, "--label", "churned")).Code.ShouldBe(3);
    }

    [Fact]
    public async Task More_rows_and_fresher_labels_are_weighed_on_the_same_day()
    {
        await File.WriteAllTextAsync(bench.In("curves.csv"), Months());
        string[] line =
        [
            "backtest",
            bench.In("curves.csv"),
            "--label",
            "churned",
            "--group",
            "customer",
            "--asof",
            "2026-05-15",
            "--horizon",
            "29",
        ];

        using var json = (
            await Tool.Run([.. line, "--shares", "0.1", "1", "--delays", "0", "50", "3000", "--json"])
        ).Json;

        var (shares, delays) = (Points("learningCurve"), Points("labelDelayCurve"));
        shares.Select(point => point.GetProperty("trainingRows").GetInt32()).ShouldBe([80, 800]);
        delays
            .Select(point => (point.GetProperty("delayDays").GetInt32(), point.GetProperty("trainingRows").GetInt32()))
            .ShouldBe([(0, 800), (50, 400)]);
        delays[0]
            .GetProperty("logLoss")
            .GetProperty("value")
            .GetDouble()
            .ShouldBe(json.RootElement.GetProperty("logLoss").GetDouble(), 1e-12);
        shares[1]
            .GetProperty("rocAuc")
            .GetProperty("value")
            .GetDouble()
            .ShouldBe(json.RootElement.GetProperty("rocAuc").GetProperty("value").GetDouble(), 1e-12);
        foreach (
            var (wrong, named) in new[] { (new[] { "--shares", "1.5" }, "1.5"), (new[] { "--delays", "-1" }, "-1") }
        )
        {
            var refused = await Tool.Run([.. line, .. wrong]);
            (refused.Code, refused.Out).ShouldBe((2, ""));
            refused.Error.ShouldContain(named);
        }

        JsonElement[] Points(string name) => [.. json.RootElement.GetProperty(name).EnumerateArray()];
    }

    [Fact]
    public async Task Drift_names_what_moved_and_forecasts_quality_without_labels()
    {
        await File.WriteAllTextAsync(
            bench.In("now.csv"),
            string.Join(
                '\n',
                Bench
                    .Made(rows: 400, seed: 3)
                    .Split('\n')
                    .Select(
                        (line, i) =>
                            i == 0 || line.Length == 0
                                ? line
                                : string.Join(
                                    ',',
                                    line.Split(',')
                                        .Select(
                                            (cell, column) =>
                                                column == 0 && cell.Length > 0
                                                    ? $"{int.Parse(cell, CultureInfo.InvariantCulture) / 3}"
                                                    : cell
                                        )
                                )
                    )
            )
        );

        using var json = (
            await Tool.Run(
                "drift",
                bench.Csv,
                bench.In("now.csv"),
                "--model",
                bench.Model,
                "--except",
                "churned",
                "--json"
            )
        ).Json;

        var drifted = json
            .RootElement.GetProperty("columns")
            .EnumerateArray()
            .Where(column => column.GetProperty("drifted").GetBoolean())
            .ToArray();
        drifted.Select(column => column.GetProperty("column").GetString()).ShouldBe(["tenure"]);
        json.RootElement.GetProperty("score").GetProperty("drifted").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("expected")
            .GetProperty("baseRate")
            .GetProperty("low")
            .GetDouble()
            .ShouldBeGreaterThan(
                json.RootElement.GetProperty("reference").GetProperty("baseRate").GetProperty("high").GetDouble()
            );
        (await Tool.Run("drift", bench.Csv, bench.Csv)).Error.ShouldContain("No column has drifted");
    }

    private static (double, double, double) Points(JsonElement interval) =>
        (
            Math.Round(100 * interval.GetProperty("value").GetDouble(), 2),
            Math.Round(100 * interval.GetProperty("low").GetDouble(), 1),
            Math.Round(100 * interval.GetProperty("high").GetDouble(), 1)
        );

    // Tier 1: 48 of 50 with, 9 of 10 without; tier 3: 6 of 10 with, 17 of 30 without.
    private static string Kickoff()
    {
        var text = new StringBuilder("tier,kickoff_within_14d,retained\n");
        foreach (
            var (tier, with, rows, retained) in new[] { (1, 1, 50, 48), (1, 0, 10, 9), (3, 1, 10, 6), (3, 0, 30, 17) }
        )
        {
            for (var row = 0; row < rows; row++)
            {
                text.Append(CultureInfo.InvariantCulture, $"tier {tier},{with},{(row < retained ? 1 : 0)}\n");
            }
        }

        return text.ToString();
    }

    private static string Months()
    {
        var random = new Random(6);
        var text = new StringBuilder("customer,as_of,use,health,churned\n");
        for (var month = 1; month <= 6; month++)
        {
            for (var customer = 0; customer < 200; customer++)
            {
                var use = random.Next(100);
                var churned = random.NextDouble() < 1 / (1 + Math.Exp(0.08 * use - 2.5));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"c{customer},2026-0{month}-01,{use},{use / 2 + random.Next(100)},{(churned ? 1 : 0)}\n"
                );
            }
        }

        return text.ToString();
    }

    // Customers of two years in one phase: 800 in the newest, 800 who left before. "common" helps by 0.15 and half
    // lack it, "rare" harms by 0.4 and a tenth have it.
    private static string Panel()
    {
        var random = new Random(11);
        var text = new System.Text.StringBuilder("account,month,phase,common,rare,mrr,retained\n");
        for (var customer = 0; customer < 1_600; customer++)
        {
            var (common, rare) = (random.Next(2), random.Next(10) == 0 ? 1 : 0);
            for (var month = 0; month < 2; month++)
            {
                var stays = random.NextDouble() < 0.7 + (0.15 * common) - (0.4 * rare);
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"c{customer},{(customer < 800 ? 2024 : 2026)}-{3 + month:00},onboarding,{common},{rare},1000,"
                        + $"{(stays ? 1 : 0)}\n"
                );
            }
        }

        return text.ToString();
    }
}
