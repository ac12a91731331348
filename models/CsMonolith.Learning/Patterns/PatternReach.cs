using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Patterns;

/// <summary>Members that a pattern could still affect within a year, and what that is worth.</summary>
/// <param name="Members">
/// Groups (or rows without groups) that were in the phase within a year and stand on the side that does worse.
/// </param>
/// <param name="Amount">
/// Sum of their amounts, in the amount column's unit; NaN without such a column. A missing amount counts as 0.
/// </param>
/// <param name="Outcomes">
/// Members × effect: outcomes gained, or averted where the outcome is a loss, with the effect's 95% interval.
/// </param>
/// <param name="Gain">Amount × effect, likewise; NaN without an amount column.</param>
/// <remarks>
/// The effect is the held-out half's, adjusted where strata have both arms: the half that proposed a pattern flatters
/// it. The interval is the effect's alone; whether as many come next year is not in it.
/// </remarks>
public sealed record PatternReach(int Members, double Amount, Interval Outcomes, Interval Gain)
{
    // Reach of a pattern that is not judged yet.
    internal static PatternReach None { get; } =
        new(0, double.NaN, default, new Interval(double.NaN, double.NaN, double.NaN));

    /// <summary>The effect that worth is counted by, above 0 where the side that does better is taken.</summary>
    /// <param name="tested">Measured on the half that did not propose it.</param>
    /// <returns>The difference towards the better side: turned round where the condition itself does worse.</returns>
    public static Interval EffectOf(Effect tested)
    {
        ArgumentNullException.ThrowIfNull(tested);
        var effect = double.IsFinite(tested.Adjusted.Value) ? tested.Adjusted : tested.Difference;
        return tested.Difference.Value < 0 ? new Interval(-effect.Value, -effect.High, -effect.Low) : effect;
    }

    /// <summary>An amount times an effect.</summary>
    public static Interval Of(double amount, Interval effect) =>
        new(amount * effect.Value, amount * effect.Low, amount * effect.High);

    /// <summary>Counts the members that a pattern could affect. O(rows of the phase).</summary>
    /// <param name="rows">Rows of the phase.</param>
    /// <param name="holds">
    /// Shape (all rows,): of a group the newest row of the last year speaks, by the newest time of the table; without
    /// times every row is of that year.
    /// </param>
    internal static PatternReach Of(
        Table table,
        int[] rows,
        IReadOnlyList<bool?> holds,
        Effect tested,
        PatternSettings settings
    )
    {
        var effect = EffectOf(tested);
        var worse = tested.Difference.Value > 0 == settings.OutcomeIsLoss;
        var members = Newest(table, rows).Where(row => holds[row] == worse).ToList();
        var amounts = settings.AmountColumn is { } name
            ? table.Find(name) ?? throw new ArgumentException($"There is no column '{name}'.", nameof(settings))
            : null;
        if (amounts is { Kind: not ColumnKind.Numeric })
        {
            throw new ArgumentException($"Column '{settings.AmountColumn}' is no number.", nameof(settings));
        }

        var amount = amounts is null
            ? double.NaN
            : members.Where(row => !amounts.IsMissing(row)).Sum(row => (double)amounts.Numbers[row]);
        return new PatternReach(members.Count, amount, Of(members.Count, effect), Of(amount, effect));
    }

    private static IEnumerable<int> Newest(Table table, int[] rows)
    {
        if (table.Times.IsEmpty)
        {
            return table.Groups.IsEmpty
                ? rows
                : rows.GroupBy(row => table.Groups[row], StringComparer.Ordinal).Select(own => own.Last());
        }

        var yearAgo = DateOnly.MinValue;
        foreach (var time in table.Times)
        {
            yearAgo = time.AddYears(-1) > yearAgo ? time.AddYears(-1) : yearAgo;
        }

        var recent = rows.Where(row => table.Times[row] > yearAgo);
        return table.Groups.IsEmpty
            ? recent
            : recent
                .GroupBy(row => table.Groups[row], StringComparer.Ordinal)
                .Select(own => own.MaxBy(row => table.Times[row]));
    }
}
