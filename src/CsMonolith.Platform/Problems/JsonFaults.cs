using System.Text.Json;
using System.Text.RegularExpressions;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Outbox;

namespace CsMonolith.Platform.Problems;

/// <summary>
/// Says in the document's words what a body's reader found at fault. The reader speaks of its own types and in English
/// alone, and what it found can only be taken from its sentence.
/// </summary>
internal static partial class JsonFaults
{
    /// <summary>What a body is refused with that does not fit.</summary>
    public static Error Refusal(JsonException json)
    {
        var pointer = json.Path is null
            ? ""
            : json
                .Path.Replace("$", "", StringComparison.Ordinal)
                .Replace('.', '/')
                .Replace("[", "/", StringComparison.Ordinal)
                .Replace("]", "", StringComparison.Ordinal);
        return PlatformErrors.Invalid(Fault(pointer, json.Message.Split(" Path:")[0], json));
    }

    /// <summary>The fields that the reader found missing; <c>null</c> where that is not what it found.</summary>
    public static IReadOnlyList<string>? MissingIn(JsonException json) =>
        MissingNames().Match(json.Message.Split(" Path:")[0]) is { Success: true } missing
            ? missing
                .Groups["names"]
                .Value.Replace("'", "", StringComparison.Ordinal)
                .TrimEnd('.')
                .Split(',', StringSplitOptions.TrimEntries)
            : null;

    /// <summary>The fault of an object that lacks fields.</summary>
    public static FieldFault Missing(string pointer, IReadOnlyList<string> names)
    {
        var joined = string.Join(", ", names);
        return new FieldFault(pointer, $"Missing: {joined}.", $"必要な項目がありません: {joined}。");
    }

    private static FieldFault Fault(string pointer, string reason, JsonException json)
    {
        if (Unfit().Match(reason) is { Success: true } unfit)
        {
            var (en, ja) = Wanted(unfit.Groups["type"].Value, pointer[(pointer.LastIndexOf('/') + 1)..]);
            return new FieldFault(pointer, $"This is not {en}.", $"この値は{ja}ではありません。");
        }

        if (Foreign().Match(reason) is { Success: true } foreign)
        {
            var name = foreign.Groups["name"].Value;
            return new FieldFault(
                pointer,
                $"'{name}' is not a field of what this operation takes; the document lists them.",
                $"「{name}」という項目はありません。使える項目は API 文書にあります。"
            );
        }

        if (MissingIn(json) is { } missing)
        {
            return Missing(pointer, missing);
        }

        if (Null().Match(reason) is { Success: true } empty)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(empty.Groups["name"].Value);
            return new FieldFault(pointer, $"'{name}' cannot be null.", $"「{name}」に null は使えません。");
        }

        // Our own converters say what they want, in both languages; all else is text that is no JSON.
        return json is WireException own
            ? new FieldFault(pointer, own.Message, own.Ja)
            : new FieldFault(
                pointer,
                $"The body is not JSON from line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1} on.",
                $"本文は {json.LineNumber + 1} 行目 {json.BytePositionInLine + 1} バイト目から JSON として読めません。"
            );
    }

    // The reader names the type of the field, or that of the object in which the field stands.
    private static (string En, string Ja) Wanted(string typeName, string field)
    {
        var named = AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(typeName))
            .FirstOrDefault(found => found is not null);
        var type =
            named
                ?.GetProperties()
                .FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == field)
                ?.PropertyType
            ?? named;
        return type is not null && WireValues.IsSingle(type)
            ? WireValues.NameOf(type)
            : ("of the form that this field has in the document", "API 文書にあるこの項目の形");
    }

    [GeneratedRegex(
        @"could not be converted to (System\.Nullable`1\[)?(?<type>[A-Za-z0-9_.+]*[A-Za-z0-9_])",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Unfit();

    [GeneratedRegex("^The JSON property '(?<name>.*)' could not be mapped", RegexOptions.ExplicitCapture)]
    private static partial Regex Foreign();

    [GeneratedRegex("missing required properties including: (?<names>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex MissingNames();

    [GeneratedRegex(
        "^The (?:property or field|constructor parameter) '(?<name>[^']*)' .*doesn't allow",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Null();
}
