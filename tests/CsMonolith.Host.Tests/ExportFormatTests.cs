using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Files with the headings that ten other systems write, in English and Japanese, are loaded with no mapping by hand but
/// for what a survey's file cannot say; ten that leave something open end in questions and store nothing wrong.
/// </summary>
public sealed class ExportFormatTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly (string Name, string Kind, string Text)[] Known =
    [
        (
            "HubSpot",
            "accounts",
            "Record ID,Company name,Company owner,Industry,Number of employees,Country/Region,Became a customer date\n"
                + "C1,Aozora Inc.,,COMPUTER_SOFTWARE,120,Japan,2025-04-01 09:30\n"
        ),
        (
            "HubSpot 日本語",
            "accounts",
            "レコードID,会社名,会社の担当者,業種,従業員数,国/地域\nC2,株式会社みなと,,運輸,\"1,200\",日本\n"
        ),
        (
            "Salesforce",
            "accounts",
            "Account ID,Account Name,Account Owner,Industry,Employees,Billing State/Province\n"
                + "C3,Kaze Ltd,,Manufacturing,55,Tokyo\n"
        ),
        (
            "Salesforce 日本語",
            "accounts",
            "取引先ID,取引先名,取引先 所有者,業種,従業員数,都道府県(請求先)\nC4,株式会社はやぶさ,,製造,80,愛知県\n"
        ),
        (
            "Stripe",
            "subscriptions",
            "id,Customer ID,Plan,Quantity,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period End (UTC),Ended At (UTC)\n"
                + "sub_1,C1,pro,1,month,10000,active,2025-04-01 00:12,2025-04-01 00:12,2026-12-01 00:12,\n"
                + "sub_2,C2,pro,1,year,120000,canceled,2024-04-01 00:12,2024-04-01 00:12,2025-04-01 00:12,2025-04-01 00:12\n"
        ),
        (
            "Stripe 日本語",
            "subscriptions",
            "サブスクリプション ID,顧客 ID,料金プラン,数量,請求間隔,金額,通貨,開始日 (UTC),終了日 (UTC)\n"
                + "sub_3,C2,プロ,1,月,10000,JPY,2025-04-01 00:12,\n"
        ),
        (
            "Chargebee",
            "subscriptions",
            "subscription.id,customer.id,subscription.plan_id,subscription.plan_quantity,subscription.started_at,subscription.mrr,subscription.currency_code\n"
                + "cb_1,C3,standard,3,\"Apr 1, 2025 9:00 AM\",30000,JPY\n"
        ),
        (
            "Chargebee 日本語",
            "subscriptions",
            "サブスクリプションID,顧客ID,プランID,数量,利用開始日時,MRR,通貨\ncb_2,C1,標準,3,2025年4月1日 9:00,30000,JPY\n"
        ),
        (
            "Recurly",
            "subscriptions",
            "uuid,account_code,plan_code,quantity,total_recurring_amount,currency,activated_at,expires_at\n"
                + "re_1,C4,basic,2,5000,JPY,2025-05-01T00:00:00Z,\n"
        ),
        (
            "Recurly 日本語",
            "subscriptions",
            "サブスクリプションID,顧客コード,プラン名,数量,契約金額,通貨,開始日,終了日時\nre_2,C3,基本,2,5000,JPY,2025-05-01,\n"
        ),
        (
            "Zendesk",
            "tickets",
            "Id,Subject,Requester,Organization External ID,Status,Priority,Created at,Solved at,Satisfaction rating,Via\n"
                + "9001,Cannot log in,Ito,C1,Solved,normal,2025-06-01T00:00:00Z,2025-06-02T00:00:00Z,Good,Web form\n"
                + "9002,Slow,Ito,C1,Open,,2025-06-03T00:00:00Z,,Offered,Email\n"
        ),
        (
            "Zendesk 日本語",
            "tickets",
            "チケットID,件名,組織の外部ID,優先度,作成日時,解決日時,満足度評価,チャネル\n"
                + "9003,入れない,C2,高,2025/06/01 午前9:00,2025/06/01 午後3:00,良い,メール\n"
        ),
        (
            "Intercom",
            "tickets",
            "Conversation ID,Company ID,Conversation started at (UTC),Last closed at (UTC),Conversation rating\n"
                + "9004,C3,2025-06-01 09:00:00,2025-06-01 10:00:00,4\n"
        ),
        (
            "Intercom 日本語",
            "tickets",
            "会話ID,会社ID,会話開始日時,クローズ日時,満足度\n9005,C4,2025/06/01 9:00,2025/06/01 10:00,4\n"
        ),
    ];

    private static readonly (string Name, string Kind, string Text)[] Messy =
    [
        ("no headings", "accounts", "C-1,甲商事,東京都\nC-2,乙工業,大阪府\n"),
        ("a day first or a month first", "accounts", "account_id,name,start_date\nM1,A,4/1/2026\nM2,B,5/2/2026\n"),
        ("a day number", "accounts", "account_id,name,start_date\nM1,A,46113\n"),
        ("an amount and a range", "subscriptions", "id,account_id,start_date,mrr\nX1,B1,2025-04-01,10-20万円\n"),
        (
            "an amount without a unit price told apart",
            "subscriptions",
            "uuid,account_code,activated_at,unit_amount\nX2,B1,2025-04-01,500\n"
        ),
        ("a decimal comma", "subscriptions", "id,account_id,start_date,mrr\nX3,B1,2025-04-01,\"1.234,56\"\n"),
        ("an unknown period", "subscriptions", "id,account_id,start_date,amount,interval\nX4,B1,2025-04-01,500,隔年\n"),
        ("an unknown rating", "tickets", "ticket_id,account_id,opened_at,satisfaction\nX5,B1,2025-04-01,まあまあ\n"),
        ("a spreadsheet error", "accounts", "account_id,name,seats\nM1,#REF!,#DIV/0!\n"),
        ("answers without a survey", "survey-answers", "Respondent ID,End Date,Q1\nX6,2025-04-01,9\n"),
    ];

    [Fact]
    public async Task Exports_of_seven_systems_are_loaded_in_both_languages_with_no_mapping_by_hand()
    {
        using var client = await host.AsAdmin();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var (name, kind, text) in Known)
        {
            var import = await Upload(client, kind, name, text);
            import["missingColumns"]!.AsArray().ShouldBeEmpty(name);
            var counts = await Commit(client, import);
            (counts["create"]!.GetValue<int>(), counts["error"]!.GetValue<int>()).ShouldBe(
                (text.Count(letter => letter == '\n') - 1, 0),
                $"{name}: {await Faults(client, import)}"
            );
        }

        // Stripe's end is the first day that is not paid any more.
        var ended = await client.GetFromJsonAsync<JsonNode>("/v1/subscriptions?filter[externalId][eq]=sub_2");
        ended!["items"]![0]!["lastPaidDay"]!.GetValue<string>().ShouldBe("2025-03-31");
        Known
            .GroupBy(one => one.Name.Split(' ')[0])
            .Select(group => (group.Key, group.Count()))
            .ShouldBe(
                new[] { "HubSpot", "Salesforce", "Stripe", "Chargebee", "Recurly", "Zendesk", "Intercom" }.Select(
                    name => (name, 2)
                ),
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Ten_messy_files_end_in_questions_and_never_in_wrong_rows()
    {
        using var client = await host.AsAdmin();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await Commit(client, await Upload(client, "accounts", "base", "account_id,name\nB1,Base\n"), mayFail: true);
        foreach (var (name, kind, text) in Messy)
        {
            var import = await Upload(client, kind, name, text);
            if (import["missingColumns"]!.AsArray().Count > 0)
            {
                continue;
            }

            var counts = await Commit(client, import);
            (counts["create"]!.GetValue<int>(), counts["update"]!.GetValue<int>()).ShouldBe((0, 0), name);
            counts["error"]!.GetValue<int>().ShouldBe(text.Count(letter => letter == '\n') - 1, name);
        }

        Messy.Length.ShouldBe(10);
    }

    [Theory]
    [InlineData(
        "SurveyMonkey",
        "2026春 満足度調査(回答).csv",
        "2026春 満足度調査",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
            + "How likely is it that you would recommend this company to a friend or colleague?,Comment\n"
            + "118001,4001,05/01/2026 10:00:01 AM,05/28/2026 10:02:11 AM,192.0.2.1,,,,S1,9,Good\n"
    )]
    [InlineData(
        "SurveyMonkey 日本語",
        "解約前アンケート(回答).csv",
        "解約前アンケート",
        "回答者ID,コレクターID,開始日,終了日,カスタムデータ 1,この会社を友人や同僚に薦める可能性はどのくらいありますか?\n"
            + "118002,4001,2026/05/01 10:00,2026/05/01 10:02,S1,4\n"
    )]
    [InlineData(
        "Typeform",
        "Spring survey-responses.csv",
        "Spring survey",
        "#,How likely are you to recommend us to a friend or colleague?,company_id,Start Date (UTC),Submit Date (UTC),Network ID\n"
            + "k3v9,10,S1,2026-05-01 01:00:00,2026-05-01 01:01:00,a1b2\n"
    )]
    [InlineData(
        "Typeform 日本語",
        "春の調査-responses.csv",
        "春の調査",
        "#,当社を友人や同僚に薦める可能性はどのくらいありますか?,company_id,開始日,送信日時\n"
            + "k3w0,10,S1,2026/05/01 10:00,2026/05/01 10:01\n"
    )]
    [InlineData(
        "Google Forms English",
        "After onboarding (Responses) - Form Responses 1.csv",
        "After onboarding",
        "Timestamp,Email Address,customer_id,How likely are you to recommend us to a friend or colleague?,response_id\n"
            + "2026/05/01 10:00:01 AM GMT+9,a@example.jp,S1,7,g-2\n"
    )]
    [InlineData(
        "Google Forms",
        "導入後アンケート(回答) - フォームの回答 1.csv",
        "導入後アンケート",
        "タイムスタンプ,メールアドレス,顧客コード,当社を友人や同僚に薦める可能性はどのくらいありますか?,回答番号\n"
            + "2026/05/01 10:00:01,a@example.jp,S1,7,g-1\n"
    )]
    public async Task A_survey_tools_export_is_loaded_once_a_person_has_said_yes_to_its_name_and_kind(
        string tool,
        string file,
        string survey,
        string text
    )
    {
        using var client = await host.AsAdmin();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await Commit(client, await Upload(client, "accounts", tool, $"account_id,name\nS1,{tool}\n"));

        var import = await Upload(client, "survey-answers", tool, text, file);

        import["missingColumns"]!.AsArray().Select(one => (string?)one).ShouldBe(["survey", "kind"], tool);
        import["proposals"]!
            .AsObject()
            .Select(one => (one.Key, (string?)one.Value))
            .ShouldBe([("survey", survey), ("kind", "nps")], ignoreOrder: true, tool);
        using var refused = await client.SendAsync(Dear(HttpMethod.Post, $"/v1/imports/{import["id"]}/commit"));
        ((int)refused.StatusCode).ShouldBe(409, tool);

        using var said = Dear(HttpMethod.Put, $"/v1/imports/{import["id"]}/reading");
        said.Headers.Add("If-Match", $"\"{import["version"]}\"");
        said.Content = JsonContent.Create(
            new
            {
                columns = import["proposals"]!
                    .AsObject()
                    .ToDictionary(one => one.Key, one => new { constant = (string?)one.Value }),
            }
        );
        using var read = await client.SendAsync(said);
        read.IsSuccessStatusCode.ShouldBeTrue($"{tool}: {await read.Content.ReadAsStringAsync()}");
        var counts = await Commit(client, import);
        (counts["create"]!.GetValue<int>(), counts["error"]!.GetValue<int>()).ShouldBe(
            (1, 0),
            $"{tool}: {await Faults(client, import)}"
        );
    }

    [Theory]
    [InlineData(
        "タイムスタンプ,メールアドレス,当社を友人や同僚に薦める可能性はどのくらいありますか?",
        "2026/05/01 10:00:01,{0},7\n",
        "2026/05/02 10:00:01,{0},9\n",
        "2026/05/03 10:00:01,nobody@example.jp,3\n"
    )]
    [InlineData(
        "Timestamp,Email Address,How likely are you to recommend us to a friend or colleague?",
        "2026/05/01 10:00:01 AM GMT+9,{0},7\n",
        "2026/05/02 10:00:01 AM GMT+9,{0},9\n",
        "2026/05/03 10:00:01 AM GMT+9,nobody@example.jp,3\n"
    )]
    public async Task Google_Forms_numbers_no_answers_so_time_and_address_know_them_again_and_strangers_are_asked_about(
        string headings,
        string first,
        string second,
        string stranger
    )
    {
        using var client = await host.AsAdmin();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var customer = $"G-{Guid.NewGuid():N}";
        var address = $"{customer}@example.jp".ToLowerInvariant();
        await Commit(client, await Upload(client, "accounts", customer, $"account_id,name\n{customer},Form Ltd\n"));
        var account = (await client.GetFromJsonAsync<JsonNode>($"/v1/accounts?filter[externalId][eq]={customer}"))![
            "items"
        ]![0]!["id"];
        using var added = await client.PostAsJsonAsync(
            $"/v1/accounts/{account}/stakeholders",
            new
            {
                name = "伊藤",
                email = address.ToUpperInvariant(),
                standing = new
                {
                    from = "2026-04-01",
                    role = "user",
                    influence = 2,
                    stance = "neutral",
                },
            }
        );
        added.IsSuccessStatusCode.ShouldBeTrue(await added.Content.ReadAsStringAsync());

        var (opened, more) = (string.Format(null, first, address), string.Format(null, second, address));
        var once = await Commit(client, await Said($"{headings}\n{opened}{stranger}"));
        (once["create"]!.GetValue<int>(), once["error"]!.GetValue<int>()).ShouldBe((1, 1));

        // The next export holds the earlier answers again, as forms do.
        var twice = await Commit(client, await Said($"{headings}\n{opened}{more}"));
        (twice["create"]!.GetValue<int>(), twice["update"]!.GetValue<int>(), twice["skip"]!.GetValue<int>()).ShouldBe(
            (1, 0, 1)
        );
        (await client.GetFromJsonAsync<JsonNode>($"/v1/survey-answers?filter[accountId][eq]={account}"))!["items"]!
            .AsArray()
            .Count.ShouldBe(2);

        async Task<JsonNode> Said(string text)
        {
            var import = await Upload(client, "survey-answers", customer, text, "春(回答) - フォームの回答 1.csv");
            using var said = Dear(HttpMethod.Put, $"/v1/imports/{import["id"]}/reading");
            said.Headers.Add("If-Match", $"\"{import["version"]}\"");
            said.Content = JsonContent.Create(
                new { columns = new { survey = new { constant = "春" }, kind = new { constant = "nps" } } }
            );
            using var read = await client.SendAsync(said);
            read.IsSuccessStatusCode.ShouldBeTrue(await read.Content.ReadAsStringAsync());
            return import;
        }
    }

    private static HttpRequestMessage Dear(HttpMethod method, string path) =>
        new(method, path) { Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };

    private static async Task<JsonNode> Upload(
        HttpClient client,
        string kind,
        string name,
        string text,
        string file = "export.csv"
    )
    {
        using var asked = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source={Uri.EscapeDataString(name)}&fileName={Uri.EscapeDataString(file)}&history=true"
        )
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text))
            {
                Headers = { ContentType = new("application/octet-stream") },
            },
        };
        asked.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await client.SendAsync(asked);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{name}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<JsonNode> Commit(HttpClient client, JsonNode import, bool mayFail = false)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports/{import["id"]}/commit");
        asked.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await client.SendAsync(asked);
        var accepted = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        if (mayFail && !answer.IsSuccessStatusCode)
        {
            return accepted;
        }

        for (var again = 0; again < 600; again++)
        {
            var job = (await client.GetFromJsonAsync<JsonNode>($"/v1/jobs/{accepted["jobId"]}"))!;
            if (job["state"]!.GetValue<string>() is not ("queued" or "running"))
            {
                return job["result"].ShouldNotBeNull(job.ToJsonString());
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The import does not end.");
    }

    private static async Task<string> Faults(HttpClient client, JsonNode import) =>
        (await client.GetFromJsonAsync<JsonNode>($"/v1/imports/{import["id"]}/faults"))!["items"]!.ToJsonString();
}
