using System.Globalization;
using CsMonolith.Imports.Files;
using CsMonolith.Platform;
using CsMonolith.Platform.Exports;
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
        var (value, fault) = CellReader.Read(Column(ColumnType.Day), cell, Tokyo, workbook);

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
        TableText.Unguarded(guarded).ShouldBe(cell);
    }

    [Theory]
    [InlineData("250万円", 2_500_000)]
    [InlineData("12.5万円", 125_000)]
    [InlineData("1億2,000万円", 120_000_000)]
    [InlineData("3百万", 3_000_000)]
    [InlineData("2千万円", 20_000_000)]
    [InlineData("5千円", 5_000)]
    [InlineData("1万2千", 12_000)]
    [InlineData("85名", 85)]
    [InlineData("１２０席", 120)]
    [InlineData("30 IDs", 30)]
    [InlineData("△1.5万円", -15_000)]
    [InlineData("1,200 JPY", 1_200)]
    public void Amounts_and_counts_are_read_with_their_words(string cell, long value) =>
        Read(ColumnType.Integer, cell).ShouldBe(value);

    [Theory]
    [InlineData("termMonths", "12か月", 12)]
    [InlineData("termMonths", "2年", 24)]
    [InlineData("noticeDays", "90日前", 90)]
    [InlineData("firstResponseMinutes", "2時間", 120)]
    public void A_unit_is_taken_where_the_column_counts_in_it(string name, string cell, long value) =>
        CellReader
            .Read(Column(ColumnType.Integer, name), cell, Tokyo, serials: false)
            .ShouldBe(((object?)value, (CellFault?)null));

    [Theory]
    [InlineData(ColumnType.Integer, "90日")]
    [InlineData(ColumnType.Integer, "10%")]
    [InlineData(ColumnType.Integer, "12kg")]
    [InlineData(ColumnType.Decimal, "85名")]
    [InlineData(ColumnType.Decimal, "1.234,56")]
    [InlineData(ColumnType.Decimal, "10-20万円")]
    [InlineData(ColumnType.Decimal, "#REF!")]
    [InlineData(ColumnType.Text, "#VALUE!")]
    [InlineData(ColumnType.Day, "4/1/2026")]
    [InlineData(ColumnType.Day, "26/4/1")]
    [InlineData(ColumnType.Day, "46113")]
    [InlineData(ColumnType.Instant, "1775000000")]
    [InlineData(ColumnType.Instant, "2026-04-01 13:00 PM")]
    [InlineData(ColumnType.Instant, "2026-04-01 09:00 CEST")]
    [InlineData(ColumnType.Instant, "2026-04-01 09:00+20:00")]
    public void What_may_mean_something_else_is_asked_about(ColumnType type, string cell) =>
        CellReader.Read(Column(type), cell, Tokyo, serials: false).Fault.ShouldNotBeNull();

    [Theory]
    [InlineData(ColumnType.Text, "-")]
    [InlineData(ColumnType.Text, "－")]
    [InlineData(ColumnType.Text, "無し")]
    [InlineData(ColumnType.Integer, "なし")]
    [InlineData(ColumnType.Integer, "n/a")]
    [InlineData(ColumnType.Decimal, "NULL")]
    [InlineData(ColumnType.Day, "―")]
    [InlineData(ColumnType.Day, "#N/A")]
    [InlineData(ColumnType.Flag, "-")]
    public void A_sign_of_nothing_is_nothing(ColumnType type, string cell) => Read(type, cell).ShouldBeNull();

    [Theory]
    [InlineData("2026/4/1 9:05:00 午後 GMT+9", "2026-04-01T12:05:00Z")]
    [InlineData("2026/04/01 午前 0:05", "2026-03-31T15:05:00Z")]
    [InlineData("2026年4月1日 午後3時", "2026-04-01T06:00:00Z")]
    [InlineData("2026-04-01 12:30 PM", "2026-04-01T03:30:00Z")]
    [InlineData("2026-04-01 9:30 +0000", "2026-04-01T09:30:00Z")]
    [InlineData("2026-04-01 09:30:00 UTC", "2026-04-01T09:30:00Z")]
    [InlineData("2026-04-01T09:30:00-05:00", "2026-04-01T14:30:00Z")]
    [InlineData("Apr 1, 2026 9:30 AM", "2026-04-01T00:30:00Z")]
    [InlineData("1 April 2026 09:30", "2026-04-01T00:30:00Z")]
    [InlineData("13/4/2026, 9:30 AM", "2026-04-13T00:30:00Z")]
    [InlineData("4/13/2026 9:30:00", "2026-04-13T00:30:00Z")]
    public void Times_of_form_tools_are_read(string cell, string utc) =>
        Read(ColumnType.Instant, cell)
            .ShouldBe(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));

    [Fact]
    public void What_is_said_of_a_column_decides()
    {
        Day("1/4/2026", new(Dates: DateOrder.DayMonthYear)).ShouldBe(new DateOnly(2026, 4, 1));
        Day("1/4/26", new(Dates: DateOrder.MonthDayYear)).ShouldBe(new DateOnly(2026, 1, 4));
        Day("26/4/1", new(Dates: DateOrder.YearMonthDay)).ShouldBe(new DateOnly(2026, 4, 1));
        Day("46113", new(Dates: DateOrder.ExcelSerial)).ShouldBe(new DateOnly(2026, 4, 1));
        Day("1775000000", new(Dates: DateOrder.Unix)).ShouldBe(new DateOnly(2026, 4, 1));
        Day("1775000000000", new(Dates: DateOrder.Unix)).ShouldBe(new DateOnly(2026, 4, 1));
        Day("2026-03-31 16:00", new(Zone: "UTC")).ShouldBe(new DateOnly(2026, 4, 1));
        Day("2026-04-01", new(Zone: "UTC")).ShouldBe(new DateOnly(2026, 4, 1));
        Day("2026-04-02", new(ExclusiveEnd: true)).ShouldBe(new DateOnly(2026, 4, 1));

        static object? Day(string cell, ColumnReading reading) =>
            CellReader.Read(Column(ColumnType.Day), cell, Tokyo, serials: false, reading).Value;
    }

    private static ImportColumn Column(ColumnType type, string name = "column") =>
        new(name, type, Required: false, "Column", "列");

    private static object? Read(ColumnType type, string cell)
    {
        var (value, fault) = CellReader.Read(Column(type), cell, Tokyo, serials: false);
        fault.ShouldBeNull();
        return value;
    }
}
