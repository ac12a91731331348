using CsMonolith.Access;
using CsMonolith.Imports;
using CsMonolith.Operations;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Testing;

/// <summary>
/// What every module stands on in a host: the platform, and the modules beside it that load files, run jobs and let
/// callers in.
/// </summary>
internal static class SupportingModules
{
    private static readonly IModule[] All = [new AccessModule(), new ImportsModule(), new OperationsModule()];

    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
        foreach (var module in All)
        {
            module.AddServices(services, configuration);
        }
    }
}
