using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Trees;

/// <summary>
/// A table's cells as bins, eight features to a word, so that one read of a row serves eight histograms.
/// </summary>
internal sealed class BinnedTable
{
    /// <summary>Features in a word.</summary>
    public const int Lanes = 8;

    /// <summary>Rows from which cuts are taken; LightGBM takes as many.</summary>
    private const int SampleRows = 200_000;

    private const int ChunkRows = 1 << 16;

    private readonly ulong[][] _words;

    private BinnedTable(BinMap[] maps, ulong[][] words, int rows) => (Maps, _words, Rows) = (maps, words, rows);

    /// <summary>How each feature is binned.</summary>
    public BinMap[] Maps { get; }

    public int Rows { get; }

    /// <summary>Words of a row.</summary>
    public int Groups => _words.Length;

    /// <summary>Shape (rows,): the bins of features 8 × group to 8 × group + 7, the first in the lowest byte.</summary>
    public ReadOnlySpan<ulong> Words(int group) => _words[group];

    /// <summary>Bin of one cell.</summary>
    public byte Bin(int feature, int row) => (byte)(_words[feature / Lanes][row] >> (feature % Lanes * 8));

    /// <summary>Bins every cell. O(rows × features × log bins).</summary>
    /// <param name="aligned">The table.</param>
    /// <param name="settings">Seed of the sample from which cuts are taken, and threads.</param>
    /// <param name="cancellation">Stops between features.</param>
    public static BinnedTable Of(Table aligned, TrainingSettings settings, CancellationToken cancellation)
    {
        var sample = SampleOf(aligned.Rows, settings.Seed);
        var maps = new BinMap[aligned.Columns.Count];
        Parallel.For(
            0,
            maps.Length,
            settings.Parallel(cancellation),
            feature => maps[feature] = BinMap.Of(aligned.Columns[feature], sample)
        );
        var words = new ulong[(maps.Length + Lanes - 1) / Lanes][];
        for (var group = 0; group < words.Length; group++)
        {
            words[group] = new ulong[aligned.Rows];
        }

        var chunks = (aligned.Rows + ChunkRows - 1) / ChunkRows;
        Parallel.For(
            0,
            words.Length * chunks,
            settings.Parallel(cancellation),
            task =>
            {
                var (group, from) = (task / chunks, task % chunks * ChunkRows);
                var part = words[group].AsSpan(from, Math.Min(ChunkRows, aligned.Rows - from));
                for (var lane = 0; lane < Lanes && group * Lanes + lane < maps.Length; lane++)
                {
                    Fill(part, lane, maps[group * Lanes + lane], aligned.Columns[group * Lanes + lane], from);
                }
            }
        );
        return new BinnedTable(maps, words, aligned.Rows);
    }

    private static void Fill(Span<ulong> part, int lane, BinMap map, Column column, int from)
    {
        if (map.Kind == ColumnKind.Category)
        {
            var codes = column.Codes.Slice(from, part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] |= (ulong)TreeInputs.PlaceOf(codes[i]) << (lane * 8);
            }

            return;
        }

        // The cuts, filled up to 255 with what nothing reaches: eight halvings without a branch find the bin.
        Span<float> cuts = stackalloc float[BinMap.MaxBins];
        cuts.Fill(float.PositiveInfinity);
        map.Cuts.CopyTo(cuts);
        var numbers = column.Numbers.Slice(from, part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            var number = numbers[i];
            var at = 0;
            for (var half = BinMap.MaxBins / 2; half > 0; half >>= 1)
            {
                at += half * Convert.ToInt32(cuts[at + half - 1] <= number);
            }

            part[i] |= (float.IsNaN(number) ? 0 : (ulong)at + 1) << (lane * 8);
        }
    }

    // None: every row.
    private static int[]? SampleOf(int rows, ulong seed)
    {
        if (rows <= SampleRows)
        {
            return null;
        }

        // One row out of each of as many equal stretches.
        var random = SplitMix.For(seed, "bins");
        var sample = new int[SampleRows];
        for (var i = 0; i < SampleRows; i++)
        {
            var (first, next) = ((int)((long)i * rows / SampleRows), (int)((long)(i + 1) * rows / SampleRows));
            sample[i] = first + random.Below(next - first);
        }

        return sample;
    }
}
