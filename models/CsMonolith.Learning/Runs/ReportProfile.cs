using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>The report's profile of the columns.</summary>
internal static class ReportProfile
{
    private const int MostColumns = 300;

    public static void Write(ReportPage page, Table table)
    {
        page.Title(new("The data", "データの概要"));
        if (table.Columns.Count > MostColumns)
        {
            page.Paragraph(
                new(
                    $"The first {MostColumns} of {table.Columns.Count} columns.",
                    $"全 {table.Columns.Count} 列のうち先頭 {MostColumns} 列です。"
                )
            );
        }

        page.Table(
            2,
            [
                new("Column", "列"),
                new("Kind", "種類"),
                new("Missing", "空欄"),
                new("Distinct", "種類数"),
                new("Least", "最小"),
                new("Median", "中央値"),
                new("Most", "最大"),
                new("Most frequent", "最頻値"),
            ],
            table
                .Columns.Take(MostColumns)
                .Select(column => column.Kind == ColumnKind.Numeric ? OfNumbers(column) : OfLevels(column))
        );
    }

    private static string[] OfNumbers(Column column)
    {
        var sorted = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order().ToArray();
        var distinct = sorted.Where((number, i) => i == 0 || number != sorted[i - 1]).Count();
        return
        [
            ReportPage.Encode(column.Name),
            ReportPage.Both(new("number", "数値")),
            Missing(column, column.Rows - sorted.Length),
            ReportPage.Figure($"{distinct}"),
            .. sorted.Length == 0
                ? ["–", "–", "–"]
                : new[] { sorted[0], sorted[(sorted.Length - 1) / 2], sorted[^1] }.Select(number =>
                    ReportPage.Figure($"{number:G6}")
                ),
            "",
        ];
    }

    private static string[] OfLevels(Column column)
    {
        var rows = new int[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0)
            {
                rows[code]++;
            }
        }

        var top = rows.Length > 0 ? Array.IndexOf(rows, rows.Max()) : -1;
        return
        [
            ReportPage.Encode(column.Name),
            ReportPage.Both(new("category", "分類")),
            Missing(column, column.Rows - rows.Sum()),
            ReportPage.Figure($"{rows.Count(count => count > 0)}"),
            "",
            "",
            "",
            top < 0
                ? "–"
                : $"{ReportPage.Encode(Cut(column.Levels[top]))} "
                    + $"({ReportPage.Percent((double)rows[top] / column.Rows)})",
        ];
    }

    private static string Missing(Column column, int rows) =>
        ReportPage.Percent((double)rows / Math.Max(column.Rows, 1));

    private static string Cut(string level) => level.Length <= 40 ? level : level[..39] + "…";
}
