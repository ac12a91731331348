using CsMonolith.DelimitedText;

namespace CsMonolith.Imports.Files;

/// <summary>Files of separated text: their records as rows, going on after a broken one.</summary>
internal static class TextFile
{
    // Of a line that cannot be split: enough to find it again.
    private const int MostShown = 10_000;

    /// <summary>The records; what cannot be decoded becomes U+FFFD, which no row may hold.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="encoding">A name of <see cref="TextEncodings"/>.</param>
    /// <param name="delimiter">One of <see cref="DelimitedRecords.Delimiters"/>.</param>
    public static IEnumerable<FileRow> Rows(byte[] bytes, string encoding, char delimiter)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = TextEncodings.Read(stream, encoding, replaces: true);
        var records = new DelimitedRecords(reader, delimiter);
        while (records.Next())
        {
            yield return records.Fault == RecordFault.None
                ? new FileRow((int)records.Line, CellsOf(records))
                : new FileRow((int)records.Line, [Shown(records.FirstLine)], Broken: true);
        }
    }

    private static string Shown(ReadOnlySpan<char> line) => line[..Math.Min(line.Length, MostShown)].ToString();

    // A record of nothing but delimiters must not cost more than its bytes.
    private static string[] CellsOf(DelimitedRecords records)
    {
        var cells = new string[Math.Min(records.Count, FileRow.MostCells + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = records[i].ToString();
        }

        return cells;
    }
}
