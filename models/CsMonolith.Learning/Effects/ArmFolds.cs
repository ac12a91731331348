using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Effects;

/// <summary>Folds that are stratified by arm and outcome, with whole customers.</summary>
/// <remarks>
/// Unlike the folds of a training, equal rows of different customers are dealt apart: an estimate needs like customers
/// on both sides, and a forecast that learns from a like customer cheats nobody.
/// </remarks>
internal static class ArmFolds
{
    /// <summary>Whether each arm has at least two customers for each fold.</summary>
    public static bool Suffice(Table table, IReadOnlyList<bool> arm, int folds)
    {
        var units = Units(table);
        return new[] { true, false }.All(side =>
            Enumerable
                .Range(0, table.Rows)
                .Where(row => arm[row] == side)
                .Select(row => units[row])
                .Distinct()
                .Take(2 * folds)
                .Count()
            == 2 * folds
        );
    }

    /// <summary>Assigns whole customers: shuffled, ordered by arm and outcome, then taken in turn.</summary>
    public static Folds Assign(Table table, bool[] arm, EffectSettings settings)
    {
        var units = Units(table);
        var order = Enumerable.Range(0, units.Max() + 1).ToArray();
        SplitMix.For(settings.Seed, "arms").Shuffle(order);
        var first = Enumerable
            .Range(0, units.Length)
            .GroupBy(row => units[row])
            .ToDictionary(rows => rows.Key, rows => rows.First());
        var fold = new int[order.Length];
        foreach (
            var (unit, turn) in order
                .OrderBy(unit => arm[first[unit]])
                .ThenBy(unit => table.Labels[first[unit]])
                .Select((unit, turn) => (unit, turn))
        )
        {
            fold[unit] = turn % settings.Folds;
        }

        return Folds.FromNumbers(
            Array.ConvertAll(units, unit => fold[unit]),
            table.Groups.Length > 0 ? FoldKind.Group : FoldKind.Stratified
        );
    }

    private static int[] Units(Table table) =>
        table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
}
