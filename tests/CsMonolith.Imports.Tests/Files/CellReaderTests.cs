using System.Globalization;
using CsMonolith.Imports.Files;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Tests.Files;

public sealed class CellReaderTests
{
    private static readonly Clock Tokyo = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    [Theory]
    [InlineData("2026-04-01")]
    [InlineData("2026/4/1")]
    [InlineData("2026.4.1")]
    [InlineData("2026年4月1日")]
    [InlineData("２０２６年４月１日")]
    [InlineData("2026年4月1日(水)")]
    [InlineData("令和8年4月1日")]
    [InlineData("令和８年４月１日")]
    [InlineData("R8.4.1")]
    [InlineData("平成38年4月1日")]
    [InlineData("20260401")]
    [InlineData("2026-04-01 23:59")]
    [InlineData("2026-03-31T15:00:00Z")]
    [InlineData("2026-04-01T14:59:59.999Z")]
    [InlineData("2026-04-01T00:00:00+09:00")]
    public void A_day_is_read_however_it_is_written(string cell) =>
        Read(ColumnType.Day, cell).ShouldBe(new DateOnly(2026, 4, 1));

    [Theory]
    [InlineData("令和元年5月1日", 2019)]
    [InlineData("昭和64年5月1日", 1989)]
    [InlineData("H31.5.1", 2019)]
    public void Years_of_eras_are_counted_from_their_first(string cell, int year) =>
        Read(ColumnType.Day, cell).ShouldBe(new DateOnly(year, 5, 1));

    [Theory]
    [InlineData("2023-07-28 3:00", "2023-07-27T18:00:00Z")]
    [InlineData("2023-07-28", "2023-07-27T15:00:00Z")]
    [InlineData("2023-07-28T03:00:00.123456Z", "2023-07-28T03:00:00.123456Z")]
    [InlineData("2023年7月28日 3時05分", "2023-07-27T18:05:00Z")]
    public void An_instant_without_a_zone_is_one_of_the_reporting_zone(string cell, string utc) =>
        Read(ColumnType.Instant, cell)
            .ShouldBe(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));

    [Theory]
    [InlineData("１，２３４", 1234)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("¥1,200", 1200)]
    [InlineData("1200円", 1200)]
    [InlineData("△300", -300)]
    [InlineData("(300)", -300)]
    [InlineData("-5", -5)]
    [InlineData("12.00", 12)]
    public void A_whole_number_is_read_as_it_is_written_here(string cell, long value) =>
        Read(ColumnType.Integer, cell).ShouldBe(value);

    [Theory]
    [InlineData("$1,200.50", "1200.50")]
    [InlineData("0.1", "0.1")]
    public void A_decimal_keeps_every_digit(string cell, string value) =>
        Read(ColumnType.Decimal, cell).ShouldBe(decimal.Parse(value, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("はい", true)]
    [InlineData("有", true)]
    [InlineData("○", true)]
    [InlineData("TRUE", true)]
    [InlineData("１", true)]
    [InlineData("Yes", true)]
    [InlineData("いいえ", false)]
    [InlineData("無", false)]
    [InlineData("×", false)]
    [InlineData("False", false)]
    public void Yes_and_no_have_many_names(string cell, bool value) => Read(ColumnType.Flag, cell).ShouldBe(value);

    [Theory]
    [InlineData("　Ａ－００１　", "A-001")]
    [InlineData("株式会社ＡＢＣ", "株式会社ABC")]
    [InlineData("①㈱青空！", "①㈱青空！")]
    [InlineData("'=SUM(A1)", "=SUM(A1)")]
    public void Codes_become_plain_and_prose_stays(string cell, string value) =>
        Read(ColumnType.Text, cell).ShouldBe(value);

    [Theory]
    [InlineData("46113", true)]
    [InlineData("46113.5", true)]
    [InlineData("46113", false)]
    public void A_serial_number_is_a_day_only_in_a_workbook(string cell, bool workbook)
    {
        var (value, fault) = CellReader.Read(ColumnType.Day, cell, Tokyo, workbook);

        (value is null).ShouldBe(!workbook);
        (fault is null).ShouldBe(workbook);
        if (workbook)
        {
            value.ShouldBe(new DateOnly(2026, 4, 1));
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-x", "'-x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-5", "-5")]
    [InlineData("+1,200.5", "+1,200.5")]
    [InlineData("plain", "plain")]
    public void A_formula_is_guarded_and_the_guard_comes_off_again(string cell, string guarded)
    {
        Heading.Guard(cell).ShouldBe(guarded);
        Heading.Unguard(guarded).ShouldBe(cell);
    }

    private static object? Read(ColumnType type, string cell)
    {
        var (value, fault) = CellReader.Read(type, cell, Tokyo, serials: false);
        fault.ShouldBeNull();
        return value;
    }
}
