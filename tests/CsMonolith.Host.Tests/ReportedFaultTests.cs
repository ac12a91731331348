using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Inputs on which an earlier build fell short, each by its number, sent as a customer sends them. Those of the command
/// line (13 and 15) are beside it.
/// </summary>
public sealed class ReportedFaultTests(WholeHost host) : IClassFixture<WholeHost>, IAsyncLifetime
{
    private HttpClient _client = null!;
    private ImportClient _imports = null!;

    public async Task InitializeAsync()
    {
        _client = await host.AsAdmin();
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        _imports = new ImportClient(_client);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Fault01_a_column_that_is_not_in_the_file_takes_no_churn_back()
    {
        await Customer("K1");
        await Load(
            "subscriptions",
            "subscription_id,account_id,start_date,end_date,plan,seats,auto_renew,mrr,currency\n"
                + "K1-a,K1,2025-01-01,2025-06-30,Pro,120,true,50000,JPY\n",
            history: true
        );

        var slim = await Load(
            "subscriptions",
            "subscription_id,account_id,start_date,mrr,currency\nK1-a,K1,2025-01-01,50000,JPY\n"
        );

        slim.Counts.ShouldBe("create 0, update 0, skip 1, error 0, flagged 0");
        var stored = await Subscription("K1-a");
        (Text(stored["lastPaidDay"]), Text(stored["plan"]), Text(stored["seats"])).ShouldBe(
            ("2025-06-30", "Pro", "120")
        );
        (await Movements("K1")).ShouldBe(["new 50000 2025-01-01", "churn 50000 2025-07-01"]);
    }

    [Fact]
    public async Task Fault02_the_same_id_twice_in_one_file_is_refused_by_its_line()
    {
        await Customer("K2");

        var items = await Load(
            "subscriptions",
            "subscription_id,account_id,start_date,plan,mrr,currency\n"
                + "sub_1,K2,2025-01-10,Core,10000,JPY\nsub_1,K2,2025-01-10,Add-on,5000,JPY\n",
            history: true
        );
        var twins = await Load("accounts", "account_id,account_name,seats\nD1,Alpha Ltd,10\nD1,Beta Ltd,20\n");

        foreach (var load in new[] { items, twins })
        {
            load.Counts.ShouldBe("create 1, update 0, skip 0, error 1, flagged 0");
            load.Faults.ShouldHaveSingleItem().ShouldStartWith("line 3: ");
            load.Faults[0].ShouldContain("stands already on line 2");
        }

        Text((await Subscription("sub_1"))["plan"]).ShouldBe("Core");
        Text((await Found("accounts", "D1"))["name"]).ShouldBe("Alpha Ltd");
    }

    // By days that are far off, so that the cancellation is never over.
    [Fact]
    public async Task Fault04_a_cancellation_can_be_taken_back_and_a_later_one_is_accepted()
    {
        await Customer("K4");
        await Load(
            "subscriptions",
            "subscription_id,account_id,start_date,end_date,plan,mrr,currency\nK4-a,K4,2026-01-01,,P,10000,JPY\n"
        );
        var path = $"/v1/subscriptions/{(await Subscription("K4-a"))["id"]}";
        (await Cancel("2026-11-01", "2098-12-31", "budget")).ShouldBe(HttpStatusCode.OK);

        (
            await Load(
                "subscriptions",
                "subscription_id,account_id,start_date,end_date,plan,mrr,currency,status\n"
                    + "K4-a,K4,2026-01-01,,P,10000,JPY,active\n"
            )
        ).Counts.ShouldStartWith("create 0, update 1, skip 0, error 0");
        var reopened = (await _client.GetFromJsonAsync<JsonNode>(path))!;
        (reopened["cancelledOn"], reopened["subscription"]!["lastPaidDay"]).ShouldBe((null, null));
        (await Cancel("2026-11-20", "2099-03-31", "competitor")).ShouldBe(HttpStatusCode.OK);
        (await Send($"{path}/cancellation/void", new { reason = "stays" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stays = (await _client.GetFromJsonAsync<JsonNode>(path))!;
        (stays["cancelledOn"], stays["subscription"]!["lastPaidDay"]).ShouldBe((null, null));

        async Task<HttpStatusCode> Cancel(string cancelledOn, string lastPaidDay, string reason)
        {
            using var answer = await Send(
                $"{path}/cancellation",
                new
                {
                    cancelledOn,
                    lastPaidDay,
                    reason,
                    avoidable = false,
                }
            );
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("""x\ud83d""")]
    [InlineData("""\u0000""")]
    public async Task Fault05_one_message_with_half_a_letter_or_a_NUL_does_not_lose_the_batch(string text)
    {
        var customer = $"K5-{Guid.NewGuid():N}";
        await Customer(customer);
        using var machine = host.CreateClient();
        var key = (await host.KeyWith("usage-ingest")).Parameter;
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:"))
        );
        var at = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O");
        var batch = $$$"""
            {"batch":[
             {"type":"track","messageId":"{{{Guid.NewGuid()}}}","userId":"u1","event":"Search",
              "properties":{"q":"{{{text}}}"},"timestamp":"{{{at}}}","context":{"groupId":"{{{customer}}}"}},
             {"type":"track","messageId":"{{{Guid.NewGuid()}}}","userId":"u2","event":"Report exported",
              "timestamp":"{{{at}}}","context":{"groupId":"{{{customer}}}"}}]}
            """;

        using var answer = await machine.PostAsync(
            "/v1/batch",
            new StringContent(batch, Encoding.UTF8, "application/json")
        );

        var said = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, said.ToJsonString());
        (said["stored"]!.GetValue<int>() + said["refused"]!.AsArray().Count).ShouldBe(2, said.ToJsonString());
        said["stored"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Fault07_a_number_that_Excel_shows_with_zeros_in_front_is_an_id_with_zeros()
    {
        var book = Workbook(
            ["顧客コード", "会社名", "席数"],
            "<c s=\"1\"><v>123</v></c>" + Cell("甲商事") + "<c><v>5</v></c>",
            Cell("007") + Cell("乙商事") + "<c><v>5</v></c>"
        );

        (await _imports.Load("accounts", book, "customers.xlsx")).Counts.ShouldBe(
            "create 2, update 0, skip 0, error 0, flagged 0"
        );

        Text((await Found("accounts", "00123"))["name"]).ShouldBe("甲商事");
        Text((await Found("accounts", "007"))["name"]).ShouldBe("乙商事");
    }

    [Fact]
    public async Task Fault08_both_codes_of_a_letter_of_cp932_are_read()
    {
        // 髙 and 﨑 as Python and MySQL write them (rows ED and EE), ㈱① of row 87, and 髙 as Windows does (row FB).
        byte[] file =
        [
            .. Cp932("顧客コード,会社名\nP1,"),
            .. (ReadOnlySpan<byte>)[0xEE, 0xE0],
            .. Cp932("橋\nP2,"),
            .. (ReadOnlySpan<byte>)[0xED, 0x95],
            .. Cp932("橋\nP3,㈱①\nP4,"),
            .. (ReadOnlySpan<byte>)[0xFB, 0xFC],
            .. Cp932("橋\n"),
        ];

        (await _imports.Load("accounts", file)).Counts.ShouldBe("create 4, update 0, skip 0, error 0, flagged 0");

        var names = new List<string?>();
        foreach (var id in new[] { "P1", "P2", "P3", "P4" })
        {
            names.Add(Text((await Found("accounts", id))["name"]));
        }

        names.ShouldBe(["髙橋", "﨑橋", "㈱①", "髙橋"]);
    }

    [Fact]
    public async Task Fault10_the_first_answer_is_not_taken_for_the_headings()
    {
        var import = await _imports.Upload(
            "survey-answers",
            Encoding.UTF8.GetBytes("ID,Q1,,Q2,,Plan\n1001,Yes,5,No,4,Pro\n1002,No,3,Yes,2,Basic\n"),
            "survey.csv"
        );

        (import["headerLine"]!.GetValue<int>(), import["rows"]!.GetValue<int>()).ShouldBe((1, 2));
        import["headings"]!.AsArray().Select(Text).ShouldBe(["ID", "Q1", "(3)", "Q2", "(5)", "Plan"]);
    }

    [Fact]
    public async Task Fault11_trailing_cells_that_Excel_leaves_out_are_empty_and_flagged()
    {
        var load = await Load(
            "accounts",
            "account_id,account_name,industry,country,seats\n"
                + "T1,Firm 1,IT,JP,5\nT2,Firm 2,IT,JP,5\nT3,Firm 3,IT,JP,5\nT4,Firm 4,IT,JP\nT5,Firm 5\n"
        );

        load.Counts.ShouldBe("create 5, update 0, skip 0, error 0, flagged 2");
        load.Faults.Select(fault => fault[..7]).ShouldBe(["line 5:", "line 6:"]);
    }

    [Fact]
    public async Task Fault17_where_one_contract_ends_on_the_day_the_next_begins_somebody_is_asked()
    {
        const string file =
            "subscription_id,account_id,start_date,end_date,plan,mrr,currency\n"
            + "E1-a,E1,2024-04-30,2025-04-30,P,10000,JPY\nE1-b,E1,2025-04-30,,P,10000,JPY\n";
        await Customer("E1");
        var asIs = await Load("subscriptions", file, history: true);
        asIs.Counts.ShouldBe("create 2, update 0, skip 0, error 0, flagged 2");
        asIs.Faults.ShouldAllBe(flag => flag.Contains("2025-04-30", StringComparison.Ordinal));
        await _imports.Run(asIs.Import, "undo");

        var import = await _imports.Upload(
            "subscriptions",
            Encoding.UTF8.GetBytes(file),
            "exclusive.csv",
            history: true
        );
        import = await _imports.Reading(import, new { columns = new { lastPaidDay = new { exclusiveEnd = true } } });

        (await _imports.Load(import)).Counts.ShouldBe("create 2, update 0, skip 0, error 0, flagged 0");
        (await Movements("E1")).ShouldBe(["new 10000 2024-04-30"]);
        Text((await Subscription("E1-a"))["lastPaidDay"]).ShouldBe("2025-04-29");
    }

    [Fact]
    public async Task Fault19_a_help_desks_empty_priority_words_for_ratings_and_halves_of_minutes_are_read()
    {
        await Customer("Z1");

        (
            await Load(
                "tickets",
                "ticket_id,account_id,opened_at,closed_at,priority,first_response_time_minutes,satisfaction_score\n"
                    + "101,Z1,2025-02-01 09:00,2025-02-02 09:00,,12,Good\n"
                    + "102,Z1,2025-02-01 09:00,,normal,12.5,Offered\n"
                    + "103,Z1,2025-02-01 09:00,,med,,Bad\n104,Z1,2025-02-01 09:00,,high,,\n",
                history: true
            )
        ).Counts.ShouldBe("create 4, update 0, skip 0, error 0, flagged 0");

        var third = await Found("tickets", "103");
        Text(third["priority"]).ShouldBe("medium");
        Text((await Found("tickets", "102"))["firstResponseMinutes"]).ShouldBe("13");
    }

    [Fact]
    public async Task Fault22_names_and_ids_are_found_in_whichever_width_they_are_typed()
    {
        await Load("accounts", "account_id,account_name\nＪ－１,ｶﾌﾞｼｷｶﾞｲｼｬ ﾃｽﾄ\nJ-2,カブシキガイシャ テスト\n");

        foreach (var typed in new[] { "カブシキ", "ｶﾌﾞｼｷ" })
        {
            (await Get($"/v1/accounts?sort=externalId&filter[name][contains]={Uri.EscapeDataString(typed)}"))["items"]!
                .AsArray()
                .Select(one => Text(one!["externalId"]))
                .ShouldBe(["J-1", "J-2"], typed);
        }

        Text((await Found("accounts", "Ｊ－１"))["externalId"]).ShouldBe("J-1");
    }

    [Fact]
    public async Task Fault23_a_provider_that_says_true_as_text_or_nothing_at_all_locks_no_linked_person_out()
    {
        await using var provider = new OddProvider();
        await provider.Start();
        await using var trusting = host.WithWebHostBuilder(builder =>
            builder
                .UseSetting("SignIn:Authority", provider.Address)
                .UseSetting("SignIn:ClientId", OddProvider.ClientId)
                .UseSetting("SignIn:ClientSecret", OddProvider.ClientSecret)
                .UseSetting("SignIn:RequireHttps", "false")
        );
        using var hired = await _client.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "田中 一",
                email = "tanaka@example.jp",
                roles = new[] { "csOps" },
                isDemo = false,
            }
        );
        hired.StatusCode.ShouldBe(HttpStatusCode.Created);

        // The first link by "true" as text at userinfo alone; then userinfo is down, and the link holds.
        provider.Says = new() { ["sub"] = "s-1" };
        provider.Tells = new Dictionary<string, object?>
        {
            ["sub"] = "s-1",
            ["email"] = "tanaka@example.jp",
            ["email_verified"] = "true",
        };
        (await SignsIn()).ShouldBeTrue();
        provider.Tells = null;
        (await SignsIn()).ShouldBeTrue();

        async Task<bool> SignsIn()
        {
            using var browser = trusting.CreateClient(new() { AllowAutoRedirect = false });
            using var begun = await browser.GetAsync("/sign-in/oidc");
            using var back = await browser.GetAsync(provider.Approve(begun.Headers.Location!));
            return back.Headers.Location!.ToString() == "/";
        }
    }

    [Fact]
    public async Task Fault24_a_file_without_headings_is_asked_about_and_no_line_of_it_is_lost()
    {
        var import = await _imports.Upload(
            "accounts",
            Cp932("N-1,甲商事,東京都\nN-2,乙工業,大阪府\n"),
            "customers.csv"
        );
        using var refused = await Send($"/v1/imports/{import["id"]}/commit", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Line 1 is taken for the headings");

        var read = await _imports.Reading(import, new { headerLine = 0 });
        read["rows"]!.GetValue<int>().ShouldBe(2);
        await _imports.Mapping(read, new { externalId = "(1)", name = "(2)" });

        (await _imports.Load(import)).Counts.ShouldBe("create 2, update 0, skip 0, error 0, flagged 0");
        Text((await Found("accounts", "N-1"))["name"]).ShouldBe("甲商事");
    }

    private Task Customer(string id) =>
        Load("accounts", $"account_id,account_name,start_date\n{id},Customer {id},2024-01-01\n");

    private Task<Loaded> Load(string kind, string text, bool history = false) =>
        _imports.Load(kind, Encoding.UTF8.GetBytes(text), history: history);

    private async Task<HttpResponseMessage> Send(string path, object body)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } },
        };
        return await _client.SendAsync(ask);
    }

    private async Task<JsonNode> Get(string path) => (await _client.GetFromJsonAsync<JsonNode>(path))!;

    private Task<JsonNode> Subscription(string id) => Found("subscriptions", id);

    private async Task<JsonNode> Found(string list, string id) =>
        (await Get($"/v1/{list}?filter[externalId][eq]={Uri.EscapeDataString(id)}"))["items"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

    private async Task<List<string>> Movements(string account)
    {
        var id = (await Found("accounts", account))["id"];
        return
        [
            .. (await Get($"/v1/movements?limit=50&filter[accountId][eq]={id}&sort=on"))["items"]!
                .AsArray()
                .Select(one => $"{one!["kind"]} {one["amount"]!["amount"]} {one["on"]}"),
        ];
    }

    private static string? Text(JsonNode? node) => node?.ToString();

    private static byte[] Cp932(string text) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);

    private static string Cell(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    // As small as a workbook can be, with the format 00000 for cells of style 1.
    private static byte[] Workbook(IReadOnlyList<string> headings, params IReadOnlyList<string> rows)
    {
        const string own = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var sheet = string.Concat(
            rows.Prepend(string.Concat(headings.Select(Cell))).Select(cells => $"<row>{cells}</row>")
        );
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(
                "[Content_Types].xml",
                $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + $"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{type}.sheet.main+xml\"/>"
                    + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{type}.worksheet+xml\"/>"
                    + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{type}.styles+xml\"/></Types>"
            );
            Add("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
            Add(
                "xl/_rels/workbook.xml.rels",
                Relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"))
            );
            Add(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{own}\" xmlns:r=\"{office}\"><sheets><sheet name=\"一覧\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            );
            Add(
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{own}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts>"
                    + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
                    + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            );
            Add("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{own}\"><sheetData>{sheet}</sheetData></worksheet>");

            void Add(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(xml);
            }

            static string Relations(params IReadOnlyList<(string Id, string Type, string Target)> all) =>
                $"<Relationships xmlns=\"{package}/relationships\">"
                + string.Concat(
                    all.Select(one =>
                        $"<Relationship Id=\"{one.Id}\" Type=\"{office}/{one.Type}\" Target=\"{one.Target}\"/>"
                    )
                )
                + "</Relationships>";
        }

        return stream.ToArray();
    }
}
