namespace CsMonolith.Imports.Files;

/// <summary>One record of a file as it stands there.</summary>
/// <param name="Line">The line, or the row of a sheet, on which it begins; the first is 1.</param>
/// <param name="Cells">Its cells as text.</param>
/// <param name="Broken">
/// Whether its quotes do not match, so that its cells cannot be told apart; it is then one cell.
/// </param>
internal sealed record FileRow(int Line, IReadOnlyList<string> Cells, bool Broken = false)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>How a file is to be read.</summary>
/// <param name="Encoding">
/// <c>utf-8</c>, <c>utf-8-bom</c>, <c>utf-16-le</c>, <c>utf-16-be</c> or <c>cp932</c>; <c>null</c> for a workbook.
/// </param>
/// <param name="Delimiter">What stands between cells; <c>null</c> for a workbook and for JSON.</param>
/// <param name="Sheet">The sheet of a workbook.</param>
/// <param name="HeaderLine">The line of the headings; 0 for JSON, which has none.</param>
/// <param name="Headings">The headings, each different from the others.</param>
internal sealed record FileLayout(
    string? Encoding,
    string? Delimiter,
    string? Sheet,
    int HeaderLine,
    IReadOnlyList<string> Headings
)
{
    /// <summary>Whether bare numbers may stand for days, as they do in a workbook.</summary>
    public bool IsWorkbook => Sheet is not null;

    /// <summary>The records below the headings that have anything in them; read afresh at every walk.</summary>
    public IEnumerable<FileRow> Rows(byte[] bytes)
    {
        var all =
            IsWorkbook ? WorkbookFile.Rows(bytes)
            : Delimiter is null ? JsonFile.Rows(bytes, Headings)
            : TextFile.Rows(bytes, Encoding!, Delimiter[0]);
        return all.Where(row => row.Line > HeaderLine && !row.IsBlank);
    }

    /// <summary>Why the cells of a row are not those of the headings, in English and Japanese; <c>null</c> if they are.</summary>
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
        return
            IsWorkbook || there == wanted || (there > wanted && row.Cells.Skip(wanted).All(string.IsNullOrWhiteSpace))
            ? null
            : (
                $"The row has {there} cells, the headings have {wanted}. Look for a delimiter too many or too few.",
                $"セルが{there}個あります(見出しは{wanted}個)。区切り文字の過不足を確かめてください。"
            );
    }
}
