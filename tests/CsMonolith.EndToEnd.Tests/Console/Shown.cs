using System.Globalization;
using System.Text.Json;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Figures of the API as a Japanese reader of the console sees them.</summary>
internal static class Shown
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>12,345,678円.</summary>
    public static string Money(decimal yen) => Signed(yen, Math.Abs(yen).ToString("N0", Plain) + "円");

    /// <summary>1,234万円, 2.34億円; small amounts in full.</summary>
    public static string MoneyShort(decimal yen)
    {
        var size = Math.Abs(yen);
        return size switch
        {
            >= 100_000_000 => Signed(yen, Rounded(size / 100_000_000, 2).ToString("#,0.0#", Plain) + "億円"),
            >= 10_000 => Signed(yen, Rounded(size / 10_000, 0).ToString("N0", Plain) + "万円"),
            _ => Money(yen),
        };
    }

    /// <summary>82.5 %.</summary>
    public static string Percent(decimal share) => Rounded(share * 100, 1).ToString("N1", Plain) + " %";

    /// <summary>A probability: 8.4 % below a tenth, 41 % from there on.</summary>
    public static string Chance(decimal probability) =>
        probability < 0.1m ? Percent(probability) : Rounded(probability * 100, 0).ToString("N0", Plain) + " %";

    /// <summary>The amount of a sum of money of the API, in yen.</summary>
    public static decimal Yen(this JsonElement money) =>
        decimal.Parse(money.GetProperty("amount").GetString()!, NumberStyles.Float, Plain);

    /// <summary>A ratio of the API: digits as text or a number.</summary>
    public static decimal Ratio(this JsonElement ratio) =>
        ratio.ValueKind == JsonValueKind.String
            ? decimal.Parse(ratio.GetString()!, NumberStyles.Float, Plain)
            : ratio.GetDecimal();

    /// <summary>The yen that a text of the console says: 12,345円.</summary>
    public static decimal Read(string text)
    {
        var digits = text[..text.IndexOf('円', StringComparison.Ordinal)].Trim().Replace('−', '-');
        return decimal.Parse(digits, NumberStyles.Number, Plain);
    }

    private static string Signed(decimal value, string size) => value < 0 ? "−" + size : size;

    private static decimal Rounded(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
