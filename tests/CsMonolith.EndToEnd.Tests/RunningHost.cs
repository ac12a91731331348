using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>The built host on a fresh database, shared by the tests of a class.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Fresh();
    private HostProcess? _host;

    /// <summary>Where it listens.</summary>
    public Uri Address => _host!.Address;

    /// <summary>The one-time link that it printed.</summary>
    public Uri Link => _host!.Link;

    /// <inheritdoc />
    public async Task InitializeAsync() => _host = await HostProcess.Start(_database);

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        _database.Dispose();
    }
}
