using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// The installation's key behind all pseudonyms. It lies in a file and never in a table, so that a copy of the database
/// alone does not undo them: the file that <c>Privacy:KeyFile</c> names, else <c>pseudonyms.key</c> in the data folder.
/// A file that is missing is made at the first use, readable by its owner alone. Hosts that share a PostgreSQL database
/// share the file too; whoever loses it gets other pseudonyms from then on.
/// </summary>
/// <param name="configuration">Where <c>Privacy:KeyFile</c> and <c>Data:Directory</c> stand.</param>
/// <param name="settings">The database; under SQLite the data folder is the file's.</param>
public sealed class PrivacyKey(IConfiguration configuration, DatabaseSettings settings)
{
    private const int Bytes = 32;
    private readonly Lock _opening = new();
    private byte[]? _key;

    /// <summary>Where the key lies.</summary>
    public string File { get; } = Path.GetFullPath(configuration["Privacy:KeyFile"] ?? Beside(configuration, settings));

    /// <summary>
    /// A key of 32 bytes for one purpose, HMAC-SHA-256 of the purpose's name under the installation's.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file holds no key.</exception>
    /// <exception cref="IOException">The file can be neither read nor made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can be neither read nor made.</exception>
    public byte[] For(string purpose) => HMACSHA256.HashData(Open(), Encoding.UTF8.GetBytes(purpose));

    /// <summary>Opens the key, or makes it.</summary>
    /// <returns>Why not, in English and Japanese; <c>null</c> if it is there.</returns>
    public string? WhyNot()
    {
        try
        {
            Open();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return $"""
                The key of the pseudonyms cannot be used ({fault.Message}): let this process read and write {File}, or name another file in Privacy:KeyFile.
                仮名の鍵を使えません。{File} をこのプロセスから読み書きできるようにするか、Privacy:KeyFile に別のファイルを指定してください。
                """;
        }
    }

    private static string Beside(IConfiguration configuration, DatabaseSettings settings)
    {
        var folder =
            !settings.IsPostgres
            && new SqliteConnectionStringBuilder(settings.ConnectionString)
                is { Mode: not SqliteOpenMode.Memory, DataSource: not ("" or ":memory:") } file
                ? Path.GetDirectoryName(Path.GetFullPath(file.DataSource))!
                : configuration["Data:Directory"] ?? ".data";
        return Path.Combine(folder, "pseudonyms.key");
    }

    private byte[] Open()
    {
        lock (_opening)
        {
            return _key ??= Read();
        }
    }

    private byte[] Read()
    {
        if (!System.IO.File.Exists(File))
        {
            Make();
        }

        var text = System.IO.File.ReadAllText(File).Trim();
        return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new InvalidOperationException($"{File} does not hold {2 * Bytes} hexadecimal digits");
    }

    // By way of another name: whoever reads sees the whole key or none, and of two hosts the first one's stays.
    private void Make()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var made = $"{File}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var text = new StreamWriter(made, options))
        {
            text.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));
        }

        try
        {
            System.IO.File.Move(made, File, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(made);
        }
    }
}
