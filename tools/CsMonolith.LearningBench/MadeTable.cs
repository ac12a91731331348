using CsMonolith.Learning.Tables;

namespace CsMonolith.LearningBench;

/// <summary>
/// A table of 30 numbers with bends, steps, products and missing cells, the same on every machine and in every
/// language.
/// </summary>
/// <remarks>
/// Every number is made from u(i, j), SplitMix64's finaliser over row i and stream j. Columns 0-14 are uniform, 15-19
/// bell-shaped, 20-24 small whole numbers, 25-28 exponential, 29 a noisy copy of 0; 3 and 26 have missing cells.
/// </remarks>
internal static class MadeTable
{
    public const int Columns = 30;

    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private const ulong Seed = 12345;

    private static readonly int[] Levels = [3, 5, 10, 20, 50];

    /// <summary>Rows from <paramref name="first"/> on. O(rows).</summary>
    public static Table Rows(int first, int rows)
    {
        var columns = new float[Columns][];
        for (var column = 0; column < Columns; column++)
        {
            columns[column] = new float[rows];
        }

        var labels = new bool[rows];
        Parallel.For(0, rows, row => Fill(first + row, row, columns, labels));
        return new Table([.. columns.Select((numbers, j) => Column.Numeric($"f{j}", numbers))], labels);
    }

    private static void Fill(int i, int row, float[][] columns, bool[] labels)
    {
        Span<double> f = stackalloc double[Columns];
        for (var j = 0; j < 15; j++)
        {
            f[j] = Uniform(i, j);
        }

        for (var j = 15; j < 20; j++)
        {
            f[j] = Uniform(i, j) + Uniform(i, j + 17) + Uniform(i, j + 22) - 1.5;
        }

        for (var j = 20; j < 25; j++)
        {
            f[j] = Math.Floor(Uniform(i, j) * Levels[j - 20]);
        }

        for (var j = 25; j < 29; j++)
        {
            f[j] = -Math.Log(1 - Uniform(i, j));
        }

        f[29] = 0.8 * f[0] + 0.2 * Uniform(i, 29);
        var logOdds =
            -2.2
            + 2 * (f[0] - 0.5)
            + 1.5 * Math.Sin(6.2831853 * f[1])
            + (f[2] > 0.7 && f[20] == 1 ? 1.2 : 0)
            - 0.8 * f[15]
            + f[15] * f[16]
            + (f[25] > 1.5 ? 0.6 : 0)
            + (f[21] >= 3 ? 0.5 : 0)
            + (f[4] > 0.5 && f[5] < 0.3 ? 0.7 : 0)
            + 0.4 * Math.Min(f[26], 3);
        labels[row] = Uniform(i, 60) < 1 / (1 + Math.Exp(-logOdds));
        f[3] = Uniform(i, 50) < 0.10 ? double.NaN : f[3];
        f[26] = Uniform(i, 51) < 0.30 ? double.NaN : f[26];
        for (var j = 0; j < Columns; j++)
        {
            columns[j][row] = (float)f[j];
        }
    }

    /// <summary>A number in [0, 1) of row i and stream j.</summary>
    public static double Uniform(int i, int j)
    {
        var z = unchecked(Seed * Golden) + (ulong)i * 64 + (ulong)j;
        z += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
