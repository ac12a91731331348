namespace CsMonolith.Learning.MlNet.Encoding;

/// <summary>One number of the vector that ML.NET's trees are grown on, made from one feature.</summary>
/// <remarks>
/// No slot is ever missing, and a slot depends on one cell alone. So each question "slot ≤ threshold" is a question
/// about the cell, and a tree over slots is a tree over features, to the last bit.
/// </remarks>
internal abstract class Slot(int feature)
{
    /// <summary>Index of the feature that it is made from.</summary>
    public int Feature => feature;

    /// <summary>The number that stands for a cell.</summary>
    /// <param name="column">The feature's column, in the form of the schema.</param>
    /// <param name="row">Row of that column.</param>
    public abstract float Of(Column column, int row);

    /// <summary>"Slot ≤ threshold" as a question about the feature.</summary>
    /// <param name="threshold">As the tree has it.</param>
    /// <param name="left">Where cells for which it holds go.</param>
    /// <param name="right">Where the others go.</param>
    public abstract ImportedSplit Asking(float threshold, int left, int right);
}

/// <summary>A number as it is, with a number of its own for an empty cell.</summary>
internal sealed class NumberSlot(int feature, float missing) : Slot(feature)
{
    public override float Of(Column column, int row) =>
        column.Numbers[row] is var number && float.IsNaN(number) ? missing : number;

    public override ImportedSplit Asking(float threshold, int left, int right) =>
        new(Feature, threshold, missing <= threshold, LeftCodes: null, left, right);
}

/// <summary>1 where a number is missing, else 0.</summary>
internal sealed class MissingSlot(int feature) : Slot(feature)
{
    public override float Of(Column column, int row) => float.IsNaN(column.Numbers[row]) ? 1 : 0;

    public override ImportedSplit Asking(float threshold, int left, int right) =>
        new(
            Feature,
            0 <= threshold ? float.PositiveInfinity : float.NegativeInfinity,
            1 <= threshold,
            LeftCodes: null,
            left,
            right
        );
}

/// <summary>A number for each code of a category, the missing and the unseen among them.</summary>
/// <param name="feature">Index of the feature.</param>
/// <param name="ofCode">Shape (levels + 2,): numbers of the unseen, the missing, then of each level.</param>
internal sealed class CodeSlot(int feature, float[] ofCode) : Slot(feature)
{
    public override float Of(Column column, int row) => ofCode[column.Codes[row] - Column.Unseen];

    public override ImportedSplit Asking(float threshold, int left, int right) =>
        new(
            Feature,
            Threshold: 0,
            MissingLeft: false,
            [.. Enumerable.Range(0, ofCode.Length).Where(i => ofCode[i] <= threshold).Select(i => i + Column.Unseen)],
            left,
            right
        );
}
