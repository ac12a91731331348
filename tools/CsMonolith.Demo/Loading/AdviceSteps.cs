using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Tells who sold to the newest customers and who helps with what, starts two improvement projects, and has the next step
/// advised at every customer; of some customers the step was taken or declined. It changes nobody's fate.
/// </summary>
internal sealed class AdviceSteps(HostApi host, DateOnly through)
{
    private const int Answered = 12;

    /// <returns>How many roles were given.</returns>
    public async Task<int> GiveRoles(
        IReadOnlyList<Customer> customers,
        IReadOnlyDictionary<string, string> ids,
        IReadOnlyList<string> people,
        CancellationToken cancellation
    )
    {
        await Knows(people[0], ["データ連携", "api"], cancellation);
        await Knows(people[1 % people.Count], ["権限設計", "sso"], cancellation);
        for (var nth = 0; nth < customers.Count; nth++)
        {
            var path = $"/v1/accounts/{ids[customers[nth].Id]}";
            var from = customers[nth].StartedOn > through ? through : customers[nth].StartedOn;
            await Role(path, "accountExecutive", people[nth % people.Count], from, cancellation);
            if (nth % 2 == 0)
            {
                await Role(path, "technicalCs", people[(nth + 1) % people.Count], from, cancellation);
            }

            if (nth % 5 == 0)
            {
                await host.Post(
                    $"{path}/specialist-requests",
                    new JsonObject
                    {
                        ["topic"] = nth % 2 == 0 ? "api" : "sso",
                        ["language"] = "ja",
                        ["text"] = "基幹システムとの連携方式を、情報システム部と決めたい。",
                        ["wantedBy"] = Today.AddDays(14).ToString("O", CultureInfo.InvariantCulture),
                    },
                    cancellation
                );
            }
        }

        return customers.Count;
    }

    /// <returns>How many projects were started.</returns>
    public async Task<int> Improve(string lead, CancellationToken cancellation)
    {
        var start = through.AddDays(-240);
        var first = await Project(
            "初期設定のひな型をそろえる",
            ["製品開発", "CS"],
            lead,
            start,
            new JsonObject
            {
                ["metric"] = "daysToValue",
                ["from"] = 60,
                ["to"] = 45,
                ["rampMonths"] = 3,
                ["followUpDays"] = 90,
                ["windowDays"] = 240,
            },
            cancellation
        );
        await Milestone(first, "業種別のひな型を公開", start.AddDays(-20), cancellation);
        var second = await Project(
            "受注から14日以内のキックオフ",
            ["営業", "CS"],
            lead,
            through.AddDays(-120),
            new JsonObject
            {
                ["metric"] = "kickoffIn14Days",
                ["from"] = 0.4,
                ["to"] = 0.8,
                ["rampMonths"] = 0,
                ["followUpDays"] = 90,
                ["windowDays"] = 120,
            },
            cancellation
        );
        await Milestone(second, "引き継ぎ票の必須項目を決定", through.AddDays(-130), cancellation);
        return 2;
    }

    /// <summary>Answers some of the steps that the night has advised.</summary>
    /// <returns>How many.</returns>
    public async Task<int> Answer(CancellationToken cancellation)
    {
        // Tasks bear the words of whoever took the step, and the company's people read Japanese.
        host.Speak("ja");
        var steps = await host.Get(
            $"/v1/next-steps?filter[state][eq]=given&limit={Answered.ToString(CultureInfo.InvariantCulture)}",
            cancellation
        );
        var lines = steps["items"]!.AsArray().Select(line => line!).ToList();
        for (var nth = 0; nth < lines.Count; nth++)
        {
            var (path, step) = ($"/v1/accounts/{lines[nth]["accountId"]}/next-step", (string)lines[nth]["step"]!);
            await host.Post(
                nth % 3 == 2 ? $"{path}/declined" : $"{path}/taken",
                nth % 3 == 2
                    ? new JsonObject { ["step"] = step, ["reason"] = "先週の打ち合わせで対応済み。" }
                    : new JsonObject { ["step"] = step },
                cancellation
            );
        }

        return lines.Count;
    }

    // The host's own day, whatever day the company is told up to.
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    private async Task Knows(string person, IReadOnlyList<string> topics, CancellationToken cancellation)
    {
        var path = $"/v1/people/{person}/specialities";
        using var content = JsonContent.Create(
            new JsonObject
            {
                ["topics"] = new JsonArray([.. topics.Select(topic => (JsonNode)topic)]),
                ["languages"] = new JsonArray("ja"),
                ["regions"] = new JsonArray(),
            }
        );
        var answer = await host.Send(HttpMethod.Put, path, content, "\"0\"", cancellation);
        if ((int)answer.Status >= 300)
        {
            throw new LoadException($"{path}: {answer.Status} {answer.Body}");
        }
    }

    private async Task Role(string path, string role, string person, DateOnly from, CancellationToken cancellation) =>
        await host.Post(
            $"{path}/roles",
            new JsonObject
            {
                ["role"] = role,
                ["personId"] = person,
                ["from"] = from.ToString("O", CultureInfo.InvariantCulture),
            },
            cancellation
        );

    private async Task<string> Project(
        string title,
        IReadOnlyList<string> departments,
        string lead,
        DateOnly startOn,
        JsonObject promise,
        CancellationToken cancellation
    ) =>
        (string)
            (
                await host.Post(
                    "/v1/improvements",
                    new JsonObject
                    {
                        ["title"] = title,
                        ["departments"] = new JsonArray([.. departments.Select(one => (JsonNode)one)]),
                        ["leadId"] = lead,
                        ["phase"] = "introduction",
                        ["startOn"] = startOn.ToString("O", CultureInfo.InvariantCulture),
                        ["promise"] = promise,
                    },
                    cancellation
                )
            )["id"]!;

    private async Task Milestone(string project, string title, DateOnly on, CancellationToken cancellation)
    {
        var made = await host.Post(
            $"/v1/improvements/{project}/milestones",
            new JsonObject { ["title"] = title, ["baselineOn"] = on.ToString("O", CultureInfo.InvariantCulture) },
            cancellation
        );
        await host.Post(
            $"/v1/improvements/{project}/milestones/{made["milestones"]![0]!["id"]}/actual",
            new JsonObject { ["on"] = on.AddDays(4).ToString("O", CultureInfo.InvariantCulture) },
            cancellation
        );
    }
}
