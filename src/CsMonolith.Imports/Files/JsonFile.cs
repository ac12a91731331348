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
    /// <param name="bytes">The file.</param>
    /// <param name="most">Names after which no more are looked for.</param>
    public static (IReadOnlyList<string> Headings, int? BrokenAt) Headings(byte[] bytes, int most)
    {
        var (walk, seen, names) = (new Walk(bytes), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        while (names.Count <= most && walk.Next() is { } fields)
        {
            names.AddRange(fields.Keys.Where(seen.Add));
        }

        return (names, walk.BrokenAt);
    }

    /// <summary>The rows with a cell for each heading; what an object does not have is empty.</summary>
    public static IEnumerable<FileRow> Rows(byte[] bytes, IReadOnlyList<string> headings)
    {
        var walk = new Walk(bytes);
        while (walk.Next() is { } fields)
        {
            yield return new FileRow(walk.Line, [.. headings.Select(name => fields.GetValueOrDefault(name, ""))]);
        }
    }

    /// <summary>Goes from object to object, holding one at a time.</summary>
    private sealed class Walk(byte[] bytes)
    {
        private JsonReaderState _state = new(
            new JsonReaderOptions
            {
                AllowMultipleValues = true,
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            }
        );
        private int _at = bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0;
        private int _counted;

        /// <summary>The line on which the present object begins.</summary>
        public int Line { get; private set; } = 1;

        /// <summary>The line from which the file cannot be read.</summary>
        public int? BrokenAt { get; private set; }

        /// <summary>The fields of the next object; <c>null</c> at the end, and where the file breaks.</summary>
        public Dictionary<string, string>? Next()
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(_at), isFinalBlock: true, _state);
            try
            {
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        CountLines(_at + (int)reader.TokenStartIndex);
                        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
                        using var one = JsonDocument.ParseValue(ref reader);
                        Flatten(one.RootElement, "", fields);
                        (_state, _at) = (reader.CurrentState, _at + (int)reader.BytesConsumed);
                        return fields;
                    }

                    if (
                        reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray)
                        || reader.CurrentDepth > 0
                    )
                    {
                        return Break(_at + (int)reader.TokenStartIndex);
                    }
                }
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                // Half a surrogate pair is no JSON error of the reader, but cannot be read either.
                return Break(_at + (int)reader.BytesConsumed);
            }

            (_state, _at) = (reader.CurrentState, _at + (int)reader.BytesConsumed);
            return null;
        }

        private Dictionary<string, string>? Break(int at)
        {
            CountLines(Math.Min(at, bytes.Length));
            BrokenAt = Line;
            return null;
        }

        private void CountLines(int until)
        {
            Line += bytes.AsSpan(_counted, until - _counted).Count(LineFeed);
            _counted = until;
        }
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
