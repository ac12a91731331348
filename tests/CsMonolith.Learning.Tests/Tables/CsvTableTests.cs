using System.Text;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Tables;

public sealed class CsvTableTests
{
    private static readonly CsvLayout Labelled = new(Label: "churned");

    [Fact]
    public void Numbers_levels_and_missing_cells_are_told_apart()
    {
        var table = Read("age,tier,churned\n41,gold,1\n,silver,0\n3.5,,1\n").Table;

        table.Find("age")!.Kind.ShouldBe(ColumnKind.Numeric);
        table.Find("age")!.Numbers.ToArray().ShouldBe([41f, float.NaN, 3.5f]);
        table.Find("tier")!.Levels.ShouldBe(["gold", "silver"]);
        table.Find("tier")!.Codes.ToArray().ShouldBe([0, 1, Column.Missing]);
        table.Labels.ToArray().ShouldBe([true, false, true]);
    }

    [Fact]
    public void Where_customers_come_again_each_day_their_column_is_found()
    {
        var read = Panel((customer, month) => $"{customer},2026-0{month}-01,{customer % 3},plan {customer % 3},0");

        (read.GroupColumn, read.TimeColumn).ShouldBe(("who", "as_of"));
        read.Table.Columns.Select(column => column.Name).ShouldBe(["use", "plan"]);
        read.Table.Groups[..4].ToArray().ShouldBe(["c0", "c0", "c0", "c1"]);
    }

    [Fact]
    public void A_column_that_does_not_name_each_customer_once_a_day_is_a_feature()
    {
        // Twice on one day; once in all; on one day only; a number; not asked for; another one named.
        Panel((customer, month) => $"{customer / 2},2026-0{month}-01,1,a,0").GroupColumn.ShouldBeNull();
        Panel((customer, month) => $"{customer}x{month},2026-0{month}-01,1,a,0").GroupColumn.ShouldBeNull();
        Panel((customer, _) => $"{customer},2026-01-01,1,a,0").GroupColumn.ShouldBeNull();
        Panel((customer, month) => $"{customer},2026-0{month}-01,1,a,0", prefix: "").GroupColumn.ShouldBeNull();
        Panel((customer, month) => $"{customer},2026-0{month}-01,1,a,0", layout: Labelled).GroupColumn.ShouldBeNull();
        Panel(
            (customer, month) => $"{customer},2026-0{month}-01,1,a,0",
            layout: Labelled with
            {
                FindsGroup = true,
                Group = "plan",
            }
        )
            .GroupColumn.ShouldBe("plan");
    }

    [Fact]
    public void One_word_among_numbers_makes_a_category() =>
        Read("x,churned\n1,0\n2,1\nunknown,0\n").Table.Find("x")!.Kind.ShouldBe(ColumnKind.Category);

    [Fact]
    public void Words_for_yes_and_no_are_levels_in_a_feature_and_outcomes_in_a_label()
    {
        var table = Read("vip,churned\nTrue,yes\nfalse,NO\n").Table;

        table.Find("vip")!.Kind.ShouldBe(ColumnKind.Category);
        table.Labels.ToArray().ShouldBe([true, false]);
    }

    [Fact]
    public void Quotes_commas_line_ends_and_a_byte_order_mark_are_understood()
    {
        var table = Read("\uFEFFname,churned\r\n\"a, \"\"b\"\"\r\nc\",1\r\n\"\",0\r\n").Table;

        table.Find("name")!.Levels.ShouldBe(["a, \"b\"\r\nc"]);
        table.Find("name")!.IsMissing(1).ShouldBeTrue();
    }

    [Fact]
    public void A_column_of_dates_is_time_and_no_feature()
    {
        var read = Read("snapshot,x,churned\n2026-01-31,1,0\n2026-02-28,2,1\n");

        read.TimeColumn.ShouldBe("snapshot");
        read.Table.Columns.Select(column => column.Name).ShouldBe(["x"]);
        read.Table.Times.ToArray().ShouldBe([new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28)]);
    }

    [Fact]
    public void Levels_have_the_same_codes_whatever_the_order_of_the_rows() =>
        Read("t,churned\nb,0\na,1\n")
            .Table.Find("t")!
            .Levels.ShouldBe(Read("t,churned\na,0\nb,1\n").Table.Find("t")!.Levels);

    [Theory]
    [InlineData("x,churned\n1,0\n2,maybe\n", "label.value", 3, "churned", "maybe")]
    [InlineData("x,churned\n1,0\n2\n", "csv.fields", 3, "x", "2")]
    [InlineData("x,churned\n1,0\n1,2,3\n", "csv.fields", 3, "churned", "3")]
    [InlineData("x,churned\n\"1,0\n", "csv.quote", 2, "x", "1,0\n")]
    [InlineData("x,churned\n\"1\"z,0\n", "csv.quote", 2, "x", "1")]
    [InlineData("x,x,churned\n1,1,0\n", "csv.header", 1, "x", "x")]
    [InlineData("x,churned\n", "csv.empty", 1, "", "")]
    public void A_fault_names_line_column_and_value(string text, string code, long line, string column, string value)
    {
        var fault = Should.Throw<TableException>(() => Read(text));

        (fault.Code, fault.Line, fault.Column, fault.Value).ShouldBe((code, line, column, value));
        fault.Text.Ja.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("a,\"x\"y,churned\n1,2,0\n", "csv.quote", 1, "#2", "x")]
    [InlineData("a,b,churned\n1,\"2\"3,0\n", "csv.quote", 2, "b", "2")]
    [InlineData("a,b,churned\n1,\"\"3,0\n", "csv.quote", 2, "b", "")]
    [InlineData("a,,churned\n1,2,0\n", "csv.header", 1, "", "")]
    [InlineData("", "csv.empty", 1, "", "")]
    [InlineData("\n\n", "csv.empty", 1, "", "")]
    public void The_field_at_fault_is_named_wherever_it_stands(
        string text,
        string code,
        long line,
        string column,
        string value
    )
    {
        var fault = Should.Throw<TableException>(() => Read(text));

        (fault.Code, fault.Line, fault.Column, fault.Value).ShouldBe((code, line, column, value));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    public void Tabs_and_semicolons_separate_where_the_header_has_no_comma(char separator)
    {
        var table = Read($"name{separator}churned\n\"a, b\"{separator}1\nc,d{separator}0\n").Table;

        table.Find("name")!.Levels.ShouldBe(["a, b", "c,d"]);
    }

    [Fact]
    public void A_quote_never_closed_does_not_swallow_a_large_file()
    {
        var fault = Should.Throw<TableException>(() =>
            Read("x,churned\n\"1,0\n" + string.Concat(Enumerable.Repeat("some text,0\n", 500_000)))
        );

        (fault.Code, fault.Line).ShouldBe(("csv.record", 2));
    }

    [Fact]
    public void A_word_far_down_a_column_of_numbers_makes_levels_of_them_as_they_are_written()
    {
        var text = "x,churned\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i}.50,0\n")) + "unknown,1\n";

        var column = Read(text).Table.Find("x")!;

        column.Kind.ShouldBe(ColumnKind.Category);
        column.Levels.Count.ShouldBe(5_001);
        (column.Text(7), column.Text(5_000)).ShouldBe(("7.50", "unknown"));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Numbers_are_the_same_whether_few_or_many(int distinct)
    {
        var numbers = Enumerable.Range(0, 20_000).Select(i => i % 100 == 0 ? float.NaN : i % distinct / 7f).ToArray();
        var text =
            "x,churned\n"
            + string.Concat(
                numbers.Select(n => float.IsNaN(n) ? ",0\n" : System.FormattableString.Invariant($"{n:R},0\n"))
            );

        Read(text).Table.Find("x")!.Numbers.ToArray().ShouldBe(numbers);
    }

    [Fact]
    public void Groups_keep_their_text_and_a_second_column_of_dates_is_left_out()
    {
        var read = Read(
            "id,day,until,churned\n007,2026-01-01,2026-02,0\n,2026-01-02,2026-03,1\n",
            new CsvLayout("churned", Group: "id")
        );

        read.Table.Groups.ToArray().ShouldBe(["007", ""]);
        (read.TimeColumn, read.Table.Columns.Count, read.Table.Rows).ShouldBe(("day", 0, 2));
    }

    [Fact]
    public void Lines_are_counted_within_quotes_too() =>
        Should.Throw<TableException>(() => Read("x,churned\n\"a\nb\",0\nc,what\n")).Line.ShouldBe(4);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        using var stream = new MemoryStream([.. "x,churned\n"u8, 0x83, 0x65, .. ",0\n"u8]);

        Should.Throw<TableException>(() => CsvTable.Read(stream, Labelled)).Code.ShouldBe("csv.encoding");
    }

    [Theory]
    [InlineData("shift_jis", 932)]
    [InlineData("euc-jp", 51932)]
    public void Japanese_files_are_read_in_the_encoding_that_is_named_and_otherwise_refused_by_line(
        string name,
        int page
    )
    {
        var bytes = CodePagesEncodingProvider
            .Instance.GetEncoding(page)!
            .GetBytes("会社,churned\nabc,1\n表示ソフト,0\n能率,1\n");
        using var stream = new MemoryStream(bytes);

        CsvTable.Read(stream, Labelled with { Encoding = name }).Table.Find("会社")!.Text(1).ShouldBe("表示ソフト");
        var fault = Should.Throw<TableException>(() => CsvTable.Read(stream, Labelled));

        (fault.Code, fault.Line, fault.Value).ShouldBe(
            ("csv.encoding", 1L, name == "shift_jis" ? "会社,churned" : fault.Value)
        );
        fault.Text.En.ShouldContain("--encoding");
    }

    [Fact]
    public void An_encoding_that_is_none_is_refused_by_name() =>
        Should
            .Throw<NotSupportedException>(() => Read("x,churned\n1,0\n", Labelled with { Encoding = "ebcdic" }))
            .Message.ShouldContain("shift_jis");

    [Fact]
    public void UTF16_is_known_by_its_mark()
    {
        using var stream = new MemoryStream([
            .. Encoding.Unicode.GetPreamble(),
            .. Encoding.Unicode.GetBytes("会社,churned\n日,1\n"),
        ]);

        CsvTable.Read(stream, Labelled).Table.Find("会社")!.Text(0).ShouldBe("日");
    }

    [Fact]
    public void A_wrong_name_brings_the_nearest_ones() =>
        Should
            .Throw<UnknownColumnException>(() => Read("tenure,price,churned\n1,1,0\n", new CsvLayout("Churn")))
            .Nearest[0]
            .ShouldBe("churned");

    [Fact]
    public void Whatever_a_cell_holds_comes_back_through_quotes()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var cells = Enumerable
                .Range(0, 4)
                .Select(_ =>
                    "v" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => ",\"\n\r日x"[random.Next(6)]))
                )
                .ToArray();
            var text =
                "a,churned\n"
                + string.Concat(
                    cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",0\n")
                );

            var column = Read(text).Table.Find("a")!;

            Enumerable.Range(0, 4).Select(column.Text).ShouldBe(cells);
        }
    }

    // Thirty customers, three months each.
    private static CsvRead Panel(Func<int, int, string> line, string prefix = "c", CsvLayout? layout = null) =>
        Read(
            "who,as_of,use,plan,churned\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 30)
                        .SelectMany(customer =>
                            Enumerable.Range(1, 3).Select(month => $"{prefix}{line(customer, month)}\n")
                        )
                ),
            layout ?? Labelled with { FindsGroup = true }
        );

    private static CsvRead Read(string text, CsvLayout? layout = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CsvTable.Read(stream, layout ?? Labelled);
    }
}
