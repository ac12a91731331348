using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace CsMonolith.Platform.Problems;

/// <summary>Refuses query parameters that an operation does not have, so that a misspelt one is not silently ignored. Lists check their own grammar.</summary>
internal sealed class UnknownParameters(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (http.Request.Query.Count == 0 || http.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() is not { } parameters
            || !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || parameters.Any(parameter => parameter.ParameterInfo.ParameterType == typeof(ListAsk)))
        {
            return next(http);
        }

        var known = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var faults = http.Request.Query.Keys.Where(name => !known.Contains(name))
            .Select(name => new FieldFault(name, $"'{name}' is not a parameter of this operation. Look at its document for those it has.",
                $"「{name}」というパラメーターはありません。操作の文書で使えるものを確かめてください。"))
            .ToList();
        return faults.Count == 0 ? next(http) : HallwayErrors.Invalid(faults).ToProblem().ExecuteAsync(http);
    }
}
