using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Access;
using CsMonolith.Imports;
using CsMonolith.Operations;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>The whole host in memory, on a fresh database of its own.</summary>
public sealed class WholeHost : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database;
    private readonly TimeProvider? _time;
    private readonly bool _owns;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private AuthenticationHeaderValue? _admin;

    public WholeHost()
        : this(TestDatabase.Fresh(Modules), time: null, owns: true) { }

    private WholeHost(TestDatabase database, TimeProvider? time, bool owns) =>
        (_database, _time, _owns) = (database, time, owns);

    /// <summary>The modules of the domain, in the host's order: without those that every test database has.</summary>
    public static IReadOnlyList<IModule> Modules { get; } =
    [.. Program.Modules.Where(module => module is not (AccessModule or ImportsModule or OperationsModule))];

    /// <summary>The permission table of the whole host.</summary>
    internal static PermissionTable Permissions { get; } =
        PermissionTable.Of(Program.Modules.Select(module => module.GetType().Assembly));

    /// <summary>A host on a database that outlives it, by a clock of the test's.</summary>
    public static WholeHost On(TestDatabase database, TimeProvider time) => new(database, time, owns: false);

    /// <summary>A client that is signed in as the administrator, who is opened at the first call.</summary>
    public async Task<HttpClient> AsAdmin()
    {
        var client = CreateClient();
        await _opening.WaitAsync();
        try
        {
            if (_admin is null)
            {
                _admin = await Start(client, new { code = await Code(this), firstAdminName = "管理 花子" });
                client.DefaultRequestHeaders.Authorization = _admin;
                await OneOwner.ActsAlone(client);
            }
        }
        finally
        {
            _opening.Release();
        }

        client.DefaultRequestHeaders.Authorization = _admin;
        return client;
    }

    /// <summary>
    /// A key of the administrator's with these scopes, or with every scope that keys have; what a machine shows.
    /// </summary>
    public async Task<AuthenticationHeaderValue> KeyWith(params IReadOnlyList<string> scopes)
    {
        using var admin = await AsAdmin();
        return await KeyBy(admin, scopes);
    }

    /// <summary>Likewise, a key of whoever the client signs in as.</summary>
    public static async Task<AuthenticationHeaderValue> KeyBy(HttpClient maker, IReadOnlyList<string> scopes)
    {
        using var made = await maker.PostAsJsonAsync(
            "/v1/api-keys",
            new { name = $"key {Guid.NewGuid()}", scopes = scopes.Count == 0 ? Permissions.KeyScopes : scopes }
        );
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var issued = await made.Content.ReadFromJsonAsync<JsonElement>();
        return new AuthenticationHeaderValue("Bearer", issued.GetProperty("key").GetString());
    }

    /// <summary>
    /// Confirms the roles of trust that the administrator asked for, each by somebody else who holds it.
    /// </summary>
    public async Task Confirm(Guid person)
    {
        using var admin = await AsAdmin();
        var asked = await admin.GetFromJsonAsync<JsonElement>(
            $"/v1/trust-grants?filter[personId][eq]={person}&filter[state][eq]=asked"
        );
        var people = (await admin.GetFromJsonAsync<JsonElement>("/v1/people?limit=200")).GetProperty("items");
        foreach (var grant in asked.GetProperty("items").EnumerateArray())
        {
            var holder = people
                .EnumerateArray()
                .First(one =>
                    one.GetProperty("id").GetGuid() != grant.GetProperty("askedBy").GetGuid()
                    && one.GetProperty("roles")
                        .EnumerateArray()
                        .Any(role => role.GetString() == grant.GetProperty("role").GetString())
                );
            using var second = CreateClient();
            second.DefaultRequestHeaders.Authorization = await SessionOf(holder.GetProperty("id").GetGuid());
            using var confirmed = await second.PostAsync(
                $"/v1/trust-grants/{grant.GetProperty("id").GetGuid()}/confirmation",
                content: null
            );
            confirmed.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The header that signs a person in.</summary>
    public Task<AuthenticationHeaderValue> SessionOf(Guid person) => SessionOf(this, person);

    /// <summary>The same for a host with other services on this one's database.</summary>
    public static async Task<AuthenticationHeaderValue> SessionOf(WebApplicationFactory<Program> host, Guid person)
    {
        using var client = host.CreateClient();
        return await Start(client, new { code = await Code(host), personId = person });
    }

    private static async Task<AuthenticationHeaderValue> Start(HttpClient client, object ask)
    {
        var started = await client.PostAsJsonAsync("/v1/sessions", ask);
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        return new AuthenticationHeaderValue(
            "Bearer",
            (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()
        );
    }

    private static async Task<string> Code(WebApplicationFactory<Program> host) =>
        (await AccessModule.MintLink(host.Services, CancellationToken.None))!.Split('#')[1];

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Jobs:HeartbeatSeconds", "0.3");
        builder.UseSetting("Database:OneHost", "false");

        // Tests ask more of one host in a minute than anybody.
        foreach (var limit in new[] { "Exports", "Uploads", "Figures" })
        {
            builder.UseSetting($"Limits:{limit}PerMinute", "600000");
        }

        foreach (var (key, value) in _database.Configuration.AsEnumerable())
        {
            builder.UseSetting(key, value);
        }

        if (_time is not null)
        {
            // What is advised depends on the day on which the clock stood when the night's job ran.
            builder.UseSetting("Schedules:nightly-advice", "off");
            builder.ConfigureTestServices(services => services.AddSingleton(_time));
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _opening.Dispose();
            if (_owns)
            {
                _database.Dispose();
            }
        }
    }
}
