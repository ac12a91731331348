using System.Globalization;
using System.Text;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>
/// Labelled rows as CSV: account (a pseudonym), as_of (the day whose facts a row holds), snapshot_month, the features,
/// due_within_horizon (yes where a term's end is
/// due, which is no feature but tells rows apart), label.
/// </summary>
/// <param name="due">Customers and days of which a term's end is due within the horizon.</param>
internal sealed class ExtractFile(
    Table features,
    IReadOnlyList<LabelledSnapshot> rows,
    IReadOnlySet<(Guid AccountId, DateOnly AsOf)> due,
    PurposePseudonyms pseudonyms
)
{
    public async Task Write(Stream into, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(
            into,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        );
        text.NewLine = "\n";
        await text.WriteLineAsync(
            string.Join(
                ',',
                [
                    "account",
                    "as_of",
                    "snapshot_month",
                    .. features.Columns.Select(column => ExtractCells.Quoted(column.Name)),
                    "due_within_horizon",
                    "label",
                ]
            )
        );
        for (var row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var snapshot = rows[row].Snapshot;
            await text.WriteLineAsync(
                string.Join(
                    ',',
                    [
                        pseudonyms.Of(snapshot.AccountId).ToString("N"),
                        snapshot.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        snapshot.AsOf.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        .. features.Columns.Select(column => ExtractCells.Of(column, row, snapshot.AsOf)),
                        due.Contains((snapshot.AccountId, snapshot.AsOf)) ? "yes" : "no",
                        rows[row].Label ? "1" : "0",
                    ]
                )
            );
        }
    }
}
