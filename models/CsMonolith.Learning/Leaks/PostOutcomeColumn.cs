using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>
/// Finds columns that hold what became known only after the row's day, such as the outcome's consequences.
/// </summary>
internal static partial class PostOutcomeColumn
{
    private const int MinOutcomes = 20;
    private const int MinChanges = 30;
    private const double LaterShare = 0.01;
    private const double NextShare = 0.95;
    private const double AssociatedAuc = 0.6;
    private const double NamedAuc = 0.62;
    private const double Errors = 4;
    private const int MaxCompared = 200;

    /// <summary>
    /// A date that lies after the row's own day, and is associated with the outcome or names a past event.
    /// </summary>
    /// <param name="table">Rows with times.</param>
    /// <param name="dates">Category column of ISO dates.</param>
    public static Finding? Date(Table table, Column dates)
    {
        if (table.Times.Length == 0 || dates.Kind != ColumnKind.Category)
        {
            return null;
        }

        var days = dates.Levels.Select(level => Days.Of(level)).ToArray();
        if (days.Length == 0 || days.Any(day => day is null))
        {
            return null;
        }

        var later = new bool[table.Rows];
        for (var row = 0; row < later.Length; row++)
        {
            later[row] = dates.Codes[row] >= 0 && days[dates.Codes[row]] > table.Times[row];
        }

        var count = later.Count(one => one);
        return
            count >= Math.Max(LaterShare * table.Rows, 3)
            && (PastTense().IsMatch(dates.Name) || Goes(later.Select(one => one ? 1.0 : 0), table, AssociatedAuc))
            ? new Finding(
                "leak.future",
                dates.Name,
                new(
                    $"In {count} of {table.Rows} rows its day lies after the row's own: nobody knew it then.",
                    $"{table.Rows} 行のうち {count} 行で、その行の時点より後の日付です。その時点では分からない値です。"
                ),
                count,
                (double)count / table.Rows
            )
            : null;
    }

    /// <summary>
    /// Columns that hold what another column of the same customer becomes at its next time. O(columns² × rows), of at
    /// most 200 columns.
    /// </summary>
    public static IEnumerable<Finding> NextValues(Table table, CancellationToken cancellation)
    {
        if (table.Groups.Length == 0 || table.Times.Length == 0)
        {
            yield break;
        }

        var (groups, times) = (table.Groups.ToArray(), table.Times.ToArray());
        var steps = Enumerable
            .Range(0, table.Rows)
            .GroupBy(row => groups[row], StringComparer.Ordinal)
            .SelectMany(rows => rows.OrderBy(row => times[row]).ToArray() is var own ? own.Zip(own.Skip(1)) : [])
            .ToArray();
        var columns = table.Columns.Take(MaxCompared).ToArray();
        foreach (var column in columns)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var other in columns.Where(other => other != column && other.Kind == column.Kind))
            {
                var changes = steps
                    .Where(step => !Same(other, step.First, other, step.Second) && !other.IsMissing(step.Second))
                    .ToArray();
                var known = changes.Count(step => Same(column, step.First, other, step.Second));
                if (changes.Length >= MinChanges && known >= NextShare * changes.Length)
                {
                    yield return new Finding(
                        "leak.future",
                        column.Name,
                        new(
                            $"In {known} of {changes.Length} changes it holds what the column '{other.Name}' "
                                + $"becomes at the customer's next time: nobody knew it then.",
                            $"{changes.Length} 回の変化のうち {known} 回で、列「{other.Name}」の次の時点の値と同じです。その時点では分からない値です。"
                        ),
                        known,
                        (double)known / changes.Length
                    );
                    break;
                }
            }
        }
    }

    /// <summary>
    /// A column whose name means the end of a contract, such as <c>cancelled_at</c>, and whose values are associated
    /// with the outcome.
    /// </summary>
    public static Finding? Named(Table table, Column column)
    {
        if (!EndOfRelationship().IsMatch(column.Name) || Before().IsMatch(column.Name) || !table.HasLabels)
        {
            return null;
        }

        var labels = table.Labels.ToArray();
        var (positives, negatives) = (labels.Count(label => label), labels.Count(label => !label));
        if (Math.Min(positives, negatives) < MinOutcomes)
        {
            return null;
        }

        var auc = SingleColumn.Auc(column, labels);
        var error = Math.Sqrt((positives + negatives + 1) / (12.0 * positives * negatives));
        return auc >= NamedAuc && (auc - 0.5) / error >= Errors
            ? new Finding(
                "leak.afterwards",
                column.Name,
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Its name speaks of the end of a relationship and by itself it orders the label with an AUC "
                            + $"of {auc:F3}: it is known only after the cut-off date."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"関係の終わりを指す列名で、この列だけで AUC {auc:F3} です。基準日より後にしか分からない値です。"
                    )
                ),
                labels.Length,
                auc
            )
            : null;
    }

    private static bool Goes(IEnumerable<double> scores, Table table, double least)
    {
        if (!table.HasLabels || Math.Min(table.Labels.Count(true), table.Labels.Count(false)) < MinOutcomes)
        {
            return false;
        }

        var auc = Metrics.RocAuc([.. scores], table.Labels);
        return Math.Abs(auc.Value - 0.5) >= least - 0.5 && (auc.Low > 0.5 || auc.High < 0.5);
    }

    private static bool Same(Column a, int row, Column b, int other) =>
        a.Kind == ColumnKind.Numeric ? a.Numbers[row].Equals(b.Numbers[other]) : a.Text(row) == b.Text(other);

    [GeneratedRegex(
        @"cancel|churn|terminat|offboard|win_?back|retention_(call|offer|team)|exit_|_exit"
            + @"|closure|clos(ed|ing)_?(on|at|date|reason)|leav(e|ing)_reason|reason_(for_)?(leaving|left)"
            + @"|refund|解約|離脱|退会|引き止め",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex EndOfRelationship();

    [GeneratedRegex(@"past|prev|prior|histor|before|過去|以前", RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"^last_|_last_|latest|ended|closed|cancel", RegexOptions.IgnoreCase)]
    private static partial Regex PastTense();
}
