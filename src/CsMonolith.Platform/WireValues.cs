using System.Globalization;
using System.Text.Json;
using CsMonolith.Kernel;

namespace CsMonolith.Platform;

/// <summary>
/// The written form of single values in addresses and bodies: how they are read, and what they are called.
/// </summary>
internal static class WireValues
{
    /// <summary>
    /// Whether a list may order by it. Enumerations and months are stored as text whose order means nothing.
    /// </summary>
    public static bool HasOrder(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: false } plain && plain != typeof(Month);

    /// <summary>Whether it is one value that stands by itself in an address.</summary>
    public static bool IsSingle(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (
            plain.IsEnum
            || plain.IsPrimitive
            || plain == typeof(string)
            || plain == typeof(Guid)
            || plain == typeof(DateOnly)
            || plain == typeof(DateTime)
            || plain == typeof(Month)
        );

    /// <summary>Whether it may be missing.</summary>
    public static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>Reads a value of a type; <c>null</c> stands for what is missing, where it may be.</summary>
    /// <exception cref="InvalidOperationException">The type has no written form.</exception>
    public static bool TryRead(string text, Type type, out object? value)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var culture = CultureInfo.InvariantCulture;
        value = null;
        if (text == "null" && IsNullable(type))
        {
            return true;
        }

        value = plain switch
        {
            _ when plain == typeof(string) => text.Contains('\0') ? null : text,
            _ when plain == typeof(Guid) => Guid.TryParse(text, out var id) ? id : null,
            _ when plain == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number)
                ? number
                : null,
            _ when plain == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number)
                ? number
                : null,
            _ when plain == typeof(double) => double.TryParse(text, NumberStyles.Float, culture, out var number)
            && double.IsFinite(number)
                ? number
                : null,
            _ when plain == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when plain == typeof(DateOnly) => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                culture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null,
            _ when plain == typeof(DateTime) => DateTime.TryParse(
                text,
                culture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var at
            )
                ? at
                : null,
            _ when plain == typeof(Month) => Month.TryParse(text, culture, out var month) ? month : null,
            _ when plain.IsEnum => Enum.TryParse(plain, text, ignoreCase: true, out var word)
            && !int.TryParse(text, out _)
                ? word
                : null,
            _ => throw new InvalidOperationException($"Lists cannot filter by {plain.Name}."),
        };
        return value is not null;
    }

    /// <summary>What a value of a type is called where another one was sent.</summary>
    public static (string En, string Ja) NameOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(DateOnly) => ("a day such as 2026-04-01", "2026-04-01 のような日付"),
            _ when plain == typeof(Month) => ("a month such as 2026-04", "2026-04 のような年月"),
            _ when plain == typeof(bool) => ("true or false", "true か false"),
            _ when plain.IsEnum => (
                $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
                $"{string.Join("、", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName))} のいずれか"
            ),
            _ when plain == typeof(Guid) => ("an id", "ID"),
            _ when plain == typeof(string) => ("a text", "文字"),
            _ when plain == typeof(DateTime) => (
                "a time such as 2026-04-01T09:00:00Z",
                "2026-04-01T09:00:00Z のような日時"
            ),
            _ when plain == typeof(int) || plain == typeof(long) => ("a whole number", "整数"),
            _ => ("a number", "数値"),
        };
    }
}
