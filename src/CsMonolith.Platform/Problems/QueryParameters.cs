using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace CsMonolith.Platform.Problems;

/// <summary>
/// Looks over an operation's query parameters before they are bound: one that it does not have is refused, so that a misspelt one is
/// not silently ignored, and the words of enumerations are read as the document writes them, in camelCase. Lists check their own grammar.
/// </summary>
internal sealed class QueryParameters(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (http.Request.Query.Count == 0 || http.GetEndpoint() is not { } endpoint
            || !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() is not { } parameters
            || parameters.Any(parameter => parameter.ParameterInfo.ParameterType == typeof(ListAsk)))
        {
            return next(http);
        }

        var known = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.ParameterInfo.ParameterType, StringComparer.OrdinalIgnoreCase);
        var faults = new List<FieldFault>();
        var read = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in http.Request.Query)
        {
            read[name] = known.TryGetValue(name, out var type) ? Read(name, values, Nullable.GetUnderlyingType(type) ?? type, faults) : values;
            if (type is null)
            {
                faults.Add(new FieldFault(name, $"'{name}' is not a parameter of this operation. {Nearest.Hint(name, [.. known.Keys], "It has")}",
                    $"「{name}」というパラメーターはありません。{Nearest.HintJa(name, [.. known.Keys])}"));
            }
        }

        if (faults.Count > 0)
        {
            return HallwayErrors.Invalid(faults).ToProblem().ExecuteAsync(http);
        }

        http.Request.Query = new QueryCollection(read);
        return next(http);
    }

    private static StringValues Read(string name, StringValues values, Type type, List<FieldFault> faults)
    {
        if (!type.IsEnum || StringValues.IsNullOrEmpty(values))
        {
            return values;
        }

        var word = Enum.GetNames(type).FirstOrDefault(one => JsonNamingPolicy.CamelCase.ConvertName(one) == values.ToString());
        if (word is not null)
        {
            return word;
        }

        var choices = Listed(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        faults.Add(new FieldFault(name, $"'{values}' is none of {choices}.", $"「{values}」は使えません。使えるもの: {choices}。"));
        return values;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
