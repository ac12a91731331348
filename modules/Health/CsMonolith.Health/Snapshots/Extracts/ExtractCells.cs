using System.Globalization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>The cells of an extract as they stand in the file.</summary>
internal static class ExtractCells
{
    /// <summary>The purpose of an extract whose caller names none.</summary>
    public const string UsualPurpose = "learning";

    /// <summary>The longest name of a purpose.</summary>
    public const int LongestPurpose = 40;

    // A spreadsheet would run a cell that begins like this.
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";
    private const string Tenure = "tenure_days";
    private const int MidMonth = 15;

    /// <summary>The pseudonyms of the accounts: others for every purpose, and others than any list has.</summary>
    public static PurposePseudonyms Accounts(Pseudonyms pseudonyms, string purpose) =>
        pseudonyms.For($"extract {purpose}");

    /// <summary>A feature of a row.</summary>
    /// <param name="column">The feature.</param>
    /// <param name="row">Which row.</param>
    /// <param name="asOf">The row's day.</param>
    public static string Of(Column column, int row, DateOnly asOf) =>
        column.Kind != ColumnKind.Numeric ? Quoted(column.Text(row))
        : column.Name == Tenure && !column.IsMissing(row) ? SinceMidMonth(column.Numbers[row], asOf)
        : column.Text(row);

    /// <summary>A text as it stands in the file, quoted where it must be.</summary>
    public static string Quoted(string value)
    {
        var safe = value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // The row's day less the tenure is the day on which the customer began, which names one. As if all had begun in the
    // middle of their month: half a month off at most, and whatever the row's day, it is the month alone that is told.
    private static string SinceMidMonth(float tenure, DateOnly asOf)
    {
        var began = asOf.AddDays(-(int)Math.Clamp(tenure, 0, asOf.DayNumber));
        var days = Math.Max(0, asOf.DayNumber - new DateOnly(began.Year, began.Month, MidMonth).DayNumber);
        return days.ToString(CultureInfo.InvariantCulture);
    }
}
