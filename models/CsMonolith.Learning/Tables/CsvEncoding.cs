using System.Text;
using CsMonolith.DelimitedText;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// How the bytes of a file stand for text. UTF-8 is taken for granted; another encoding is read only if it is named.
/// </summary>
public static class CsvEncoding
{
    /// <summary>UTF-8.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>Shift_JIS as Windows writes it (code page 932).</summary>
    public const string ShiftJis = "shift_jis";

    /// <summary>The same, as Python names it.</summary>
    public const string Cp932 = "cp932";

    /// <summary>EUC-JP (code page 51932).</summary>
    public const string EucJp = "euc-jp";

    /// <summary>Encodings that can be named. UTF-16 is known by its byte order mark.</summary>
    public static IReadOnlyList<string> Names { get; } = [Utf8, ShiftJis, Cp932, EucJp];

    /// <summary>What the reader of text calls the encoding of that name.</summary>
    /// <exception cref="NotSupportedException">None of <see cref="Names"/>.</exception>
    internal static string Known(string name) =>
        name switch
        {
            Utf8 => TextEncodings.Utf8,
            ShiftJis or Cp932 => TextEncodings.Cp932,
            EucJp => TextEncodings.EucJp,
            _ => throw new NotSupportedException(
                $"The encoding '{name}' is not read: choose one of {string.Join(", ", Names)}."
            ),
        };

    /// <summary>
    /// Finds the line whose bytes are not of the encoding, and what they are instead if it can be told. O(bytes).
    /// </summary>
    internal static TableException Fault(Stream stream, string name)
    {
        stream.Position = 0;
        var encoding = Strict(name);
        var (line, bytes) = (1L, new List<byte>());
        for (int next; (next = stream.ReadByte()) >= 0; )
        {
            bytes.Add((byte)next);
            if (next == '\n' && Reads(encoding, bytes))
            {
                (line, bytes) = (line + 1, []);
            }
            else if (next == '\n')
            {
                break;
            }
        }

        var other = Names.FirstOrDefault(other => other != name && Reads(Strict(other), bytes));
        var shown = other is null
            ? $"0x{Convert.ToHexString([.. bytes.Where(one => one > 127).Take(8)])}"
            : Strict(other).GetString([.. bytes]).TrimEnd();
        return new TableException(
            "csv.encoding",
            line,
            "",
            shown,
            other is null
                ? new(
                    $"The line is not {name}: save the file as UTF-8.",
                    $"この行は {name} ではありません。UTF-8 で保存し直してください。"
                )
                : new(
                    $"The line is not {name} but reads as {other}: give --encoding {other}, or save the file as UTF-8.",
                    $"この行は {name} ではなく {other} のようです。--encoding {other} を指定するか、UTF-8 で保存し直してください。"
                )
        );
    }

    private static Encoding Strict(string name) => TextEncodings.Of(Known(name), replaces: false);

    private static bool Reads(Encoding encoding, List<byte> bytes)
    {
        try
        {
            _ = encoding.GetCharCount([.. bytes]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
