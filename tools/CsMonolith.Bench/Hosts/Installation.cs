using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Hosts;

/// <summary>A host on a fresh database, with a leader, a team and a hundred thousand customers; driven over its public API.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string LinkMark = "one-time sign-in: ";
    private readonly HttpClient _admin;

    private Installation(ServerProcess server, Database database) =>
        // Without cookies: signing in anew with one ends the session that it stood for.
        (Server, Database, _admin) = (
            server,
            database,
            new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address }
        );

    public ServerProcess Server { get; }

    public Database Database { get; }

    /// <summary>All accounts; the measured manager's come first.</summary>
    public IReadOnlyList<Guid> Accounts { get; private set; } = [];

    /// <summary>Token of the manager who owns the first <see cref="BigCompany.AccountsOfAMember"/> accounts and sees those of the team.</summary>
    public string Manager { get; private set; } = "";

    /// <summary>Token of somebody who sees every account.</summary>
    public string Operations { get; private set; } = "";

    /// <summary>Starts a host on an empty database and fills it.</summary>
    public static async Task<Installation> Start(string assembly, Database database, CancellationToken cancellation)
    {
        var server = await ServerProcess.Start(
            assembly,
            "/health/ready",
            ["--contentRoot", Path.GetDirectoryName(assembly)!],
            new Dictionary<string, string>
            {
                // One-time links must exist, but not Development's checks.
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
                ["Database__Provider"] = database.Provider,
                ["Database__ConnectionString"] = database.ConnectionString,
            },
            cancellation
        );
        var installation = new Installation(server, database);
        await installation.Settle(cancellation);
        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await Server.DisposeAsync();
    }

    private async Task Settle(CancellationToken cancellation)
    {
        await Server.Until(() => Task.FromResult(Server.Log.Contains(LinkMark, StringComparison.Ordinal)));
        var link = Server.Log.Split(LinkMark)[1].Split('\n')[0].Trim();
        Operations = await SignIn(new { code = link.Split('#')[1], firstAdminName = "Admin" }, cancellation);
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Operations);
        var leader = await Hire("Leader", "leader", cancellation);
        var team = new List<Guid>();
        for (var i = 0; i < BigCompany.TeamMembers; i++)
        {
            team.Add(await Hire($"Manager {i}", "csm", cancellation));
        }

        await Post(
            "/v1/teams",
            new
            {
                name = "North",
                leaderId = leader,
                members = team.Select(member => new { personId = member, from = new DateOnly(2025, 4, 1) }),
            },
            cancellation
        );
        Accounts = await BigCompany.Fill(Database, team, cancellation);
        var path = (await Post("/v1/sign-in-links", null, cancellation)).GetProperty("path").GetString()!;
        Manager = await SignIn(new { code = path.Split('#')[1], personId = team[0] }, cancellation);
    }

    private async Task<Guid> Hire(string name, string role, CancellationToken cancellation) => (
            await Post(
                "/v1/people",
                new
                {
                    name,
                    email = $"{name.Replace(' ', '.')}@example.com",
                    roles = new[] { role },
                },
                cancellation
            )
        ).GetProperty("id").GetGuid();

    private async Task<string> SignIn(object ask, CancellationToken cancellation) =>
        (await Post("/v1/sessions", ask, cancellation)).GetProperty("token").GetString()!;

    private async Task<JsonElement> Post(string path, object? ask, CancellationToken cancellation)
    {
        using var answer = await _admin.PostAsJsonAsync(path, ask, cancellation);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)
            : throw new InvalidOperationException(
                $"POST {path}: {await answer.Content.ReadAsStringAsync(cancellation)}"
            );
    }
}
