using System.Globalization;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Tables;

/// <summary>What the reader of a file took the cells of a column for, where they could mean something else.</summary>
/// <param name="Column">The column.</param>
/// <param name="Text">What they are taken for, and how to say otherwise.</param>
public sealed record Reading(string Column, LocalizedText Text)
{
    private const int Shown = 4;

    internal static Reading Missing(string column, IReadOnlyDictionary<string, int> words)
    {
        var (count, most) = (words.Values.Sum(), words.OrderByDescending(word => word.Value).Take(Shown).ToList());
        return new(
            column,
            new(
                $"{count} cells are read as missing: {string.Join(", ", most.Select(word => $"'{word.Key}'"))}.",
                $"{count} 件を欠損として読みます:{string.Concat(most.Select(word => $"「{word.Key}」"))}"
            )
        );
    }

    internal static Reading Number(string column, NumberReading number)
    {
        var value = number.Value.ToString("R", CultureInfo.InvariantCulture);
        var (other, otherJa) = number.IsDoubtful
            ? ("; if the comma stands before decimals, write a point", "。カンマが小数点なら、ピリオドで書いてください")
            : ("", "");
        return new(
            column,
            new(
                $"Cells such as '{number.Text}' are read as numbers: {value}{other}.",
                $"「{number.Text}」のような値を数値 {value} として読みます{otherJa}。"
            )
        );
    }

    internal static Reading OwnDay(string column) =>
        new(
            column,
            new(
                "It is taken as the day as of which each row was known. --time COL names another, --exclude "
                    + $"{column} leaves it out.",
                $"各行の時点とみなします。別の列なら --time 列、使わないなら --exclude {column} を指定してください。"
            )
        );

    internal static Reading StartAsOwnDay(string column) =>
        new(
            column,
            new(
                "Its name is that of a start, and it is taken as the day of each row: customers who came late are "
                    + "judged by those who came early. Without --time it gives the days since the start.",
                "開始日のような列名ですが、各行の時点として使います(早く始めた顧客で学習し、遅く始めた顧客で検証します)。"
                    + "--time を外すと開始からの日数になります。"
            )
        );

    internal static Reading Tenure(string column, string tenure, DateOnly? to, bool isNamed)
    {
        var day = to?.ToString("O", CultureInfo.InvariantCulture);
        var (until, untilJa) =
            day is null ? ("the row's own day", "その行の時点")
            : isNamed ? (day, day)
            : (
                $"{day}, the latest in the file; --asof DAY says otherwise",
                $"ファイル内で最も遅い {day}(変えるには --asof 日付)"
            );
        return new(
            column,
            new(
                $"It becomes the feature {tenure}: days up to {until}.",
                $"特徴量 {tenure}({untilJa}までの日数)になります。"
            )
        );
    }
}
