namespace CsMonolith.Learning.Trees;

/// <summary>A leaf of a tree that still grows: its stretch of the grower's rows, and the best way to part it.</summary>
internal sealed class GrowingLeaf
{
    public int From { get; init; }

    public int Count { get; set; }

    /// <summary>Sum of the gradient words of its rows.</summary>
    public long Sum { get; set; }

    /// <summary>Shape (groups, 8, 256); null where it will not be parted.</summary>
    public long[]? Histogram { get; set; }

    public Split Best { get; set; }

    public Bounds Bounds { get; set; }

    /// <summary>Node above it, −1 for the root.</summary>
    public int Parent { get; set; }

    public bool IsRight { get; set; }
}
