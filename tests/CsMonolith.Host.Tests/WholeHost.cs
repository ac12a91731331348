using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Compensation;
using CsMonolith.Feedback;
using CsMonolith.Health;
using CsMonolith.Journey;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue;
using CsMonolith.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>The whole host in memory, on a fresh database of its own.</summary>
public sealed class WholeHost : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database = TestDatabase.Fresh(Modules);

    /// <summary>The modules, the hallway apart, in the host's order.</summary>
    public static IReadOnlyList<IModule> Modules { get; } =
        [new JourneyModule(), new RevenueModule(), new FeedbackModule(), new HealthModule(), new CompensationModule()];

    /// <summary>A client that is signed in as the first administrator.</summary>
    public async Task<HttpClient> AsFirstAdmin()
    {
        var client = CreateClient();
        var link = await Hallway.MintLink(Services, CancellationToken.None);
        var started = await client.PostAsJsonAsync("/v1/sessions", new { code = link.Split('#')[1], firstAdminName = "管理 花子" });
        started.EnsureSuccessStatusCode();
        var session = await started.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (key, value) in _database.Configuration.AsEnumerable())
        {
            builder.UseSetting(key, value);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _database.Dispose();
        }
    }
}
