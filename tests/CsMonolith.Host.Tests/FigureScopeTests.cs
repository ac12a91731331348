using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests;

/// <summary>Figures say over whose accounts they are, and why nothing is in them.</summary>
public sealed class FigureScopeTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly string[] Figures =
    [
        "/v1/retention?from=2026-08&to=2026-08",
        "/v1/retention/accounts?from=2026-08&to=2026-10",
        "/v1/retention-measures?from=2026-08&to=2026-08",
        "/v1/retention-cohorts?from=2026-06&to=2026-08",
        "/v1/retention-gap?from=2026-03&to=2026-03&packA=standard&packB=renewal-base",
        "/v1/unit-economics?from=2026-06&to=2026-08&grossMargin=0.8",
        "/v1/renewal-forecast?from=2027-03&to=2027-03",
        "/v1/renewal-rates?from=2026-03&to=2026-03",
        "/v1/arr-at-risk?from=2027-03&to=2027-03",
        "/v1/churn-reasons?from=2026-08&to=2026-08",
        "/v1/churn-disagreement?from=2026-06-01&to=2026-11-20",
        "/v1/credited-arr?from=2026-11-01&to=2026-11-30",
        "/v1/serving-profit?from=2026-08&to=2026-08&grossMargin=1",
        "/v1/bookings-forecast?history=12&ahead=3",
        "/v1/ledger-check?from=2026-08&to=2026-08",
        "/v1/usage-rates",
        "/v1/usage-sources",
        "/v1/brief",
    ];

    [Fact]
    public async Task A_leader_who_leads_nobody_is_told_so_on_every_empty_figure()
    {
        using var leader = await SignedInAs("leader");
        leader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var silent = new List<string>();
        foreach (var path in Figures)
        {
            using var answer = await leader.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
            var scope = JsonNode.Parse(text)!["scope"];
            if (
                scope?["reach"]?.GetValue<string>() != "team"
                || scope["accounts"]?.GetValue<int>() != 0
                || !scope["words"]!.GetValue<string>().Contains("you lead nobody", StringComparison.Ordinal)
            )
            {
                silent.Add($"{path}: {scope?.ToJsonString()}");
            }
        }

        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Others_are_told_how_far_their_figures_reach()
    {
        using var csm = await SignedInAs("csm");
        using var operations = await SignedInAs("csOps");

        var own = (await csm.GetFromJsonAsync<JsonNode>(Figures[0]))!["scope"]!;
        var all = (await operations.GetFromJsonAsync<JsonNode>(Figures[0]))!["scope"]!;

        own["reach"]!.GetValue<string>().ShouldBe("own");
        own["words"]!.GetValue<string>().ShouldContain("AssignOwner");
        (all["reach"]!.GetValue<string>(), all["accounts"]).ShouldBe(("all", null));
    }

    private async Task<HttpClient> SignedInAs(string role)
    {
        using var admin = await host.AsAdmin();
        using var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = role,
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { role },
            }
        );
        hired.EnsureSuccessStatusCode();
        var id = (await hired.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<Guid>();
        await host.Confirm(id);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(id);
        return client;
    }
}
