using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Patterns;

/// <summary>
/// The rows by which a factor is judged: customers who could still go either way, compared at the same time in their
/// phase.
/// </summary>
/// <param name="Rows">Rows that count, ascending.</param>
/// <param name="Bands">
/// Shape (all rows of the table,): rows are compared within a band, which holds those as many whole horizons after the
/// start of their phase, in the same quarter of the year: before a fiscal year ends customers both ask more and leave
/// more.
/// </param>
/// <remarks>
/// Whoever leaves is seen for a shorter time than whoever stays. If each customer's last row stood for it, whatever
/// grows with time would look as if it kept customers (immortal time bias: Suissa, American Journal of Epidemiology
/// 167, 2008). Here a customer counts at its first row in a phase and then at rows that lie at least the horizon apart,
/// up to the first with the event, and rows are compared with others as far into the phase (landmarks: Anderson, Cain
/// and Gelber, Journal of Clinical Oncology 1, 1983; Mantel, Cancer Chemotherapy Reports 50, 1966). So no event is
/// counted twice and, given the past, a stratum's counts are independent of the earlier ones. O(rows · log rows).
/// </remarks>
public sealed record RiskSets(int[] Rows, int[] Bands)
{
    /// <summary>Days by which two rows may lie nearer than the horizon, since months differ in length.</summary>
    private const int Slack = 3;

    private const int QuartersOfAYear = 4;

    /// <summary>Picks the rows that count.</summary>
    /// <param name="table">
    /// Labelled rows. Without groups or times every row is a customer of its own, and all are compared with each other.
    /// The rarer label is the event that ends a customer's time at risk.
    /// </param>
    /// <param name="phases">Shape (rows,): level of the phase.</param>
    /// <param name="timeInPhase">
    /// Numeric column with the days since the phase began. Null, or a missing cell: counted from the customer's first
    /// row in the phase.
    /// </param>
    /// <param name="horizonDays">Days that a label looks ahead, at least 1.</param>
    public static RiskSets Of(Table table, IReadOnlyList<string> phases, Column? timeInPhase, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(phases);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        var bands = new int[table.Rows];
        if (table.Groups.IsEmpty || table.Times.IsEmpty)
        {
            return new RiskSets([.. Enumerable.Range(0, table.Rows)], bands);
        }

        var isEvent = 2 * table.Labels.Count(true) <= table.Rows;
        var kept = new List<int>();
        foreach (
            var own in Enumerable
                .Range(0, table.Rows)
                .GroupBy(row => (table.Groups[row], phases[row]))
                .Select(rows => rows.OrderBy(row => table.Times[row]).ToArray())
        )
        {
            var first = table.Times[own[0]].DayNumber;
            var last = int.MinValue;
            foreach (var row in own)
            {
                var day = table.Times[row].DayNumber;
                var since =
                    timeInPhase is null || timeInPhase.IsMissing(row) ? day - first : (int)timeInPhase.Numbers[row];
                bands[row] = QuartersOfAYear * (Math.Max(since, 0) / horizonDays) + (table.Times[row].Month - 1) / 3;
                if (last != int.MinValue && day - last < horizonDays - Slack)
                {
                    continue;
                }

                kept.Add(row);
                last = day;
                if (table.Labels[row] == isEvent)
                {
                    break;
                }
            }
        }

        kept.Sort();
        return new RiskSets([.. kept], bands);
    }
}
