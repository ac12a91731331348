namespace CsMonolith.DelimitedText;

/// <summary>Signs by which bytes tell their encoding where no mark does.</summary>
internal static class ByteSigns
{
    private const int BytesLookedAt = 4096;

    /// <summary>The UTF-16 of a text without a mark: every other byte of its ASCII letters is nothing.</summary>
    public static string? WideEnd(ReadOnlySpan<byte> bytes)
    {
        var top = bytes[..(Math.Min(bytes.Length, BytesLookedAt) & ~1)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < top.Length; i += 2)
        {
            even += top[i] == 0 ? 1 : 0;
            odd += top[i + 1] == 0 ? 1 : 0;
        }

        // Delimiters and line ends are ASCII, whatever the text: at least one letter in ten.
        return bytes.Length % 2 != 0 || top.Length < 4 ? null
            : even == 0 && odd * 20 > top.Length ? TextEncodings.Utf16LittleEnd
            : odd == 0 && even * 20 > top.Length ? TextEncodings.Utf16BigEnd
            : null;
    }

    /// <summary>
    /// Whether every byte above ASCII stands alone among letters, as in Müller: a Japanese text has pairs of them.
    /// </summary>
    public static bool AreWestern(ReadOnlySpan<byte> bytes)
    {
        var high = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            if (bytes[i] < 0xA0 || (i + 1 < bytes.Length && bytes[i + 1] >= 0x80))
            {
                return false;
            }

            high++;
        }

        return high > 0;
    }

    /// <summary>
    /// Whether all bytes above ASCII are pairs of EUC-JP that stand for kana, signs and everyday kanji. As CP932 nearly
    /// all of them would be half-width kana, in which hardly any table is written throughout.
    /// </summary>
    public static bool AreEucJp(ReadOnlySpan<byte> bytes)
    {
        var (rare, pairs) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
            {
                continue;
            }

            if (i + 1 >= bytes.Length || bytes[i + 1] is < 0xA1 or 0xFF)
            {
                return false;
            }

            if (lead is not (0x8E or >= 0xA1 and <= 0xA8 or >= 0xB0 and <= 0xF4))
            {
                return false;
            }

            rare += lead >= 0xD0 ? 1 : 0;
            pairs++;
            i++;
        }

        return pairs > 0 && rare * 20 <= pairs;
    }
}
