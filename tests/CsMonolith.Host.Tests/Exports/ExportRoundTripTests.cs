using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests.Exports;

/// <summary>
/// What one installation exports, another that is empty imports; both then say the same of every importable table, but
/// for ids and pseudonyms, which are each installation's own.
/// </summary>
public sealed class ExportRoundTripTests(ITestOutputHelper output)
{
    // An account before what hangs on it, a movement before the subscription that it makes.
    private static readonly string[] InOrder =
    [
        "people",
        "teams",
        "tiers",
        "accounts",
        "owners",
        "phases",
        "success-definitions",
        "attainments",
        "activities",
        "handoffs",
        "hearing-answers",
        "promises",
        "movements",
        "subscriptions",
        "churn-events",
        "invoices",
        "tickets",
        "survey-answers",
        "field-cards",
        "licences",
        "usage",
    ];

    private static readonly (string Kind, string Text)[] Company =
    [
        (
            "people",
            "email,name,roles,leftOn\n"
                + "mika@example.jp,佐藤 美香,csm,\nken@example.jp,\"Ito, Ken\",csm|leader,\nold@example.jp,旧 太郎,csm,2026-03-01\n"
        ),
        (
            "teams",
            "team,leaderEmail,memberEmail,from,to\n"
                + "東,ken@example.jp,mika@example.jp,2025-04-01,\n東,ken@example.jp,old@example.jp,2024-04-01,2026-02-28\n"
                + "西,ken@example.jp,,,\n"
        ),
        (
            "tiers",
            "tier,fromSeats,accountsPerCsm,touch,touchByPhase\n"
                + "1,300,8,high,\n2,80,40,low,introduction=high\n3,15,900,tech,introduction=low|use=high\n4,0,,tech,\n"
        ),
        (
            "accounts",
            "externalId,name,industry,region,employees,seats,seatsSince,tier,touch,startedOn,purposes,decisionStyle\n"
                + "007,\"'=HYPERLINK(\"\"x\"\")\",製造,東京都,120,90,2025-05-01,,,2025-04-01,残業をなくす|紙をなくす,合議\n"
                + "A-1,\"株式会社 青空, 本店\",,,,,,1,high,2024-01-15,,\n"
                + "A-2,+81商会,運輸,大阪府,0,12,,,tech,,,\n"
        ),
        (
            "owners",
            "accountExternalId,ownerEmail,from\n"
                + "007,old@example.jp,2025-04-01\n007,mika@example.jp,2026-03-01\nA-1,ken@example.jp,2024-01-15\n"
                + "A-1,(nobody),2026-06-01\n"
        ),
        (
            "phases",
            "accountExternalId,phase,on\n007,introduction,2025-04-01\n007,operation,2025-07-01\nA-1,use,2025-01-01\n"
        ),
        (
            "success-definitions",
            "accountExternalId,number,outcome,metric,baseline,target,dueOn,ourOwnerEmail,theirOwner,agreedOn\n"
                + "007,1,残業をなくす,時間/人,32.5,10,2026-12-31,mika@example.jp,田中,2025-04-20\n"
                + "007,2,\"二行の\n成果\",件,,5,2027-03-31,ken@example.jp,田中,2026-01-10\n"
        ),
        (
            "attainments",
            "accountExternalId,number,on,value,evidence\n007,1,2025-09-30,9.5,勤怠システム\n007,1,2025-09-30,11,再集計\n"
        ),
        (
            "contacts",
            "contactId,accountExternalId,on,channel,proactive,becauseOfScore,outcome,note,byEmail\n"
                + "c1,007,2026-05-01,visit,true,false,reached,\"'- 一行目\n二行目, \"\"引用\"\"\",mika@example.jp\n"
                + "c2,007,2026-05-01,visit,true,false,reached,同じ日,\nc3,A-1,2026-05-02,call,,true,noanswer,,ken@example.jp\n"
        ),
        (
            "activities",
            "accountExternalId,on,kind,what,minutes,with,goalNumber,proactive,signalKind,signalOn,note,byEmail\n"
                + "007,2026-05-03,training,\"配車表, 使い方\",90,田中;鈴木,2,true,usage-drop,2026-05-01,\"二行の\n覚え\",mika@example.jp\n"
                + "A-1,2026-05-04,internal,準備,30,,,,,,,\n"
        ),
        (
            "handoffs",
            "accountExternalId,source,dealId,title,wonOn,seller,sourceLink,acknowledgedOn,kickoffOn\n"
                + "007,salesforce,d-1,\"勤怠, 本社\",2025-03-20,ken@example.jp,https://sales.example.jp/d-1,2025-04-01,2025-04-10\n"
                + "A-1,hubspot,d-2,青空 追加,2024-01-10,営業 三郎,,,\n"
        ),
        (
            "hearing-answers",
            "accountExternalId,question,answer,answeredOn,answeredBy,askedBy,sourceLink\n"
                + "007,problem,\"残業を\n減らす\",2025-03-01,田中,ken@example.jp,https://sales.example.jp/h-1\n"
                + "007,problem,残業を半分に,2025-04-05,田中,mika@example.jp,\n"
        ),
        (
            "promises",
            "accountExternalId,what,madeOn,availability,madeTo,madeBy,availableFrom,gap,owner,resolution,resolvedOn\n"
                + "007,給与との連携,2025-03-05,planned,田中,ken@example.jp,2025-09-01,CSVのみ,mika@example.jp,合意した,2025-06-01\n"
                + "A-1,英語の画面,2024-01-05,notPlanned,,,,,,,\n"
        ),
        (
            "movements",
            "externalId,accountExternalId,on,kind,amount,currency,product\n"
                + "m1,A-2,2025-01-01,new,1000,USD,Core\nm2,A-2,2025-06-01,expansion,250.5,USD,Core\n"
                + "m3,A-2,2026-01-01,churn,1250.5,USD,Core\nm4,A-2,2026-04-01,reactivation,900,USD,Lite\n"
        ),
        (
            "subscriptions",
            "externalId,accountExternalId,startsOn,lastPaidDay,plan,product,seats,mrr,currency,billingFrequency,isTrial,autoRenew,termMonths,noticeDays\n"
                + "s1,007,2025-04-01,,Pro,Core,90,50000,JPY,year,false,true,12,60\n"
                + "s2,A-1,2024-01-15,2026-01-14,Basic,Core,,8000,JPY,month,false,,,\n"
                + "s3,007,2026-02-01,2026-03-31,Trial,Add-on,5,0,JPY,month,true,,,\n"
        ),
        (
            "churn-events",
            "externalId,accountExternalId,on,reason,refund,currency,avoidable,isReactivation,feedback\n"
                + "x1,A-1,2026-01-15,予算,1200,JPY,true,false,\"高い, と言われた\"\nx2,A-2,2026-01-01,,,,,false,\nx3,A-2,2026-04-01,,,,,true,\n"
        ),
        (
            "invoices",
            "externalId,accountExternalId,subscriptionExternalId,issuedOn,periodFrom,periodTo,net,tax,currency,paidOn\n"
                + "i1,007,s1,2025-04-01,2025-04-01,2026-03-31,600000,60000,JPY,2025-05-10\ni2,A-2,,2025-02-01,,,-99.95,,USD,\n"
        ),
        (
            "tickets",
            "ticketId,accountId,openedAt,closedAt,priority,firstResponseMinutes,satisfaction,escalated,channel,subject\n"
                + "0001,007,2026-05-01T01:30:00Z,2026-05-02T00:00:30Z,urgent,12,5,true,mail,\"'=1+1 が出る\"\n"
                + "0002,A-1,2026-05-03T23:00:00Z,,low,,,false,,\n"
        ),
        (
            "survey-answers",
            "answerId,accountId,answeredOn,survey,kind,score,scaleMin,scaleMax,respondentRole,comment\n"
                + "r1,007,2026-05-01,春の調査,nps,9,0,10,部長,\"良い\n次も\"\nr2,A-1,2026-05-01,満足度,csat,3.25,1,5,,\n"
        ),
        (
            "field-cards",
            "cardId,accountId,occurredOn,polarity,event,suspectedProblem,department,request,expectedPrevention,closedOn,outcome\n"
                + "k1,007,2026-05-01,trouble,落ちた,容量,開発,増やす,停止,2026-06-01,増やした\nk2,A-1,2026-05-02,success,続いた,研修,CS,広げる,解約,,\n"
        ),
        ("licences", "accountExternalId,on,purchased,assigned\n007,2026-04-30,90,71\n007,2026-05-31,,75\n"),
        (
            "usage",
            "usageId,accountExternalId,subscriptionExternalId,day,at,feature,count,durationSeconds,errors,isBeta,user,department,source\n"
                + "u1,007,s1,2026-05-01,,配車,12,3600,1,true,taro,物流,app\nu2,007,,2026-05-02,2026-05-02T03:04:05Z,帳票,1,0,0,false,,,app\n"
                + "u3,A-1,,2026-05-02,,帳票,3,0,0,false,jiro,,\n"
        ),
    ];

    [Fact]
    public async Task An_empty_installation_that_imports_every_export_says_the_same()
    {
        var time = new FixedTime();
        using var first = TestDatabase.Fresh(WholeHost.Modules);
        await using var one = WholeHost.On(first, time);
        using var from = await one.AsAdmin();
        foreach (var (kind, text) in Company)
        {
            await Load(from, kind, Encoding.UTF8.GetBytes(text));
        }

        await Live(from);
        await Parts(from);
        var exported = await Exported(from);

        using var second = TestDatabase.Fresh(WholeHost.Modules);
        await using var other = WholeHost.On(second, time);
        using var to = await other.AsAdmin();
        (await Hashes(to))["accounts"].Rows.ShouldBe(0);
        foreach (var kind in InOrder)
        {
            await Load(to, kind, exported[kind], withoutAddress: kind == "people" ? 1 : 0);
        }

        var (before, after) = (await Hashes(from), await Hashes(to));
        foreach (var kind in InOrder)
        {
            before[kind].Rows.ShouldBeGreaterThan(0, kind);
            after[kind].Text.ShouldBe(before[kind].Text, kind);
            output.WriteLine($"{kind}: {before[kind].Rows} rows, {before[kind].Hash} = {after[kind].Hash}");
        }

        after.Values.Select(one => one.Hash).ShouldBe(before.Values.Select(one => one.Hash));
    }

    // A part of a table, by customer and by day, both bounds included.
    private static async Task Parts(HttpClient client)
    {
        var account = (await client.GetFromJsonAsync<JsonNode>("/v1/accounts?filter[externalId][eq]=007"))!["items"]![
            0
        ]!["id"]!.GetValue<string>();
        (await Rows(client, "phases")).Count.ShouldBe(3);
        (await Rows(client, $"phases&accountId={account}")).Count.ShouldBe(2);
        (await Rows(client, $"phases&accountId={account}&from=2025-07-01&to=2025-07-01")).ShouldHaveSingleItem()[
            "phase"
        ]!
            .GetValue<string>()
            .ShouldBe("operation");
        (await Rows(client, "phases&to=2024-12-31")).ShouldBeEmpty();
        (await Rows(client, $"movements&accountId={account}")).ShouldBeEmpty();
    }

    private static async Task<List<JsonObject>> Rows(HttpClient client, string query) =>
        [
            .. (await client.GetStringAsync($"/v1/exports/jsonl?table={query}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.AsObject()),
        ];

    // What no file tells: a correction of the same day, and a card, contact and ticket without a number.
    private static async Task Live(HttpClient client)
    {
        var account = (await client.GetFromJsonAsync<JsonNode>("/v1/accounts?filter[externalId][eq]=A-1"))!["items"]![
            0
        ]!["id"]!.GetValue<string>();
        var person = (await client.GetFromJsonAsync<JsonNode>("/v1/people"))!["items"]!
            .AsArray()
            .First(one => (string?)one!["email"] == "mika@example.jp")!["id"]!.GetValue<string>();
        await Send(
            client,
            HttpMethod.Put,
            $"/v1/accounts/{account}/owner",
            new { ownerId = person, from = "2026-06-01" }
        );
        await Send(
            client,
            HttpMethod.Post,
            "/v1/contacts",
            new
            {
                accountId = account,
                on = "2026-06-02",
                channel = "mail",
                proactive = false,
                becauseOfScore = false,
                outcome = "worried",
                note = "-1 が返る",
            }
        );
        await Send(
            client,
            HttpMethod.Post,
            "/v1/tickets",
            new
            {
                accountId = account,
                openedAt = "2026-06-02T00:00:00Z",
                priority = "medium",
                escalated = false,
                subject = "@here",
            }
        );
    }

    private static async Task Send(HttpClient client, HttpMethod method, string path, object body)
    {
        using var asked = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(asked);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<Dictionary<string, byte[]>> Exported(HttpClient client)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var kind in InOrder)
        {
            files[kind] = await client.GetByteArrayAsync($"/v1/exports/csv?table={kind}");
        }

        return files;
    }

    // Without what is each installation's own; roles of trust are given by two people and travel in no file.
    private static async Task<Dictionary<string, (int Rows, string Hash, string Text)>> Hashes(HttpClient client)
    {
        var tables = (await client.GetFromJsonAsync<JsonNode>("/v1/exports"))!["items"]!
            .AsArray()
            .ToDictionary(table => table!["name"]!.GetValue<string>(), table => table!);
        var hashes = new Dictionary<string, (int, string, string)>(StringComparer.Ordinal);
        foreach (var kind in InOrder)
        {
            var local = tables[kind]["localColumns"]!
                .AsArray()
                .Select(column => column!.GetValue<string>())
                .ToHashSet();
            var lines = (await Rows(client, kind))
                .Where(row => kind != "people" || row["email"] is not null)
                .Select(row => string.Join(", ", row.Where(cell => !local.Contains(cell.Key))))
                .ToList();
            lines.Sort(StringComparer.Ordinal);
            var text = string.Join('\n', lines);
            hashes[kind] = (
                lines.Count,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16],
                text
            );
        }

        return hashes;
    }

    private static async Task Load(HttpClient client, string kind, byte[] file, int withoutAddress = 0)
    {
        using var asked = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source=export&fileName={kind}.csv&history=true"
        )
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } },
        };
        asked.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var uploaded = await client.SendAsync(asked);
        var import = JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!;
        uploaded.IsSuccessStatusCode.ShouldBeTrue($"{kind}: {import}");

        // Each column is fed by the heading of its own name.
        foreach (var (column, heading) in import["mapping"]!.AsObject())
        {
            (heading is null || heading.GetValue<string>() == column).ShouldBeTrue($"{kind}: {column} is {heading}");
        }

        using var commit = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports/{import["id"]}/commit");
        commit.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var accepted = await client.SendAsync(commit);
        var job = JsonNode.Parse(await accepted.Content.ReadAsStringAsync())!;
        accepted.IsSuccessStatusCode.ShouldBeTrue($"{kind}: {job}");
        for (var again = 0; again < 1200; again++)
        {
            var state = (await client.GetFromJsonAsync<JsonNode>($"/v1/jobs/{job["jobId"]}"))!;
            if (state["state"]!.GetValue<string>() is not ("queued" or "running"))
            {
                var faults = await client.GetStringAsync($"/v1/imports/{import["id"]}/faults");
                (state["result"]?["error"]?.GetValue<int>()).ShouldBe(withoutAddress, $"{kind}: {state} {faults}");
                return;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The import of {kind} does not end.");
    }
}
