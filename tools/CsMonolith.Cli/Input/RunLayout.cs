using System.Globalization;
using System.Text.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>How the table of an earlier run was read, as its run.json tells.</summary>
internal static class RunLayout
{
    /// <param name="run">The object of run.json.</param>
    /// <param name="encoding">How the bytes of the file to be read stand for text.</param>
    public static CsvLayout Of(JsonElement run, string encoding) =>
        new(run.TextOf("label"), run.TextOf("time"), run.TextOf("group"), run.TextOf("weight"), encoding)
        {
            Segment = run.TextOf("segment"),
            Positive = run.TextOf("positive"),
            Exclude = Names(run, "exclude"),
            Only = Names(run, "only"),
            AsOf = DateOnly.TryParseExact(
                run.TextOf("asOf"),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null,
        };

    private static List<string> Names(JsonElement run, string list) =>
        run.TryGetProperty(list, out var names) && names.ValueKind == JsonValueKind.Array
            ?
            [
                .. names
                    .EnumerateArray()
                    .Where(name => name.ValueKind == JsonValueKind.String)
                    .Select(name => name.GetString()!),
            ]
            : [];
}
