using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Demo.Loading;

/// <summary>How a company's tables map to the kinds of import, as company.json says it.</summary>
/// <param name="Source">The name under which the host remembers the mappings.</param>
/// <param name="From">First month of the records, 2023-01.</param>
/// <param name="Through">Last month.</param>
/// <param name="TestFrom">First month of the model's test.</param>
/// <param name="ReportFrom">First month that the report prints.</param>
/// <param name="Tables">In the order in which they can be loaded.</param>
internal sealed record MappedCompany(
    string Source,
    string From,
    string Through,
    string TestFrom,
    string ReportFrom,
    IReadOnlyList<MappedTable> Tables
)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static MappedCompany Read(string directory) =>
        JsonSerializer.Deserialize<MappedCompany>(File.ReadAllText(Path.Combine(directory, "company.json")), Strict)!;
}

/// <param name="Columns">The file's heading by the kind's column.</param>
internal sealed record MappedTable(string Kind, string File, JsonObject Columns);
