using System.Globalization;
using System.Text;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Usage.Privacy;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>
/// Snapshots as CSV: account (a pseudonym), snapshot_month, the features. They are read while they are written, some at
/// a time.
/// </summary>
internal sealed class ScoringFile(
    IQueryable<Snapshot> rows,
    IReadOnlyList<(string Name, bool IsNumeric)> columns,
    Pseudonyms pseudonyms
)
{
    private const int AtOnce = 2_000;

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
                ["account", "snapshot_month", .. columns.Select(column => ExtractFile.Quoted(column.Name))]
            )
        );
        var some = new List<Snapshot>(AtOnce);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            some.Add(row);
            if (some.Count == AtOnce)
            {
                await Write(text, some);
                some.Clear();
            }
        }

        await Write(text, some);
    }

    private async Task Write(StreamWriter text, List<Snapshot> some)
    {
        var features = FeatureTable.Of(columns, some);
        for (var row = 0; row < some.Count; row++)
        {
            await text.WriteLineAsync(
                string.Join(
                    ',',
                    [
                        pseudonyms.Of(some[row].AccountId),
                        some[row].AsOf.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        .. features.Columns.Select(column =>
                            column.Kind == ColumnKind.Numeric ? column.Text(row) : ExtractFile.Quoted(column.Text(row))
                        ),
                    ]
                )
            );
        }
    }
}
