using System.Globalization;
using System.Text;

namespace CsMonolith.Imports.Files;

/// <summary>Headings and cells as spreadsheets write them.</summary>
internal static class Heading
{
    /// <summary>The columns that an error file adds; on the way back in they are passed over.</summary>
    public static IReadOnlyList<string> OfErrorFiles { get; } = ["_error_ja", "_error_en", "_column"];

    /// <summary>
    /// The cell with a ' before it where a spreadsheet would take it for a formula; a plain number stays.
    /// </summary>
    public static string Guard(string cell) => IsFormula(cell) ? "'" + cell : cell;

    private static bool IsFormula(string cell) =>
        cell.Length > 0
        && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠'
        && !decimal.TryParse(
            cell,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out _
        );
}
