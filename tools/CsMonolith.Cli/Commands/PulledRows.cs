using System.Globalization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary>What a pull brought.</summary>
/// <param name="Undecidable">Rows that the host left out, since their outcome cannot be known yet.</param>
/// <param name="Months">Rows and outcomes of each month, in order; none of a file that is not such an extract.</param>
internal sealed record PulledRows(int Undecidable, IReadOnlyList<PulledMonth> Months)
{
    private const string Undecided = "X-Undecidable-Rows";
    private const string Month = "snapshot_month";
    private const string Label = "label";

    /// <summary>Counts what lies in the file. O(rows).</summary>
    public static PulledRows Of(HttpResponseMessage answer, string path)
    {
        var undecidable = answer.Headers.TryGetValues(Undecided, out var told) && int.TryParse(told.First(), CultureInfo.InvariantCulture, out var rows) ? rows : 0;
        string[] first = [.. File.ReadLines(path).Take(2)];
        if (first.Length < 2 || !first[0].Split(',').Intersect([Month, Label]).Skip(1).Any())
        {
            return new PulledRows(undecidable, []);
        }

        var table = CsvTable.Read(path, new CsvLayout(Label, Month)).Table;
        return new PulledRows(undecidable, [.. Enumerable.Range(0, table.Rows).GroupBy(row => table.Times[row]).OrderBy(month => month.Key)
            .Select(month => new PulledMonth(month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Count(), month.Count(row => table.Labels[row])))]);
    }
}

/// <summary>One month of an extract.</summary>
internal sealed record PulledMonth(string Name, int Rows, int Outcomes);
