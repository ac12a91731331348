using CsMonolith.Bench.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Hosts;

/// <summary>
/// A host on a fresh database, with a leader, a team and many customers; driven over its public API.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(ServerProcess server, Database database) => (Server, Database) = (server, database);

    public ServerProcess Server { get; }

    public Database Database { get; }

    /// <summary>All accounts; the measured manager's come first.</summary>
    public IReadOnlyList<Guid> Accounts { get; private set; } = [];

    /// <summary>
    /// Token of the manager who owns the first <see cref="BigCompany.AccountsOfAMember"/> accounts and sees those of
    /// the team.
    /// </summary>
    public string Manager { get; private set; } = "";

    /// <summary>Token of somebody who sees every account.</summary>
    public string Operations { get; private set; } = "";

    /// <summary>Starts a host on an empty database and fills it.</summary>
    public static async Task<Installation> Start(
        string assembly,
        Database database,
        int accounts,
        CancellationToken cancellation
    )
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
        await installation.Settle(accounts, cancellation);
        return installation;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task Settle(int accounts, CancellationToken cancellation)
    {
        using var host = await Server.SignInAsFirstAdministrator(cancellation);
        Operations = host.Token!;
        var leader = await Hire(host, "Leader", "leader", cancellation);
        var team = new List<Guid>();
        for (var i = 0; i < BigCompany.TeamMembers; i++)
        {
            team.Add(await Hire(host, $"Manager {i}", "csm", cancellation));
        }

        await host.Post(
            "v1/teams",
            new
            {
                name = "North",
                leaderId = leader,
                members = team.Select(member => new { personId = member, from = new DateOnly(2025, 4, 1) }),
            },
            cancellation
        );
        Accounts = await BigCompany.Fill(Database, team, accounts, cancellation);
        var link = HostApi.Required<string>(await host.Post("v1/sign-in-links", null, cancellation), "path");
        using var manager = new HostApi(Server.Address);
        await manager.SignIn(link.Split('#')[1], $"{team[0]}", firstAdminName: null, cancellation);
        Manager = manager.Token!;
    }

    private static async Task<Guid> Hire(HostApi host, string name, string role, CancellationToken cancellation) =>
        HostApi.Required<Guid>(
            await host.Post(
                "v1/people",
                new
                {
                    name,
                    email = $"{name.Replace(' ', '.')}@example.com",
                    roles = new[] { role },
                },
                cancellation
            ),
            "id"
        );
}
