using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Begins what we and the customer do together, in each open success project: their intent, tasks of both sides that
/// they see, and how sure both sponsors are. Every third customer is late with a task, and their sponsor doubts.
/// </summary>
internal sealed class TogetherSteps(HostApi host, DateOnly through)
{
    private const int DoubtsEvery = 3;
    private const string Sponsor = "業務改革部 山口 健一";

    /// <returns>How many plans were begun.</returns>
    public async Task<int> Begin(CancellationToken cancellation)
    {
        var open = await host.Get(
            "/v1/success-projects?filter[closedOn][eq]=null&sort=openedOn&limit=100",
            cancellation
        );
        var projects = open["items"]!.AsArray().Select(project => project!).ToList();
        for (var nth = 0; nth < projects.Count; nth++)
        {
            await Begin(projects[nth], doubts: nth % DoubtsEvery == 0, cancellation);
        }

        return projects.Count;
    }

    private async Task Begin(JsonNode project, bool doubts, CancellationToken cancellation)
    {
        var path = $"/v1/success-projects/{project["id"]}";
        var opened = DateOnly.Parse((string)project["openedOn"]!, CultureInfo.InvariantCulture);
        await host.Post(
            $"{path}/commitments",
            new JsonObject
            {
                ["words"] = "来期までに、紙と電話のやり取りを半分にします。",
                ["saidBy"] = Sponsor,
                ["saidOn"] = (opened > through ? through : opened).ToString("O"),
            },
            cancellation
        );
        var list = await Open(
            project,
            "theirs",
            "対象部署と利用者の一覧を用意する",
            opened,
            opened.AddDays(7),
            cancellation
        );
        await host.Post(
            $"/v1/tasks/{list}/done",
            new JsonObject
            {
                ["on"] = Latest(opened.AddDays(doubts ? 12 : 5)).ToString("O"),
                ["text"] = "共有フォルダーで受け取った",
            },
            cancellation
        );
        var rules = await Open(
            project,
            "theirs",
            "社内の利用ルールを決める",
            opened,
            through.AddDays(21),
            cancellation
        );
        var ours = await Open(
            project,
            "ours",
            "利用者向けの操作説明会を開く",
            opened,
            through.AddDays(14),
            cancellation
        );
        using var draft = JsonContent.Create(
            new JsonObject
            {
                ["greeting"] =
                    "目標の達成まで、両社で進めることをまとめました。済んだものは「完了にする」でお知らせください。",
                ["taskIds"] = new JsonArray(list, rules, ours),
            }
        );
        var set = await host.Send(HttpMethod.Put, $"{path}/action-plan", draft, "\"0\"", cancellation);
        if ((int)set.Status >= 300)
        {
            throw new LoadException($"The action plan of {project["id"]} was refused: {set.Body?.ToJsonString()}");
        }

        await Say("ours", "カスタマーサクセス本部長", score: 4, "体制は整っている");
        await Say("theirs", Sponsor, doubts ? 2 : 4, doubts ? "現場の時間が取れていない" : "現場の協力が得られている");

        Task Say(string side, string name, int score, string words) =>
            host.Post(
                $"{path}/confidence-checks",
                new JsonObject
                {
                    ["side"] = side,
                    ["name"] = name,
                    ["score"] = score,
                    ["words"] = words,
                },
                cancellation
            );
    }

    private async Task<string> Open(
        JsonNode project,
        string side,
        string title,
        DateOnly opened,
        DateOnly due,
        CancellationToken cancellation
    ) =>
        (string)
            (
                await host.Post(
                    "/v1/tasks",
                    new JsonObject
                    {
                        ["side"] = side,
                        ["title"] = title,
                        ["dueOn"] = due.ToString("O"),
                        ["accountId"] = (string)project["accountId"]!,
                        ["personId"] = (string)project["leadId"]!,
                        ["contact"] = side == "theirs" ? Sponsor : null,
                        ["openedOn"] = Latest(opened).ToString("O"),
                    },
                    cancellation
                )
            )["id"]!;

    private DateOnly Latest(DateOnly on) => on > through ? through : on;
}
