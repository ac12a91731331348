using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>One call of a README with what it says of the answer.</summary>
/// <param name="Says">Where, and either the value there or the name under which it goes into later calls.</param>
internal sealed record TrailStep(string Path, IReadOnlyList<(string Pointer, string? Value, string? Name)> Says);

/// <summary>
/// Reads the calls of a README: <c>GET path</c> on a line, and below it, indented, <c>pointer = value; pointer is
/// {name}</c>.
/// </summary>
internal static class ReadmeTrail
{
    private const string Call = "GET ";

    public static IReadOnlyList<TrailStep> Of(string file)
    {
        var lines = File.ReadAllLines(file);
        return
        [
            .. lines
                .Index()
                .Where(line => line.Item.StartsWith(Call, StringComparison.Ordinal))
                .Select(line => new TrailStep(
                    line.Item[Call.Length..],
                    [.. lines[line.Index + 1].Split(';').Select(Said)]
                )),
        ];
    }

    /// <summary>The value at a pointer of an answer, as text.</summary>
    public static string? At(JsonNode answer, string pointer) =>
        pointer
            .Split('/')
            .Aggregate(
                (JsonNode?)answer,
                (node, step) =>
                    node is JsonArray list
                        ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]
                        : node?[step]
            )
            ?.ToString();

    private static (string Pointer, string? Value, string? Name) Said(string text) =>
        text.Split(" = ") is [var pointer, var value] ? (pointer.Trim(), value.Trim(), null)
        : text.Split(" is ") is [var where, var name] ? (where.Trim(), null, name.Trim(' ', '{', '}'))
        : throw new FormatException($"'{text}' is neither 'pointer = value' nor 'pointer is {{name}}'.");
}
