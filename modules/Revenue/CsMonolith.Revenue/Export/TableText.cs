using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Revenue.Export;

/// <summary>Rows as text.</summary>
internal static class TableText
{
    // News are told, not kept.
    private const string Untold = "news";

    /// <summary>
    /// A row as one JSON object: every stored field and what follows from it, such as amounts with their currency.
    /// </summary>
    public static JsonObject Of(object row)
    {
        var text = JsonSerializer.SerializeToNode(row, row.GetType(), Wire.Json)!.AsObject();
        text.Remove(Untold);
        return text;
    }

    /// <summary>
    /// Writes rows as CSV (RFC 4180): a heading, then a line a row. An object inside a row stands as JSON in its cell;
    /// a table without rows is a file without lines. With a byte order mark, since spreadsheets take a file without one
    /// for the local code page, and with a ' before what they would take for a formula.
    /// </summary>
    public static async Task Csv(IAsyncEnumerable<object> rows, Stream stream, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            leaveOpen: true
        )
        {
            NewLine = "\r\n",
        };
        var isFirst = true;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            var cells = Of(row);
            if (isFirst)
            {
                await text.WriteLineAsync(string.Join(',', cells.Select(cell => Quoted(cell.Key))));
                isFirst = false;
            }

            await text.WriteLineAsync(string.Join(',', cells.Select(cell => Quoted(Cell(cell.Value)))));
        }
    }

    /// <summary>Writes rows as JSON, an object a line.</summary>
    public static async Task JsonLines(IAsyncEnumerable<object> rows, Stream stream, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        )
        {
            NewLine = "\n",
        };
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await text.WriteLineAsync(Of(row).ToJsonString(Wire.Json));
        }
    }

    private static string Cell(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonValue one => one.GetValueKind() == JsonValueKind.String
                ? Guarded(one.GetValue<string>())
                : one.ToJsonString(Wire.Json),
            _ => value.ToJsonString(Wire.Json),
        };

    private static string Guarded(string text) =>
        text.Length > 0
        && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠'
        && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
