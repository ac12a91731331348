using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Faults.Tests;

/// <summary>A host process with one account, A-1, and a write key for the usage stream.</summary>
internal sealed class UsageHost : IAsyncDisposable
{
    private readonly TestDatabase _database = TestDatabase.Fresh();

    private UsageHost() { }

    /// <summary>The process.</summary>
    public HostProcess Host { get; private set; } = null!;

    /// <summary>The write key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>A client of somebody in operations.</summary>
    public HttpClient Operations { get; } = new();

    /// <summary>Starts it.</summary>
    public static async Task<UsageHost> Start()
    {
        var usage = new UsageHost();
        usage.Host = await HostProcess.Start(usage._database, ("Logging:LogLevel:Default", "Warning"));
        using var admin = await usage.Host.AsFirstAdmin();
        var issued = await Post(
            admin,
            "/v1/api-keys",
            new { name = "product", scopes = new[] { "usage-ingest", "accounts" } }
        );
        usage.Key = issued.GetProperty("key").GetString()!;
        using var machine = usage.Client();
        await Post(machine, "/v1/accounts", new { externalId = "A-1", name = "さくら精機" });

        var person = (
            await Post(
                admin,
                "/v1/people",
                new
                {
                    name = "運用 太郎",
                    email = "ops@example.jp",
                    roles = new[] { "csOps" },
                    isDemo = false,
                }
            )
        ).GetProperty("id").GetGuid();
        var link = (await Post(admin, "/v1/sign-in-links", null)).GetProperty("path").GetString()!;
        var session = await Post(admin, "/v1/sessions", new { code = link.Split('#')[1], personId = person });
        usage.Operations.BaseAddress = usage.Host.Address;
        usage.Operations.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            session.GetProperty("token").GetString()
        );
        return usage;
    }

    /// <summary>A client that shows the write key.</summary>
    public HttpClient Client() =>
        new()
        {
            BaseAddress = Host.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
        };

    /// <summary>Reads the database beside the host.</summary>
    public async Task<List<(string? Text, long Count)>> Read(string sqlite, string postgres)
    {
        await using DbConnection connection = TestDatabase.IsPostgres
            ? new NpgsqlConnection(_database.ConnectionString)
            : new SqliteConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the tests' own.
        command.CommandText = TestDatabase.IsPostgres ? postgres : sqlite;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<(string?, long)>();
        while (await rows.ReadAsync())
        {
            read.Add((await rows.IsDBNullAsync(0) ? null : rows.GetString(0), rows.GetInt64(1)));
        }

        return read;
    }

    /// <summary>Counts a table of Health.</summary>
    public async Task<long> Count(string table) =>
        (await Read($"SELECT 'all', COUNT(*) FROM health_{table}", $"SELECT 'all', COUNT(*) FROM health.{table}"))
            .Single()
            .Count;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Operations.Dispose();
        await Host.DisposeAsync();
        _database.Dispose();
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object? ask)
    {
        using var answer = await client.PostAsJsonAsync(path, ask);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
