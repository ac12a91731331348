using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Trees;

/// <summary>Sums gradient words by bin.</summary>
internal static class Histograms
{
    /// <summary>Bins that a feature has room for.</summary>
    public const int Bins = 256;

    /// <summary>Cells of the histograms of one group of eight features.</summary>
    public const int GroupCells = BinnedTable.Lanes * Bins;

    private const int BlockRows = 256;

    /// <summary>Adds each row's gradient word to the cell of its bin, for eight features.</summary>
    /// <param name="words">Shape (rows of the table,): eight bins each.</param>
    /// <param name="rows">Shape (n,): rows to add, each within the table.</param>
    /// <param name="gradients">Shape (n,): their gradient words.</param>
    /// <param name="into">IN/OUT, shape (8, 256).</param>
    /// <remarks>
    /// O(n) with eight additions a row, whose cells lie in the first-level cache. The words of a block are fetched
    /// before any is used: where rows lie far apart, that many waits for memory overlap. A byte cannot leave its 256
    /// cells, so only a row's number is checked.
    /// </remarks>
    public static void Add(
        ReadOnlySpan<ulong> words,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<long> gradients,
        Span<long> into
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Length, GroupCells);
        Span<ulong> fetched = stackalloc ulong[BlockRows];
        for (var from = 0; from < rows.Length; from += BlockRows)
        {
            var block = rows.Slice(from, Math.Min(BlockRows, rows.Length - from));
            for (var i = 0; i < block.Length; i++)
            {
                fetched[i] = words[block[i]];
            }

            AddBlock(
                fetched[..block.Length],
                gradients.Slice(from, block.Length),
                ref MemoryMarshal.GetReference(into)
            );
        }
    }

    /// <summary>The same for every row of the table, which need not be looked up.</summary>
    /// <param name="words">Shape (n,): eight bins each.</param>
    /// <param name="gradients">Shape (n,): their gradient words.</param>
    /// <param name="into">IN/OUT, shape (8, 256).</param>
    public static void AddAll(ReadOnlySpan<ulong> words, ReadOnlySpan<long> gradients, Span<long> into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Length, GroupCells);
        AddBlock(words, gradients, ref MemoryMarshal.GetReference(into));
    }

    private static void AddBlock(ReadOnlySpan<ulong> words, ReadOnlySpan<long> gradients, ref long cells)
    {
        gradients = gradients[..words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var gradient = gradients[i];
            Unsafe.Add(ref cells, (nint)(byte)word) += gradient;
            Unsafe.Add(ref cells, Bins + (nint)(byte)(word >> 8)) += gradient;
            Unsafe.Add(ref cells, 2 * Bins + (nint)(byte)(word >> 16)) += gradient;
            Unsafe.Add(ref cells, 3 * Bins + (nint)(byte)(word >> 24)) += gradient;
            Unsafe.Add(ref cells, 4 * Bins + (nint)(byte)(word >> 32)) += gradient;
            Unsafe.Add(ref cells, 5 * Bins + (nint)(byte)(word >> 40)) += gradient;
            Unsafe.Add(ref cells, 6 * Bins + (nint)(byte)(word >> 48)) += gradient;
            Unsafe.Add(ref cells, 7 * Bins + (nint)(byte)(word >> 56)) += gradient;
        }
    }

    /// <summary>The sibling's histogram: whole less part, in place of the whole.</summary>
    public static void Subtract(Span<long> whole, ReadOnlySpan<long> part)
    {
        part = part[..whole.Length];
        var i = 0;
        for (; i <= whole.Length - System.Numerics.Vector<long>.Count; i += System.Numerics.Vector<long>.Count)
        {
            (new System.Numerics.Vector<long>(whole[i..]) - new System.Numerics.Vector<long>(part[i..])).CopyTo(
                whole[i..]
            );
        }

        for (; i < whole.Length; i++)
        {
            whole[i] -= part[i];
        }
    }
}
