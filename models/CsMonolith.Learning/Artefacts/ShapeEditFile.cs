using System.Globalization;
using System.Text.Json;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;

namespace CsMonolith.Learning.Artefacts;

/// <summary>The edits of a model as the list <c>edits</c> of its file.</summary>
internal static class ShapeEditFile
{
    private const int MaxEdits = 10_000;

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ShapeEdit> edits)
    {
        json.WriteStartArray("edits");
        foreach (var edit in edits)
        {
            json.WriteStartObject();
            json.WriteString("feature", edit.Feature);
            WriteNumber(json, "logOdds", edit.LogOdds);
            WriteNumber(json, "from", edit.From);
            WriteNumber(json, "to", edit.To);
            if (edit.Level is not null)
            {
                json.WriteString("level", edit.Level);
            }

            if (edit.Direction is { } direction)
            {
                json.WriteNumber("direction", direction);
            }

            json.WriteString("author", edit.Author);
            json.WriteString("reason", edit.Reason);
            json.WriteString("when", edit.When.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static IReadOnlyList<ShapeEdit> Read(JsonFields root) =>
        [
            .. root.List("edits", 0, MaxEdits)
                .Select(field =>
                {
                    field.Only("feature", "logOdds", "from", "to", "level", "direction", "author", "reason", "when");
                    return DateTimeOffset.TryParseExact(
                        field["when"].Text(),
                        "O",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var when
                    )
                        ? new ShapeEdit(
                            field["feature"].Text(),
                            Number(field, "logOdds", ShapeEdit.MaxLogOdds),
                            Number(field, "from", 1e39),
                            Number(field, "to", 1e39),
                            field.Has("level") ? field["level"].Text() : null,
                            field["author"].Text(),
                            field["reason"].Text(),
                            when
                        )
                        {
                            Direction = Direction(field),
                        }
                        : throw field["when"].Fault("a time in the form 2026-01-31T00:00:00.0000000+00:00 is expected");
                }),
        ];

    private static int? Direction(JsonFields field) =>
        !field.Has("direction") ? null
        : field.Whole("direction", -1, 1) is var direction and not 0 ? direction
        : throw field["direction"].Fault("1 or -1 is expected");

    private static double? Number(JsonFields field, string name, double limit) =>
        field.Has(name) ? field.Number(name, -limit, limit) : null;

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } given)
        {
            json.WriteNumber(name, given);
        }
    }
}
