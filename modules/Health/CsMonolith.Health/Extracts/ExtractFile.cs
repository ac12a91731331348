using System.Text;
using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Privacy;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Extracts;

/// <summary>Labelled rows as CSV: account (a pseudonym), snapshot_month, the features, label.</summary>
internal sealed class ExtractFile(Table features, IReadOnlyList<LabelledSnapshot> rows, Pseudonyms pseudonyms)
{
    // A spreadsheet would run a cell that begins like this.
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";

    public async Task Write(Stream into, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(into, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.NewLine = "\n";
        await text.WriteLineAsync(string.Join(',', ["account", "snapshot_month", .. features.Columns.Select(column => Quoted(column.Name)), "label"]));
        for (var row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var snapshot = rows[row].Snapshot;
            await text.WriteLineAsync(string.Join(',',
            [
                pseudonyms.Of(snapshot.AccountId), snapshot.AsOf.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                .. features.Columns.Select(column => column.Kind == ColumnKind.Numeric ? column.Text(row) : Quoted(column.Text(row))),
                rows[row].Churned ? "1" : "0",
            ]));
        }
    }

    /// <summary>A cell as it stands in the file, quoted where it must be.</summary>
    internal static string Quoted(string value)
    {
        var safe = value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
