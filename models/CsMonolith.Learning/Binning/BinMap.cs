using System.Buffers;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Binning;

/// <summary>Maps a feature's cells to bins, and bins to the coarser bins that interactions use.</summary>
/// <remarks>
/// Bin 0 is missing. Numbers: bin 1 + the number of cuts at or below the value. Levels: bin 1 is for the unseen and the
/// rare, bin 2 + code else.
/// </remarks>
internal sealed class BinMap
{
    /// <summary>Most bins of a feature: a bin fits in a byte.</summary>
    public const int MaxBins = 256;

    /// <summary>Most bins of a feature within an interaction.</summary>
    public const int MaxPairBins = 32;

    private readonly float[] _cuts;
    private readonly byte[] _pairBin;
    private readonly CutGrid _grid;

    /// <param name="kind">Of the feature.</param>
    /// <param name="cuts">Ascending cuts of a number; empty for levels.</param>
    /// <param name="levels">Number of levels; 0 for a number.</param>
    /// <param name="pairBin">Shape (bins,): coarser bin of each bin.</param>
    public BinMap(ColumnKind kind, float[] cuts, int levels, byte[] pairBin) =>
        (Kind, _cuts, _grid, Levels, _pairBin, PairBins) = (
            kind,
            cuts,
            new CutGrid(cuts),
            levels,
            pairBin,
            pairBin.Max() + 1
        );

    public ColumnKind Kind { get; }

    public int Levels { get; }

    public ReadOnlySpan<float> Cuts => _cuts;

    public ReadOnlySpan<byte> PairBin => _pairBin;

    public int Bins => Kind == ColumnKind.Numeric ? _cuts.Length + 2 : Levels + 2;

    public int PairBins { get; }

    /// <summary>Bin of one cell. O(1) for cuts that are quantiles, O(log cuts) at worst.</summary>
    public int Bin(Column column, int row)
    {
        if (Kind == ColumnKind.Category)
        {
            var code = column.Codes[row];
            return code >= 0 ? code + 2
                : code == Column.Missing ? 0
                : 1;
        }

        return _grid.BinOf(column.Numbers[row]);
    }

    /// <summary>Bins of a stretch of rows: those of <see cref="Bin"/>.</summary>
    /// <param name="column">The feature's cells.</param>
    /// <param name="from">First row.</param>
    /// <param name="bins">OUT, shape (rows,).</param>
    public void BinsOf(Column column, int from, Span<ushort> bins)
    {
        if (Kind == ColumnKind.Numeric)
        {
            _grid.BinsOf(column.Numbers.Slice(from, bins.Length), bins);
            return;
        }

        var codes = column.Codes.Slice(from, bins.Length);
        for (var i = 0; i < codes.Length; i++)
        {
            // Missing is -1 and unseen -2: two more are 1 and 0, which change places.
            bins[i] = (ushort)((codes[i] + 2) ^ (codes[i] >>> 31));
        }
    }

    /// <summary>Coarse bins of bins.</summary>
    public void PairBinsOf(ReadOnlySpan<ushort> bins, Span<byte> coarse)
    {
        var pairBin = _pairBin;
        coarse = coarse[..bins.Length];
        for (var i = 0; i < bins.Length; i++)
        {
            coarse[i] = pairBin[bins[i]];
        }
    }

    /// <summary>
    /// Quantile bins of the given rows; with few distinct values every value has a bin of its own. O(rows × log rows).
    /// </summary>
    /// <param name="column">The feature's cells.</param>
    /// <param name="sample">Rows to look at; null for all.</param>
    public static BinMap Of(Column column, int[]? sample = null)
    {
        if (column.Kind == ColumnKind.Category)
        {
            return OfLevels(column, sample);
        }

        // Rented, since what a hundred columns throw away would lie beside the table until it is collected.
        var rows = sample?.Length ?? column.Rows;
        var (room, apart) = (ArrayPool<float>.Shared.Rent(rows), ArrayPool<float>.Shared.Rent(rows));
        var sorted = Sorted(column.Numbers, sample, room);
        var distinct = DistinctOf(sorted, apart);
        var cuts = CutsOf(sorted, distinct, MaxBins - 2);
        // Coarse cuts are rounded down to fine ones, so that a fine bin lies within one coarse bin.
        var coarse = CutsOf(sorted, distinct, MaxPairBins - 2)
            .Select(cut => cuts.LastOrDefault(fine => fine <= cut, cuts[0]))
            .Distinct()
            .ToArray();
        ArrayPool<float>.Shared.Return(room);
        ArrayPool<float>.Shared.Return(apart);
        var pairBin = new byte[cuts.Length + 2];
        for (var bin = 2; bin < pairBin.Length; bin++)
        {
            pairBin[bin] = (byte)(1 + coarse.Count(cut => cut <= cuts[bin - 2]));
        }

        pairBin[1] = 1;
        return new BinMap(ColumnKind.Numeric, cuts, 0, pairBin);
    }

    private static Span<float> Sorted(ReadOnlySpan<float> numbers, int[]? sample, Span<float> room)
    {
        var count = 0;
        for (var i = 0; i < (sample?.Length ?? numbers.Length); i++)
        {
            var number = numbers[sample is null ? i : sample[i]];
            if (!float.IsNaN(number))
            {
                room[count++] = number;
            }
        }

        room[..count].Sort();
        return room[..count];
    }

    private static ReadOnlySpan<float> DistinctOf(ReadOnlySpan<float> sorted, Span<float> room)
    {
        var count = 0;
        foreach (var value in sorted)
        {
            if (count == 0 || value != room[count - 1])
            {
                room[count++] = value;
            }
        }

        return room[..count];
    }

    private static float[] CutsOf(ReadOnlySpan<float> sorted, ReadOnlySpan<float> distinct, int bins)
    {
        var all = new SortedSet<float>();
        if (distinct.Length <= bins)
        {
            for (var i = 1; i < distinct.Length; i++)
            {
                all.Add(Between(distinct[i - 1], distinct[i]));
            }

            return [.. all];
        }

        for (var i = 1; i < bins; i++)
        {
            var value = sorted[(int)((long)i * sorted.Length / bins)];
            var at = distinct.BinarySearch(value);
            if (at > 0)
            {
                all.Add(Between(distinct[at - 1], value));
            }
        }

        return [.. all];
    }

    // The midpoint, or the upper value where floats leave no room between.
    private static float Between(float low, float high)
    {
        var middle = low + (high - low) / 2;
        return middle > low && middle <= high ? middle : high;
    }

    private static BinMap OfLevels(Column column, int[]? sample)
    {
        var rows = new int[column.Levels.Count];
        for (var i = 0; i < (sample?.Length ?? column.Rows); i++)
        {
            var code = column.Codes[sample is null ? i : sample[i]];
            if (code >= 0)
            {
                rows[code]++;
            }
        }

        // The commonest levels keep a bin in interactions; the others share that of the rare.
        var pairBin = new byte[column.Levels.Count + 2];
        pairBin.AsSpan(1).Fill(1);
        var next = (byte)2;
        foreach (
            var code in Enumerable
                .Range(0, rows.Length)
                .OrderByDescending(code => rows[code])
                .ThenBy(code => code)
                .Take(MaxPairBins - 2)
        )
        {
            pairBin[code + 2] = next++;
        }

        return new BinMap(ColumnKind.Category, [], column.Levels.Count, pairBin);
    }
}
