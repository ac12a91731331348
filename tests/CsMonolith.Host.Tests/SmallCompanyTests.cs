using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsMonolith.Access;

namespace CsMonolith.Host.Tests;

/// <summary>
/// A company of one gets going, is told what that means, and shows wherever one person did what two do.
/// </summary>
public sealed class SmallCompanyTests
{
    [Fact]
    public async Task One_person_holds_every_role_at_set_up_and_is_told_what_that_means()
    {
        await using var host = new WholeHost();
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var session = await Started(host, client, everyRole: true);

        session["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldContain("dataScientist");
        var notes = string.Join(' ', session["notes"]!.AsArray().Select(note => note!.GetValue<string>()));
        notes.ShouldContain("owner of this installation");
        notes.ShouldContain("nobody checks what you do");
        var installation = (await client.GetFromJsonAsync<JsonNode>("/v1/installation"))!;
        installation["ownerId"]!.GetValue<Guid>().ShouldBe(session["personId"]!.GetValue<Guid>());
        installation["rules"]!.AsArray().ShouldAllBe(rule => !rule!["oneMayAct"]!.GetValue<bool>());
    }

    [Fact]
    public async Task One_person_acts_alone_only_after_relaxing_the_rule_and_the_answer_and_the_trail_say_so()
    {
        await using var host = new WholeHost();
        using var owner = host.CreateClient();
        await Started(host, owner, everyRole: false);

        using var strict = await Hire(owner, "privacyOfficer");
        var grants = (await owner.GetFromJsonAsync<JsonNode>("/v1/trust-grants?filter[state][eq]=asked"))!["items"]!;
        using var self = await owner.PostAsync($"/v1/trust-grants/{grants[0]!["id"]}/confirmation", content: null);
        using var relaxed = await owner.PostAsJsonAsync(
            "/v1/two-person-rules",
            new
            {
                role = "auditor",
                isRelaxed = true,
                reason = "監査人は1人だけ",
            }
        );
        using var alone = await Hire(owner, "auditor");

        strict.Headers.Contains("Acted-Alone-As").ShouldBeFalse();
        (await Read(strict))["askedRoles"]![0]!.GetValue<string>().ShouldBe("privacyOfficer");
        (self.StatusCode, (await Read(self))["code"]!.GetValue<string>()).ShouldBe(
            (HttpStatusCode.Forbidden, "journey.trust.asked-by-yourself")
        );
        relaxed.StatusCode.ShouldBe(HttpStatusCode.OK);
        alone.Headers.GetValues("Acted-Alone-As").ShouldBe(["auditor"]);
        var hired = await Read(alone);
        hired["roles"]![0]!.GetValue<string>().ShouldBe("auditor");
        using var auditor = host.CreateClient();
        auditor.DefaultRequestHeaders.Authorization = await host.SessionOf(hired["id"]!.GetValue<Guid>());
        var rows = (await auditor.GetFromJsonAsync<JsonNode>("/v1/audit-events?filter[operation][eq]=CreatePerson"))!;
        rows["items"]!.AsArray().Select(row => row!["actedAloneAs"]?.GetValue<string>()).ShouldBe(["auditor", null]);
    }

    private static async Task<JsonNode> Started(WholeHost host, HttpClient client, bool everyRole)
    {
        var link = (await AccessModule.MintLink(host.Services, CancellationToken.None))!;
        using var started = await client.PostAsJsonAsync(
            "/v1/sessions",
            new
            {
                code = link.Split('#')[1],
                firstAdminName = "一人 社長",
                firstAdminHoldsEveryRole = everyRole,
            }
        );
        var session = await Read(started);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            session["token"]!.GetValue<string>()
        );
        return session;
    }

    private static Task<HttpResponseMessage> Hire(HttpClient owner, string role) =>
        owner.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = role,
                email = $"{role}@example.jp",
                roles = new[] { role },
            }
        );

    private static async Task<JsonNode> Read(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
