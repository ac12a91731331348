using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds columns of numbers that were read as a category because a few cells hold text.</summary>
internal static class MixedNumbers
{
    /// <summary>Numbers among the filled cells from which on the text looks like a slip.</summary>
    private const double Mostly = 0.8;

    /// <summary>Different numbers from which on they are hardly names of levels.</summary>
    private const int Many = 10;

    public static Finding? Find(Column column)
    {
        if (column.Kind != ColumnKind.Category)
        {
            return null;
        }

        bool[] isNumber = [.. column.Levels.Select(WrittenNumber.IsNumber)];
        int[] filled = [.. Enumerable.Range(0, column.Rows).Where(row => column.Codes[row] >= 0)];
        int[] words = [.. filled.Where(row => !isNumber[column.Codes[row]])];
        return
            words.Length > 0
            && filled.Length - words.Length >= Mostly * filled.Length
            && isNumber.Count(number => number) >= Many
            ? new Finding(
                "data.mixed",
                column.Name,
                Evidence(column, words, filled.Length),
                words.Length,
                (double)words.Length / filled.Length
            )
            : null;
    }

    private static LocalizedText Evidence(Column column, int[] words, int filled)
    {
        var (row, value) = (words[0], column.Text(words[0]));
        return new(
            $"{words.Length} of {filled} filled cells are no numbers, first '{value}' in row {row}, so that all of "
                + $"them count as levels: mend these cells, or empty them if the value is missing.",
            $"入力のある {filled} 件のうち {words.Length} 件が数値でないため(最初は {row} 行目の「{value}」)、列全体が文字として扱われます。値を直すか、欠損なら空にしてください。"
        );
    }
}
