using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Creates the fictional company's people and teams, and signs the client in as somebody with the role that a step
/// needs.
/// </summary>
internal sealed class Staff(HostApi host, string adminToken)
{
    private static readonly (string Name, string Email, string Role)[] Office =
    [
        ("村上 里奈", "leader@cs.example", "leader"),
        ("大野 恵", "ops@cs.example", "csOps"),
        ("藤田 航", "data@cs.example", "dataScientist"),
        ("西村 聡", "finance@cs.example", "finance"),
        ("原田 葵", "support@cs.example", "otherDepartment"),
        ("三浦 泉", "audit@cs.example", "auditor"),
    ];

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal) { ["admin"] = adminToken };

    /// <summary>Whom an e-mail address belongs to.</summary>
    public Dictionary<string, string> ByEmail { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Creates everybody. CSMs who lead a team are leaders too. Roles of trust are given by two people: the second
    /// administrator asks and the owner confirms.
    /// </summary>
    public async Task Open(IReadOnlyList<Csm> csms, DateOnly from, CancellationToken cancellation)
    {
        await SecondAdministrator(cancellation);
        foreach (var (name, email, role) in Office)
        {
            await Create(name, email, [role], cancellation);
        }

        host.Token = adminToken;
        await ConfirmWhatWasAsked(cancellation);

        var ids = new List<(Csm Csm, string Id)>();
        foreach (var csm in csms)
        {
            ids.Add((csm, await Create(csm.Name, csm.Email, csm.Leads ? ["csm", "leader"] : ["csm"], cancellation)));
        }

        string[] names = ["東日本チーム", "西日本チーム", "デジタルチーム"];
        foreach (var team in ids.GroupBy(one => one.Csm.Team))
        {
            await host.Post(
                "/v1/teams",
                new JsonObject
                {
                    ["name"] = names[team.Key],
                    ["leaderId"] = team.First(one => one.Csm.Leads).Id,
                    ["members"] = new JsonArray([
                        .. team.Select(one => new JsonObject { ["personId"] = one.Id, ["from"] = from.ToString("O") }),
                    ]),
                },
                cancellation
            );
        }

        // The head of customer success leads everybody who has customers.
        await host.Post(
            "/v1/teams",
            new JsonObject
            {
                ["name"] = "カスタマーサクセス部",
                ["leaderId"] = ByEmail["leader@cs.example"],
                ["members"] = new JsonArray([
                    .. ids.Select(one => new JsonObject { ["personId"] = one.Id, ["from"] = from.ToString("O") }),
                ]),
            },
            cancellation
        );
    }

    // The owner takes the second administrator in alone, which is on record; from then on it takes two.
    private async Task SecondAdministrator(CancellationToken cancellation)
    {
        await Rule(isRelaxed: true, "2人目の管理者を迎えるまで", cancellation);
        var second = await Create("石井 健", "admin@cs.example", ["admin"], cancellation);
        await Rule(isRelaxed: false, "管理者が2人になったため", cancellation);
        await host.SignIn(await NewCode(cancellation), second, firstAdminName: null, cancellation);
    }

    private Task Rule(bool isRelaxed, string reason, CancellationToken cancellation) =>
        host.Post(
            "/v1/two-person-rules",
            new JsonObject
            {
                ["role"] = "admin",
                ["isRelaxed"] = isRelaxed,
                ["reason"] = reason,
            },
            cancellation
        );

    private async Task ConfirmWhatWasAsked(CancellationToken cancellation)
    {
        var asked = await host.Get("/v1/trust-grants?filter[state][eq]=asked&limit=200", cancellation);
        foreach (var grant in asked["items"]!.AsArray())
        {
            await host.Post($"/v1/trust-grants/{grant!["id"]}/confirmation", null, cancellation);
        }
    }

    /// <summary>Acts as somebody with a role from now on, signing in by a link on the first time.</summary>
    public async Task ActAs(string role, CancellationToken cancellation)
    {
        if (!_tokens.TryGetValue(role, out var token))
        {
            host.Token = adminToken;
            await host.SignIn(await NewCode(cancellation), cancellation, role);
            _tokens[role] = token = host.Token!;
        }

        host.Token = token;
    }

    /// <summary>A new one-time link, as a path.</summary>
    public async Task<string> NewLink(CancellationToken cancellation)
    {
        host.Token = adminToken;
        return (string)(await host.Post("/v1/sign-in-links", new JsonObject(), cancellation))["path"]!;
    }

    private async Task<string> NewCode(CancellationToken cancellation) => (await NewLink(cancellation)).Split('#')[1];

    private async Task<string> Create(string name, string email, string[] roles, CancellationToken cancellation)
    {
        var made = await host.Post(
            "/v1/people",
            new JsonObject
            {
                ["name"] = name,
                ["email"] = email,
                ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]),
                ["isDemo"] = true,
            },
            cancellation
        );
        return ByEmail[email] = (string)made["id"]!;
    }
}
