using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Takes a starter playbook of each kind and begins the first one at the newest customers: of its steps that were due, most
/// are done on time, some late, some not yet.
/// </summary>
internal sealed class PlaybookSteps(HostApi host)
{
    private const int Customers = 12;

    private static readonly string[] Starters =
    [
        "onboarding-first-success",
        "adoption-daily-work",
        "expansion-new-department",
        "rescue-silent-customer",
        "renewal-from-results",
    ];

    /// <returns>How many runs began.</returns>
    public async Task<int> Begin(
        IReadOnlyList<(string Account, DateOnly StartedOn)> newest,
        DateOnly through,
        CancellationToken cancellation
    )
    {
        string? first = null;
        foreach (var code in Starters)
        {
            var adopted = await host.Post(
                "/v1/starter-playbooks/adoptions",
                new JsonObject { ["code"] = code, ["language"] = "ja" },
                cancellation
            );
            first ??= (string)adopted["id"]!;
        }

        var begun = newest.Take(Customers).ToList();
        await Parallel.ForEachAsync(
            begun.Select((one, nth) => (one.Account, one.StartedOn, nth)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (one, stop) =>
            {
                var run = await host.Post(
                    "/v1/playbook-runs",
                    new JsonObject
                    {
                        ["accountId"] = one.Account,
                        ["playbookId"] = first,
                        ["startedOn"] = one.StartedOn.ToString("O"),
                        ["contact"] = "藤本 直子",
                    },
                    stop
                );
                await Work(run["steps"]!.AsArray(), one.nth, through, stop);
            }
        );
        return begun.Count;
    }

    private async Task Work(JsonArray steps, int customer, DateOnly through, CancellationToken cancellation)
    {
        foreach (var (step, nth) in steps.Select((step, nth) => (step!, nth)))
        {
            var due = DateOnly.Parse((string)step["dueOn"]!, CultureInfo.InvariantCulture);
            // One step in five is late, and the last of every fourth customer is left lying.
            var done = due.AddDays((customer + nth) % 5 == 0 ? 6 : -1);
            if (done > through || (customer % 4 == 3 && nth == steps.Count - 1))
            {
                continue;
            }

            await host.Post(
                $"/v1/tasks/{step["id"]}/done",
                new JsonObject { ["on"] = done.ToString("O"), ["text"] = "議事録に記録した" },
                cancellation
            );
        }
    }
}
