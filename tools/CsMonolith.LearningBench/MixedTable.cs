using System.Globalization;
using System.Text;

namespace CsMonolith.LearningBench;

/// <summary>
/// Accounts as a business has them: 26 numbers and 14 texts, a third of them with missing cells, and an outcome with
/// bends, steps and products.
/// </summary>
/// <remarks>
/// The same on every machine: every cell is made from <see cref="MadeTable.Uniform"/> of its row and column.
/// </remarks>
internal static class MixedTable
{
    private const int Numbers = 26;
    private const int Texts = 14;

    // Streams of numbers apart from those of the cells.
    private const int MissingStream = 100;
    private const int LabelStream = 200;

    private static readonly int[] Levels = [2, 3, 3, 4, 5, 6, 8, 10, 12, 16, 20, 30, 40, 60];

    /// <summary>Writes rows as CSV, label <c>churned</c> last. O(rows).</summary>
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(
            path,
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        file.WriteLine(
            string.Join(
                ',',
                [
                    .. Enumerable.Range(0, Numbers).Select(j => $"n{j}"),
                    .. Enumerable.Range(0, Texts).Select(j => $"t{j}"),
                    "churned",
                ]
            )
        );
        var line = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            line.Clear();
            var (numbers, levels) = (NumbersOf(row), LevelsOf(row));
            for (var j = 0; j < Numbers; j++)
            {
                line.Append(IsMissing(row, j) ? "" : numbers[j].ToString("G6", CultureInfo.InvariantCulture))
                    .Append(',');
            }

            for (var j = 0; j < Texts; j++)
            {
                line.Append(
                        IsMissing(row, Numbers + j)
                            ? ""
                            : string.Create(CultureInfo.InvariantCulture, $"level {levels[j]}")
                    )
                    .Append(',');
            }

            var churned = MadeTable.Uniform(row, LabelStream) < 1 / (1 + Math.Exp(-LogOddsOf(numbers, levels)));
            file.WriteLine(line.Append(churned ? '1' : '0'));
        }
    }

    // Thirds: uniform, long-tailed, small whole numbers.
    private static double[] NumbersOf(int row) =>
        [
            .. Enumerable
                .Range(0, Numbers)
                .Select(j =>
                    (j % 3) switch
                    {
                        0 => MadeTable.Uniform(row, j),
                        1 => -Math.Log(1 - MadeTable.Uniform(row, j)) * (j + 1),
                        _ => Math.Floor(MadeTable.Uniform(row, j) * (j + 2)),
                    }
                ),
        ];

    // Some levels are common, most are not.
    private static int[] LevelsOf(int row) =>
        [
            .. Enumerable
                .Range(0, Texts)
                .Select(j => (int)(Levels[j] * Math.Pow(MadeTable.Uniform(row, Numbers + j), 1.7))),
        ];

    private static bool IsMissing(int row, int column) =>
        column % 3 == 1 && MadeTable.Uniform(row, MissingStream + column) < 0.02 * (column % 8);

    private static double LogOddsOf(double[] n, int[] t) =>
        -2.3
        + 1.6 * (n[0] - 0.5)
        + 1.2 * Math.Sin(6.2831853 * n[3])
        + (n[6] > 0.7 && t[2] == 1 ? 1.1 : 0)
        - 0.25 * Math.Min(n[1], 6) * (n[9] - 0.3)
        + (n[5] >= 4 ? 0.6 : -0.2)
        + 0.5 * ((t[4] % 3) - 1)
        + (t[9] % 4 == 2 ? 0.7 : 0)
        + (n[12] > 0.5 && n[15] < 0.3 ? 0.8 : 0)
        - 0.03 * Math.Min(n[7], 30)
        + (t[13] % 5 == 1 ? 0.4 : 0);
}
