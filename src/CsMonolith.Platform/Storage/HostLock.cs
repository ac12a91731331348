using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Admits one host to a SQLite file, by a lock of the operating system on a file beside it: whoever dies leaves it
/// open. A second file says who has it, for the sentence that the next one is refused with. PostgreSQL admits many.
/// <c>Database:OneHost=false</c> leaves the lock alone, where something else sees to it that hosts do not write at the
/// same time.
/// </summary>
public sealed class HostLock(DatabaseSettings settings) : IDisposable
{
    private FileStream? _held;

    private string? Database =>
        settings.IsPostgres
        || new SqliteConnectionStringBuilder(settings.ConnectionString)
            is not { Mode: not SqliteOpenMode.Memory, DataSource: not ("" or ":memory:") } file
            ? null
            : Path.GetFullPath(file.DataSource);

    /// <summary>Takes the lock, for the life of the process.</summary>
    /// <returns>Why not, in English and Japanese; <c>null</c> if it is ours.</returns>
    public string? Take()
    {
        if (Database is not { } database || _held is not null || !settings.OneHost)
        {
            return null;
        }

        try
        {
            _held = new FileStream($"{database}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists($"{database}.lock"))
        {
            var who = File.Exists($"{database}.pid") ? File.ReadAllText($"{database}.pid").Trim() : "?";
            return $"""
                Another host (process {who}) has the database {database} open. A SQLite file takes one host at a time: stop the other one first, or use PostgreSQL to run several.
                別のホスト(プロセス {who})がデータベース {database} を使用中です。SQLite のファイルを使えるホストは同時に1つだけです。先にもう一方を停止するか、複数で動かす場合は PostgreSQL を使ってください。
                """;
        }

        File.WriteAllText($"{database}.pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();
}
