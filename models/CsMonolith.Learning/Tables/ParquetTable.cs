using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Progress;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// Reads Parquet files by the rules of <see cref="CsvTable"/>, through DuckDB's library where it is installed.
/// </summary>
/// <remarks>
/// The file is turned into CSV beside the system's other temporary files, at most a few times its size, and read from
/// there, so that both kinds of file mean the same. A time of day is cut off: tables know days. Lists, structures, maps
/// and bytes are refused, never guessed.
/// </remarks>
public static class ParquetTable
{
    private const string Refused = "LIST, STRUCT, MAP, UNION or BLOB: ";

    /// <summary>Reads a file. O(bytes).</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The roles of its columns; the encoding is ignored.</param>
    /// <param name="library">Where DuckDB's library lies; null looks where the system keeps libraries.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <param name="progress">Stage <c>read</c>.</param>
    /// <exception cref="ParquetException">
    /// The library is absent, or a column is of a kind that a table cannot hold.
    /// </exception>
    /// <exception cref="TableException">
    /// Not a Parquet file, or a value is at fault; lines count rows after a header.
    /// </exception>
    public static CsvRead Read(
        string path,
        CsvLayout layout,
        string? library = null,
        CancellationToken cancellation = default,
        IProgress<StageProgress>? progress = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layout);
        using var duck =
            DuckDb.Load(library)
            ?? throw new ParquetException(
                new(
                    "Parquet is read through DuckDB's library, which is not here: install libduckdb and name it in "
                        + "CHURN_DUCKDB, or turn the file into CSV.",
                    "Parquet を読むには DuckDB のライブラリが必要です。libduckdb を入れて CHURN_DUCKDB で場所を指定するか、CSV に変換してください。"
                )
            );
        var folder = Directory.CreateTempSubdirectory("parquet-");
        try
        {
            var csv = Path.Combine(folder.FullName, "rows.csv");
            Convert(duck, Quoted(path), Quoted(csv));
            return CsvTable.Read(csv, layout with { Encoding = CsvEncoding.Utf8 }, cancellation, progress);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Convert(DuckDb duck, string from, string to)
    {
        try
        {
            // The one way to hear of a column without fetching rows: a statement that fails on it, with its name as the
            // reason.
            duck.Run(
                $"""
                SELECT error('{Refused}' || column_name) FROM (DESCRIBE SELECT * FROM read_parquet({from}))
                WHERE column_type LIKE '%[%]' OR column_type LIKE 'STRUCT%' OR column_type LIKE 'MAP%'
                OR column_type LIKE 'UNION%' OR column_type = 'BLOB' LIMIT 1
                """
            );
            duck.Run(
                $"COPY (SELECT * FROM read_parquet({from})) TO {to} (FORMAT csv, HEADER, DATEFORMAT '%Y-%m-%d', "
                    + $"TIMESTAMPFORMAT '%Y-%m-%d')"
            );
        }
        catch (IOException fault) when (fault.Message.IndexOf(Refused, StringComparison.Ordinal) is var at && at >= 0)
        {
            var column = fault.Message[(at + Refused.Length)..].Trim();
            throw new ParquetException(
                new(
                    $"The column '{column}' holds lists, structures or bytes: leave it out or flatten it.",
                    $"列「{column}」は配列・構造・バイト列です。除くか、平らな列にしてください。"
                )
            );
        }
        catch (IOException fault)
        {
            throw new TableException(
                "parquet.file",
                0,
                "",
                fault.Message,
                new(
                    "The file cannot be read as Parquet: write it again.",
                    "Parquet として読めません。書き出し直してください。"
                )
            );
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>Parquet cannot be read here.</summary>
/// <param name="reason">Why, and what to do.</param>
public sealed class ParquetException(LocalizedText reason) : NotSupportedException(reason?.En)
{
    /// <summary>Why, and what to do.</summary>
    public LocalizedText Reason => reason;
}
