using System.Text;
using System.Text.Json;

namespace CsMonolith.Imports.Files;

/// <summary>
/// Files of JSON: an array of objects, or an object a line. An object is a row and its fields are cells; what lies in
/// an object inside is named by both, as in <c>mrr.amount</c>, and an array stands as it is written.
/// </summary>
internal static class JsonFile
{
    private const byte LineFeed = (byte)'\n';
    private static readonly byte[] Mark = Encoding.UTF8.Preamble.ToArray();

    /// <summary>Whether a file begins as JSON does.</summary>
    public static bool Looks(byte[] bytes)
    {
        var start = Bare(bytes).TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] is (byte)'[' or (byte)'{';
    }

    /// <summary>
    /// The names of all fields, in the order in which they first occur, or the line on which the file cannot be read.
    /// </summary>
    public static (IReadOnlyList<string> Headings, int? BrokenAt) Headings(byte[] bytes)
    {
        var (rows, brokenAt) = Read(bytes);
        return ([.. rows.SelectMany(row => row.Fields.Keys).Distinct(StringComparer.Ordinal)], brokenAt);
    }

    /// <summary>The rows with a cell for each heading; what an object does not have is empty.</summary>
    public static IEnumerable<FileRow> Rows(byte[] bytes, IReadOnlyList<string> headings) =>
        Read(bytes)
            .Rows.Select(row => new FileRow(
                row.Line,
                [.. headings.Select(heading => row.Fields.GetValueOrDefault(heading, ""))]
            ));

    private static (List<(int Line, Dictionary<string, string> Fields)> Rows, int? BrokenAt) Read(byte[] bytes)
    {
        var rows = new List<(int Line, Dictionary<string, string> Fields)>();
        var text = Bare(bytes);
        var reader = new Utf8JsonReader(
            text,
            new JsonReaderOptions
            {
                AllowMultipleValues = true,
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            }
        );
        var (line, counted) = (1, 0);
        try
        {
            while (rows.Count <= FileInspector.MostRows && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    line += text[counted..(int)reader.TokenStartIndex].Count(LineFeed);
                    counted = (int)reader.TokenStartIndex;
                    var fields = new Dictionary<string, string>(StringComparer.Ordinal);
                    using var one = JsonDocument.ParseValue(ref reader);
                    Flatten(one.RootElement, "", fields);
                    rows.Add((line, fields));
                }
                else if (
                    reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray)
                    || reader.CurrentDepth > 0
                )
                {
                    return (rows, line + text[counted..(int)reader.TokenStartIndex].Count(LineFeed));
                }
            }
        }
        catch (JsonException)
        {
            return (rows, line + text[counted..(int)Math.Min(reader.BytesConsumed, text.Length)].Count(LineFeed));
        }

        return (rows, null);
    }

    private static ReadOnlySpan<byte> Bare(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Mark) ? bytes.AsSpan(Mark.Length) : bytes;

    private static void Flatten(JsonElement from, string prefix, Dictionary<string, string> into)
    {
        foreach (var field in from.EnumerateObject())
        {
            var name = prefix + field.Name;
            if (field.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(field.Value, name + ".", into);
            }
            else
            {
                into[name] = field.Value.ValueKind switch
                {
                    JsonValueKind.String => field.Value.GetString()!,
                    JsonValueKind.Null => "",
                    _ => field.Value.GetRawText(),
                };
            }
        }
    }
}
