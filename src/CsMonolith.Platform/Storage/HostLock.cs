using System.Globalization;

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

    /// <summary>Takes the lock, for the life of the process.</summary>
    /// <returns>Why not, in English and Japanese; <c>null</c> if it is ours.</returns>
    public string? Take()
    {
        if (DatabaseFault.FileOf(settings) is not { } database || _held is not null)
        {
            return null;
        }

        if (DatabaseFault.Of(database) is { } broken)
        {
            return broken;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            if (!settings.OneHost)
            {
                return null;
            }

            _held = new FileStream($"{database}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (IsHeld(fault, $"{database}.lock"))
        {
            var who = File.Exists($"{database}.pid") ? File.ReadAllText($"{database}.pid").Trim() : "?";
            return $"""
                Another host (process {who}) has the database {database} open. A SQLite file takes one host at a time: stop the other one first, or use PostgreSQL to run several.
                別のホスト(プロセス {who})がデータベース {database} を使用中です。SQLite のファイルを使えるホストは同時に1つだけです。先にもう一方を停止するか、複数で動かす場合は PostgreSQL を使ってください。
                """;
        }
        catch (Exception fault) when (DatabaseFault.Of(fault, settings) is { } refusal)
        {
            return refusal;
        }

        File.WriteAllText($"{database}.pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    // Not where there is no right to the file, or no room for it.
    private static bool IsHeld(IOException fault, string file) =>
        fault is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(file);

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();
}
