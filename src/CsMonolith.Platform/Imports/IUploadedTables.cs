using CsMonolith.Kernel;

namespace CsMonolith.Platform.Imports;

/// <summary>
/// Reads a small table that a person uploads to have it looked at, not loaded: CSV in any usual encoding, a workbook,
/// or JSON.
/// </summary>
public interface IUploadedTables
{
    /// <summary>Reads every row, or says of each cell at fault where it stands and how to mend it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="columns">What is looked for; headings are recognised as in imports.</param>
    /// <param name="mostRows">The most rows that are taken.</param>
    /// <returns>The rows in order, or a refusal whose pointers are <c>/line/column</c>.</returns>
    Result<IReadOnlyList<ImportRow>> Read(byte[] bytes, IReadOnlyList<ImportColumn> columns, int mostRows);
}
