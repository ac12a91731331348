using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Verifying;

/// <summary>Holds what the platform says of the work at customers against <see cref="PlantedWork"/>.</summary>
internal sealed class WorkVerifier(HostApi host)
{
    /// <summary>One fact for each thing that was planted.</summary>
    public async Task<IReadOnlyList<SeenWork>> Verify(CancellationToken cancellation)
    {
        var deals = (await Items("/v1/handoffs?limit=200", cancellation))
            .Where(one => NumberOf(one) is not null)
            .ToDictionary(one => NumberOf(one)!.Value);
        var sold = deals.Values.Select(one => (string)one["id"]!).ToHashSet(StringComparer.Ordinal);
        var opened = (await Items("/v1/success-projects?sort=openedOn&limit=200", cancellation))
            .Where(one => (string?)one["handoffId"] is { } handoff && sold.Contains(handoff))
            .ToList();
        var projects = opened.ToDictionary(one => (string)one["id"]!);
        var launches = (
            await Items("/v1/launches?filter[kickoffOn][lte]=9999-12-31&sort=openedOn&limit=200", cancellation)
        )
            .Where(one => projects.ContainsKey((string)one["projectId"]!))
            .ToList();
        var contacts = await Contacts(opened, cancellation);
        return
        [
            Of(
                "handoff-completeness",
                "Every third handoff is complete: those whose customers had a kickoff",
                deals,
                (deal, one) =>
                    Math.Abs(
                        (double)one["completeness"]! - ((double)PlantedWork.Answered(deal) / PlantedWork.Questions)
                    ) < 1e-9
            ),
            Of(
                "promise-gaps",
                "Every second deal carries a promise that the product does not keep",
                deals,
                (deal, one) => (int)one["openGaps"]! == (PlantedWork.HasGap(deal) ? 1 : 0)
            ),
            Of(
                "kickoff-in-14-days",
                "Two of three kickoffs took place within 14 days of the sale",
                deals
                    .Where(one => Project(one.Value)?["kickoffOn"] is not null)
                    .ToDictionary(one => one.Key, one => one.Value),
                (deal, one) =>
                    (Day(Project(one)!["kickoffOn"]!) <= Day(one["wonOn"]!).AddDays(PlantedWork.KickoffDays))
                    == PlantedWork.KickedOffInTime(deal)
            ),
            Of(
                "user-readiness",
                "At every fourth launch the users are ready",
                launches.Index().ToDictionary(one => one.Index, one => one.Item),
                (project, one) =>
                    one["gates"]!.AsArray().Count(gate => (bool)gate!["passed"]!) == PlantedWork.GatesPassed(project)
            ),
            Of(
                "missed-contacts",
                "With every third project nobody kept the weekly contact",
                contacts.Index().ToDictionary(one => one.Index, one => one.Item),
                (project, one) => (bool)one["kept"]! == PlantedWork.KeepsContact(project)
            ),
        ];

        JsonNode? Project(JsonNode deal) =>
            (string?)deal["projectId"] is { } id ? projects.GetValueOrDefault(id) : null;
    }

    private static SeenWork Of(
        string id,
        string what,
        Dictionary<int, JsonNode> looked,
        Func<int, JsonNode, bool> isAsPlanted
    ) =>
        new(
            id,
            what,
            looked.Count,
            [
                .. looked
                    .Where(one => !isAsPlanted(one.Key, one.Value))
                    .OrderBy(one => one.Key)
                    .Select(one => (string)one.Value["title"]!),
            ]
        );

    // Of each open project its weekly contact, in the order in which the projects were opened.
    private async Task<List<JsonNode>> Contacts(IEnumerable<JsonNode> opened, CancellationToken cancellation)
    {
        var contacts = new List<JsonNode>();
        foreach (var project in opened.Where(one => one["closedOn"] is null))
        {
            var plan = await host.Get($"/v1/success-projects/{project["id"]}/plan", cancellation);
            var weekly = plan["cadences"]!.AsArray().Single(one => (string)one!["group"]! == PlantedWork.Department)!;

            // Since the day up to which the company is told nobody keeps any contact.
            contacts.Add(
                new JsonObject
                {
                    ["title"] = (string)project["title"]!,
                    ["kept"] = (int)weekly["judged"]! > (int)weekly["missedCount"]!,
                }
            );
        }

        return contacts;
    }

    // D-007 is the deal of place 6.
    private static int? NumberOf(JsonNode handoff) =>
        (string)handoff["dealId"]! is ['D', '-', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : null;

    private static DateOnly Day(JsonNode day) => DateOnly.Parse((string)day!, CultureInfo.InvariantCulture);

    private async Task<List<JsonNode>> Items(string path, CancellationToken cancellation) =>
        [.. (await host.Get(path, cancellation))["items"]!.AsArray().Select(one => one!)];
}
