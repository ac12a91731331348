using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// Names the fields of a list, so that the document tells each of its parameters with its type: a client that is
/// generated from it does not compile with an operator that a field does not have.
/// </summary>
public sealed record ListFields(IReadOnlyList<ListField> Fields)
{
    private static readonly (FilterOperator Operator, string About)[] Compared =
    [
        (FilterOperator.Lt, "Less than the value."),
        (FilterOperator.Lte, "The value or less."),
        (FilterOperator.Gt, "More than the value."),
        (FilterOperator.Gte, "The value or more."),
    ];

    /// <summary>The names of the fields.</summary>
    public IEnumerable<string> Names => Fields.Select(one => one.Name);

    internal IEnumerable<OpenApiParameter> Parameters =>
        [
            .. Fields.SelectMany(Filters),
            Parameter(
                "sort",
                "Fields in order of weight, separated by commas; '-' before one for falling order. What is "
                    + "missing comes last.",
                Several(
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Enum =
                        [
                            .. Fields
                                .Where(one => WireValues.HasOrder(one.Type))
                                .SelectMany(one => new JsonNode[] { one.Name, $"-{one.Name}" }),
                        ],
                    }
                )
            ),
            Parameter(
                "limit",
                "Rows on a page.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "1",
                    Maximum = $"{ListAsk.MaxLimit}",
                    Default = JsonValue.Create(50),
                }
            ),
            Parameter(
                "cursor",
                "The field nextCursor of the page before.",
                new OpenApiSchema { Type = JsonSchemaType.String }
            ),
        ];

    private static IEnumerable<OpenApiParameter> Filters(ListField field)
    {
        var missing = WireValues.IsNullable(field.Type);
        yield return Filter(
            field,
            FilterOperator.Eq,
            missing ? "Equal; null: missing." : "Equal.",
            One(field.Type, missing)
        );
        yield return Filter(
            field,
            FilterOperator.Ne,
            missing ? "Not equal; null: present." : "Not equal.",
            One(field.Type, missing)
        );
        yield return Filter(
            field,
            FilterOperator.In,
            "One of these, separated by commas.",
            Several(One(field.Type, missing))
        );
        if (WireValues.HasOrder(field.Type))
        {
            foreach (var (comparison, about) in Compared)
            {
                yield return Filter(field, comparison, about, One(field.Type, isNullable: false));
            }
        }

        if (field.Type == typeof(string))
        {
            yield return Filter(
                field,
                FilterOperator.Contains,
                "Contains the text, whatever its case.",
                One(field.Type, isNullable: false)
            );
        }
    }

    private static OpenApiParameter Filter(ListField field, FilterOperator how, string about, OpenApiSchema schema) =>
        Parameter($"filter[{field.Name}][{how.ToString().ToLowerInvariant()}]", about, schema);

    private static OpenApiParameter Parameter(string name, string about, OpenApiSchema schema)
    {
        var parameter = new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = about,
            Schema = schema,
        };
        if (schema.Type == JsonSchemaType.Array)
        {
            (parameter.Style, parameter.Explode) = (ParameterStyle.Form, false);
        }

        return parameter;
    }

    private static OpenApiSchema Several(OpenApiSchema item) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Items = item,
            MinItems = 1,
            MaxItems = ListAsk.MaxLimit,
        };

    // What is missing is asked for by the word null, which stands beside the values of a type that is no text.
    private static OpenApiSchema One(Type type, bool isNullable)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var schema = plain switch
        {
            _ when plain == typeof(string) => new OpenApiSchema { Type = JsonSchemaType.String },
            _ when plain == typeof(bool) => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            _ when plain == typeof(int) => Number(JsonSchemaType.Integer, "int32"),
            _ when plain == typeof(long) => Number(JsonSchemaType.Integer, "int64"),
            _ when plain == typeof(double) => Number(JsonSchemaType.Number, "double"),
            _ when plain == typeof(Guid) => Text("uuid"),
            _ when plain == typeof(DateOnly) => Text("date"),
            _ when plain == typeof(DateTime) => Text("date-time"),
            _ when plain == typeof(Month) => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = @"^\d{4}-(0[1-9]|1[0-2])$",
            },
            _ when plain.IsEnum => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum =
                [
                    .. Enum.GetNames(plain).Select(word => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(word)),
                    .. isNullable ? new JsonNode[] { "null" } : [],
                ],
            },
            _ => throw new InvalidOperationException($"Lists cannot filter by {plain.Name}."),
        };
        return isNullable && plain != typeof(string) && !plain.IsEnum
            ? new OpenApiSchema
            {
                AnyOf = [schema, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create("null")] }],
            }
            : schema;
    }

    private static OpenApiSchema Number(JsonSchemaType type, string format) => new() { Type = type, Format = format };

    private static OpenApiSchema Text(string format) => new() { Type = JsonSchemaType.String, Format = format };
}
