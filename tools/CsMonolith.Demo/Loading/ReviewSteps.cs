using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Looks at what newcomers have reached: every third review was never held and is overdue, every third found the target
/// missed, and the others are still to come. Business reviews were prepared by hand, and lately with a pack.
/// </summary>
internal sealed class ReviewSteps(HostApi host, DateOnly through)
{
    private const int Prepared = 8;

    // An agreement is twenty days old before anything is looked at.
    private const int AfterAgreement = 20;

    /// <returns>How many reviews were planned.</returns>
    public async Task<int> Tell(
        IReadOnlyList<Customer> customers,
        IReadOnlyDictionary<string, string> ids,
        CancellationToken cancellation
    )
    {
        for (var nth = 0; nth < customers.Count; nth++)
        {
            await Review(ids[customers[nth].Id], customers[nth].StartedOn, nth, cancellation);
            if (nth < Prepared)
            {
                await Prepare(ids[customers[nth].Id], nth, cancellation);
            }
        }

        return customers.Count;
    }

    private async Task Review(string account, DateOnly started, int nth, CancellationToken cancellation)
    {
        var isHeld = nth % 3 == 1 && started.AddDays(AfterAgreement) < through.AddDays(-10);
        var due = nth % 3 == 2 ? through.AddDays(30 + nth) : through.AddDays(-10 - nth);
        var review = await host.Post(
            $"/v1/accounts/{account}/effect-reviews",
            new JsonObject { ["dueOn"] = due.ToString("O") },
            cancellation
        );
        if (!isHeld)
        {
            return;
        }

        var goals = await host.Get($"/v1/accounts/{account}/success-definitions?limit=1", cancellation);
        using var held = JsonContent.Create(
            new JsonObject
            {
                ["heldOn"] = through.AddDays(-5).ToString("O"),
                ["goals"] = new JsonArray(
                    new JsonObject { ["goalId"] = (string)goals["items"]![0]!["id"]!, ["actual"] = 22 + (nth % 5) }
                ),
                ["cause"] = "経費精算の締めだけが紙で残っている",
                ["countermeasure"] = "経費精算も申請に切り替える",
                ["nextCheckOn"] = through.AddDays(85).ToString("O"),
                ["forCustomer"] = "締め作業は着実に短くなっています。次は経費精算の切り替えを一緒に進めます。",
                ["task"] = new JsonObject
                {
                    ["title"] = "経費精算の切り替え手順を作る",
                    ["dueOn"] = through.AddDays(21).ToString("O"),
                },
            }
        );
        var path = $"/v1/effect-reviews/{review["id"]}/hold";
        var answer = await host.Send(HttpMethod.Post, path, held, "\"1\"", cancellation);
        if ((int)answer.Status >= 300)
        {
            throw new LoadException($"{path}: {answer.Status} {answer.Body}");
        }
    }

    // Two business reviews each: the earlier one was prepared by hand, the later one with a pack. Those by
    // hand took a day each, since nobody has more than 24 hours on one.
    private async Task Prepare(string account, int nth, CancellationToken cancellation)
    {
        await Record(through.AddDays(-95 - nth), 150 + (nth * 15), "byHand", pack: null);
        var pack = await host.Post(
            $"/v1/accounts/{account}/review-packs",
            new JsonObject { ["from"] = through.AddDays(-90).ToString("O"), ["to"] = through.ToString("O") },
            cancellation
        );
        await Record(through, 25 + (nth * 3), "withPack", (string)pack["id"]!);

        async Task Record(DateOnly on, int minutes, string method, string? pack) =>
            await host.Post(
                $"/v1/accounts/{account}/review-preparations",
                new JsonObject
                {
                    ["on"] = on.ToString("O"),
                    ["reviewOn"] = on.AddDays(2).ToString("O"),
                    ["minutes"] = minutes,
                    ["method"] = method,
                    ["packId"] = pack,
                },
                cancellation
            );
    }
}
