using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Platform.Jobs;

/// <summary>What jobs came to, as it is shown.</summary>
public static class JobResults
{
    /// <summary>The field of a result that says which kind of job it is of, and so which fields it has.</summary>
    public const string Kind = "kind";

    /// <summary>A stored result with the kind of its job in front.</summary>
    public static JsonElement Shown(JobRow row, string result)
    {
        var shown = new JsonObject { [Kind] = row.Kind };
        foreach (var (name, value) in JsonNode.Parse(result)!.AsObject())
        {
            shown[name] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(shown);
    }
}
