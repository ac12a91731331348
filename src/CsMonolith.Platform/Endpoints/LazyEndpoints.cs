using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

// The product's own namespace: a use case that maps a route finds these before the framework's of the same names.
namespace CsMonolith;

/// <summary>
/// Maps handlers whose code is made when the first request comes, not when the host starts: making it for hundreds of
/// operations costs a second of a cold start. Names, parameters, answers and attributes are known at once, as the
/// document and the router need them.
/// </summary>
public static class LazyEndpoints
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Get, pattern, handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Post, pattern, handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Put, pattern, handler);

    public static RouteHandlerBuilder MapPatch(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Patch, pattern, handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Delete, pattern, handler);

    internal static RouteHandlerBuilder MapLazily(
        this IEndpointRouteBuilder routes,
        string method,
        string pattern,
        Delegate handler,
        Action<RouteEndpointBuilder>? complete = null
    )
    {
        var route = routes.MapMethods(
            pattern,
            [method],
            static _ => throw new InvalidOperationException("A route was asked for before it was built.")
        );
        route.Add(endpoint => Describe((RouteEndpointBuilder)endpoint, method, handler, complete));
        return new RouteHandlerBuilder([route]);
    }

    // What the framework does of a handler, in its order, but for the last step.
    private static void Describe(
        RouteEndpointBuilder endpoint,
        string method,
        Delegate handler,
        Action<RouteEndpointBuilder>? complete
    )
    {
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = endpoint.ApplicationServices,
            RouteParameterNames = [.. endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)],
            ThrowOnBadRequest = endpoint
                .ApplicationServices.GetRequiredService<IOptions<RouteHandlerOptions>>()
                .Value.ThrowOnBadRequest,
            DisableInferBodyFromParameters = HttpMethods.IsGet(method) || HttpMethods.IsDelete(method),
            EndpointBuilder = endpoint,
        };
        endpoint.Metadata.Add(handler.Method);
        var known = RequestDelegateFactory.InferMetadata(handler.Method, options);
        foreach (var attribute in handler.Method.GetCustomAttributes(inherit: true))
        {
            endpoint.Metadata.Add(attribute);
        }

        complete?.Invoke(endpoint);
        var made = new Lazy<RequestDelegate>(() =>
            RequestDelegateFactory.Create(handler, options, known).RequestDelegate
        );
        endpoint.RequestDelegate = http => made.Value(http);
    }
}
