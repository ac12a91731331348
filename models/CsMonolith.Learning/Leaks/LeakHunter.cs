using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Leaks;

/// <summary>Warns of columns that know too much. Never refuses: some tables are right and odd.</summary>
/// <remarks>
/// Codes: <c>leak.identifier</c>, <c>leak.constant</c>, <c>leak.copy</c>, <c>leak.too-good</c>, <c>leak.certain</c>, <c>leak.after-event</c>,
/// <c>leak.missingness</c>, <c>leak.target-encoded</c>, <c>leak.afterwards</c>, <c>leak.future</c>, <c>leak.shift</c>, and of rows
/// <c>leak.twins</c> and <c>leak.no-signal</c>. Beside them <c>data.mixed</c>: numbers that a few words have turned into levels.
/// </remarks>
public static class LeakHunter
{
    /// <summary>Looks at every column and at the rows. O(columns² × rows) for copies, of at most 400 columns.</summary>
    /// <param name="table">Rows to train from; findings about the label need labels.</param>
    /// <param name="later">Later rows to be compared for range shift; null compares the table's latest period with the rest.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <param name="dates">Columns of ISO dates that are no features, as <see cref="CsvRead.Dates"/> has them: they are held against the rows' own days.</param>
    /// <returns>In the order of the columns; at most one finding of each code for a column.</returns>
    public static IReadOnlyList<Finding> Hunt(
        Table table,
        Table? later = null,
        CancellationToken cancellation = default,
        IReadOnlyList<Column>? dates = null
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        var findings = new List<Finding>();
        if (table.Rows == 0)
        {
            return findings;
        }

        var labels = table.HasLabels ? table.Labels.ToArray() : null;
        var alone = Alone(table);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var column = table.Columns[i];
            if (Copies.Constant(column) is { } constant)
            {
                findings.Add(constant);
                continue;
            }

            findings.AddRange(
                new[]
                {
                    MixedNumbers.Look(column),
                    Identifiers.Look(table, column),
                    Copies.Copy(table, i),
                    Afterwards.Date(table, column),
                }.OfType<Finding>()
            );
            if (labels is not null)
            {
                findings.AddRange(AboutLabel(table, column, labels, alone));
            }
        }

        findings.AddRange((dates ?? []).Select(column => Afterwards.Date(table, column)).OfType<Finding>());
        findings.AddRange(Afterwards.NextValues(table, cancellation));
        findings.AddRange(RangeShift.Look(table, later));
        var identifiers = findings
            .Where(finding => finding.Code is "leak.identifier")
            .Select(finding => finding.Column)
            .ToHashSet(StringComparer.Ordinal);
        findings.AddRange(
            new[]
            {
                Duplicates.Look(table, identifiers),
                labels is null ? null : NoSignal.Look(table.Without(identifiers), cancellation),
            }.OfType<Finding>()
        );
        return findings;
    }

    /// <summary>The findings after a training, which has the last word on whether the columns tell anything.</summary>
    public static IReadOnlyList<Finding> WithVerdict(IReadOnlyList<Finding> findings, Signal signal, int rows)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var silent = findings.Any(finding => finding.Code == NoSignal.Code);
        return (signal, silent) switch
        {
            (Signal.Found, true) => [.. findings.Where(finding => finding.Code != NoSignal.Code)],
            (Signal.None, false) =>
            [
                .. findings,
                new Finding(
                    NoSignal.Code,
                    "",
                    new(
                        "No usable signal: on rows left out, the columns foretell the outcome no better than the overall share.",
                        "有効な手がかりがありません。学習に使わない行で、全体の割合より良い予測はできませんでした。"
                    ),
                    rows
                ),
            ],
            _ => findings,
        };
    }

    private static IEnumerable<Finding> AboutLabel(Table table, Column column, bool[] labels, int[] alone)
    {
        var encoded = TargetEncoding.Look(column, labels, alone);
        return new[]
        {
            encoded,
            SingleColumn.TooGood(column, labels),
            SingleColumn.Missingness(column, labels),
            Afterwards.Named(table, column),
        }.OfType<Finding>();
    }

    // One row of each customer, and one of each set of equal rows.
    private static int[] Alone(Table table)
    {
        var names = table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : RowTwins.Of(table);
        return [.. Enumerable.Range(0, table.Rows).GroupBy(row => names[row]).Select(rows => rows.First())];
    }
}
