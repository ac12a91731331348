using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsMonolith.Kernel;

/// <summary>A calendar month in the reporting time zone; on the wire <c>2026-04</c>.</summary>
/// <param name="Year">1900 to 2999.</param>
/// <param name="Number">1 to 12.</param>
[JsonConverter(typeof(MonthJson))]
public readonly record struct Month(int Year, int Number) : IComparable<Month>, IParsable<Month>
{
    /// <summary>The first day.</summary>
    public DateOnly First => new(Year, Number, 1);

    /// <summary>The last day, which still counts: month-end figures are those of this day inclusive.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>The month that a day lies in.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Every month from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static IEnumerable<Month> Between(Month from, Month to)
    {
        for (var month = from; month.CompareTo(to) <= 0; month = month.Plus(1))
        {
            yield return month;
        }
    }

    /// <inheritdoc />
    public static Month Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var month)
            ? month
            : throw new FormatException($"'{s}' is not a month such as 2026-04.");

    /// <inheritdoc />
    public static bool TryParse(string? s, IFormatProvider? provider, out Month result)
    {
        result = default;
        if (
            !DateOnly.TryParseExact(
                s + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            ) || day.Year is < 1900 or > 2999
        )
        {
            return false;
        }

        result = Of(day);
        return true;
    }

    /// <summary>The month so many months later, or earlier if negative.</summary>
    public Month Plus(int months) => Of(First.AddMonths(months));

    /// <inheritdoc />
    public int CompareTo(Month other) => First.CompareTo(other.First);

    /// <inheritdoc />
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>A month on the wire.</summary>
public sealed class MonthJson : JsonConverter<Month>
{
    /// <inheritdoc />
    public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Month.TryParse(reader.GetString(), null, out var month)
            ? month
            : throw new WireException("A month is written 2026-04.", "年月は 2026-04 の形で書きます。");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
