using System.Globalization;
using System.Text;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>
/// Snapshots as CSV: account (a pseudonym), snapshot_month, the features. They are read while they are written, some at
/// a time.
/// </summary>
/// <param name="rows">
/// The rows in the order in which they are written: by month, within it by pseudonym, since the order of ids would tell
/// which account is which.
/// </param>
internal sealed class ScoringFile(
    HealthDb db,
    IReadOnlyList<ScoringRow> rows,
    IReadOnlyList<(string Name, bool IsNumeric)> columns
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
                ["account", "snapshot_month", .. columns.Select(column => ExtractCells.Quoted(column.Name))]
            )
        );
        foreach (var some in rows.Chunk(AtOnce))
        {
            await Write(text, some, cancellation);
        }
    }

    private async Task Write(StreamWriter text, ScoringRow[] some, CancellationToken cancellation)
    {
        var ids = Array.ConvertAll(some, row => row.Id);
        var found = await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);

        // Snapshots are never changed, but an import that brought some may be undone meanwhile.
        var standing = some.Where(row => found.ContainsKey(row.Id)).ToList();
        var features = FeatureTable.Of(columns, standing.ConvertAll(row => found[row.Id]));
        for (var row = 0; row < standing.Count; row++)
        {
            await text.WriteLineAsync(
                string.Join(
                    ',',
                    [
                        standing[row].Account.ToString("N"),
                        standing[row].AsOf.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        .. features.Columns.Select(column => ExtractCells.Of(column, row, standing[row].AsOf)),
                    ]
                )
            );
        }
    }
}

/// <summary>A snapshot that is to be written.</summary>
/// <param name="Id">The snapshot.</param>
/// <param name="AsOf">Its day.</param>
/// <param name="Account">The pseudonym of its account.</param>
internal sealed record ScoringRow(Guid Id, DateOnly AsOf, Guid Account);
