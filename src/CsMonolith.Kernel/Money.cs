using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsMonolith.Kernel;

/// <summary>An amount in whole minor units of one ISO 4217 currency: yen, cents.</summary>
/// <param name="Minor">Minor units; may be negative.</param>
/// <param name="Currency">Three capital letters, one of <see cref="Currencies"/>.</param>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Minor, string Currency)
{
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>The accepted currencies with their number of decimals.</summary>
    public static IReadOnlyDictionary<string, int> Currencies => Iso4217.Decimals;

    /// <summary>The amount in major units: 108.00, 120000.</summary>
    public decimal Major => Minor / Scale(Currency);

    /// <summary>Reads a decimal string in major units.</summary>
    /// <exception cref="FormatException">The currency is unknown, the text is no number, or it has too many
    /// decimals.</exception>
    public static Money Of(string major, string currency) =>
        TryParse(major, currency, out var money)
            ? money
            : throw new FormatException($"'{major} {currency}' is not an amount.");

    /// <summary>
    /// Reads a decimal string in major units; refuses unknown currencies and decimals that the currency lacks.
    /// </summary>
    public static bool TryParse(string? major, string? currency, out Money money) =>
        Refusal(major, currency, out money) is null;

    /// <summary>
    /// Reads a decimal string in major units, or says what is wrong with it: the currency, the number, its size or its
    /// decimals. The sentences name the value and the remedy.
    /// </summary>
    /// <returns><c>null</c> where it is an amount.</returns>
    public static (string En, string Ja)? Refusal(string? major, string? currency, out Money money)
    {
        money = default;
        if (currency is null || !Currencies.TryGetValue(currency, out var decimals))
        {
            return Iso4217.Unknown(currency);
        }

        if (
            !decimal.TryParse(
                major,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
        {
            return (
                $"'{major}' is no amount. Write a decimal number in major units, such as 108 or 108.5.",
                $"「{major}」は金額として読めません。108 や 108.5 のような主単位の十進数で書いてください。"
            );
        }

        if (Math.Abs(amount) > Most)
        {
            return (
                $"{major} is more than {Most:0}, the most that an amount may be. Give a smaller one.",
                $"{major} は金額の上限 {Most:0} を超えています。小さくしてください。"
            );
        }

        var minor = amount * Scale(currency);
        if (minor != decimal.Truncate(minor))
        {
            return (
                $"{major} has more decimals than {currency}, which has {decimals}. Round it.",
                $"{major} の小数は {currency} の桁数({decimals}桁)を超えています。丸めてください。"
            );
        }

        money = new Money((long)minor, currency);
        return null;
    }

    /// <summary>Rounds an amount in major units to the currency's minor unit, half away from zero.</summary>
    public static Money Round(decimal major, string currency) =>
        new((long)Math.Round(major * Scale(currency), MidpointRounding.AwayFromZero), currency);

    /// <summary>Zero in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Adds; both must be of one currency.</summary>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.Minor + Same(left, right)), left.Currency);

    /// <summary>Subtracts; both must be of one currency.</summary>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.Minor - Same(left, right)), left.Currency);

    /// <summary>Adds by name.</summary>
    public Money Add(Money other) => this + other;

    /// <summary>Subtracts by name.</summary>
    public Money Subtract(Money other) => this - other;

    /// <summary>The wire form of the amount: <c>108.00</c>, <c>120000</c>.</summary>
    public string ToMajorString() => Major.ToString("F" + Currencies[Currency], CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => $"{ToMajorString()} {Currency}";

    private static decimal Scale(string currency) =>
        Currencies[currency] switch
        {
            0 => 1m,
            2 => 100m,
            _ => 1_000m,
        };

    private static long Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? right.Minor
            : throw new InvalidOperationException(
                $"{left.Currency} and {right.Currency} do not add up without a rate."
            );
}

/// <summary>Money on the wire: <c>{"amount":"108.00","currency":"USD"}</c>, a decimal string in major units.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    /// <inheritdoc />
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (
            root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Count() != 2
            || !root.TryGetProperty("amount", out var amount)
            || amount.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("currency", out var currency)
            || currency.ValueKind != JsonValueKind.String
        )
        {
            throw new WireException(
                """An amount is {"amount":"108.00","currency":"USD"}: a decimal string in major units, with no more decimals than the currency has.""",
                """金額は {"amount":"108.00","currency":"USD"} の形です。amount は主単位の十進数の文字列で、小数は通貨の桁数までです。"""
            );
        }

        return Money.Refusal(amount.GetString(), currency.GetString(), out var money) is { } refusal
            ? throw new WireException(refusal.En, refusal.Ja)
            : money;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToMajorString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
