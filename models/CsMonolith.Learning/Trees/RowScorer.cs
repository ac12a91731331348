using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CsMonolith.Learning.Trees;

/// <summary>Scores one row by walking eight trees abreast, with no branch that depends on the row.</summary>
/// <remarks>
/// Asadi, Lin and de Vries, Runtime optimizations for tree-based machine learning models, IEEE TKDE 26, 2014: a
/// comparison's outcome is added to the place of the children instead of being jumped on, and the waits of several
/// walks overlap. For that every question must be "is a cell below a cut": the row is laid out twice, with what is
/// missing above all numbers and below them, and each set of places is a cell of its own, 0 if it holds the row's place
/// and 1 if not. A leaf leads to itself, so that a shallow tree waits for the deeper ones beside it. Values are summed
/// in the trees' order, so one row has the same bits as in a batch. Cost: trees × depth, sets and features; no
/// allocation.
/// </remarks>
internal sealed class RowScorer
{
    private const int Abreast = 8;
    private const int OnStack = 1024;

    /// <summary>Sets for each tree beyond which asking all of them costs more than walking past most.</summary>
    private const int MostSetsATree = 32;

    private readonly Tree[] _trees;
    private readonly int _features;
    private readonly ScorerNode[] _nodes = [];
    private readonly (int Feature, ulong[] Places)[] _sets = [];

    /// <summary>Shape (trees, filled up to a multiple of eight): first step of each.</summary>
    private readonly nint[] _roots = [];

    /// <summary>Shape (roots / 8,): most questions of eight trees.</summary>
    private readonly int[] _depths = [];

    /// <param name="trees">In the order in which they are summed.</param>
    /// <param name="features">Number of features.</param>
    public RowScorer(Tree[] trees, int features)
    {
        (_trees, _features) = (trees, features);
        var sets = new Dictionary<(int Feature, ulong A, ulong B, ulong C, ulong D), int>();
        foreach (var tree in trees)
        {
            foreach (ref readonly var node in tree.Nodes)
            {
                if (node.Set >= 0)
                {
                    sets.TryAdd(KeyOf(tree, node), sets.Count);
                }
            }
        }

        if (sets.Count > MostSetsATree * (long)trees.Length || 2L * features + sets.Count >= ushort.MaxValue)
        {
            return;
        }

        _sets =
        [
            .. sets.OrderBy(set => set.Value)
                .Select(set => (set.Key.Feature, new[] { set.Key.A, set.Key.B, set.Key.C, set.Key.D })),
        ];
        var steps = new List<ScorerNode>();
        _roots = new nint[(trees.Length + Abreast - 1) / Abreast * Abreast];
        _depths = new int[_roots.Length / Abreast];
        for (var i = 0; i < trees.Length; i++)
        {
            _roots[i] = steps.Count;
            _depths[i / Abreast] = Math.Max(_depths[i / Abreast], trees[i].Depth);
            Lay(trees[i], sets, steps);
        }

        // What fills up the last eight adds nothing.
        _roots.AsSpan(trees.Length).Fill(steps.Count);
        steps.Add(Leaf(0));
        _nodes = [.. steps];
    }

    /// <summary>Cells of a row that is laid out; the last one is below no cut.</summary>
    private int Room => 2 * _features + _sets.Length + 1;

    /// <summary>Sum of the trees' values.</summary>
    /// <param name="cells">Shape (features,), see <see cref="Tree"/>.</param>
    public double Sum(ReadOnlySpan<float> cells)
    {
        if (_nodes.Length == 0)
        {
            return WalkOneByOne(cells);
        }

        if (Room <= OnStack)
        {
            Span<float> asked = stackalloc float[Room];
            return Sum(cells, asked);
        }

        var rented = ArrayPool<float>.Shared.Rent(Room);
        var sum = Sum(cells, rented.AsSpan(0, Room));
        ArrayPool<float>.Shared.Return(rented);
        return sum;
    }

    private double Sum(ReadOnlySpan<float> cells, Span<float> asked)
    {
        LayOut(cells, asked);
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var cell = ref MemoryMarshal.GetReference(asked);
        var sum = 0.0;
        for (var group = 0; group < _depths.Length; group++)
        {
            var roots = _roots.AsSpan(group * Abreast, Abreast);
            var (a, b, c, d) = (roots[0], roots[1], roots[2], roots[3]);
            var (e, f, g, h) = (roots[4], roots[5], roots[6], roots[7]);
            for (var depth = _depths[group]; depth > 0; depth--)
            {
                (a, b, c, d) = (
                    Next(ref steps, ref cell, a),
                    Next(ref steps, ref cell, b),
                    Next(ref steps, ref cell, c),
                    Next(ref steps, ref cell, d)
                );
                (e, f, g, h) = (
                    Next(ref steps, ref cell, e),
                    Next(ref steps, ref cell, f),
                    Next(ref steps, ref cell, g),
                    Next(ref steps, ref cell, h)
                );
            }

            sum += Unsafe.Add(ref steps, a).Cut;
            sum += Unsafe.Add(ref steps, b).Cut;
            sum += Unsafe.Add(ref steps, c).Cut;
            sum += Unsafe.Add(ref steps, d).Cut;
            sum += Unsafe.Add(ref steps, e).Cut;
            sum += Unsafe.Add(ref steps, f).Cut;
            sum += Unsafe.Add(ref steps, g).Cut;
            sum += Unsafe.Add(ref steps, h).Cut;
        }

        return sum;
    }

    // Steps and cells were numbered together when the trees were laid, so neither is checked again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Next(ref ScorerNode steps, ref float cells, nint at)
    {
        ref readonly var step = ref Unsafe.Add(ref steps, at);
        return at + step.Right + Convert.ToInt32(Unsafe.Add(ref cells, (nint)step.Cell) < step.Cut);
    }

    private void LayOut(ReadOnlySpan<float> cells, Span<float> asked)
    {
        cells = cells[.._features];
        var above = asked[.._features];
        var below = asked.Slice(_features, _features);
        var i = 0;
        for (; i <= cells.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var some = Vector256.Create(cells.Slice(i, Vector256<float>.Count));
            var known = Vector256.Equals(some, some);
            Vector256.ConditionalSelect(known, some, Vector256.Create(float.PositiveInfinity)).CopyTo(above[i..]);
            Vector256.ConditionalSelect(known, some, Vector256.Create(float.NegativeInfinity)).CopyTo(below[i..]);
        }

        for (; i < cells.Length; i++)
        {
            above[i] = float.IsNaN(cells[i]) ? float.PositiveInfinity : cells[i];
            below[i] = float.IsNaN(cells[i]) ? float.NegativeInfinity : cells[i];
        }

        var held = asked.Slice(2 * _features, _sets.Length);
        for (var set = 0; set < held.Length; set++)
        {
            held[set] = Convert.ToInt32(!Tree.Holds(_sets[set].Places, (int)cells[_sets[set].Feature]));
        }

        asked[^1] = float.NaN;
    }

    // Level by level, the left child behind the right one.
    private void Lay(
        Tree tree,
        Dictionary<(int Feature, ulong A, ulong B, ulong C, ulong D), int> sets,
        List<ScorerNode> steps
    )
    {
        var open = new List<int> { tree.Nodes.Length > 0 ? 0 : ~0 };
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i] < 0)
            {
                steps.Add(Leaf(tree.Values[~open[i]]));
                continue;
            }

            ref readonly var node = ref tree.Nodes[open[i]];
            var right = (ushort)(open.Count - i);
            steps.Add(
                node.Set >= 0
                    ? new ScorerNode(0.5f, (ushort)(2 * _features + sets[KeyOf(tree, node)]), right)
                    : new ScorerNode(
                        CutOf(node),
                        (ushort)(node.MissingLeft ? _features + node.Feature : node.Feature),
                        right
                    )
            );
            open.Add(node.Right);
            open.Add(node.Left);
        }
    }

    // Nothing lies below −∞ or NaN but what is missing, which goes left by the least float too.
    private static float CutOf(in TreeNode node) => node.Cut > float.MinValue ? node.Cut : float.MinValue;

    private ScorerNode Leaf(float value) => new(value, (ushort)(Room - 1), 0);

    private static (int Feature, ulong A, ulong B, ulong C, ulong D) KeyOf(Tree tree, in TreeNode node)
    {
        var places = tree.Sets[node.Set];
        return (node.Feature, places[0], places[1], places[2], places[3]);
    }

    private double WalkOneByOne(ReadOnlySpan<float> cells)
    {
        var sum = 0.0;
        foreach (var tree in _trees)
        {
            sum += tree.ValueOf(cells);
        }

        return sum;
    }

    /// <param name="Cut">Cells below it go left; a leaf's value.</param>
    /// <param name="Cell">Index of the cell that is compared; for a leaf the one that is below no cut.</param>
    /// <param name="Right">Steps from here to the right child, which the left one follows; 0 for a leaf.</param>
    private readonly record struct ScorerNode(float Cut, ushort Cell, ushort Right);
}
