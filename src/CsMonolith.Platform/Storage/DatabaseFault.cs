using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Why a host cannot begin on its database: a damaged file, one that is no database, a folder without rights, a server
/// that does not answer. One sentence with what to do, in English and Japanese.
/// </summary>
internal static class DatabaseFault
{
    private const int HeaderBytes = 100;
    private const int SqlitePermission = 3;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>The file of a SQLite database; <c>null</c> in memory and under PostgreSQL.</summary>
    public static string? FileOf(DatabaseSettings settings) =>
        settings.IsPostgres
        || new SqliteConnectionStringBuilder(settings.ConnectionString)
            is not { Mode: not SqliteOpenMode.Memory, DataSource: not ("" or ":memory:") } file
            ? null
            : Path.GetFullPath(file.DataSource);

    /// <summary>Looks at a SQLite file before anything opens it for writing. O(1): the header alone is read.</summary>
    /// <returns>Why it cannot be used; <c>null</c> if nothing shows, or there is no file yet.</returns>
    public static string? Of(string file)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length == 0)
            {
                return null;
            }

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var header = new byte[HeaderBytes];
            var read = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
            return !header.AsSpan(0, Math.Min(read, Magic.Length)).SequenceEqual(Magic[..Math.Min(read, Magic.Length)])
                    ? NoDatabase(file)
                : read < HeaderBytes || stream.Length < LengthBy(header) ? Damaged(file)
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return NoRights(file, fault.Message);
        }
    }

    /// <summary>What an exception at the start means; <c>null</c> where it is none of the database's.</summary>
    public static string? Of(Exception exception, DatabaseSettings settings)
    {
        var file = FileOf(settings) ?? settings.ConnectionString;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var sentence = cause switch
            {
                SqliteException { SqliteErrorCode: SqliteNotADatabase } => NoDatabase(file),
                SqliteException { SqliteErrorCode: SqliteCorrupt } => Damaged(file),
                SqliteException
                {
                    SqliteErrorCode: SqlitePermission or SqliteReadOnly or SqliteCannotOpen or SqliteIoError
                } sqlite => NoRights(file, sqlite.Message),
                UnauthorizedAccessException or IOException when !settings.IsPostgres => NoRights(file, cause.Message),
                NpgsqlException => NoServer(cause.Message),
                _ => null,
            };
            if (sentence is not null)
            {
                return sentence;
            }
        }

        return null;
    }

    // SQLite's file format, 1.3: page size at 16, change counter at 24, number of pages at 28, which holds where the
    // number at 92 is the change counter.
    private static long LengthBy(ReadOnlySpan<byte> header)
    {
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        var isTold =
            BinaryPrimitives.ReadUInt32BigEndian(header[24..]) == BinaryPrimitives.ReadUInt32BigEndian(header[92..]);
        return isTold ? BinaryPrimitives.ReadUInt32BigEndian(header[28..]) * (pageSize == 1 ? 65_536L : pageSize) : 0;
    }

    private static string NoDatabase(string file) =>
        $"""
            {file} is no SQLite database: name the right file in Data:Directory or Database:ConnectionString, or move this one away; nothing was written.
            {file} は SQLite のデータベースではありません。Data:Directory か Database:ConnectionString に正しい場所を指定するか、このファイルを移動してください。何も書き込んでいません。
            """;

    private static string Damaged(string file) =>
        $"""
            The database {file} is truncated or damaged: put back a backup, or save what can be read with sqlite3's .recover; nothing was written.
            データベース {file} が途中で切れているか壊れています。バックアップから戻すか、sqlite3 の .recover で読める分を取り出してください。何も書き込んでいません。
            """;

    private static string NoRights(string file, string why) =>
        $"""
            The database {file} cannot be opened for reading and writing ({why.TrimEnd(
                '.'
            )}): give this process the right to its folder and files, or name another in Data:Directory; nothing was written.
            データベース {file} を読み書きできません。フォルダーとファイルの権限をこのプロセスに与えるか、Data:Directory に別の場所を指定してください。何も書き込んでいません。
            """;

    private static string NoServer(string why) =>
        $"""
            The PostgreSQL server cannot be used ({why.TrimEnd('.').ReplaceLineEndings(
                " "
            )}): see that it runs and that Database:ConnectionString is right; nothing was written.
            PostgreSQL に接続できません。サーバーが動いていることと Database:ConnectionString を確かめてください。何も書き込んでいません。
            """;
}
