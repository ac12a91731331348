using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>A question that parts rows in two, as another library's trees ask it of a feature of the schema.</summary>
/// <param name="Feature">Index of the feature in the schema.</param>
/// <param name="Threshold">
/// For a number: cells at or below it go left. Infinite where all or no numbers go left.
/// </param>
/// <param name="MissingLeft">For a number: whether an empty cell goes left.</param>
/// <param name="LeftCodes">
/// For a category: the codes that go left, <see cref="Column.Missing"/> and <see cref="Column.Unseen"/> among them;
/// null for a number.
/// </param>
/// <param name="Left">Index of the next question, or ~index of a leaf.</param>
/// <param name="Right">As <paramref name="Left"/>.</param>
public sealed record ImportedSplit(
    int Feature,
    float Threshold,
    bool MissingLeft,
    IReadOnlyList<int>? LeftCodes,
    int Left,
    int Right
);

/// <summary>A tree that another library grew.</summary>
/// <param name="Splits">Questions; the first is the root. None for a tree of one leaf.</param>
/// <param name="Values">Shape (leaves,), in log-odds.</param>
public sealed record ImportedTree(IReadOnlyList<ImportedSplit> Splits, IReadOnlyList<double> Values);

/// <summary>
/// Takes over trees that a library in this process has grown: they are kept, scored and explained as our own.
/// </summary>
public static class ImportedTrees
{
    /// <summary>A model that adds the trees' values. O(trees × (rows × depth + leaves)).</summary>
    /// <param name="bias">Log-odds to which the values are added.</param>
    /// <param name="trees">Each is checked in full. Values are rounded to single precision.</param>
    /// <param name="rows">
    /// The training rows in the form of their schema: explanations weigh a leaf by the rows that reach it, which not
    /// every library tells.
    /// </param>
    /// <exception cref="ModelFileException">
    /// A tree has a cycle, a node with two parents, or something out of range.
    /// </exception>
    public static IModel Model(double bias, IReadOnlyList<ImportedTree> trees, Table rows)
    {
        ArgumentNullException.ThrowIfNull(trees);
        ArgumentNullException.ThrowIfNull(rows);
        var shaped = trees.Select((tree, i) => TreeOf(tree, $"Tree {i}", rows.Columns)).ToArray();
        return new TreeModel(bias, Weighed(shaped, rows), rows.Columns.Count);
    }

    private static Tree TreeOf(ImportedTree tree, string where, IReadOnlyList<Column> columns) =>
        ForeignTrees.Assemble(
            where,
            tree.Splits.Count > 0 ? 0 : ~0,
            number =>
                number < 0 && ~number < tree.Values.Count
                    ? new ForeignNode(default, null, 0, 0, (float)tree.Values[~number], 0)
                : number >= 0 && number < tree.Splits.Count ? NodeOf(tree.Splits[number], where, columns)
                : null
        );

    private static ForeignNode NodeOf(ImportedSplit split, string where, IReadOnlyList<Column> columns)
    {
        if (
            split.Feature < 0
            || split.Feature >= columns.Count
            || split.LeftCodes is null != (columns[split.Feature].Kind == ColumnKind.Numeric)
            || float.IsNaN(split.Threshold)
        )
        {
            throw ForeignTrees.Bad(
                where,
                $"a question about feature {split.Feature} does not fit it",
                $"特徴量 {split.Feature} への分岐条件が合っていません"
            );
        }

        // "At or below" becomes "below the next float"; below the greatest float lie all others.
        var cut = Math.Clamp(MathF.BitIncrement(split.Threshold), float.MinValue, float.MaxValue);
        return new ForeignNode(
            new TreeNode(split.Feature, split.LeftCodes is null ? cut : 0, split.MissingLeft, -1, 0, 0),
            split.LeftCodes is { } codes ? PlacesOf(codes, columns[split.Feature]) : null,
            split.Left,
            split.Right,
            null,
            0
        );
    }

    private static ulong[] PlacesOf(IReadOnlyList<int> codes, Column column)
    {
        var places = new ulong[Tree.SetWords];
        foreach (var code in codes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(code, Column.Unseen, nameof(codes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, column.Levels.Count, nameof(codes));
            var place = TreeInputs.PlaceOf(code);
            places[place >> 6] |= 1UL << (place & 63);
        }

        return places;
    }

    private static Tree[] Weighed(Tree[] trees, Table rows)
    {
        var covers = Array.ConvertAll(trees, tree => new float[tree.Values.Length]);
        var cells = new float[rows.Columns.Count];
        var weights = rows.RowWeights();
        for (var row = 0; row < rows.Rows; row++)
        {
            TreeInputs.OfRow(rows, row, cells);
            for (var i = 0; i < trees.Length; i++)
            {
                covers[i][trees[i].LeafOf(cells)] += (float)weights[row];
            }
        }

        return [.. trees.Select((tree, i) => tree.With(covers[i]))];
    }
}
