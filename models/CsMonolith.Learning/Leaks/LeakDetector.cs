using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>
/// Warns of columns that may hold what is known only after the outcome. It never refuses a table: an unusual one may be
/// right.
/// </summary>
/// <remarks>
/// Codes: <c>leak.identifier</c>, <c>leak.constant</c>, <c>leak.copy</c>, <c>leak.too-good</c>, <c>leak.certain</c>,
/// <c>leak.after-event</c>, <c>leak.missingness</c>, <c>leak.target-encoded</c>, <c>leak.afterwards</c>,
/// <c>leak.future</c>, <c>leak.shift</c>, and of rows <c>leak.twins</c> and <c>leak.no-signal</c>. Beside them
/// <c>data.mixed</c>: numbers that a few words have turned into levels; and <c>data.few-outcomes</c>. A training adds
/// <c>leak.left-out</c> of columns that it left out.
/// </remarks>
public static class LeakDetector
{
    /// <summary>Looks at every column and at the rows. O(columns² × rows) for copies, of at most 400 columns.</summary>
    /// <param name="table">Rows to train from; findings about the label need labels.</param>
    /// <param name="later">
    /// Later rows to be compared for range shift; null compares the table's latest period with the rest.
    /// </param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <param name="dates">
    /// Columns of ISO dates that are no features, as <see cref="CsvRead.Dates"/> has them: they are compared with the
    /// rows' own days.
    /// </param>
    /// <returns>In the order of the columns; at most one finding of each code for a column.</returns>
    public static IReadOnlyList<Finding> Detect(
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
        var independent = IndependentRows(table);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var column = table.Columns[i];
            if (DuplicateColumn.Constant(column) is { } constant)
            {
                findings.Add(constant);
                continue;
            }

            var mixed = MixedNumbers.Find(column);
            findings.AddRange(
                new[]
                {
                    mixed,
                    // Numbers among which a few words stand differ as much as names do.
                    mixed is null
                        ? Identifiers.Find(table, column)
                        : null,
                    DuplicateColumn.Copy(table, i),
                    PostOutcomeColumn.Date(table, column),
                }.OfType<Finding>()
            );
            if (labels is not null)
            {
                findings.AddRange(AboutLabel(table, column, labels, independent));
            }
        }

        findings.AddRange((dates ?? []).Select(column => PostOutcomeColumn.Date(table, column)).OfType<Finding>());
        findings.AddRange(PostOutcomeColumn.NextValues(table, cancellation));
        findings.AddRange(RangeShift.Find(table, later));
        var identifiers = findings
            .Where(finding => finding.Code is "leak.identifier")
            .Select(finding => finding.Column)
            .ToHashSet(StringComparer.Ordinal);
        findings.AddRange(
            new[]
            {
                labels is null ? null : FewOutcomes.Find(labels),
                DuplicateRows.Find(table, identifiers),
                labels is null ? null : NoSignal.Find(table.Without(identifiers), cancellation),
            }.OfType<Finding>()
        );
        return findings;
    }

    /// <summary>
    /// Adds the finding <c>leak.too-good-together</c> where a model is better than facts known beforehand let models be
    /// and no column is doubted by itself.
    /// </summary>
    /// <param name="findings">What <see cref="Detect"/> found.</param>
    /// <param name="rocAuc">Of the model, on rows that it had not seen; NaN if there is none.</param>
    /// <param name="table">The labelled rows.</param>
    public static IReadOnlyList<Finding> WithModel(IReadOnlyList<Finding> findings, double rocAuc, Table table)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(table);
        return TooGoodTogether.Find(rocAuc, table, findings) is { } doubt ? [.. findings, doubt] : findings;
    }

    /// <summary>
    /// Adds or removes the finding <c>leak.no-signal</c> according to the signal that the training found.
    /// </summary>
    public static IReadOnlyList<Finding> WithSignal(IReadOnlyList<Finding> findings, Signal signal, int rows)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var silent = findings.Any(finding => finding.Code == NoSignal.Code);
        return (signal, silent) switch
        {
            (Signal.Found, true) => [.. findings.Where(finding => finding.Code != NoSignal.Code)],
            (Signal.None, false) when !findings.Any(finding => finding.Code == FewOutcomes.Code) =>
            [
                .. findings,
                new Finding(
                    NoSignal.Code,
                    "",
                    new(
                        "No usable signal: on rows left out, the columns foretell the outcome no better than the "
                            + "overall share.",
                        "有効な手がかりがありません。学習に使わない行で、全体の割合より良い予測はできませんでした。"
                    ),
                    rows
                ),
            ],
            _ => findings,
        };
    }

    private static IEnumerable<Finding> AboutLabel(Table table, Column column, bool[] labels, int[] independent)
    {
        var encoded = TargetEncoding.Find(column, labels, independent);
        return new[]
        {
            encoded,
            SingleColumn.TooGood(column, labels),
            SingleColumn.Missingness(column, labels),
            PostOutcomeColumn.Named(table, column),
        }.OfType<Finding>();
    }

    // One row of each customer, and one of each set of equal rows.
    private static int[] IndependentRows(Table table)
    {
        var names = table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : IdenticalRows.Of(table);
        return [.. Enumerable.Range(0, table.Rows).GroupBy(row => names[row]).Select(rows => rows.First())];
    }
}
