using System.Globalization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// What <c>churn pull</c> downloaded: which rows the host left out, and rows and outcomes of each month.
/// </summary>
/// <param name="Undecidable">Rows that the host left out, since their outcome cannot be known yet.</param>
/// <param name="NotAsked">Rows that the host left out, since the outcome is not asked of such customers.</param>
/// <param name="NotLive">Rows that the host left out, since the customer paid nothing on the day.</param>
/// <param name="Definition">Of the outcome, in the user's language; null of a host that does not tell.</param>
/// <param name="Months">Rows and outcomes of each month, in order; none of a file that is not such an extract.</param>
internal sealed record PulledRows(
    int Undecidable,
    int NotAsked,
    int NotLive,
    string? Definition,
    IReadOnlyList<PulledMonth> Months
)
{
    /// <summary>Share of the rows with the outcome, 0 to 1; NaN without rows.</summary>
    public double BaseRate => Months.Sum(month => month.Outcomes) / (double)Months.Sum(month => month.Rows);

    private const string Undecided = "X-Undecidable-Rows";
    private const string Unasked = "X-Not-Asked-Rows";
    private const string NotPaying = "X-Not-Live-Rows";
    private const string Defined = "X-Outcome-Definition";
    private const string Month = "snapshot_month";
    private const string Label = "label";

    /// <summary>Counts the rows of a downloaded extract. O(rows).</summary>
    public static PulledRows Of(HttpResponseMessage answer, string path)
    {
        var (undecidable, notAsked, notLive) = (
            Rows(answer, Undecided),
            Rows(answer, Unasked),
            Rows(answer, NotPaying)
        );
        var definition = answer.Headers.TryGetValues(Defined, out var told)
            ? Uri.UnescapeDataString(told.First())
            : null;
        string[] first = [.. File.ReadLines(path).Take(2)];
        if (first.Length < 2 || !first[0].Split(',').Intersect([Month, Label]).Skip(1).Any())
        {
            return new PulledRows(undecidable, notAsked, notLive, definition, []);
        }

        var table = CsvTable.Read(path, new CsvLayout(Label, Month)).Table;
        return new PulledRows(
            undecidable,
            notAsked,
            notLive,
            definition,
            [
                .. Enumerable
                    .Range(0, table.Rows)
                    .GroupBy(row => table.Times[row])
                    .OrderBy(month => month.Key)
                    .Select(month => new PulledMonth(
                        month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        month.Count(),
                        month.Count(row => table.Labels[row])
                    )),
            ]
        );
    }

    private static int Rows(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var told)
        && int.TryParse(told.First(), CultureInfo.InvariantCulture, out var rows)
            ? rows
            : 0;
}

/// <summary>One month of an extract.</summary>
internal sealed record PulledMonth(string Name, int Rows, int Outcomes);
