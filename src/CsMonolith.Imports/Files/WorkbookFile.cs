using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CsMonolith.Imports.Files;

/// <summary>
/// Excel workbooks (.xlsx): the first sheet, each cell as the text that a CSV of it would hold, days as 2026-04-01.
/// </summary>
internal static class WorkbookFile
{
    // A workbook is a zip: what it unpacks to is bounded, whatever its size on disk.
    private const long MostBytesUnpacked = 512L << 20;

    /// <summary>Whether the bytes are a zip, as every .xlsx is.</summary>
    public static bool Looks(byte[] bytes) => bytes.AsSpan().StartsWith("PK\x03\x04"u8);

    /// <summary>The name of the first sheet, or <c>null</c> if this is no workbook that can be read.</summary>
    public static string? SheetOf(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Sum(entry => entry.Length) > MostBytesUnpacked)
            {
                return null;
            }

            using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
            return book.WorkbookPart?.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Name?.Value;
        }
        catch (Exception broken)
            when (broken
                    is InvalidDataException
                        or OpenXmlPackageException
                        or FileFormatException
                        or System.Xml.XmlException
            )
        {
            return null;
        }
    }

    /// <summary>The rows of the first sheet.</summary>
    public static IEnumerable<FileRow> Rows(byte[] bytes)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var part = book.WorkbookPart!;
        var texts =
            part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(TextOf).ToList() ?? [];
        var dates = DateStyles(part.WorkbookStylesPart?.Stylesheet);
        var from1904 = part.Workbook.WorkbookProperties?.Date1904?.Value == true;
        var sheet = (WorksheetPart)part.GetPartById(part.Workbook.Sheets!.Elements<Sheet>().First().Id!.Value!);
        using var reader = OpenXmlReader.Create(sheet);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            var row = (Row)reader.LoadCurrentElement()!;
            line = (int?)row.RowIndex?.Value ?? line + 1;
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var place = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
                while (cells.Count < place)
                {
                    cells.Add("");
                }

                cells.Add(Show(cell, texts, dates, from1904));
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

    private static string Show(Cell cell, List<string> texts, HashSet<uint> dates, bool from1904)
    {
        var raw = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is { } type)
        {
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
                    : "",
                _ when type == CellValues.InlineString => cell.InlineString?.InnerText ?? "",
                _ when type == CellValues.Boolean => raw == "1" ? "TRUE" : "FALSE",
                _ when type == CellValues.Number => Number(raw, cell, dates, from1904),
                _ => raw,
            };
        }

        return Number(raw, cell, dates, from1904);
    }

    private static string Number(string raw, Cell cell, HashSet<uint> dates, bool from1904)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return raw;
        }

        if (cell.StyleIndex?.Value is { } style && dates.Contains(style) && FromSerial(number, from1904) is { } at)
        {
            // Seconds are as fine as a sheet's binary fractions of days are good for.
            var rounded = at.AddMilliseconds(500);
            return rounded.ToString(
                rounded.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            );
        }

        return Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : raw;
    }

    private static HashSet<uint> DateStyles(Stylesheet? styles)
    {
        var custom =
            styles
                ?.NumberingFormats?.Elements<NumberingFormat>()
                .Where(format => format.FormatCode?.Value is { } code && IsDate(code))
                .Select(format => format.NumberFormatId!.Value)
                .ToHashSet()
            ?? [];
        var all =
            styles?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0).ToList()
            ?? [];
        return
        [
            .. Enumerable
                .Range(0, all.Count)
                .Where(i => IsBuiltInDate(all[i]) || custom.Contains(all[i]))
                .Select(i => (uint)i),
        ];
    }

    // ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the Japanese calendar's.
    private static bool IsBuiltInDate(uint id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58;

    private static bool IsDate(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var letter in code)
        {
            quoted ^= letter == '"';
            bracketed = letter == '[' || (bracketed && letter != ']');
            if (!quoted && !bracketed && letter is 'y' or 'Y' or 'd' or 'D' or 'e' or 'g')
            {
                return true;
            }
        }

        return false;
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
}
