using CsMonolith.Cli.Output;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>Takes columns of a table by the names that stood on the command line.</summary>
internal static class NamedColumns
{
    public static Column Named(CsvRead read, string name) =>
        read.Table.Find(name) ?? throw new UnknownColumnException(name, read.Header);

    /// <summary>Numbers of a column, shape (rows,). A row without a number is refused.</summary>
    public static double[] Numbers(CsvRead read, string name) => Numbers(Named(read, name));

    /// <inheritdoc cref="Numbers(CsvRead, string)"/>
    public static double[] Numbers(Column column)
    {
        for (var row = 0; row < column.Rows; row++)
        {
            if (column.Kind != ColumnKind.Numeric || column.IsMissing(row))
            {
                throw new CliException(
                    ExitCode.Data,
                    new(
                        $"Row {row}, column '{column.Name}', value '{column.Text(row)}': a number is needed in "
                            + $"every row; fill it or leave the row out.",
                        $"{row} 行目、列「{column.Name}」、値「{column.Text(row)}」:すべての行に数値が必要です。埋めるか、行を除いてください。"
                    )
                );
            }
        }

        return Array.ConvertAll(column.Numbers.ToArray(), number => (double)number);
    }

    /// <summary>Texts of a column, shape (rows,); empty where missing.</summary>
    public static string[] Texts(CsvRead read, string name)
    {
        var column = Named(read, name);
        return [.. Enumerable.Range(0, column.Rows).Select(column.Text)];
    }
}
