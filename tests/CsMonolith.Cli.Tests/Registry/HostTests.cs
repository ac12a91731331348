using System.Text.Json;

namespace CsMonolith.Cli.Tests.Registry;

public sealed class HostTests(Bench bench) : IClassFixture<Bench>
{
    private const string Problem = "application/problem+json";

    [Fact]
    public async Task Pulled_rows_are_written_as_they_came()
    {
        const string Rows = "account,snapshot_month,x,label\nあ,2024-01,1,0\nい,2024-01,2,1\nあ,2024-02,1,0\n";
        using var host = new StubHost(200, "text/csv", Rows);

        var said = await Tool.Run(
            "pull",
            "--host",
            host.Address,
            "--token",
            "t0ken",
            "--from",
            "2023-01",
            "--to",
            "2024-12",
            "--out",
            bench.In("pulled.csv"),
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        File.ReadAllText(bench.In("pulled.csv")).ShouldBe(Rows);
        host.Asked.ShouldBe([
            ("GET", "/v1/training-extracts?from=2023-01&to=2024-12&outcome=churned&horizonDays=90", "Bearer t0ken", ""),
        ]);
        said.Error.ShouldContain("within 90 days");
        using var json = said.Json;
        json.RootElement.GetProperty("months")
            .EnumerateArray()
            .Select(month => month.ToString())
            .ShouldBe([
                """{"month":"2024-01","rows":2,"outcomes":1}""",
                """{"month":"2024-02","rows":1,"outcomes":0}""",
            ]);
        json.RootElement.GetProperty("file").GetString().ShouldBe(bench.In("pulled.csv"));
    }

    [Fact]
    public async Task As_of_a_day_is_asked_for_with_or_without_months_and_what_brings_the_same_bytes_is_told()
    {
        using var host = new StubHost(
            200,
            "text/csv",
            "account,as_of,snapshot_month,x,label\nあ,2025-09-30,2025-09,1,0\nあ,2025-10-31,2025-10,1,1\n"
        );

        var said = await Tool.Run(
            "pull",
            "--host",
            host.Address,
            "--token",
            "t",
            "--asof",
            "2026-03-31",
            "--outcome",
            "renewed",
            "--out",
            bench.In("then.csv"),
            "--lang",
            "en"
        );

        said.Code.ShouldBe(0, said.Error);
        host.Asked.ShouldHaveSingleItem()
            .Path.ShouldBe("/v1/training-extracts?outcome=renewed&horizonDays=90&knownOn=2026-03-31");
        said.Error.ShouldContain("--from 2025-09 --to 2025-10 --asof 2026-03-31 --outcome renewed --horizon 90d");
    }

    [Fact]
    public async Task A_purpose_is_handed_on_and_told_in_the_line_that_brings_the_same_bytes()
    {
        using var host = new StubHost(
            200,
            "text/csv",
            "account,as_of,snapshot_month,x,label\nあ,2025-09-30,2025-09,1,0\nあ,2025-10-31,2025-10,1,1\n"
        );

        var said = await Tool.Run(
            "pull",
            "--host",
            host.Address,
            "--token",
            "t",
            "--asof",
            "2026-03-31",
            "--purpose",
            "price-study",
            "--out",
            bench.In("purpose.csv")
        );

        host.Asked.ShouldHaveSingleItem().Path.ShouldEndWith("&knownOn=2026-03-31&purpose=price-study");
        said.Error.ShouldContain("--purpose price-study");
    }

    [Theory]
    [InlineData("--asof", "2026-3-31")]
    [InlineData("--from", "2026-03")]
    public async Task A_pull_needs_its_months_or_a_day_that_is_one(string option, string value) =>
        (
            await Tool.Run(
                "pull",
                "--host",
                "http://127.0.0.1:1",
                "--token",
                "t",
                option,
                value,
                "--out",
                bench.In("x")
            )
        ).Code.ShouldBe(2);

    [Fact]
    public async Task A_month_that_is_none_is_a_usage_error() =>
        (
            await Tool.Run(
                "pull",
                "--host",
                "http://127.0.0.1:1",
                "--token",
                "t",
                "--from",
                "2023-13",
                "--to",
                "2024-12",
                "--out",
                bench.In("x")
            )
        ).Code.ShouldBe(2);

    [Theory]
    [InlineData("45", 45)]
    [InlineData("120d", 120)]
    [InlineData("6m", 180)]
    public async Task A_horizon_is_asked_for_in_days(string horizon, int days)
    {
        using var host = new StubHost(200, "text/csv", "a\n");

        var said = await Tool.Run(
            "pull",
            "--host",
            host.Address,
            "--token",
            "t",
            "--from",
            "2023-01",
            "--to",
            "2023-02",
            "--horizon",
            horizon,
            "--out",
            bench.In("ahead.csv")
        );

        said.Code.ShouldBe(0, said.Error);
        host.Asked.ShouldHaveSingleItem().Path.ShouldEndWith($"&outcome=churned&horizonDays={days}");
    }

    [Theory]
    [InlineData("6")]
    [InlineData("731")]
    [InlineData("25m")]
    [InlineData("-90")]
    [InlineData("m")]
    [InlineData("half a year")]
    public async Task A_horizon_that_is_none_is_a_usage_error(string horizon)
    {
        var said = await Tool.Run(
            "pull",
            "--host",
            "http://127.0.0.1:1",
            "--token",
            "t",
            "--from",
            "2023-01",
            "--to",
            "2023-02",
            "--horizon",
            horizon,
            "--out",
            bench.In("x"),
            "--lang",
            "ja"
        );

        said.Code.ShouldBe(2);
        said.Error.ShouldContain(horizon);
    }

    [Fact]
    public async Task What_the_label_was_and_which_months_are_new_to_the_model_go_with_the_run()
    {
        using var host = new StubHost(201, "application/json", "{}");
        var run = await Dated("dated", "2025-01", "2025-02", "2025-03");

        var said = await Tool.Run(
            "register",
            run,
            "--host",
            host.Address,
            "--token",
            "t",
            "--horizon",
            "6m",
            "--outcome",
            "churned",
            "--test-from",
            "2025-04",
            "--test-to",
            "2025-06"
        );

        said.Code.ShouldBe(0, said.Error);
        using var sent = JsonDocument.Parse(host.Asked.ShouldHaveSingleItem().Body);
        var told = sent.RootElement.GetProperty("run");
        told.GetProperty("horizonDays").GetInt32().ShouldBe(180);
        new[] { "outcome", "trainedFrom", "trainedTo", "testFrom", "testTo", "label" }
            .Select(name => told.GetProperty(name).GetString())
            .ShouldBe(["churned", "2025-01-01", "2025-03-31", "2025-04-01", "2025-06-30", "churned"]);
    }

    [Theory]
    [InlineData("2025-03", "2025-05", "2025-03-31")]
    [InlineData("2025-04", null, "--test-to")]
    [InlineData("2025-06", "2025-05", "2025-05")]
    [InlineData("June", "2025-05", "June")]
    public async Task Months_that_the_model_knows_or_that_are_none_are_refused(string from, string? to, string named)
    {
        using var host = new StubHost(201, "application/json", "{}");
        var run = await Dated($"dated {from} {to}", "2025-01", "2025-02", "2025-03");

        var said = await Tool.Run([
            "register",
            run,
            "--host",
            host.Address,
            "--token",
            "t",
            "--test-from",
            from,
            .. to is null ? [] : new[] { "--test-to", to },
        ]);

        said.Code.ShouldBe(2);
        said.Error.ShouldContain(named);
        host.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_is_registered_with_its_four_parts()
    {
        using var host = new StubHost(201, "application/json", "{\"version\":\"2026-11-a\",\"alias\":\"challenger\"}");

        var said = await Tool.Run(
            "register",
            bench.RunFolder,
            "--host",
            host.Address + "/",
            "--token",
            "t",
            "--as",
            "challenger"
        );

        (said.Code, said.Out).ShouldBe((0, "2026-11-a\tchallenger\n"));
        var (method, path, _, body) = host.Asked.ShouldHaveSingleItem();
        (method, path).ShouldBe(("POST", "/v1/models"));
        using var sent = JsonDocument.Parse(body);
        sent.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["run", "metrics", "model", "card"]);
        sent.RootElement.GetProperty("model").GetProperty("format").GetInt32().ShouldBe(1);
        sent.RootElement.GetProperty("card").GetString()!.ShouldStartWith("# Model card");
    }

    [Fact]
    public async Task A_champion_is_not_registered_but_promoted() =>
        (
            await Tool.Run(
                "register",
                bench.RunFolder,
                "--host",
                "http://127.0.0.1:1",
                "--token",
                "t",
                "--as",
                "champion"
            )
        ).Code.ShouldBe(4);

    [Fact]
    public async Task A_run_with_an_altered_model_is_not_sent()
    {
        CopyRun(bench.In("altered"));
        await File.AppendAllTextAsync(Path.Combine(bench.In("altered"), "model.json"), "x");
        using var host = new StubHost(201, "application/json", "{}");

        var said = await Tool.Run("register", bench.In("altered"), "--host", host.Address, "--token", "t");

        said.Code.ShouldBe(5);
        host.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promotion_without_a_waiver_says_so()
    {
        using var host = new StubHost(200, "application/json", "{}");

        var said = await Tool.Run("promote", "2026-11-a", "--host", host.Address, "--token", "t");

        (said.Code, said.Out).ShouldBe((0, "2026-11-a\tchampion\n"));
        host.Asked.Select(asked => (asked.Path, asked.Body))
            .ShouldBe([("/v1/models/2026-11-a/promotion", "{\"waiver\":null}")]);
    }

    [Fact]
    public async Task A_promotion_that_waits_for_a_second_person_says_for_whom_and_is_done()
    {
        using var host = new StubHost(
            200,
            "application/json",
            "{\"awaitsConfirmation\":true,\"mayConfirm\":[\"村上 里奈\",\"大野 恵\"]}"
        );

        var said = await Tool.Run("promote", "2026-11-a", "--host", host.Address, "--token", "t");

        (said.Code, said.Out).ShouldBe((0, "2026-11-a\tawaits confirmation\n"));
        said.Error.ShouldContain("村上 里奈, 大野 恵");
        said.Error.ShouldContain("--confirm");
    }

    [Fact]
    public async Task A_second_person_confirms_what_was_asked_for_and_no_other_waiver()
    {
        using var host = new StubHost(200, "application/json", "{}");

        var said = await Tool.Run("promote", "2026-11-a", "--host", host.Address, "--token", "t", "--confirm");
        var wrong = await Tool.Run(
            "promote",
            "2026-11-a",
            "--host",
            host.Address,
            "--token",
            "t",
            "--confirm",
            "--waive",
            "x",
            "--reason",
            "y"
        );

        (said.Code, said.Out).ShouldBe((0, "2026-11-a\tchampion\n"));
        host.Asked.Select(asked => (asked.Path, asked.Body))
            .ShouldBe([("/v1/models/2026-11-a/promotion/confirmation", "{}")]);
        wrong.Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_waiver_carries_its_name_and_reason()
    {
        using var host = new StubHost(200, "application/json", "{}");

        await Tool.Run(
            "promote",
            "a/b",
            "--host",
            host.Address,
            "--token",
            "t",
            "--waive",
            "segment-floor",
            "--reason",
            "too few rows"
        );

        host.Asked.Select(asked => (asked.Path, asked.Body))
            .ShouldBe([
                ("/v1/models/a%2Fb/promotion", "{\"waiver\":{\"name\":\"segment-floor\",\"reason\":\"too few rows\"}}"),
            ]);
    }

    [Fact]
    public async Task A_waiver_without_a_reason_is_a_usage_error() =>
        (await Tool.Run("promote", "v", "--host", "http://127.0.0.1:1", "--token", "t", "--waive", "x")).Code.ShouldBe(
            2
        );

    [Fact]
    public async Task A_gate_that_refuses_is_named_and_the_exit_is_one()
    {
        using var host = new StubHost(
            409,
            Problem,
            """
            {"type":"about:blank","title":"Conflict","status":409,"code":"model.gates","detail":"Two gates failed.",
             "errors":[{"pointer":"#/gates/calibration","detail":"0.08, at most 0.05"},{"pointer":"#/gates/segment-floor","detail":"0.61, at least 0.65"}]}
            """
        );

        var said = await Tool.Run("promote", "v", "--host", host.Address, "--token", "t", "--json");

        (said.Code, said.Out).ShouldBe((1, ""));
        said.Error.ShouldContain("Two gates failed.");
        said.Error.ShouldContain("#/gates/calibration\t0.08, at most 0.05");
        said.Error.ShouldContain("#/gates/segment-floor\t0.61, at least 0.65");
    }

    [Theory]
    [InlineData(
        403,
        Problem,
        "{\"code\":\"auth.role\",\"detail\":\"The role data-scientist is needed.\"}",
        "The role data-scientist is needed."
    )]
    [InlineData(500, "text/html", "<html>oops</html>", "500")]
    [InlineData(502, Problem, "[1]", "502")]
    [InlineData(302, "text/plain", "", "302")]
    public async Task Any_other_problem_is_the_servers_and_is_told(int status, string type, string body, string told)
    {
        using var host = new StubHost(status, type, body);

        var said = await Tool.Run("promote", "v", "--host", host.Address, "--token", "t");

        said.Code.ShouldBe(6);
        said.Error.ShouldContain(told);
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_is_a_server_error()
    {
        using var host = new StubHost(200, "text/html", "<html>log in</html>");

        (await Tool.Run("register", bench.RunFolder, "--host", host.Address, "--token", "t")).Code.ShouldBe(6);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_gives_exit_code_6() =>
        (await Tool.Run("promote", "v", "--host", "http://127.0.0.1:1", "--token", "t")).Code.ShouldBe(6);

    [Fact]
    public async Task An_address_that_is_none_is_a_usage_error() =>
        (await Tool.Run("promote", "v", "--host", "cs.example.com", "--token", "t")).Code.ShouldBe(2);

    [Fact]
    public async Task A_failed_pull_leaves_no_file()
    {
        using var host = new StubHost(403, Problem, "{\"detail\":\"no\"}");

        var said = await Tool.Run(
            "pull",
            "--host",
            host.Address,
            "--token",
            "t",
            "--from",
            "2024-01",
            "--to",
            "2024-02",
            "--out",
            bench.In("none.csv")
        );

        said.Code.ShouldBe(6);
        Directory.GetFiles(bench.Home, "none.csv*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rollback_promotes_the_champion_before_with_the_reason()
    {
        using var host = new StubHost(
            200,
            "application/json",
            """
            {"before":"c","items":[
             {"version":"c","alias":"champion","promotedAt":"2026-11-20T00:00:00Z"},{"version":"never","alias":"challenger","promotedAt":null},
             {"version":"a","alias":"retired","promotedAt":"2026-09-01T00:00:00Z"},
             {"version":"bad","alias":"retired","promotedAt":"2026-11-01T00:00:00Z","withdrawnAt":"2026-11-02T00:00:00Z"},{"version":"b","alias":"retired","promotedAt":"2026-10-01T00:00:00Z","waivedGate":null}]}
            """
        );

        var said = await Tool.Run(
            "rollback",
            "--host",
            host.Address,
            "--token",
            "t",
            "--reason",
            "the new one fails in service"
        );

        (said.Code, said.Out).ShouldBe((0, "b\tchampion\tc\n"), said.Error);
        host.Asked.Select(asked => (asked.Method, asked.Path, asked.Body))
            .ShouldBe([
                ("GET", "/v1/models?sort=-registeredAt&limit=200", ""),
                (
                    "POST",
                    "/v1/models/b/promotion",
                    "{\"waiver\":{\"name\":\"worse-than-champion\",\"reason\":\"the new one fails in service\"}}"
                ),
            ]);
    }

    [Fact]
    public async Task Without_an_earlier_champion_there_is_nothing_to_go_back_to()
    {
        using var host = new StubHost(
            200,
            "application/json",
            "{\"items\":[{\"version\":\"c\",\"alias\":\"champion\",\"promotedAt\":\"2026-11-20T00:00:00Z\"}]}"
        );

        (await Tool.Run("rollback", "--host", host.Address, "--token", "t", "--reason", "why")).Code.ShouldBe(1);
        host.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_comes_from_the_run_folder_or_from_the_host()
    {
        using var host = new StubHost(200, "application/json", "{\"version\":\"v\",\"card\":\"# カード\"}");

        (await Tool.Run("card", bench.RunFolder)).Out.ShouldBe(
            File.ReadAllText(Path.Combine(bench.RunFolder, "MODEL_CARD.md"))
        );
        (await Tool.Run("card", "v", "--host", host.Address, "--token", "t")).Out.ShouldBe("# カード\n");
        (await Tool.Run("card", bench.In("nowhere"))).Code.ShouldBe(5);
        (await Tool.Run("card", "v", "--host", host.Address)).Code.ShouldBe(2);
    }

    /// <summary>A run trained from as many rows of each month.</summary>
    private async Task<string> Dated(string name, params string[] months)
    {
        var lines = Bench.Made(rows: 300, seed: 5).TrimEnd().Split('\n');
        await File.WriteAllTextAsync(
            bench.In($"{name}.csv"),
            string.Join(
                '\n',
                lines.Select((line, i) => i == 0 ? $"month,{line}" : $"{months[i % months.Length]},{line}")
            )
        );
        (await Tool.Run("train", bench.In($"{name}.csv"), "--label", "churned", "--out", bench.In(name))).Code.ShouldBe(
            0
        );
        return bench.In(name);
    }

    private void CopyRun(string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(bench.RunFolder))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
