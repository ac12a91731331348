using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Platform.Exports;

/// <summary>Rows as text.</summary>
public static class TableText
{
    private const char Guard = '\'';

    /// <summary>
    /// Writes rows as CSV (RFC 4180): a heading, then a line a row. A list or an object inside a row stands as JSON in
    /// its cell. With a byte order mark, since spreadsheets take a file without one for the local code page, and with a '
    /// before what they would take for a formula.
    /// </summary>
    public static async Task Csv(
        IReadOnlyList<string> columns,
        IAsyncEnumerable<IReadOnlyList<JsonNode?>> rows,
        Stream stream,
        CancellationToken cancellation
    )
    {
        await using var text = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            leaveOpen: true
        )
        {
            NewLine = "\r\n",
        };
        await text.WriteLineAsync(string.Join(',', columns.Select(Quoted)));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await text.WriteLineAsync(string.Join(',', row.Select(cell => Quoted(Cell(cell)))));
        }
    }

    /// <summary>Writes rows as JSON, an object a line.</summary>
    public static async Task JsonLines(
        IReadOnlyList<string> columns,
        IAsyncEnumerable<IReadOnlyList<JsonNode?>> rows,
        Stream stream,
        CancellationToken cancellation
    )
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
            var line = new JsonObject(columns.Select((column, i) => KeyValuePair.Create(column, row[i]?.DeepClone())));
            await text.WriteLineAsync(line.ToJsonString(Wire.Json));
        }
    }

    /// <summary>
    /// The text that a cell stands for: what was guarded against being taken for a formula, without its guard.
    /// </summary>
    public static string Unguarded(string cell) =>
        cell.Length > 1 && cell[0] == Guard && IsOdd(cell.AsSpan(1)) ? cell[1..] : cell;

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
        IsOdd(text) && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? Guard + text
            : text;

    // What begins like a formula, and what already looks guarded, so that taking one guard off gives the text again.
    private static bool IsOdd(ReadOnlySpan<char> text)
    {
        while (text.Length > 1 && text[0] == Guard)
        {
            text = text[1..];
        }

        return text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
