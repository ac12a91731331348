using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Tables;

/// <summary>
/// The tests write their files with the library that reads them; the values are then compared with those that were
/// asked for.
/// </summary>
public sealed class ParquetTableTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("parquet-tests-").FullName;

    private static string? Library => Environment.GetEnvironmentVariable("CHURN_DUCKDB");

    private string File => Path.Combine(_home, "it's.parquet");

    [Fact]
    public void Where_there_is_no_library_the_remedy_is_told()
    {
        var refused = Should.Throw<ParquetException>(() =>
            ParquetTable.Read("any.parquet", new CsvLayout(), Path.Combine(_home, "nowhere.so"))
        );

        refused.Reason.En.ShouldContain("CHURN_DUCKDB");
        refused.Reason.Ja.ShouldContain("CHURN_DUCKDB");
    }

    [DuckDbTheory]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("uncompressed")]
    public void Numbers_texts_days_flags_and_gaps_come_through(string codec)
    {
        Write(
            codec,
            """
            SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL ELSE i / 4.0 END AS x, ['金, "銀"', '銅', ''][1 + i % 3] AS tier,
                   TIMESTAMP '2026-01-31 23:59:59' + INTERVAL (i % 2) DAY AS day, i % 3 = 0 AS churned FROM range(10000) t(i)
            """
        );

        var read = ParquetTable.Read(File, new CsvLayout("churned", Group: "id"), Library);

        (read.Table.Rows, read.TimeColumn).ShouldBe((10_000, "day"));
        read.Table.Times[1].ShouldBe(new DateOnly(2026, 2, 1));
        read.Table.Groups[17].ShouldBe("17");
        read.Table.Labels[..4].ToArray().ShouldBe([true, false, false, true]);
        for (var row = 0; row < read.Table.Rows; row++)
        {
            read.Table.Find("x")!.Numbers[row].ShouldBe(row % 10 == 0 ? float.NaN : row / 4f);
            read.Table.Find("tier")!.Text(row).ShouldBe(new[] { "金, \"銀\"", "銅", "" }[row % 3]);
        }
    }

    [DuckDbTheory]
    [InlineData("[1, 2]")]
    [InlineData("{'a': 1}")]
    [InlineData("'ab'::BLOB")]
    public void A_column_that_is_no_cell_is_refused_by_name(string value)
    {
        Write("snappy", $"SELECT 1 AS x, {value} AS nested");

        Should
            .Throw<ParquetException>(() => ParquetTable.Read(File, new CsvLayout(), Library))
            .Message.ShouldContain("'nested'");
    }

    [DuckDbTheory]
    [InlineData("PAR1 and no more")]
    [InlineData("x,churned\n1,0\n")]
    public void A_file_that_is_none_is_a_fault_of_the_data(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Should
            .Throw<TableException>(() => ParquetTable.Read(File, new CsvLayout(), Library))
            .Code.ShouldBe("parquet.file");
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private void Write(string codec, string select)
    {
        using var duck = DuckDb.Load(Library)!;
        duck.Run(
            $"COPY ({select}) TO '{File.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, CODEC "
                + $"'{codec}')"
        );
    }
}

/// <summary>
/// A test over DuckDB's library, which is not part of the repository; where it is not, it says so and is skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DuckDbTheoryAttribute : TheoryAttribute
{
    public DuckDbTheoryAttribute()
    {
        using var duck = DuckDb.Load(Environment.GetEnvironmentVariable("CHURN_DUCKDB"));
        Skip = duck is null ? "DuckDB's library is not here: name libduckdb in CHURN_DUCKDB." : null;
    }
}
