using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CsMonolith.Kernel.Tests;

public sealed class MoneyTests
{
    private static readonly Arbitrary<Money> Amounts = (
        from currency in Gen.Elements(Money.Currencies.Keys.ToArray())
        from minor in ArbMap.Default.GeneratorFor<int>()
        select new Money(minor, currency)
    ).ToArbitrary();

    [Fact]
    public void An_amount_written_as_text_is_read_back_unchanged() =>
        Prop.ForAll(
                Amounts,
                money =>
                    JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)) == money
                    && Money.Of(money.ToMajorString(), money.Currency) == money
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_and_taking_away_again_changes_nothing() =>
        Prop.ForAll(
                Amounts,
                ArbMap.Default.ArbFor<int>(),
                (money, minor) => money + new Money(minor, money.Currency) - new Money(minor, money.Currency) == money
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("108.00", "USD", 10800)]
    [InlineData("108", "USD", 10800)]
    [InlineData("120000", "JPY", 120000)]
    [InlineData("-0.5", "EUR", -50)]
    public void An_amount_is_whole_minor_units(string major, string currency, long minor) =>
        Money.Of(major, currency).ShouldBe(new Money(minor, currency));

    [Theory]
    [InlineData("108.001", "USD")]
    [InlineData("1.5", "JPY")]
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

    [Fact]
    public void Currencies_do_not_add_up() =>
        Should.Throw<InvalidOperationException>(() => Money.Of("1", "USD") + Money.Of("1", "JPY"));

    [Theory]
    [InlineData("1.005", "USD", 101)]
    [InlineData("-1.005", "USD", -101)]
    [InlineData("0.5", "JPY", 1)]
    public void Halves_round_away_from_zero(string major, string currency, long minor) =>
        Money.Round(decimal.Parse(major, CultureInfo.InvariantCulture), currency).Minor.ShouldBe(minor);
}
