using System.Globalization;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// Looks over an operation's query parameters before they are bound: one that it does not have is refused, so that a
/// misspelt one is not silently ignored, and the words of enumerations are read as the document writes them, in
/// camelCase. Lists check their own grammar.
/// </summary>
internal sealed class QueryParameters(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (
            http.Request.Query.Count == 0
            || http.GetEndpoint() is not { } endpoint
            || !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        )
        {
            return next(http);
        }

        if (
            http.Request.Query.FirstOrDefault(pair => pair.Value.Any(value => value is not null && !IsText(value))) is
            { Key: { } unreadable }
        )
        {
            return PlatformErrors
                .Invalid(
                    new FieldFault(
                        unreadable,
                        $"'{unreadable}' holds a NUL or more than {Bounds.LongestParameter} characters.",
                        $"「{unreadable}」に NUL があるか、{Bounds.LongestParameter}文字を超えています。"
                    )
                )
                .ToProblem()
                .ExecuteAsync(http);
        }

        if (
            endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() is not { } parameters
            || parameters.Any(parameter => parameter.ParameterInfo.ParameterType == typeof(ListAsk))
        )
        {
            return next(http);
        }

        var route = (endpoint as RouteEndpoint)?.RoutePattern;
        var known = parameters
            .Where(parameter => ComesInTheQuery(parameter) && route?.GetParameter(parameter.Name) is null)
            .ToDictionary(
                parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name),
                parameter => parameter.ParameterInfo.ParameterType,
                StringComparer.OrdinalIgnoreCase
            );
        var faults = new List<FieldFault>();
        var read = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in http.Request.Query)
        {
            read[name] = known.TryGetValue(name, out var type)
                ? Read(name, values, Nullable.GetUnderlyingType(type) ?? type, faults)
                : values;
            if (type is null)
            {
                faults.Add(
                    new FieldFault(
                        name,
                        $"'{name}' is not a parameter of this operation. {Nearest.Hint(name, [.. known.Keys], "It has")}",
                        $"「{name}」というパラメーターはありません。{Nearest.HintJa(name, [.. known.Keys])}"
                    )
                );
            }
        }

        if (faults.Count > 0)
        {
            return PlatformErrors.Invalid(faults).ToProblem().ExecuteAsync(http);
        }

        http.Request.Query = new QueryCollection(read);
        return next(http);
    }

    // The framework does not say whether there is a way to read one that is marked as the query's.
    private static bool ComesInTheQuery(IParameterBindingMetadata parameter) =>
        parameter.HasTryParse
        || parameter.ParameterInfo.ParameterType == typeof(string)
        || parameter.ParameterInfo.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().Any();

    private static StringValues Read(string name, StringValues values, Type type, List<FieldFault> faults)
    {
        if (type == typeof(DateOnly) && !IsDay(values.ToString()))
        {
            faults.Add(
                new FieldFault(
                    name,
                    $"'{values}' is not a day from {Bounds.FirstYear} to {Bounds.LastYear}, such as 2026-04-01.",
                    $"「{values}」は {Bounds.FirstYear} 年から {Bounds.LastYear} 年までの日付(例: 2026-04-01)ではありません。"
                )
            );
        }

        if (!type.IsEnum || StringValues.IsNullOrEmpty(values))
        {
            return values;
        }

        var word = Enum.GetNames(type)
            .FirstOrDefault(one => JsonNamingPolicy.CamelCase.ConvertName(one) == values.ToString());
        if (word is not null)
        {
            return word;
        }

        var choices = Listed(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        faults.Add(
            new FieldFault(
                name,
                $"'{values}' is none of {choices}.",
                $"「{values}」は使えません。使えるもの: {choices}。"
            )
        );
        return values;
    }

    private static bool IsDay(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= Bounds.FirstYear and <= Bounds.LastYear;

    private static bool IsText(string value) => value.Length <= Bounds.LongestParameter && !value.Contains('\0');

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
