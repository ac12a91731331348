using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Telemetry;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// One number that rises with every change of who may sign in, as what, and who may see what. Every host asks the
/// database for it before it trusts what it remembers, so a transfer or a sign-out counts at once everywhere. Under
/// PostgreSQL all requests that arrive while a read is under way share the next one: under load the question costs a
/// request a small part of a round trip.
/// </summary>
internal sealed class AccessVersions(DatabaseSettings settings) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentBag<DbCommand> _free = [];
    private DbCommand? _command;
    private bool _isReading;
    private TaskCompletionSource<long>? _next;

    /// <summary>The version as it stood at some instant after this call.</summary>
    public ValueTask<long> Read()
    {
        if (!settings.IsPostgres)
        {
            return ValueTask.FromResult(ReadFile());
        }

        TaskCompletionSource<long> mine;
        lock (_gate)
        {
            if (_isReading)
            {
                _next ??= Promise();
                return new ValueTask<long>(_next.Task);
            }

            (_isReading, mine) = (true, Promise());
        }

        _ = Serve(mine);
        return new ValueTask<long>(mine.Task);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        while (_free.TryTake(out var free))
        {
            free.Connection!.Dispose();
            free.Dispose();
        }

        if (_command is { Connection: { } connection })
        {
            await _command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static TaskCompletionSource<long> Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // SQLite answers within microseconds, each reader on a connection of its own.
    private long ReadFile()
    {
        var command = _free.TryTake(out var free) ? free : Prepare(new SqliteConnection(settings.ConnectionString));
        var version = (long)command.ExecuteScalar()!;
        _free.Add(command);
        return version;
    }

    private static DbCommand Prepare(DbConnection connection)
    {
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText =
            connection is NpgsqlConnection
                ? "SELECT sum(version)::bigint FROM platform.access_versions"
                : "SELECT sum(version) FROM platform_access_versions";
        command.Prepare();
        return command;
    }

    private async Task Serve(TaskCompletionSource<long>? asked)
    {
        while (asked is not null)
        {
            try
            {
                asked.SetResult(await Ask());
            }
            catch (Exception away)
            {
                asked.SetException(away);
            }

            lock (_gate)
            {
                (asked, _next) = (_next, null);
                _isReading = asked is not null;
            }
        }
    }

    // A connection that broke meanwhile, as when the server was restarted, is made anew once.
    private async Task<long> Ask()
    {
        if (_command?.Connection is { State: not ConnectionState.Open })
        {
            await Drop();
        }

        try
        {
            return await Execute();
        }
        catch (Exception broken) when (_command is not null && broken is DbException or InvalidOperationException)
        {
            // The second where it broke between the look at it and its use.
            await Drop();
            return await Execute();
        }
    }

    private async Task<long> Execute()
    {
        _command ??= Prepare(new NpgsqlConnection(settings.ConnectionString));
        return (long)(await _command.ExecuteScalarAsync())!;
    }

    private async Task Drop()
    {
        await DisposeAsync();
        _command = null;
    }
}

/// <summary>The version by which the present request knows who may see what: read once.</summary>
public sealed class AccessNow
{
    private readonly AccessVersions _versions;
    private long? _version;

    internal AccessNow(AccessVersions versions) => _versions = versions;

    /// <summary>The version.</summary>
    public async ValueTask<long> Version() => _version ??= await _versions.Read();
}

/// <summary>What this host has worked out about who may see what; each holds for a version and a day.</summary>
/// <param name="most">How many answers are kept; past that it starts afresh.</param>
public sealed class Remembered<TKey, TAnswer>(int most)
    where TKey : notnull
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<
        TKey,
        (long Version, DateOnly Day, TAnswer Answer)
    > _answers = new();

    /// <summary>Whether there is an answer that still holds.</summary>
    public bool TryGet(
        TKey key,
        long version,
        DateOnly day,
        [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TAnswer answer
    )
    {
        var holds = _answers.TryGetValue(key, out var known) && known.Version == version && known.Day == day;
        answer = holds ? known.Answer : default;
        return holds;
    }

    /// <summary>Keeps an answer that was worked out after the version was read.</summary>
    public void Keep(TKey key, long version, DateOnly day, TAnswer answer)
    {
        if (_answers.Count >= most)
        {
            _answers.Clear();
        }

        _answers[key] = (version, day, answer);
    }
}
