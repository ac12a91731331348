using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;

namespace CsMonolith.Kernel.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public sealed class MoneyTests
{
    [Property]
    public bool An_amount_written_as_text_is_read_back_unchanged(Money money) =>
        JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)) == money
        && Money.Of(money.ToMajorString(), money.Currency) == money;

    [Property]
    public bool Adding_and_taking_away_again_changes_nothing(Money money, int minor) =>
        money + new Money(minor, money.Currency) - new Money(minor, money.Currency) == money;

    [Theory]
    [InlineData("108.00", "USD", 10800)]
    [InlineData("108", "USD", 10800)]
    [InlineData("120000", "JPY", 120000)]
    [InlineData("-0.5", "EUR", -50)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("12", "BHD", 12000)]
    [InlineData("500", "CLP", 500)]
    public void An_amount_is_whole_minor_units(string major, string currency, long minor) =>
        Money.Of(major, currency).ShouldBe(new Money(minor, currency));

    [Theory]
    [InlineData("108.001", "USD")]
    [InlineData("1.5", "JPY")]
    [InlineData("1.2345", "KWD")]
    [InlineData("1", "XAU")]
    [InlineData("1e3", "USD")]
    [InlineData("1,000", "USD")]
    [InlineData("", "USD")]
    [InlineData("10000000000000", "USD")]
    [InlineData("1", "XXX")]
    [InlineData("1", "usd")]
    public void Text_that_is_no_amount_is_refused(string major, string currency) =>
        Money.TryParse(major, currency, out _).ShouldBeFalse();

    [Theory]
    [InlineData("""{"amount":108,"currency":"USD"}""")]
    [InlineData("""{"amount":"108.00"}""")]
    [InlineData("""{"amount":"108.00","currency":"USD","tax":"8"}""")]
    [InlineData("\"108 USD\"")]
    public void Other_forms_on_the_wire_are_refused_with_the_right_one(string json) =>
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<Money>(json))
            .Message.ShouldContain("decimal string");

    [Theory]
    [InlineData("1", "KWX", "KWX", "ISO 4217")]
    [InlineData("1.2345", "KWD", "1.2345", "KWD, which has 3")]
    [InlineData("1.5", "JPY", "1.5", "JPY, which has 0")]
    [InlineData("1e3", "USD", "1e3", "decimal number")]
    [InlineData("2000000000000", "USD", "2000000000000", "1000000000000")]
    public void A_refusal_names_what_is_wrong_and_nothing_else(string major, string currency, string value, string why)
    {
        var (en, ja) = Money.Refusal(major, currency, out _)!.Value;

        en.ShouldContain(value);
        ja.ShouldContain(value);
        en.ShouldContain(why);
        en.Contains("decimals", StringComparison.Ordinal).ShouldBe(why.Contains("which has", StringComparison.Ordinal));
        Should
            .Throw<WireException>(() =>
                JsonSerializer.Deserialize<Money>($$"""{"amount":"{{major}}","currency":"{{currency}}"}""")
            )
            .Message.ShouldBe(en);
    }

    [Theory]
    [InlineData("ISK", 0)]
    [InlineData("XOF", 0)]
    [InlineData("EUR", 2)]
    [InlineData("ZWG", 2)]
    [InlineData("XCG", 2)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    public void A_currency_has_the_decimals_of_ISO_4217(string code, int decimals) =>
        Money.Currencies[code].ShouldBe(decimals);

    /// <summary>
    /// Of the list's 178 codes, 13 have no minor unit and two have four decimals; six were withdrawn since 2021.
    /// </summary>
    [Fact]
    public void The_list_is_whole()
    {
        Money.Currencies.Count.ShouldBe(178 - 13 - 2 + 6);
        Money
            .Currencies.CountBy(one => one.Value)
            .OrderBy(one => one.Key)
            .Select(one => (one.Key, one.Value))
            .ShouldBe([(0, 17), (2, 139 + 6), (3, 7)]);
        Money.Currencies.Keys.ShouldAllBe(code => code.Length == 3 && code.All(char.IsAsciiLetterUpper));
    }

    [Fact]
    public void Currencies_do_not_add_up() =>
        Should.Throw<InvalidOperationException>(() => Money.Of("1", "USD") + Money.Of("1", "JPY"));

    [Theory]
    [InlineData("1.005", "USD", 101)]
    [InlineData("-1.005", "USD", -101)]
    [InlineData("0.5", "JPY", 1)]
    [InlineData("1.0005", "KWD", 1001)]
    public void Halves_round_away_from_zero(string major, string currency, long minor) =>
        Money.Round(decimal.Parse(major, CultureInfo.InvariantCulture), currency).Minor.ShouldBe(minor);
}
