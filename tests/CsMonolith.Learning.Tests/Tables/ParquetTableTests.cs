using CsMonolith.Learning.Tables;
using Parquet;
using Parquet.Schema;
using ParquetException = CsMonolith.Learning.Tables.ParquetException;

namespace CsMonolith.Learning.Tests.Tables;

public sealed class ParquetTableTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("parquet-tests-").FullName;

    private string File => Path.Combine(_home, "it's.parquet");

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public async Task Numbers_texts_days_flags_and_gaps_come_through(CompressionMethod method)
    {
        var rows = Enumerable.Range(0, 10_000).ToArray();
        var tiers = new[] { "金, \"銀\"", "銅", null };
        await Write(
            method,
            Column("id", rows.Select(i => (long)i)),
            Column("x", rows.Select(i => i % 10 == 0 ? (double?)null : i / 4.0)),
            Column("tier", rows.Select(i => tiers[i % 3])),
            Column("day", rows.Select(i => new DateTime(2026, 1, 31, 23, 59, 59).AddDays(i % 2))),
            Column("churned", rows.Select(i => i % 3 == 0))
        );

        var read = ParquetTable.Read(File, new CsvLayout("churned", Group: "id"));

        (read.Table.Rows, read.TimeColumn).ShouldBe((10_000, "day"));
        read.Table.Times[1].ShouldBe(new DateOnly(2026, 2, 1));
        read.Table.Groups[17].ShouldBe("17");
        read.Table.Labels[..4].ToArray().ShouldBe([true, false, false, true]);
        read.Table.Find("x")!.Numbers.ToArray().ShouldBe(rows.Select(i => i % 10 == 0 ? float.NaN : i / 4f));
        rows.Select(read.Table.Find("tier")!.Text).ShouldBe(rows.Select(i => tiers[i % 3] ?? ""));
    }

    [Fact]
    public void What_another_program_wrote_is_read_whatever_its_types()
    {
        // Fifty rows i by DuckDB 1.5.6: dictionaries, gaps, zstd.
        var path = Path.Combine(AppContext.BaseDirectory, "Tables", "Files", "written-by-duckdb.parquet");

        var read = ParquetTable.Read(path, new CsvLayout("churned", Group: "u"));

        var table = read.Table;
        int[] rows = [.. Enumerable.Range(0, 50)];
        (table.Rows, read.TimeColumn).ShouldBe((50, "day"));
        read.Dates.Select(column => column.Name).ShouldBe(["zoned"]);
        rows.Select(i => table.Times[i].Day).ShouldBe(rows.Select(i => i % 2 == 0 ? 31 : 1));
        table.Groups[7].ShouldBe("00000000-0000-0000-0000-000000000017");
        table.Find("x")!.Numbers.ToArray().ShouldBe(rows.Select(i => i % 10 == 0 ? float.NaN : i / 4f));
        rows.Select(table.Find("tier")!.Text).ShouldBe(rows.Select(i => new[] { "金, \"銀\"", "銅", "" }[i % 3]));
        rows.Select(table.Find("until")!.Text).ShouldBe(rows.Select(i => i == 1 ? "" : "2026-01-31"));
        rows.Select(table.Find("kind")!.Text).ShouldBe(rows.Select(i => i % 2 == 0 ? "even" : "odd"));
        foreach (var name in new[] { "id", "d9", "u8", "u64" })
        {
            table.Find(name)!.Numbers.ToArray().ShouldBe(rows.Select(i => (float)i), name);
        }

        table.Find("d38")!.Numbers.ToArray().ShouldBe(rows.Select(i => i / 8f));
        table.Find("f")!.Numbers.ToArray().ShouldBe(rows.Select(i => i / 4f));
        table.Find("i8")!.Numbers.ToArray().ShouldBe(rows.Select(i => (float)-i));
        table.Find("nan")!.Numbers.ToArray().ShouldBe(rows.Select(i => i == 3 ? float.NaN : i));
    }

    [Fact]
    public async Task Both_kinds_of_file_give_the_same_table()
    {
        await Write(
            CompressionMethod.Snappy,
            Column("x", new double?[] { 0.1, null, 1e-7, 123456789.125 }),
            Column("text", ["a,b", "", null, "1"]),
            Column("churned", [1L, 0L, 0L, 1L])
        );
        var csv = Path.Combine(_home, "same.csv");
        await System.IO.File.WriteAllTextAsync(
            csv,
            "x,text,churned\n0.1,\"a,b\",1\n,,0\n1E-07,,0\n123456789.125,1,1\n"
        );

        var (parquet, text) = (
            ParquetTable.Read(File, new CsvLayout("churned")).Table,
            CsvTable.Read(csv, new CsvLayout("churned")).Table
        );

        parquet.Find("x")!.Numbers.ToArray().ShouldBe(text.Find("x")!.Numbers.ToArray());
        parquet.Find("text")!.Levels.ShouldBe(text.Find("text")!.Levels);
        parquet.Find("text")!.Codes.ToArray().ShouldBe(text.Find("text")!.Codes.ToArray());
        parquet.Labels.ToArray().ShouldBe(text.Labels.ToArray());
    }

    [Fact]
    public async Task A_value_at_fault_is_named_by_its_row()
    {
        await Write(CompressionMethod.None, Column("x", [1L, 2L, 3L]), Column("churned", ["1", "0", "maybe"]));

        var fault = Should.Throw<TableException>(() => ParquetTable.Read(File, new CsvLayout("churned")));

        (fault.Code, fault.Line, fault.Column, fault.Value).ShouldBe(("label.value", 4, "churned", "maybe"));
    }

    [Fact]
    public async Task A_column_that_is_no_cell_is_refused_by_name()
    {
        foreach (
            var nested in new Field[]
            {
                new ListField("nested", new DataField<int>("element")),
                new StructField("nested", new DataField<int>("a")),
                new DataField("nested", typeof(byte[])),
            }
        )
        {
            await using (var stream = System.IO.File.Create(File))
            {
                await using var writer = await ParquetWriter.CreateAsync(
                    new ParquetSchema(new DataField<int>("x"), nested),
                    stream
                );
            }

            var refused = Should.Throw<ParquetException>(() => ParquetTable.Read(File, new CsvLayout()));

            refused.Reason.En.ShouldContain("'nested'");
            refused.Reason.Ja.ShouldContain("「nested」");
        }
    }

    [Theory]
    [InlineData("PAR1 and no more")]
    [InlineData("x,churned\n1,0\n")]
    [InlineData("")]
    public void A_file_that_is_none_is_a_fault_of_the_data(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Should.Throw<TableException>(() => ParquetTable.Read(File, new CsvLayout())).Code.ShouldBe("parquet.file");
    }

    [Fact]
    public async Task A_file_with_broken_bytes_is_a_fault_of_the_data_or_still_a_table()
    {
        await Write(CompressionMethod.Snappy, Column("x", Enumerable.Range(0, 500).Select(i => (long)(i * i % 97))));
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            byte[] broken = [.. whole];
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            await System.IO.File.WriteAllBytesAsync(File, broken);
            try
            {
                ParquetTable.Read(File, new CsvLayout()).Table.Rows.ShouldBeGreaterThan(0);
            }
            catch (TableException fault)
            {
                fault.Code.ShouldBeOneOf("parquet.file", "csv.empty", "csv.header");
            }
            catch (ParquetException refused)
            {
                refused.Reason.En.ShouldNotBeEmpty();
            }
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private async Task Write(
        CompressionMethod method,
        params (DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Cells)[] columns
    )
    {
        await using var stream = System.IO.File.Create(File);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(columns.Select(column => column.Field)),
            stream,
            new ParquetOptions { CompressionMethod = method }
        );
        using var group = writer.CreateRowGroup();
        foreach (var (field, cells) in columns)
        {
            await cells(group, field);
        }
    }

    private static (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Column<T>(
        string name,
        IEnumerable<T> cells
    )
        where T : struct =>
        (new DataField<T>(name), (group, field) => group.WriteAsync<T>(field, cells.ToArray().AsMemory()));

    private static (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Column<T>(
        string name,
        IEnumerable<T?> cells
    )
        where T : struct =>
        (new DataField<T?>(name), (group, field) => group.WriteAsync<T>(field, cells.ToArray().AsMemory()));

    private static (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Column(
        string name,
        IEnumerable<string?> cells
    ) => (new DataField<string>(name), (group, field) => group.WriteAsync(field, cells.ToArray()!));
}
