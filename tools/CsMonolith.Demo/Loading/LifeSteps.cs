using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Tells what goes on around the product: which rival tools the newest customers use, what stands between them and their
/// goals, how that is solved, and which companies are no customers yet. It changes nobody's fate.
/// </summary>
internal sealed class LifeSteps(HostApi host, DateOnly through)
{
    private static readonly (string Name, int StartedDaysAgo, string? State, string? Why)[] Prospects =
    [
        ("株式会社あかね通商", 80, "won", "比較の上で採用"),
        ("ひばり建設株式会社", 120, "lost", "予算が来期に延びた"),
        ("株式会社つばさ食品", 45, null, null),
        ("みずほの郷協同組合", 20, null, null),
    ];

    private static readonly (string Title, string Kind, string Severity, string Side)[] Issues =
    [
        ("承認が部長1人に集まり、締めが2日遅れる", "process", "high", "theirs"),
        ("部署ごとに取引先コードが違う", "data", "medium", "theirs"),
        ("推進者の兼務が多く、決める時間が取れない", "organisation", "critical", "theirs"),
        ("会計ソフトの出力が月1回しかない", "otherVendor", "low", "theirs"),
        ("一覧の列が足りない", "product", "medium", "ours"),
    ];

    private static readonly string[] Products = ["ケイリナビ", "フローワン", "エクセル"];
    private static readonly string[] Strengths = ["beside", "threat", "beside", "replaced"];

    /// <param name="customers">Account, owner and start of the customers that are told of.</param>
    /// <param name="people">Whose hours are spent before the sale.</param>
    /// <returns>How many customers and prospects were told of.</returns>
    public async Task<int> Tell(
        IReadOnlyList<(string Account, string Owner, DateOnly StartedOn)> customers,
        IReadOnlyList<string> people,
        CancellationToken cancellation
    )
    {
        await Register(cancellation);
        foreach (var (customer, nth) in customers.Select((customer, nth) => (customer, nth)))
        {
            if (nth % 3 == 0)
            {
                await Rival(customer.Account, customer.StartedOn, nth / 3, cancellation);
            }

            if (nth % 2 == 0)
            {
                await Consult(customer.Account, customer.Owner, Since(customer.StartedOn, 20), nth / 2, cancellation);
            }
        }

        foreach (var (prospect, nth) in Prospects.Select((prospect, nth) => (prospect, nth)))
        {
            await BeforeTheSale(prospect, people[nth % people.Count], nth, cancellation);
        }

        return customers.Count + Prospects.Length;
    }

    private async Task Register(CancellationToken cancellation)
    {
        using var content = JsonContent.Create(
            new JsonObject
            {
                ["products"] = new JsonArray(
                    Product("keiri-navi", "経理ナビ", "ナビワークス株式会社", "ケイリナビ"),
                    Product("flow-one", "FlowOne", "FlowOne Inc.", "フローワン"),
                    Product("spreadsheet", "表計算", vendor: null, "Excel", "エクセル")
                ),
            }
        );
        var answer = await host.Send(HttpMethod.Put, "/v1/rival-products", content, "\"0\"", cancellation);
        if ((int)answer.Status is < 200 or >= 300)
        {
            throw new InvalidOperationException($"PUT /v1/rival-products: {answer.Status}");
        }
    }

    private static JsonObject Product(string code, string name, string? vendor, params string[] others) =>
        new()
        {
            ["code"] = code,
            ["name"] = name,
            ["vendor"] = vendor,
            ["alsoCalled"] = new JsonArray([.. others.Select(other => JsonValue.Create(other))]),
        };

    private Task<JsonNode> Rival(string account, DateOnly startedOn, int nth, CancellationToken cancellation) =>
        host.Post(
            $"/v1/accounts/{account}/rival-tools",
            new JsonObject
            {
                ["product"] = Products[nth % Products.Length],
                ["department"] = nth % 2 == 0 ? "経理部" : null,
                ["standing"] = new JsonObject
                {
                    ["from"] = Since(startedOn, 60).ToString("O"),
                    ["strength"] = Strengths[nth % Strengths.Length],
                    ["source"] = "定例会での藤本様の話",
                    ["seats"] = 10 + (5 * nth),
                    ["share"] = 0.2,
                    ["costPerYear"] = new JsonObject
                    {
                        ["amount"] = $"{480000 + (120000 * nth)}",
                        ["currency"] = "JPY",
                    },
                },
            },
            cancellation
        );

    private async Task Consult(string account, string owner, DateOnly on, int nth, CancellationToken cancellation)
    {
        await host.Post(
            $"/v1/accounts/{account}/assessments",
            new JsonObject
            {
                ["on"] = on.ToString("O"),
                ["saidBy"] = "経理部 藤本 直子",
                ["areas"] = new JsonArray(
                    Area("締めの手順", 2, 4, "担当者の経験で進めている"),
                    Area("取引先データ", 1 + (nth % 3), 3, note: null),
                    Area("承認の体制", 2, 3, note: null)
                ),
            },
            cancellation
        );
        var (title, kind, severity, side) = Issues[nth % Issues.Length];
        var issue = await host.Post(
            $"/v1/accounts/{account}/consulting-issues",
            new JsonObject
            {
                ["title"] = title,
                ["kind"] = kind,
                ["severity"] = severity,
                ["openedOn"] = on.ToString("O"),
                ["ownerId"] = owner,
                ["side"] = side,
                ["contact"] = side == "ours" ? null : "経理部 藤本 直子",
                ["dueOn"] = through.AddDays(20 * (nth - 1)).ToString("O"),
            },
            cancellation
        );
        if (nth % 2 == 0)
        {
            await Solve(account, owner, (string)issue["id"]!, cancellation);
        }
    }

    private async Task Solve(string account, string owner, string issue, CancellationToken cancellation)
    {
        var plan = await host.Post(
            $"/v1/accounts/{account}/solution-plans",
            new JsonObject
            {
                ["title"] = "締めを3日早める",
                ["draft"] = new JsonObject
                {
                    ["approach"] = "承認を課長に下ろし、例外だけを部長が見る",
                    ["issueIds"] = new JsonArray(issue),
                    ["steps"] = new JsonArray(
                        new JsonObject
                        {
                            ["key"] = "rule",
                            ["title"] = "承認の基準を文書にする",
                            ["side"] = "theirs",
                            ["ownerId"] = owner,
                            ["contact"] = "藤本 直子",
                            ["dueOn"] = through.AddDays(30).ToString("O"),
                        }
                    ),
                },
            },
            cancellation
        );
        var map = await host.Get($"/v1/accounts/{account}/people-map", cancellation);
        if (map["people"]!.AsArray().FirstOrDefault() is { } contact)
        {
            await host.Post(
                $"/v1/solution-plans/{plan["id"]}/agreement",
                new JsonObject
                {
                    ["number"] = 1,
                    ["stakeholderId"] = (string)contact["id"]!,
                    ["on"] = through.ToString("O"),
                },
                cancellation
            );
        }
    }

    private async Task BeforeTheSale(
        (string Name, int StartedDaysAgo, string? State, string? Why) prospect,
        string person,
        int nth,
        CancellationToken cancellation
    )
    {
        var since = through.AddDays(-prospect.StartedDaysAgo);
        var account = await host.Post(
            "/v1/accounts",
            new JsonObject
            {
                ["externalId"] = $"P-{nth + 1:000}",
                ["name"] = prospect.Name,
                ["prospectSince"] = since.ToString("O"),
            },
            cancellation
        );
        await host.Post(
            "/v1/activities",
            new JsonObject
            {
                ["on"] = since.AddDays(7).ToString("O"),
                ["kind"] = "proposal",
                ["what"] = "現場を見て、導入後の姿を一緒に描いた",
                ["minutes"] = 120 + (60 * nth),
                ["accountId"] = (string)account["id"]!,
                ["personId"] = person,
            },
            cancellation
        );
        if (prospect.State is { } state)
        {
            await host.Post(
                $"/v1/accounts/{account["id"]}/prospect-state",
                new JsonObject
                {
                    ["state"] = state,
                    ["on"] = through.AddDays(-10).ToString("O"),
                    ["why"] = prospect.Why,
                },
                cancellation
            );
        }
    }

    private static JsonObject Area(string area, int now, int wanted, string? note) =>
        new()
        {
            ["area"] = area,
            ["now"] = now,
            ["wanted"] = wanted,
            ["note"] = note,
        };

    private DateOnly Since(DateOnly startedOn, int daysAgo)
    {
        var on = through.AddDays(-daysAgo);
        return on < startedOn ? startedOn : on;
    }
}
