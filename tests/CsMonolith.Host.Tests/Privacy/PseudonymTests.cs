using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Host.Tests.Revenue;

namespace CsMonolith.Host.Tests.Privacy;

/// <summary>
/// A data scientist tries to find out, by calls of their own role alone, which customer a row to learn from is about.
/// Every customer differs from every other in industry, region and start, so that one attribute too many finds it.
/// </summary>
public sealed class PseudonymTests : RevenueOverHttp
{
    private const int Customers = 12;
    private static readonly DateOnly Began = new(2026, 2, 1);

    [Fact]
    public async Task A_data_scientist_joins_what_is_listed_to_what_is_pulled_and_finds_nobody()
    {
        var scientist = await Person("dataScientist");
        await MoveTo(new(2026, 2, 10));
        var truth = new List<(Guid Id, string Key, DateOnly Start)>();
        for (var i = 0; i < Customers; i++)
        {
            truth.Add(await Customer(i));
        }

        await MoveTo(new(2026, 9, 5));
        await Done(await Post("/v1/month-closes", new { through = "2026-08" }));
        await Done(await Post("/v1/snapshot-builds", new { from = "2026-02", to = "2026-08" }));
        await SignInAs(scientist);

        var accounts = await All("/v1/accounts");
        string[] lists =
        [
            .. accounts.Select(one => one.ToJsonString()),
            .. (await All("/v1/tickets")).Select(one => one.ToJsonString()),
            .. (await All("/v1/survey-answers")).Select(one => one.ToJsonString()),
            .. (await All("/v1/snapshots")).Select(one => one.ToJsonString()),
            (await Get($"/v1/accounts/{accounts[0]["id"]}")).ToJsonString(),
        ];
        var training = await Rows("/v1/training-extracts?from=2026-02&to=2026-08&horizonDays=30");
        var scoring = await Rows("/v1/scoring-extracts?from=2026-02&to=2026-08");

        // It is all there, and nothing that another role could look up.
        accounts.Count.ShouldBe(Customers);
        (scoring.Count, training.Count).ShouldBe((7 * Customers, 6 * Customers));
        var seen = string.Join('\n', [.. lists, .. training.Concat(scoring).SelectMany(row => row.Values)]);
        foreach (var (id, key, start) in truth)
        {
            seen.ShouldNotContain(id.ToString());
            seen.ShouldNotContain(id.ToString("N"));
            seen.ShouldNotContain(key);
            seen.ShouldNotContain(start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        // By pseudonym: no list shares one with another or with an extract.
        var listed = Ids(await All("/v1/accounts"), "id");
        string[][] others =
        [
            Ids(await All("/v1/tickets"), "accountId"),
            Ids(await All("/v1/survey-answers"), "accountId"),
            Ids(await All("/v1/snapshots"), "accountId"),
            [.. training.Concat(scoring).Select(row => Guid.Parse(row["account"]).ToString())],
        ];
        others.SelectMany(ids => ids.Distinct()).Intersect(listed).ShouldBeEmpty();
        others[..3].SelectMany(ids => ids.Distinct()).Intersect(others[3]).ShouldBeEmpty();

        // By attribute: industry, region and start; tier and phase; the tenure.
        foreach (var row in training.Concat(scoring))
        {
            accounts.Count(account => Matches(account, row)).ShouldBe(0);
            truth.Select(one => one.Start).ShouldNotContain(Start(row), "the tenure tells the day of the start");
        }

        // By rank: neither is in the order of ids, which is that of creation.
        var byCreation = Enumerable.Range(0, Customers).Select(number => $"業種{number}号").ToList();
        scoring.Take(Customers).Select(row => row["industry"]).ShouldNotBe(byCreation);
        scoring.Take(Customers).Select(row => row["industry"]).ShouldBe(byCreation, ignoreOrder: true);

        static DateOnly Start(Dictionary<string, string> row) =>
            Month(row).AddMonths(1).AddDays(-1 - int.Parse(row["tenure_days"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task One_purpose_has_the_same_pseudonyms_and_another_has_others()
    {
        var scientist = await Person("dataScientist");
        await MoveTo(new(2026, 2, 10));
        await Customer(0);
        await MoveTo(new(2026, 4, 5));
        await Done(await Post("/v1/month-closes", new { through = "2026-03" }));
        await Done(await Post("/v1/snapshot-builds", new { from = "2026-02", to = "2026-03" }));
        await SignInAs(scientist);

        var usual = await Account("/v1/scoring-extracts?from=2026-02&to=2026-02");
        var again = await Account("/v1/scoring-extracts?from=2026-03&to=2026-03&purpose=learning");
        var labelled = await Account("/v1/training-extracts?from=2026-02&to=2026-02&horizonDays=30");
        var other = await Account("/v1/scoring-extracts?from=2026-02&to=2026-02&purpose=price-study");

        (again, labelled).ShouldBe((usual, usual));
        other.ShouldNotBe(usual);

        async Task<string> Account(string path) => (await Rows(path)).ShouldHaveSingleItem()["account"];
    }

    [Fact]
    public async Task A_real_id_means_nothing_under_pseudonyms_and_a_pseudonym_means_nothing_to_others()
    {
        var scientist = await Person("dataScientist");
        var (id, _, _) = await Customer(0);
        await SignInAs(scientist);

        var listed = (await All("/v1/accounts")).ShouldHaveSingleItem()["id"]!.GetValue<Guid>();

        (await Client.GetAsync($"/v1/accounts/{id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await Get($"/v1/accounts/{listed}"))["id"]!.GetValue<Guid>().ShouldBe(listed);
        await MoveTo(new(2026, 11, 20));
        (await Client.GetAsync($"/v1/accounts/{listed}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("accounts", "startedOn")]
    [InlineData("accounts", "industry")]
    [InlineData("tickets", "openedAt")]
    [InlineData("survey-answers", "answeredOn")]
    [InlineData("snapshots", "accountId")]
    public async Task What_is_hidden_is_not_found_out_by_filtering_or_sorting(string list, string field)
    {
        await SignInAs(await Person("dataScientist"));

        foreach (var query in new[] { $"sort={field}", $"filter[{field}][eq]=1" })
        {
            using var answer = await Client.GetAsync($"/v1/{list}?{query}");

            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("is not a field of this list");
        }
    }

    // What both tell, if anything, agrees.
    private static bool Matches(JsonNode account, Dictionary<string, string> row)
    {
        var shared = new[] { "industry", "region", "tier", "phase" }.Where(name => account[name] is not null).ToList();
        return shared.Count > 0 && shared.TrueForAll(name => $"{account[name]}" == row.GetValueOrDefault(name));
    }

    private static DateOnly Month(Dictionary<string, string> row) =>
        DateOnly.ParseExact($"{row["snapshot_month"]}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Ids(List<JsonNode> rows, string field) =>
        [.. rows.Select(row => row[field]!.GetValue<Guid>().ToString())];

    private async Task<(Guid Id, string Key, DateOnly Start)> Customer(int number)
    {
        var (key, start) = ($"K{number}Q", Began.AddDays((number * 2) - 30));
        var id = (
            await Post(
                "/v1/accounts",
                new
                {
                    externalId = key,
                    name = $"{key}株式会社",
                    industry = $"業種{number}号",
                    region = $"地域{number}号",
                    startedOn = $"{start:yyyy-MM-dd}",
                }
            )
        )["id"]!.GetValue<Guid>();
        await Post(
            "/v1/subscriptions",
            new
            {
                externalId = $"S-{key}",
                accountId = id,
                plan = "Pro",
                startsOn = $"{Began:yyyy-MM-dd}",
                billingInterval = "month",
                mrr = Yen("1000"),
            }
        );
        await Post(
            "/v1/tickets",
            new
            {
                accountId = id,
                externalId = $"HD-{key}",
                openedAt = $"2026-02-{number % 9 + 1:00}T01:23:45Z",
                priority = "high",
                firstResponseMinutes = 31 + number,
                escalated = false,
                subject = $"{key}の件",
            }
        );
        await Post(
            "/v1/survey-answers",
            new
            {
                accountId = id,
                externalId = $"SV-{key}",
                survey = "2026年冬",
                kind = "csat",
                answeredOn = $"2026-02-{number % 9 + 1:00}",
                score = 4,
                scaleMin = 1,
                scaleMax = 5,
                respondentRole = $"{key}の部長",
            }
        );
        return (id, key, start);
    }

    private async Task<List<JsonNode>> All(string list)
    {
        var rows = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await Get($"{list}?limit=5{cursor}");
            rows.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            cursor = page["nextCursor"]?.GetValue<string>() is { } next ? $"&cursor={next}" : null;
        }

        return rows;
    }

    private async Task<List<Dictionary<string, string>>> Rows(string path)
    {
        using var answer = await Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        return
        [
            .. lines[1..]
                .Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)),
        ];
    }
}
