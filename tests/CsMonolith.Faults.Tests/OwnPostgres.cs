using System.Diagnostics;
using CsMonolith.Testing;
using Npgsql;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// A PostgreSQL that keeps what it acknowledged, for a test to crash and start again; the others' server stays whole.
/// </summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly string _folder;

    private OwnPostgres(string folder, string connection) => (_folder, ConnectionString) = (folder, connection);

    /// <summary>Where it is.</summary>
    public string ConnectionString { get; }

    public static OwnPostgres Start()
    {
        // export PGTEST_DIR='…' … and export TEST_PG='…'
        var said = Run("start", folder: null);
        return new OwnPostgres(Value(said, "PGTEST_DIR"), Value(said, "TEST_PG"));
    }

    /// <summary>As a power cut.</summary>
    public void Crash() => Run("crash", _folder);

    /// <summary>Starts it on the data that it had, and returns once it takes connections.</summary>
    public void StartAgain() => Run("again", _folder);

    /// <summary>Ends every other session, as an operator or a failing server does.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> EndSessions()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
            connection
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public void Dispose() => Run("stop", _folder);

    private static string Value(string said, string name)
    {
        var from = said.IndexOf(name + "='", StringComparison.Ordinal) + name.Length + 2;
        return said[from..said.IndexOf('\'', from)];
    }

    private static string Run(string what, string? folder)
    {
        var start = new ProcessStartInfo(
            "bash",
            [Path.Combine(HostProcess.Repository, "tools", "lib", "test-postgres"), what]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PGTEST_DURABLE"] = "1";
        if (folder is not null)
        {
            start.Environment["PGTEST_DIR"] = folder;
        }

        using var script = Process.Start(start)!;
        var said = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0
            ? said
            : throw new InvalidOperationException(
                $"tools/lib/test-postgres {what} ended with {script.ExitCode}: {said}"
            );
    }
}
