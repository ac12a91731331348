using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Tests whether any single column predicts the outcome better than it predicts permuted labels.</summary>
/// <remarks>
/// See <see cref="ColumnAssociation"/>; 99 draws: p is at least 0.01. Columns that predict only together are not found
/// here; a training that finds them overrules this test.
/// </remarks>
internal static class NoSignal
{
    public const string Code = "leak.no-signal";
    private const int Draws = 99;
    private const int MaxRows = 20_000;
    private const double Usual = 0.1;
    private const int MinOutcomes = 10;

    public static Finding? Find(Table table, CancellationToken cancellation)
    {
        if (table.Columns.Count == 0 || Math.Min(table.Labels.Count(true), table.Labels.Count(false)) < MinOutcomes)
        {
            return null;
        }

        var p = ColumnAssociation.Chance(RowSample.Of(table, MaxRows, seed: 1), Draws, seed: 1, cancellation);
        return p <= Usual
            ? null
            : new Finding(
                Code,
                "",
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"No column by itself tells the outcome better than shuffled labels do (p = {p:F2}): do not "
                            + $"expect a usable forecast."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"どの列も、並べ替えた正解より良く結果を区別しません(p = {p:F2})。使える予測は期待できません。"
                    )
                ),
                table.Rows,
                p
            );
    }
}
