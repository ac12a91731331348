using System.Text;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Tables;

/// <summary>Tables as people have them: amounts, gaps and outcomes in the words of their tools.</summary>
public sealed class TablesOfPeopleTests
{
    [Theory]
    [InlineData("¥654,159", 654_159)]
    [InlineData("￥1,234", 1_234)]
    [InlineData("12,345", 12_345)]
    [InlineData("1,23,456", 123_456)]
    [InlineData("1234円", 1_234)]
    [InlineData("250万円", 2_500_000)]
    [InlineData("12.5万円", 125_000)]
    [InlineData("$1,234.50", 1_234.5)]
    [InlineData("(1,234)", -1_234)]
    [InlineData("▲1,234", -1_234)]
    [InlineData("-¥1,234", -1_234)]
    [InlineData("１，２３４", 1_234)]
    [InlineData("85名", 85)]
    [InlineData("1 234", 1_234)]
    public void An_amount_is_a_number(string cell, double number) =>
        Numbers([cell, cell]).ShouldBe([(float)number, (float)number]);

    [Fact]
    public void A_percentage_is_a_share() => Numbers(["12%", "7.5 %"]).ShouldBe([0.12f, 0.075f]);

    [Theory]
    [InlineData("1,5", "12,25", 1.5, 12.25)]
    [InlineData("1.234,56", "1.234", 1_234.56, 1_234)]
    [InlineData("0,123", "1,500", 0.123, 1.5)]
    [InlineData("1,500", "12,345", 1_500, 12_345)]
    [InlineData("1,500.5", "12,345", 1_500.5, 12_345)]
    public void One_cell_that_fits_one_decimal_mark_only_decides_for_its_column(
        string first,
        string second,
        double one,
        double two
    ) => Numbers([first, second]).ShouldBe([(float)one, (float)two]);

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public void A_column_with_a_decimal_comma_decides_for_the_others_of_its_file(int rows)
    {
        var text =
            "fee;share;churned\n"
            + string.Concat(Enumerable.Range(0, rows).Select(i => $"{1 + i / 1000}.{i % 1000:D3};0,{i % 9 + 1};0\n"));

        var table = Read(text).Table;

        table.Find("fee")!.Numbers[7].ShouldBe(1_007);
        table.Find("share")!.Numbers[7].ShouldBe(0.8f);
    }

    [Fact]
    public void A_comma_that_may_be_either_is_told()
    {
        var read = Read("fee,churned\n\"1,500\",0\n\"12,345\",1\n");

        read.Readings.Single().Text.En.ShouldContain("'1,500' are read as numbers: 1500; if the comma stands");
        read.Readings.Single().Text.Ja.ShouldContain("1500");
    }

    [Theory]
    [InlineData("$5", "€5")]
    [InlineData("10%", "0.1")]
    [InlineData("3日", "3ヶ月")]
    [InlineData("$60K - $80K", "$1")]
    [InlineData("1,2,3", "1,2")]
    [InlineData("03-1234-5678", "1")]
    [InlineData("1.2.3", "1.2")]
    [InlineData("2026-01-31x", "1")]
    public void What_is_no_number_of_one_unit_stays_text(string first, string second) =>
        Read($"x,churned\n\"{first}\",0\n\"{second}\",1\n").Table.Find("x")!.Kind.ShouldBe(ColumnKind.Category);

    [Theory]
    [InlineData("NA")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("N/A")]
    [InlineData("#N/A")]
    [InlineData("-")]
    [InlineData("inf")]
    [InlineData("-Inf")]
    [InlineData(" ")]
    [InlineData("#DIV/0!")]
    public void A_word_for_nothing_is_missing_among_few_numbers_and_many(string word)
    {
        foreach (var rows in new[] { 20, 5_000 })
        {
            foreach (var at in new[] { 0, rows / 2, rows - 1 })
            {
                var cells = Enumerable.Range(0, rows).Select(i => i == at ? word : $"{i}.5").ToArray();

                var read = Read("x,churned\n" + string.Concat(cells.Select(cell => $"{cell},0\n")));

                var column = read.Table.Find("x")!;
                column.Kind.ShouldBe(ColumnKind.Numeric);
                Enumerable.Range(0, rows).Where(column.IsMissing).ShouldBe([at]);
                read.Readings.Select(reading => reading.Text.En)
                    .ShouldBe(word == " " ? [] : [$"1 cells are read as missing: '{word}'."]);
            }
        }
    }

    [Fact]
    public void NA_is_missing_among_words_and_a_word_for_none_is_a_level()
    {
        var column = Read("offer,churned\nNA,0\nnone,1\nA,0\n").Table.Find("offer")!;

        column.Levels.ShouldBe(["A", "none"]);
        column.IsMissing(0).ShouldBeTrue();
    }

    [Fact]
    public void A_column_of_gaps_alone_holds_no_level() =>
        Read("x,churned\nNA,0\n,1\n").Table.Find("x")!.Numbers.ToArray().ShouldBe([float.NaN, float.NaN]);

    [Fact]
    public void A_customer_called_NA_keeps_the_name() =>
        Read("id,x,churned\nNA,1,0\nb,2,1\n", new("churned", Group: "id")).Table.Groups.ToArray().ShouldBe(["NA", "b"]);

    /// <summary>400 different amounts, as an accounting program writes them, were called an identifier.</summary>
    [Theory]
    [InlineData("¥", "")]
    [InlineData("", "円")]
    [InlineData("$", ".50")]
    public void Amounts_that_all_differ_name_no_rows(string before, string behind)
    {
        var random = new Random(15);
        var text = new StringBuilder("fee,logins,churned\n");
        for (var row = 0; row < 400; row++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\"{before}{100_000 + row * 2_000 + random.Next(2_000):N0}{behind}\",{random.Next(40)},{row % 4 / 3}\n"
            );
        }

        var table = Read(text.ToString()).Table;

        table.Find("fee")!.Kind.ShouldBe(ColumnKind.Numeric);
        LeakDetector.Detect(table).Where(finding => finding.Column == "fee").ShouldBeEmpty();
    }

    [Fact]
    public void Amounts_among_which_a_word_stands_are_called_mixed_and_no_identifier()
    {
        var cells = Enumerable.Range(0, 400).Select(i => i == 7 ? "to be told" : $"¥{i + 1},234");

        var found = LeakDetector.Detect(
            Read("fee,churned\n" + string.Concat(cells.Select((cell, i) => $"\"{cell}\",{i % 2}\n"))).Table
        );

        found.Where(finding => finding.Column == "fee").Select(finding => finding.Code).ShouldBe(["data.mixed"]);
    }

    [Theory]
    [InlineData("解約", "継続")]
    [InlineData("はい", "いいえ")]
    [InlineData("Churned", "Stayed")]
    [InlineData("Y", "N")]
    [InlineData("y", "n")]
    [InlineData("Yes", "No")]
    [InlineData("Attrited Customer", "Existing Customer")]
    [InlineData("あり", "なし")]
    [InlineData("1", "-1")]
    [InlineData("解約", "契約更新")]
    [InlineData("cancelled", "running")]
    public void An_outcome_is_known_by_its_word(string positive, string negative) =>
        Read($"x,churned\n1,{positive}\n2,{negative}\n3,{positive}\n")
            .Table.Labels.ToArray()
            .ShouldBe([true, false, true]);

    [Fact]
    public void What_counts_as_the_outcome_is_told_where_it_is_not_plain() =>
        Read("x,churned\n1,Stayed\n2,Churned\n")
            .Readings.Single()
            .Text.En.ShouldStartWith("'Churned' is the outcome, 'Stayed' is not.");

    [Theory]
    [InlineData("1", "2")]
    [InlineData("good", "bad")]
    public void An_outcome_that_nobody_can_know_is_asked_for_and_taken_as_it_is_named(string one, string two)
    {
        var text = $"x,churned\n1,{one}\n2,{two}\n3,{one}\n";

        var fault = Should.Throw<TableException>(() => Read(text));

        fault.Text.En.ShouldContain($"--positive. It holds '{one}', '{two}'.");
        Read(text, Churned with { Positive = two }).Table.Labels.ToArray().ShouldBe([false, true, false]);
    }

    [Fact]
    public void Of_three_values_one_may_be_named()
    {
        var text = "x,status\n1,Churned\n2,Stayed\n3,Joined\n";

        Should.Throw<TableException>(() => Read(text, new("status"))).Value.ShouldBe("Joined");
        Read(text, new("status") { Positive = "churned" }).Table.Labels.ToArray().ShouldBe([true, false, false]);
        var fault = Should.Throw<TableException>(() => Read(text, new("status") { Positive = "gone" }));
        (fault.Code, fault.Value).ShouldBe(("label.positive", "gone"));
        fault.Text.En.ShouldContain("'Churned', 'Stayed', 'Joined'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    public void A_row_without_an_outcome_is_refused_by_line(string cell)
    {
        foreach (var layout in new[] { Churned, Churned with { Positive = "解約" } })
        {
            var fault = Should.Throw<TableException>(() => Read($"x,churned\n1,解約\n2,{cell}\n", layout));
            (fault.Code, fault.Line).ShouldBe(("label.value", 3));
        }
    }

    [Fact]
    public void Columns_are_left_out_or_are_the_only_ones_and_roles_stay()
    {
        var text = "a,b,day,c,churned\n1,2,2026-01-01,3,0\n4,5,2026-02-01,6,1\n";

        Names(Churned with { Exclude = ["b", "day"] }).ShouldBe("a c by ");
        Names(Churned with { Only = ["b"] }).ShouldBe("b by ");
        Names(Churned with { Only = ["b"], Time = "day" }).ShouldBe("b by day");
        Should
            .Throw<UnknownColumnException>(() => Read(text, Churned with { Exclude = ["bb"] }))
            .Nearest.ShouldContain("b");

        string Names(CsvLayout layout) =>
            Read(text, layout) is var read
                ? $"{string.Join(' ', read.Table.Columns.Select(column => column.Name))} by {read.TimeColumn}"
                : "";
    }

    [Fact]
    public void A_start_gives_the_days_since_it_up_to_the_rows_own_day()
    {
        var read = Read("signup_date,month,churned\n2025-01-01,2025-02-01,0\n2025-01-31,2025-03-01,1\n");

        read.TimeColumn.ShouldBe("month");
        read.Table.Columns.Single().Name.ShouldBe("days_since_signup_date");
        read.Table.Columns.Single().Numbers.ToArray().ShouldBe([31f, 29f]);
        read.Readings.Select(reading => reading.Column).ShouldBe(["month", "signup_date"]);
    }

    [Fact]
    public void Without_a_day_of_their_own_rows_are_counted_to_the_day_that_is_named_or_the_latest()
    {
        const string text = "契約開始日,churned\n2025/1/1,0\n,1\n2025/1/31,1\n";

        Tenure(Churned).ShouldBe([30f, float.NaN, 0f]);
        Tenure(Churned with { AsOf = new DateOnly(2025, 2, 1) }).ShouldBe([31f, float.NaN, 1f]);
        Read(text).Readings.Single().Text.En.ShouldContain("2025-01-31, the latest in the file; --asof DAY");

        float[] Tenure(CsvLayout layout) => Read(text, layout).Table.Columns.Single().Numbers.ToArray();
    }

    [Fact]
    public void A_start_that_is_named_as_the_rows_own_day_is_taken_and_told()
    {
        var read = Read("signup_date,x,churned\n2025-01-01,1,0\n2025-01-31,2,1\n", new("churned", Time: "signup_date"));

        read.TimeColumn.ShouldBe("signup_date");
        read.Readings.Single().Text.En.ShouldContain("that of a start");
    }

    private static readonly CsvLayout Churned = new(Label: "churned");

    private static float[] Numbers(string[] cells)
    {
        var column = Read("x;churned\n" + string.Concat(cells.Select(cell => $"{cell};0\n"))).Table.Find("x")!;
        column.Kind.ShouldBe(ColumnKind.Numeric);
        return column.Numbers.ToArray();
    }

    private static CsvRead Read(string text, CsvLayout? layout = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CsvTable.Read(stream, layout ?? Churned);
    }
}
