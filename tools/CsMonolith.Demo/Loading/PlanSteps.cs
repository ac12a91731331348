using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Plans the open success projects: each begins from the standard of its tier and has a weekly contact with the
/// sponsor's
/// department. With every third customer nobody keeps it; some plans slip, lack people, or wait for an order.
/// </summary>
internal sealed class PlanSteps(HostApi host, DateOnly through)
{
    private const int Week = 7;

    private static readonly (string Role, string Department)[] Needs =
    [
        ("データ連携の技術者", "プロダクト"),
        ("研修の講師", "サポート"),
        ("帳票の設計者", "プロフェッショナルサービス"),
    ];

    /// <returns>How many projects were planned.</returns>
    public async Task<int> Plan(CancellationToken cancellation)
    {
        var open = await host.Get(
            "/v1/success-projects?filter[closedOn][eq]=null&sort=openedOn&limit=100",
            cancellation
        );
        var projects = open["items"]!.AsArray().Select(project => project!).ToList();
        await Parallel.ForEachAsync(
            projects.Select((project, nth) => (project, nth)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (one, stop) => await Plan(one.project, one.nth, stop)
        );
        return projects.Count;
    }

    private async Task Plan(JsonNode project, int nth, CancellationToken cancellation)
    {
        var path = $"/v1/success-projects/{project["id"]}";
        var begun = await host.Post($"{path}/plan/defaults", new JsonObject { ["language"] = "ja" }, cancellation);
        await Contact(project, path, isKept: PlantedWork.KeepsContact(nth), cancellation);
        if (nth % 4 == 1)
        {
            await Slip(begun["milestones"]!.AsArray(), path, cancellation);
        }

        if (nth % 2 == 0)
        {
            var (role, department) = Needs[nth / 2 % Needs.Length];
            await host.Post(
                $"{path}/resource-needs",
                new JsonObject
                {
                    ["role"] = role,
                    ["department"] = department,
                    ["hoursAWeek"] = 4 + nth,
                    ["from"] = through.ToString("O"),
                },
                cancellation
            );
        }

        if (nth % 5 == 2)
        {
            await host.Post(
                $"{path}/orders",
                new JsonObject
                {
                    ["what"] = "受付端末 6台",
                    ["supplier"] = "みなと機器",
                    ["orderedOn"] = (string)project["openedOn"]!,
                    ["expectedOn"] = through.AddDays(-2).ToString("O"),
                },
                cancellation
            );
        }
    }

    private async Task Contact(JsonNode project, string path, bool isKept, CancellationToken cancellation)
    {
        var first = DateOnly.Parse((string)project["openedOn"]!, CultureInfo.InvariantCulture);
        await host.Post(
            $"{path}/cadences",
            new JsonObject
            {
                ["group"] = PlantedWork.Department,
                ["people"] = new JsonArray(PlantedWork.Department),
                ["everyDays"] = Week,
                ["firstOn"] = first.ToString("O"),
                ["purpose"] = "進み具合と困りごとの確認",
            },
            cancellation
        );
        for (var on = first.AddDays(2); isKept && on <= through; on = on.AddDays(Week))
        {
            await host.Post(
                "/v1/activities",
                new JsonObject
                {
                    ["on"] = on.ToString("O"),
                    ["kind"] = "contact",
                    ["what"] = "週次の確認",
                    ["minutes"] = 30,
                    ["accountId"] = (string)project["accountId"]!,
                    ["personId"] = (string)project["leadId"]!,
                    ["with"] = new JsonArray($"{PlantedWork.Department} 山口 健一"),
                    ["proactive"] = true,
                    ["channel"] = "meeting",
                    ["outcome"] = "reached",
                },
                cancellation
            );
        }
    }

    private async Task Slip(JsonArray milestones, string path, CancellationToken cancellation)
    {
        if (milestones.Any(one => one!["baselineOn"] is null))
        {
            await host.Post($"{path}/baseline", null, cancellation);
        }

        var launch = milestones[2]!;
        await host.Post(
            $"/v1/milestones/{launch["id"]}/forecasts",
            new JsonObject
            {
                ["on"] = DateOnly
                    .Parse((string)launch["forecastOn"]!, CultureInfo.InvariantCulture)
                    .AddDays(10)
                    .ToString("O"),
                ["why"] = "先方のデータ整備が遅れているため",
            },
            cancellation
        );
    }
}
