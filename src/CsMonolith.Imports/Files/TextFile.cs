using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CsMonolith.Imports.Files;

/// <summary>Files of separated text: finds the encoding and reads records, going on after a broken one.</summary>
internal static class TextFile
{
    // One quote left open must not swallow the rest of the file.
    private const int LongestCell = 100_000;
    private const char Replacement = '\uFFFD';

    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The delimiters that are looked for.</summary>
    public static IReadOnlyList<string> Delimiters { get; } = [",", "\t", ";", "|"];

    /// <summary>
    /// Names the encoding: by its mark, else UTF-8 if that fits, else CP932, else whichever breaks less.
    /// </summary>
    public static string EncodingOf(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return "utf-8-bom";
        }

        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return "utf-16-le";
        }

        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "utf-16-be";
        }

        var broken = Broken(bytes, "utf-8");
        return broken == 0 || broken <= Broken(bytes, "cp932") ? "utf-8" : "cp932";
    }

    /// <summary>The text without its mark; what cannot be decoded becomes U+FFFD, which no row may hold.</summary>
    public static string Decode(byte[] bytes, string encoding) =>
        (
            encoding switch
            {
                "utf-16-le" => Encoding.Unicode,
                "utf-16-be" => Encoding.BigEndianUnicode,
                "cp932" => Encoding.GetEncoding(
                    932,
                    EncoderFallback.ReplacementFallback,
                    new DecoderReplacementFallback(Replacement.ToString())
                ),
                _ => Encoding.UTF8,
            }
        )
            .GetString(bytes)
            .TrimStart('\uFEFF');

    /// <summary>
    /// The records. One that spans lines and is broken, or goes on past all bounds, is given as its first line alone
    /// and reading goes on at the line after it.
    /// </summary>
    public static IEnumerable<FileRow> Rows(string text, string delimiter)
    {
        var widths = 0;
        for (var (at, line) = (0, 1); at < text.Length; )
        {
            var broken = false;
            using var reader = new Tail(text, at);
            using var csv = new CsvParser(
                reader,
                new CsvConfiguration(CultureInfo.InvariantCulture)
                {
                    Delimiter = delimiter,
                    IgnoreBlankLines = false,
                    MaxFieldSize = LongestCell,
                    BadDataFound = _ => broken = true,
                    ProcessFieldBufferSize = 4096,
                }
            );
            while (Read(csv, ref broken))
            {
                var raw = csv.RawRecord;
                var cells = csv.Record!;
                var lines = LinesOf(raw);
                widths = Math.Max(widths, at == 0 ? cells.Length : widths);
                var open = at + raw.Length >= text.Length && raw.Count(letter => letter == '"') % 2 == 1;
                broken |= open || (lines > 1 && cells.Length != widths && widths > 0);
                if (broken)
                {
                    break;
                }

                widths = cells.Length;
                yield return new FileRow(line, cells);
                at += raw.Length;
                line += lines;
            }

            if (!broken)
            {
                yield break;
            }

            var end = text.IndexOfAny(['\r', '\n'], at);
            end = end < 0 ? text.Length : end;
            yield return new FileRow(line, [text[at..end]], Broken: true);
            at = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            line++;
        }
    }

    private static bool Read(CsvParser csv, ref bool broken)
    {
        try
        {
            return csv.Read();
        }
        catch (MaxFieldSizeException)
        {
            broken = true;
            return false;
        }
    }

    private static int Broken(byte[] bytes, string encoding) =>
        Decode(bytes, encoding).Count(letter => letter == Replacement);

    private static int LinesOf(string raw)
    {
        var body =
            raw.EndsWith("\r\n", StringComparison.Ordinal) ? raw.AsSpan(0, raw.Length - 2)
            : raw.Length > 0 && raw[^1] is '\r' or '\n' ? raw.AsSpan(0, raw.Length - 1)
            : raw;
        var lines = 1;
        for (var i = 0; i < body.Length; i++)
        {
            lines += body[i] == '\n' || (body[i] == '\r' && (i + 1 == body.Length || body[i + 1] != '\n')) ? 1 : 0;
        }

        return lines;
    }

    /// <summary>Reads a text from somewhere on, without a copy of it.</summary>
    private sealed class Tail(string text, int from) : TextReader
    {
        private int _at = from;

        public override int Peek() => _at < text.Length ? text[_at] : -1;

        public override int Read() => _at < text.Length ? text[_at++] : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            var taken = Math.Min(count, text.Length - _at);
            text.CopyTo(_at, buffer, index, taken);
            _at += taken;
            return taken;
        }
    }
}
