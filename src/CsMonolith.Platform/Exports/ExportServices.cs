using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Exports;

/// <summary>Registers what a module lets be downloaded.</summary>
public static class ExportServices
{
    /// <summary>Registers tables.</summary>
    public static IServiceCollection AddExportTables(this IServiceCollection services, params ExportTable[] tables)
    {
        foreach (var table in tables)
        {
            services.AddSingleton(table);
        }

        return services;
    }
}
