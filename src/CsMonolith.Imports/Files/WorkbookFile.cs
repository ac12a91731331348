using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CsMonolith.Imports.Files;

/// <summary>
/// Excel workbooks (.xlsx): one sheet, each cell as the text that a CSV of it would hold, days as 2026-04-01. What is
/// merged downwards stands in every row of the merge.
/// </summary>
internal static class WorkbookFile
{
    // A workbook is a zip: what it unpacks to is bounded, whatever its size on disk.
    private const long MostBytesUnpacked = 512L << 20;
    private const int MostMerges = 100_000;

    /// <summary>Whether the bytes are a zip, as every .xlsx is.</summary>
    public static bool Looks(byte[] bytes) => bytes.AsSpan().StartsWith("PK\x03\x04"u8);

    /// <summary>Whether the bytes are of the format of old or encrypted Office files.</summary>
    public static bool IsLocked(byte[] bytes) =>
        bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>Whether reading failed since the workbook is damaged, which is its sender's to mend.</summary>
    public static bool IsDamage(Exception broken) =>
        broken
            is InvalidDataException
                or OpenXmlPackageException
                or IOException
                or FileFormatException
                or System.Xml.XmlException
                or FormatException
                or ArgumentException
                or InvalidOperationException
                or NotSupportedException
                or OverflowException
                or KeyNotFoundException;

    /// <summary>
    /// The names of the sheets that hold rows and are not hidden, or <c>null</c> if this is no workbook that can be
    /// read.
    /// </summary>
    public static IReadOnlyList<string>? SheetsOf(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Sum(entry => entry.Length) > MostBytesUnpacked)
            {
                return null;
            }

            using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
            var part = book.WorkbookPart;
            return part
                ?.Workbook?.Sheets?.Elements<Sheet>()
                .Where(sheet =>
                    (sheet.State is null || sheet.State.Value == SheetStateValues.Visible)
                    && sheet.Name?.Value is { Length: > 0 }
                    && sheet.Id?.Value is { } id
                    && part.GetPartById(id) is WorksheetPart
                )
                .Select(sheet => sheet.Name!.Value!)
                .ToList();
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            return null;
        }
    }

    /// <summary>The rows of a sheet.</summary>
    public static IEnumerable<FileRow> Rows(byte[] bytes, string name)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
        var part = book.WorkbookPart!;
        var texts = Texts(part.SharedStringTablePart);
        var styles = CellStyles.Of(part.WorkbookStylesPart?.Stylesheet);
        var from1904 = part.Workbook!.WorkbookProperties?.Date1904?.Value == true;
        var sheet = (WorksheetPart)
            part.GetPartById(part.Workbook.Sheets!.Elements<Sheet>().First(one => one.Name?.Value == name).Id!.Value!);
        var merges = Merges(sheet);
        var open = new List<(int Column, int LastLine, string Text)>();
        using var reader = OpenXmlReader.Create(sheet);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            var row = (Row)reader.LoadCurrentElement()!;
            line = row.RowIndex?.Value is { } index and <= 2_000_000 ? (int)index : line + 1;
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var place = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
                if (place >= FileRow.MostCells)
                {
                    break;
                }

                while (cells.Count < place)
                {
                    cells.Add("");
                }

                cells.Add(Show(cell, texts, styles, from1904));
            }

            open.RemoveAll(merge => merge.LastLine < line);
            foreach (var (column, _, text) in open)
            {
                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = cells[column].Length == 0 ? text : cells[column];
            }

            foreach (var (column, lastLine) in merges[line])
            {
                if (column < cells.Count && cells[column].Length > 0)
                {
                    open.Add((column, lastLine, cells[column]));
                }
            }

            yield return new FileRow(line, cells);
        }
    }

    /// <summary>The instant that a serial number of Excel stands for, or <c>null</c> outside its calendar.</summary>
    public static DateTime? FromSerial(double serial, bool from1904 = false)
    {
        var days = from1904 ? serial + 1462 : serial;

        // Excel believes in 1900-02-29; before it every day is one off, and nobody means those.
        return days is >= 61 and < 2_958_466 ? DateTime.FromOADate(days) : null;
    }

    private static string Show(Cell cell, List<string> texts, CellStyles styles, bool from1904)
    {
        var raw = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is not { } type || type == CellValues.Number)
        {
            return Number(raw, cell, styles, from1904);
        }

        return type switch
        {
            _ when type == CellValues.SharedString => int.TryParse(
                raw,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
            && index < texts.Count
                ? texts[index]
                : $"{DelimitedText.TextEncodings.Unreadable}",
            _ when type == CellValues.InlineString => cell.InlineString?.InnerText ?? "",
            _ when type == CellValues.Boolean => raw == "1" ? "TRUE" : "FALSE",
            _ => raw,
        };
    }

    private static string Number(string raw, Cell cell, CellStyles styles, bool from1904)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return raw;
        }

        var style = cell.StyleIndex?.Value ?? 0;
        if (styles.IsDate(style) && FromSerial(number, from1904) is { } at)
        {
            // Seconds are as fine as a sheet's binary fractions of days are good for.
            var rounded = at.AddMilliseconds(500);
            return rounded.ToString(
                rounded.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            );
        }

        return Math.Abs(number) >= 1e15 ? raw
            : styles.Padded(style, number) is { } padded ? padded
            : ((decimal)number).ToString(CultureInfo.InvariantCulture);
    }

    private static List<string> Texts(SharedStringTablePart? part)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                texts.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
            }
        }

        return texts;
    }

    // Merges stand behind the rows, so they are read before in a walk of their own.
    private static ILookup<int, (int Column, int LastLine)> Merges(WorksheetPart sheet)
    {
        var merges = new List<(int Line, int Column, int LastLine)>();
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read() && merges.Count < MostMerges)
        {
            if (reader.ElementType == typeof(SheetData) && reader.IsStartElement)
            {
                reader.Skip();
            }

            if (
                reader.ElementType == typeof(MergeCell)
                && reader.IsStartElement
                && ((MergeCell)reader.LoadCurrentElement()!).Reference?.Value?.Split(':') is [var from, var to]
            )
            {
                merges.Add((LineOf(from), ColumnOf(from), LineOf(to)));
            }
        }

        return merges.ToLookup(merge => merge.Line, merge => (merge.Column, merge.LastLine));
    }

    // Readings above kanji are no part of the text.
    private static string TextOf(SharedStringItem item) =>
        string.Concat(
            item.Elements<Text>()
                .Select(text => text.Text)
                .Concat(item.Elements<Run>().Select(run => run.Text?.Text ?? ""))
        );

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min((column * 26) + letter - 'A' + 1, 20_000);
        }

        return Math.Max(0, column - 1);
    }

    private static int LineOf(string reference) =>
        int.TryParse(
            reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var line
        )
            ? line
            : 0;
}
