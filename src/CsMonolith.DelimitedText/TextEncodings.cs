using System.Text;

namespace CsMonolith.DelimitedText;

/// <summary>How the bytes of a text file stand for characters: the encodings that are read, by name.</summary>
public static class TextEncodings
{
    /// <summary>UTF-8.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>UTF-8 with a byte order mark.</summary>
    public const string Utf8Marked = "utf-8-bom";

    /// <summary>UTF-16, little end first, with a byte order mark.</summary>
    public const string Utf16LittleEnd = "utf-16-le";

    /// <summary>UTF-16, big end first, with a byte order mark.</summary>
    public const string Utf16BigEnd = "utf-16-be";

    /// <summary>Shift_JIS as Windows, Python and MySQL write it (code page 932).</summary>
    public const string Cp932 = "cp932";

    /// <summary>EUC-JP (code page 51932).</summary>
    public const string EucJp = "euc-jp";

    /// <summary>ISO-2022-JP (code page 50220), as mail programs write it.</summary>
    public const string Iso2022Jp = "iso-2022-jp";

    /// <summary>Western European (code page 1252).</summary>
    public const string Windows1252 = "windows-1252";

    /// <summary>The names of all encodings that are read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [Utf8, Utf8Marked, Utf16LittleEnd, Utf16BigEnd, Cp932, EucJp, Iso2022Jp, Windows1252];

    /// <summary>What stands for bytes that cannot be read, where they are replaced.</summary>
    public const char Unreadable = '\uFFFD';

    /// <summary>
    /// Names the encoding of a whole file: by its mark or its signs, else UTF-8 if that fits, else the Japanese or
    /// Western one that its bytes look like. O(bytes) time, no memory.
    /// </summary>
    public static string Guess(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Utf8Marked
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Utf16LittleEnd
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Utf16BigEnd
        : ByteSigns.WideEnd(bytes) is { } wide ? wide
        : bytes.IndexOf("\u001B$B"u8) >= 0 || bytes.IndexOf("\u001B$@"u8) >= 0 ? Iso2022Jp
        : System.Text.Unicode.Utf8.IsValid(bytes) ? Utf8
        : ByteSigns.AreWestern(bytes) ? Windows1252
        : ByteSigns.AreEucJp(bytes) ? EucJp
        : Broken(bytes, Utf8) <= Broken(bytes, Cp932) ? Utf8
        : Cp932;

    /// <summary>Reads a stream from where it stands; a byte order mark goes before the name.</summary>
    /// <param name="stream">The bytes; stays open.</param>
    /// <param name="name">One of the names above.</param>
    /// <param name="replaces">
    /// Whether bytes that the encoding does not know become <see cref="Unreadable"/>; else reading throws a
    /// <see cref="DecoderFallbackException"/>.
    /// </param>
    public static StreamReader Read(Stream stream, string name, bool replaces) =>
        new(stream, Of(name, replaces), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);

    /// <summary>The encoding of that name.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="replaces">See <see cref="Read"/>.</param>
    /// <exception cref="NotSupportedException">No encoding of that name is read.</exception>
    public static Encoding Of(string name, bool replaces) =>
        name switch
        {
            Utf8 or Utf8Marked => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, !replaces),
            Utf16LittleEnd or Utf16BigEnd => new UnicodeEncoding(name == Utf16BigEnd, byteOrderMark: true, !replaces),
            Cp932 => Japanese(932, replaces),
            EucJp => Japanese(51932, replaces),
            Iso2022Jp => Plain(50220, replaces),
            Windows1252 => Plain(1252, replaces),
            _ => throw new NotSupportedException($"The encoding '{name}' is not read."),
        };

    private static int Broken(ReadOnlySpan<byte> bytes, string name)
    {
        var (decoder, letters) = (Of(name, replaces: true).GetDecoder(), new char[8192]);
        var broken = 0;
        for (var ended = false; !ended; )
        {
            decoder.Convert(bytes, letters, flush: true, out var read, out var written, out ended);
            broken += letters.AsSpan(0, written).Count(Unreadable);
            bytes = bytes[read..];
        }

        return broken;
    }

    private static Encoding Plain(int page, bool replaces) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            page,
            EncoderFallback.ExceptionFallback,
            replaces ? new DecoderReplacementFallback($"{Unreadable}") : DecoderFallback.ExceptionFallback
        )!;

    private static Encoding Japanese(int page, bool replaces) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            page,
            EncoderFallback.ExceptionFallback,
            new SecondCodes(CodePagesEncodingProvider.Instance.GetEncoding(page)!, replaces)
        )!;

    /// <summary>
    /// Reads what a code page knows on the way in only: 髙, 﨑 and 372 others have two codes, and which of them is
    /// written depends on the writer. .NET drops the second ones with any fallback but its own.
    /// </summary>
    private sealed class SecondCodes(Encoding plain, bool replaces) : DecoderFallback
    {
        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Found(plain, replaces);

        private sealed class Found(Encoding plain, bool replaces) : DecoderFallbackBuffer
        {
            // What .NET puts for bytes that it does not know.
            private const string Unknown = "・";
            private char _letter;

            public override int Remaining => _letter == '\0' ? 0 : 1;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                var text = bytesUnknown.Length == 2 ? plain.GetString(bytesUnknown) : Unknown;
                var known = text.Length == 1 && text != Unknown;
                _letter =
                    known ? text[0]
                    : replaces ? Unreadable
                    : throw new DecoderFallbackException("The bytes are no character.", bytesUnknown, index);
                return true;
            }

            public override char GetNextChar()
            {
                var letter = _letter;
                _letter = '\0';
                return letter;
            }

            public override bool MovePrevious() => false;

            public override void Reset() => _letter = '\0';
        }
    }
}
