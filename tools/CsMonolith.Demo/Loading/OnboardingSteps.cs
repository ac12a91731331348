using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Tells how customers were onboarded: by which version of the programme, when they had their first value, and how near
/// the latest projects are to their launch. It changes nobody's fate.
/// </summary>
internal sealed class OnboardingSteps(HostApi host)
{
    private const int Customers = 60;

    // A contact point lies ahead of the host's own day, whatever day the company is told up to.
    private static readonly DateOnly Ahead = DateOnly
        .FromDateTime(TimeProvider.System.GetLocalNow().DateTime)
        .AddDays(30);
    private static readonly string[] Departments = ["総務部", "営業部", "経理部"];
    private static readonly string[] Contacts = ["藤本 直子", "山口 健一"];

    /// <returns>How many customers were told of.</returns>
    public async Task<int> Tell(
        CompanyFiles company,
        Func<IReadOnlyList<Customer>, CancellationToken, Task<IReadOnlyDictionary<string, string>>> idsOf,
        CancellationToken cancellation
    )
    {
        var programme = await Programme(company.From.AddYears(-5), company.Through.AddDays(-270), cancellation);
        var told = company.Customers.OrderByDescending(customer => customer.StartedOn).Take(Customers).ToList();
        var ids = await idsOf(told, cancellation);
        await Parallel.ForEachAsync(
            told.Select((customer, nth) => (customer, nth)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (one, stop) =>
                await Onboard(ids[one.customer.Id], one.customer, one.nth, programme, company.Through, stop)
        );
        var launches = await host.Get(
            "/v1/launches?filter[kickoffOn][lte]=9999-12-31&sort=openedOn&limit=50",
            cancellation
        );
        foreach (var (launch, nth) in launches["items"]!.AsArray().Select((launch, nth) => (launch!, nth)))
        {
            await Prepare(launch, nth, company.Through, cancellation);
        }

        return told.Count;
    }

    private async Task<string> Programme(DateOnly first, DateOnly second, CancellationToken cancellation)
    {
        var made = await host.Post(
            "/v1/onboarding-programmes",
            new JsonObject { ["code"] = "standard-onboarding", ["content"] = Content(first, practised: false) },
            cancellation
        );
        await Change(
            $"/v1/onboarding-programmes/{made["id"]}/versions",
            new JsonObject
            {
                ["content"] = Content(second, practised: true),
                ["why"] = "利用開始前に、推進担当者が自分の業務で練習する時間を加えた",
            },
            version: 1,
            cancellation
        );
        return (string)made["id"]!;
    }

    private static JsonObject Content(DateOnly from, bool practised) =>
        new()
        {
            ["name"] = practised ? "標準オンボーディング(練習あり)" : "標準オンボーディング",
            ["from"] = from.ToString("O"),
            ["operations"] = new JsonArray([
                Operation("submit", "Submit a request", "申請を出す"),
                Operation("approve", "Approve a request", "申請を承認する"),
                .. practised
                    ? [Operation("own-form", "Make a form of their own", "自部署の書式を作る")]
                    : Array.Empty<JsonNode>(),
            ]),
        };

    private static JsonObject Operation(string code, string en, string ja) =>
        new()
        {
            ["code"] = code,
            ["en"] = en,
            ["ja"] = ja,
        };

    // Three in four have their first value so far, later ones among those who began later; one in five was set up late.
    private async Task Onboard(
        string account,
        Customer customer,
        int nth,
        string programme,
        DateOnly through,
        CancellationToken cancellation
    )
    {
        await host.Post(
            $"/v1/accounts/{account}/onboarding-enrolments",
            new JsonObject { ["programmeId"] = programme, ["on"] = customer.StartedOn.ToString("O") },
            cancellation
        );
        var last = customer.ChurnedOn?.AddDays(-1) ?? through;
        await Tell("setUp", customer.StartedOn.AddDays(nth % 5 == 0 ? 100 : 9 + (nth % 12)), "初期設定の確認書に署名");
        if (nth % 4 != 3)
        {
            await Tell("atHome", customer.StartedOn.AddDays(35 + (nth * 7 % 60)), "全部署で毎日の申請に利用");
            await Tell(
                "firstValue",
                customer.StartedOn.AddDays(25 + (nth * 11 % 90)),
                "承認までの日数が6日から2日になった",
                Departments[nth % Departments.Length]
            );
        }

        async Task Tell(string kind, DateOnly on, string what, string? department = null)
        {
            if (on <= last)
            {
                await Record(account, kind, on, what, department: department, cancellation: cancellation);
            }
        }
    }

    // The first project of those that pass every gate is launched.
    private async Task Prepare(JsonNode launch, int nth, DateOnly through, CancellationToken cancellation)
    {
        var (account, opened) = (
            (string)launch["accountId"]!,
            DateOnly.Parse((string)launch["openedOn"]!, CultureInfo.InvariantCulture)
        );
        var on = through < opened.AddDays(6) ? through : opened.AddDays(6);
        foreach (var gate in launch["gates"]!.AsArray().Take(PlantedWork.GatesPassed(nth)))
        {
            foreach (var condition in gate!["conditions"]!.AsArray())
            {
                var name = ((string)condition!["code"]!).Split(':');
                await (
                    name[0] switch
                    {
                        "item" => Record(
                            account,
                            "gateItem",
                            on,
                            "定例会の議事録",
                            name[1],
                            cancellation: cancellation
                        ),
                        "step" => Record(
                            account,
                            "dailyWorkStep",
                            on,
                            "社内掲示と朝礼で確認",
                            name[1],
                            cancellation: cancellation
                        ),
                        _ => Record(
                            account,
                            "contactPoint",
                            Ahead,
                            "利用開始1か月の振り返り",
                            with: Contacts[nth % Contacts.Length],
                            cancellation: cancellation
                        ),
                    }
                );
            }
        }

        if (nth == 0)
        {
            await Change(
                $"/v1/success-projects/{launch["projectId"]}/launch",
                new JsonObject { ["on"] = on.ToString("O") },
                version: 0,
                cancellation
            );
        }
    }

    private async Task Change(string path, JsonObject body, int version, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(body);
        var answer = await host.Send(HttpMethod.Post, path, content, $"\"{version}\"", cancellation);
        if ((int)answer.Status >= 300)
        {
            throw new LoadException($"{path}: {answer.Status} {answer.Body}");
        }
    }

    private Task<JsonNode> Record(
        string account,
        string kind,
        DateOnly on,
        string what,
        string? code = null,
        string? department = null,
        string? with = null,
        CancellationToken cancellation = default
    ) =>
        host.Post(
            $"/v1/accounts/{account}/onboarding-facts",
            new JsonObject
            {
                ["kind"] = kind,
                ["on"] = on.ToString("O"),
                ["what"] = what,
                ["code"] = code,
                ["department"] = department,
                ["with"] = with,
            },
            cancellation
        );
}
