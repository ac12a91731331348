using System.Text.Json;

namespace CsMonolith.Cli.Tests.Evaluation;

/// <summary>
/// drift of a model that a host has registered. Training: January to April; the price doubles in July; labels are
/// known up to June.
/// </summary>
public sealed class DriftInServiceTests(DriftInServiceTests.Service service)
    : IClassFixture<DriftInServiceTests.Service>
{
    private static readonly string[] Access = ["--token", "t0ken"];

    [Fact]
    public async Task What_moved_since_when_the_labels_outstanding_and_the_quality_to_expect_are_told()
    {
        using var host = service.Host();

        var said = await Tool.Run(["drift", "--host", host.Address, .. Access, "--month", "2025-08", "--json"]);

        said.Code.ShouldBe(0, said.Error);
        using var json = said.Json;
        var root = json.RootElement;
        (
            root.GetProperty("model").GetString(),
            root.GetProperty("month").GetString(),
            root.GetProperty("drifted").GetInt32()
        ).ShouldBe(("2025-05-01-1", "2025-08", 1));
        root.GetProperty("moved")
            .EnumerateArray()
            .Select(one => one.ToString())
            .ShouldBe(["""{"column":"mrr","since":"2025-07","inModel":true}"""]);
        root.GetProperty("quietTime")
            .ToString()
            .ShouldBe($$"""{"from":"2025-01","to":"2025-04","customers":{{Panel.Customers}}}""");
        var months = root.GetProperty("months").EnumerateArray().ToArray();
        months
            .Select(month =>
                (
                    month.GetProperty("month").GetString(),
                    month.GetProperty("labelsKnown").GetInt32(),
                    month.GetProperty("labelsOutstanding").GetInt32()
                )
            )
            .ShouldBe([("2025-05", 160, 0), ("2025-06", 160, 0), ("2025-07", 0, 160), ("2025-08", 0, 160)]);
        // What the labels show lies where it was expected before they came.
        var (expected, known) = (
            months[0].GetProperty("expected").GetProperty("rocAuc"),
            months[0].GetProperty("known").GetProperty("rocAuc").GetProperty("value").GetDouble()
        );
        known.ShouldBeInRange(
            expected.GetProperty("low").GetDouble() - 0.05,
            expected.GetProperty("high").GetDouble() + 0.05
        );
        months[3].TryGetProperty("known", out _).ShouldBeFalse();
        host.Asked.Select(asked => asked.Path)
            .ShouldBe([
                "/v1/models/champion",
                "/v1/models/2025-05-01-1/artefact",
                "/v1/scoring-extracts?from=2025-01&to=2025-08",
                "/v1/training-extracts?from=2025-05&to=2025-08&outcome=churned&horizonDays=90&policy=recordedEvent",
            ]);
    }

    [Theory]
    [InlineData(
        "en",
        "Wait until ",
        "labels of the rarer outcome are known from then on",
        "The cost of waiting",
        "Retraining costs",
        "the next on 2025-10-29"
    )]
    [InlineData(
        "ja",
        "まで",
        "待ってください。mrr が 2025-07 までに変化しました",
        "待つ費用",
        "待たない費用",
        "次は 2025-10-29"
    )]
    public async Task The_advice_is_to_wait_with_the_cost_of_either_course_in_words_and_figures(
        string language,
        params string[] told
    )
    {
        using var host = service.Host();

        var said = await Tool.Run([
            "drift",
            "--host",
            host.Address,
            .. Access,
            "--month",
            "2025-08",
            "--lang",
            language,
        ]);

        said.Code.ShouldBe(0, said.Error);
        foreach (var words in told)
        {
            said.Error.ShouldContain(words, Case.Insensitive);
        }

        said.Out.ShouldContain("2025-07");
        said.Out.ShouldContain("PSI");
    }

    [Fact]
    public async Task A_month_before_the_change_is_quiet_and_the_model_is_kept()
    {
        using var host = service.Host();

        using var json = (
            await Tool.Run(["drift", "--host", host.Address, .. Access, "--month", "2025-06", "--json"])
        ).Json;

        json.RootElement.GetProperty("moved").GetArrayLength().ShouldBe(0);
        var advice = json.RootElement.GetProperty("advice");
        (
            advice.GetProperty("course").GetString(),
            advice.GetProperty("reason").GetString(),
            advice.GetProperty("known").GetProperty("rows").GetInt32()
        ).ShouldBe(("keep", "nothing-moved", 320));
        advice.GetProperty("trainingWork").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Other_quiet_months_are_taken_where_they_are_named_and_needed_where_the_model_names_none()
    {
        using var host = new StubHost(Panel.Host(service.Artefact, null, null, service.Labelled, service.Scoring(8)));

        var refused = await Tool.Run(["drift", "--host", host.Address, .. Access, "--month", "2025-08"]);
        using var json = (
            await Tool.Run([
                "drift",
                "--host",
                host.Address,
                .. Access,
                "--month",
                "2025-08",
                "--reference-from",
                "2025-07",
                "--reference-to",
                "2025-07",
                "--json",
            ])
        ).Json;

        refused.Code.ShouldBe(3);
        refused.Error.ShouldContain("--reference-from");
        json.RootElement.GetProperty("moved").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(2, "quiet time", "--month", "2025-04")]
    [InlineData(2, "--month", "--month", "August")]
    [InlineData(2, "--host URL", "--level", "0.1")]
    [InlineData(2, "go together", "--month", "2025-08", "--reference-from", "2025-01")]
    [InlineData(2, "before", "--month", "2025-08", "--reference-from", "2025-02", "--reference-to", "2025-01")]
    [InlineData(3, "snapshots of 2025-09", "--month", "2025-09")]
    public async Task A_watch_that_makes_no_sense_is_refused_with_the_remedy(
        int code,
        string named,
        params string[] line
    )
    {
        using var host = service.Host();

        var said = await Tool.Run(["drift", "--host", host.Address, .. Access, .. line]);

        (said.Code, said.Out).ShouldBe((code, ""));
        said.Error.ShouldContain(named);
    }

    [Fact]
    public async Task A_model_that_needs_a_column_which_the_host_no_longer_has_is_named()
    {
        using var host = new StubHost(
            Panel.Host(
                service.Artefact,
                "2025-01-01",
                "2025-04-30",
                service.Labelled,
                string.Join(
                    '\n',
                    service
                        .Scoring(8)
                        .Split('\n')
                        .Select(line => line.Length == 0 ? line : line[..line.LastIndexOf(',')])
                )
            )
        );

        var said = await Tool.Run(["drift", "--host", host.Address, .. Access, "--month", "2025-08"]);

        said.Code.ShouldBe(3);
        said.Error.ShouldContain("2025-05-01-1 cannot score");
        said.Error.ShouldContain("'use'");
    }

    /// <summary>A model of the first four months.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("churn-service-");

        public byte[] Artefact { get; private set; } = [];

        public string Labelled { get; } =
            Panel.Csv(new(2025, 1, 1), months: 8, seed: 3, raised: 6, only: month => month is 4 or 5);

        public string Scoring(int months) => Panel.Csv(new(2025, 1, 1), months, seed: 3, labelled: 0, raised: 6);

        /// <summary>A host that knows eight months; it is asked for no later ones than it tells.</summary>
        internal StubHost Host()
        {
            var answers = Panel.Host(Artefact, "2025-01-01", "2025-04-30", Labelled, Scoring(8));
            foreach (
                var (key, answer) in Panel
                    .Host(Artefact, null, null, Labelled, Scoring(6))
                    .Where(one => one.Key == "/v1/scoring-extracts")
            )
            {
                answers[$"{key}?from=2025-01&to=2025-06"] = answer;
            }

            return new StubHost(answers);
        }

        public async Task InitializeAsync()
        {
            var (file, run) = (Path.Combine(_home.FullName, "train.csv"), Path.Combine(_home.FullName, "run"));
            await File.WriteAllTextAsync(
                file,
                Panel.Csv(new(2025, 1, 1), months: 8, seed: 3, raised: 6, only: month => month < 4)
            );
            (await Tool.Run("train", file, "--label", "label", "--out", run)).Code.ShouldBe(0);
            Artefact = await File.ReadAllBytesAsync(Path.Combine(run, "model.json"));
        }

        public Task DisposeAsync()
        {
            _home.Delete(recursive: true);
            return Task.CompletedTask;
        }
    }
}
