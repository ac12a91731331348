using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Modules;

/// <summary>A module's front door. The host lists the modules; each lists its services and routes by hand.</summary>
public interface IModule
{
    /// <summary>Lower-case name: the schema under PostgreSQL, the table prefix under SQLite.</summary>
    string Name { get; }

    /// <summary>Registers what the module needs.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Hangs the module's use cases on the web.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes);
}

/// <summary>Where one use case hangs on the web.</summary>
public interface IEndpoint
{
    /// <summary>Maps the route with its name, summary, examples and problems.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}

/// <summary>Lets a module list its endpoints one a line.</summary>
public static class EndpointList
{
    /// <summary>Maps one use case and returns the group, for the next line.</summary>
    public static IEndpointRouteBuilder Map<TEndpoint>(this IEndpointRouteBuilder routes)
        where TEndpoint : IEndpoint
    {
        TEndpoint.Map(routes);
        return routes;
    }
}
