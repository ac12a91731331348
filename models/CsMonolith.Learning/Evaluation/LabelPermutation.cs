using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>
/// Labels as they might have fallen if the columns said nothing about them: who has the outcome is drawn anew among the
/// customers who were there when it happened.
/// </summary>
/// <remarks>
/// A customer's outcomes go, month by month, to a random customer who has rows in all of those months. Where a
/// customer's rows end with its outcome, so do those of the customer that it is given to: whoever has left has no later
/// rows. Exchanging labels only among customers with the same months would be no draw at all, since the months by
/// themselves tell who left (risk sets: Cox, Biometrika 62, 1975; permuted within them after Heinze, Gnant and
/// Schemper, Biometrics 59, 2003). Without times the rows of a customer are numbered in their order. Without groups
/// every row is a customer of its own.
/// </remarks>
internal sealed class LabelPermutation
{
    private const int Tries = 30;

    private readonly Table _table;
    private readonly int[][] _rows;
    private readonly HashSet<long>[] _months;
    private readonly int[] _withOutcome;
    private readonly long[][] _outcomes;
    private readonly Dictionary<long, int[]> _present;
    private readonly long[] _monthOf;

    /// <summary>Prepares drawing. O(rows · log rows).</summary>
    public LabelPermutation(Table table)
    {
        _table = table;
        _rows =
            table.Groups.Length > 0
                ?
                [
                    .. Enumerable
                        .Range(0, table.Rows)
                        .GroupBy(row => table.Groups[row], StringComparer.Ordinal)
                        .Select(own => own.OrderBy(row => table.Times.Length == 0 ? row : table.Times[row].DayNumber))
                        .Select(own => own.ToArray()),
                ]
                : [.. Enumerable.Range(0, table.Rows).Select(row => new[] { row })];
        _monthOf = MonthOf(table, _rows);
        _months = [.. _rows.Select(own => own.Select(row => _monthOf[row]).ToHashSet())];
        _outcomes =
        [
            .. _rows.Select(own => own.Where(row => table.Labels[row]).Select(row => _monthOf[row]).ToArray()),
        ];
        _withOutcome = [.. Enumerable.Range(0, _rows.Length).Where(customer => _outcomes[customer].Length > 0)];
        _present = Enumerable
            .Range(0, _rows.Length)
            .SelectMany(customer => _months[customer].Select(month => (month, customer)))
            .GroupBy(pair => pair.month, pair => pair.customer)
            .ToDictionary(month => month.Key, month => month.ToArray());
    }

    /// <summary>One draw: shape (rows,) each, the labels and whether the row is still there. O(rows).</summary>
    public (bool[] Labels, bool[] IsThere) Draw(SplitMix random)
    {
        var order = _withOutcome.ToArray();
        random.Shuffle(order);
        var (labels, isThere, taken) = (new bool[_table.Rows], new bool[_table.Rows], new bool[_rows.Length]);
        Array.Fill(isThere, value: true);
        foreach (var from in order)
        {
            if (Pick(from, taken, ref random) is not { } to)
            {
                continue;
            }

            taken[to] = true;
            var last = _outcomes[from][^1];
            var ends = _table.Labels[_rows[from][^1]];
            foreach (var row in _rows[to])
            {
                labels[row] = Array.BinarySearch(_outcomes[from], _monthOf[row]) >= 0;
                isThere[row] = !ends || _monthOf[row] <= last;
            }
        }

        return (labels, isThere);
    }

    /// <summary>One draw as a table. O(rows × columns).</summary>
    public Table DrawTable(SplitMix random)
    {
        var (labels, isThere) = Draw(random);
        var drawn = _table.Labelled(labels);
        return Array.TrueForAll(isThere, there => there)
            ? drawn
            : drawn.Take([.. Enumerable.Range(0, labels.Length).Where(row => isThere[row])]);
    }

    // Null where all who were there have been given another's outcomes already.
    private int? Pick(int from, bool[] taken, ref SplitMix random)
    {
        var candidates = _present[_outcomes[from].MinBy(month => _present[month].Length)];
        for (var i = 0; i < Tries; i++)
        {
            var one = candidates[random.Below(candidates.Length)];
            if (Suits(one))
            {
                return one;
            }
        }

        int[] left = [.. candidates.Where(Suits)];
        return left.Length == 0 ? null : left[random.Below(left.Length)];

        bool Suits(int customer) => !taken[customer] && Array.TrueForAll(_outcomes[from], _months[customer].Contains);
    }

    // Shape (rows,), ascending within a customer: the calendar month, told apart where a customer has several rows in
    // it.
    private static long[] MonthOf(Table table, int[][] customers)
    {
        var months = new long[table.Rows];
        foreach (var own in customers)
        {
            for (var i = 0; i < own.Length; i++)
            {
                var month =
                    table.Times.Length == 0
                        ? 0
                        : (table.Times[own[i]].Year * 12L + table.Times[own[i]].Month) * table.Rows;
                months[own[i]] = i == 0 || months[own[i - 1]] < month ? month : months[own[i - 1]] + 1;
            }
        }

        return months;
    }
}
