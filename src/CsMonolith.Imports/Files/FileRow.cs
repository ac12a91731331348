namespace CsMonolith.Imports.Files;

/// <summary>One record of a file as it stands there.</summary>
/// <param name="Line">The line, or the row of a sheet, on which it begins; the first is 1.</param>
/// <param name="Cells">Its cells as text, at most <see cref="MostCells"/> and one.</param>
/// <param name="Broken">
/// Whether its quotes do not match, so that its cells cannot be told apart; it is then one cell.
/// </param>
internal sealed record FileRow(int Line, IReadOnlyList<string> Cells, bool Broken = false)
{
    /// <summary>The most cells of a row that are looked at.</summary>
    public const int MostCells = 1_000;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>What a person says about how a file is to be read; what is <c>null</c> is found out.</summary>
/// <param name="Sheet">The sheet of a workbook.</param>
/// <param name="HeaderLine">The line of the headings; 0 for a file without headings.</param>
/// <param name="Encoding">A name of <c>TextEncodings</c>.</param>
internal sealed record FileChoices(string? Sheet = null, int? HeaderLine = null, string? Encoding = null);

/// <summary>How a file is to be read.</summary>
/// <param name="Encoding">
/// <c>utf-8</c>, <c>utf-8-bom</c>, <c>utf-16-le</c>, <c>utf-16-be</c>, <c>cp932</c>, <c>euc-jp</c>,
/// <c>iso-2022-jp</c> or <c>windows-1252</c>; <c>null</c> for a workbook.
/// </param>
/// <param name="Delimiter">What stands between cells; <c>null</c> for a workbook and for JSON.</param>
/// <param name="Sheet">The sheet of a workbook.</param>
/// <param name="HeaderLine">The line of the headings; 0 where there is none, as in JSON.</param>
/// <param name="Headings">The headings, each different from the others; without any they are (1), (2), ….</param>
/// <param name="Sheets">The sheets of a workbook that are not hidden.</param>
/// <param name="Columns">How the cells of columns are meant, by the name of the column.</param>
/// <param name="Choices">What a person said about how the file is to be read.</param>
internal sealed record FileLayout(
    string? Encoding,
    string? Delimiter,
    string? Sheet,
    int HeaderLine,
    IReadOnlyList<string> Headings,
    IReadOnlyList<string>? Sheets = null,
    IReadOnlyDictionary<string, ColumnReading>? Columns = null,
    FileChoices? Choices = null
)
{
    /// <summary>Whether bare numbers may stand for days, as they do in a workbook.</summary>
    public bool IsWorkbook => Sheet is not null;

    /// <summary>Whether it has headings of its own, so that another line of headings could be meant.</summary>
    public bool HasHeadings => HeaderLine > 0;

    /// <summary>The records below the headings that have anything in them; read afresh at every walk.</summary>
    public IEnumerable<FileRow> Rows(byte[] bytes)
    {
        var all =
            IsWorkbook ? WorkbookFile.Rows(bytes, Sheet!)
            : Delimiter is null ? JsonFile.Rows(bytes, Headings)
            : TextFile.Rows(bytes, Encoding!, Delimiter[0]);
        return all.Where(row => row.Line > HeaderLine && !row.IsBlank);
    }

    /// <summary>How a column's cells are meant, or <c>null</c> if nobody has said so.</summary>
    public ColumnReading? ReadingOf(string column) => Columns?.GetValueOrDefault(column);

    /// <summary>
    /// Why the cells of a row are not those of the headings, in English and Japanese; <c>null</c> if they are. Cells
    /// that are missing at the end are not at fault: Excel leaves trailing delimiters out.
    /// </summary>
    public (string En, string Ja)? WhyMisshapen(FileRow row)
    {
        if (row.Broken)
        {
            return (
                "A quotation mark at the beginning of a cell is not closed at its end. Close it, or double it inside "
                    + "a quoted cell.",
                "セルの初めの引用符が、セルの終わりで閉じていません。閉じるか、引用符で囲んだセルの中では2つ重ねてください。"
            );
        }

        var (there, wanted) = (row.Cells.Count, Headings.Count);
        return there <= wanted || IsWorkbook || row.Cells.Skip(wanted).All(string.IsNullOrWhiteSpace)
            ? null
            : (
                $"The row has {there} cells, the headings have {wanted}. Look for a delimiter too many or too few.",
                $"セルが{there}個あります(見出しは{wanted}個)。区切り文字の過不足を確かめてください。"
            );
    }
}
