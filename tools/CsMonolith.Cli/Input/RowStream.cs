using System.IO.Compression;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Input;

/// <summary>
/// Opens a table by its path, standard input by <c>-</c>: a plain file as it is, a pipe or packed file by way of a
/// temporary one, since a table is read more than once.
/// </summary>
internal static class RowStream
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>A stream that can seek.</summary>
    /// <exception cref="CliException">There is no such file, or it is of a kind that holds no table.</exception>
    public static Stream Open(string path, ConsoleOutput output)
    {
        if (path != StandardInput && !File.Exists(path))
        {
            throw new CliException(
                ExitCode.Data,
                Directory.Exists(path)
                    ? new(
                        $"'{path}' is a folder: name a file.",
                        $"「{path}」はフォルダです。ファイルを指定してください。"
                    )
                    : new($"There is no file '{path}'.", $"ファイル「{path}」がありません。")
            );
        }

        Stream stream = path == StandardInput ? output.Input() : File.OpenRead(path);
        if (!stream.CanSeek)
        {
            stream = Copied(stream, output.Cancellation);
        }

        try
        {
            return Unpacked(path, stream, output.Cancellation);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static Stream Unpacked(string path, Stream stream, CancellationToken cancellation)
    {
        Span<byte> head = stackalloc byte[4];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        switch (head[..read])
        {
            case [0x1F, 0x8B, ..]:
                try
                {
                    using var packed = stream;
                    return Copied(new GZipStream(packed, CompressionMode.Decompress), cancellation);
                }
                catch (InvalidDataException)
                {
                    throw new CliException(
                        ExitCode.Data,
                        new(
                            $"'{path}' cannot be unpacked: the gzip file is broken. Write it again.",
                            $"「{path}」を展開できません。gzip ファイルが壊れています。書き出し直してください。"
                        )
                    );
                }
            case [(byte)'P', (byte)'K', 3, 4]:
                throw new CliException(
                    ExitCode.Unsupported,
                    new(
                        $"'{path}' is a workbook or a zip archive: save its sheet as CSV (UTF-8), or unpack it.",
                        $"「{path}」は Excel ブックか zip です。シートを CSV(UTF-8)で保存するか、展開してください。"
                    )
                );
            case [0xD0, 0xCF, 0x11, 0xE0]:
                throw new CliException(
                    ExitCode.Unsupported,
                    new(
                        $"'{path}' is an old workbook: save its sheet as CSV (UTF-8).",
                        $"「{path}」は旧形式の Excel ブックです。シートを CSV(UTF-8)で保存してください。"
                    )
                );
            case [0x28, 0xB5, 0x2F, 0xFD]
            or [(byte)'B', (byte)'Z', (byte)'h', _]
            or [0xFD, (byte)'7', (byte)'z', (byte)'X']:
                throw new CliException(
                    ExitCode.Unsupported,
                    new(
                        $"'{path}' is packed, and not by gzip: unpack it, for example by piping it in as '-'.",
                        $"「{path}」は gzip 以外の圧縮です。展開してください(展開した出力を「-」で渡せます)。"
                    )
                );
            default:
                return stream;
        }
    }

    // Gone once it is closed.
    private static FileStream Copied(Stream stream, CancellationToken cancellation)
    {
        using (stream)
        {
            var file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1 << 16,
                FileOptions.DeleteOnClose
            );
            try
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = stream.Read(buffer)) > 0; cancellation.ThrowIfCancellationRequested())
                {
                    file.Write(buffer, 0, read);
                }

                file.Position = 0;
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
    }
}
