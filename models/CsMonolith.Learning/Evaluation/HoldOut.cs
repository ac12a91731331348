using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Which rows are held out. The defaults suit a table of which nothing is known but its days.</summary>
public sealed record HoldOutSettings
{
    /// <summary>First day of the test; null takes the latest days that hold <see cref="TestShare"/> of the rows.</summary>
    public DateOnly? TestFrom { get; init; }

    /// <summary>Share of the rows, above 0 and below 1, that the latest days hold at least.</summary>
    public double TestShare { get; init; } = 0.15;

    /// <summary>
    /// Days, at least 0, that lie between a training row and the first day of the test: as many as a label looks ahead,
    /// so that none looks into the test.
    /// </summary>
    public int EmbargoDays { get; init; }

    /// <summary>
    /// Whether customers who have training rows are tested too. Otherwise only others are, so that a model which knows
    /// its customers by heart gains nothing by it.
    /// </summary>
    public bool KnownCustomers { get; init; }

    /// <summary>
    /// Whether <see cref="TestShare"/> of the customers are held out where there are too few days; otherwise nothing is.
    /// </summary>
    public bool OrByCustomer { get; init; }
}

/// <summary>
/// Rows held out to test a training: those of the latest period, and with groups only of customers who have no training
/// row.
/// </summary>
/// <param name="Training">Rows to train from, ascending.</param>
/// <param name="Test">Rows to judge by, ascending.</param>
/// <param name="Unused">
/// Rows on neither side: later rows of training groups, earlier rows of held-out groups, and those under embargo.
/// </param>
public sealed record HoldOut(int[] Training, int[] Test, int[] Unused)
{
    private const double GroupShare = 0.3;

    /// <summary>Rows left out because their label would look into the test's days; some of <see cref="Unused"/>.</summary>
    public int Embargoed { get; init; }

    /// <summary>Whether the test is the latest period; otherwise it is other customers at the same time.</summary>
    public bool ByTime { get; init; } = true;

    /// <summary>
    /// Splits by time; null if the table has no two periods or a side would lack one of the outcomes. Where the first
    /// day of the test is given, both sides need no more than a row.
    /// </summary>
    /// <param name="table">Labelled rows.</param>
    /// <param name="seed">Deals the customers.</param>
    /// <param name="settings">Null for the defaults.</param>
    public static HoldOut? Of(Table table, ulong seed, HoldOutSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        settings ??= new HoldOutSettings();
        if (table.Times.Length > 0 && Latest(table, seed, settings) is { } latest)
        {
            return latest;
        }

        return
            settings is { OrByCustomer: true, TestFrom: null }
            && GroupsApart(table, seed, settings.TestShare) is { } apart
            && Split(table, row => apart[row], row => !apart[row]) is var split
            && HasBoth(table, split.Training)
            && HasBoth(table, split.Test)
            ? split with
            {
                ByTime = false,
            }
            : null;
    }

    private static HoldOut? Latest(Table table, ulong seed, HoldOutSettings settings)
    {
        var times = table.Times.ToArray();
        var test = settings.TestFrom is { } from
            ? [.. Enumerable.Range(0, table.Rows).Where(row => times[row] >= from)]
            : LatestRows(times, settings.TestShare);
        if (test.Length == 0)
        {
            return null;
        }

        var first = test.Min(row => times[row]);
        var apart = settings.KnownCustomers ? null : GroupsApart(table, seed, GroupShare);
        var split = Split(
            table,
            row => times[row] >= first && apart?[row] is null or true,
            row => times[row] < first && apart?[row] is null or false && IsFree(row)
        ) with
        {
            Embargoed = Enumerable
                .Range(0, table.Rows)
                .Count(row => times[row] < first && apart?[row] is null or false && !IsFree(row)),
        };
        return settings.TestFrom is not null
            ? split.Training.Length > 0
                ? split
                : null
            : HasBoth(table, split.Training) && HasBoth(table, split.Test)
                ? split
                : null;

        bool IsFree(int row) => times[row].AddDays(settings.EmbargoDays) <= first;
    }

    /// <summary>Rows of the latest days that hold a share of the rows, but never of the first day.</summary>
    /// <param name="times">Shape (rows,).</param>
    /// <param name="share">15 % by default.</param>
    internal static int[] LatestRows(ReadOnlySpan<DateOnly> times, double share = 0.15)
    {
        var all = times.ToArray();
        DateOnly[] days = [.. all.Distinct().OrderDescending()];
        var (from, rows) = (days[0], 0);
        foreach (var day in days[..^1])
        {
            (from, rows) = (day, rows + all.Count(other => other == day));
            if (rows >= share * all.Length)
            {
                break;
            }
        }

        return days.Length < 2 ? [] : [.. Enumerable.Range(0, all.Length).Where(row => all[row] >= from)];
    }

    private static HoldOut Split(Table table, Func<int, bool> isTest, Func<int, bool> isTraining)
    {
        var sides = Enumerable
            .Range(0, table.Rows)
            .ToLookup(row =>
                isTest(row) ? 1
                : isTraining(row) ? -1
                : 0
            );
        return new HoldOut([.. sides[-1]], [.. sides[1]], [.. sides[0]]);
    }

    private static bool[]? GroupsApart(Table table, ulong seed, double share)
    {
        if (table.Groups.Length == 0)
        {
            return null;
        }

        var groups = Folds.Numbered(table.Groups.ToArray());
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "hold-out").Shuffle(order);
        var apart = order.Take((int)Math.Ceiling(order.Length * share)).ToHashSet();
        return [.. groups.Select(apart.Contains)];
    }

    private static bool HasBoth(Table table, int[] rows)
    {
        var positives = rows.Count(row => table.Labels[row]);
        return positives > 0 && positives < rows.Length;
    }
}
