using CsMonolith.Platform;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

public sealed class MigrationTests
{
    [Theory]
    [InlineData("sqlite", "Data Source=:memory:")]
    [InlineData("postgres", "Host=127.0.0.1;Database=never-opened")]
    public void No_change_of_a_model_waits_for_its_migration(string provider, string connection)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Database:Provider"] = provider,
                    ["Database:ConnectionString"] = connection,
                }
            )
            .Build();
        var services = new ServiceCollection().AddLogging();
        services.AddPlatform(configuration);
        foreach (var module in Program.Modules)
        {
            module.AddServices(services, configuration);
        }

        using var provided = services.BuildServiceProvider();
        foreach (var store in provided.GetRequiredService<ModuleStores>().All)
        {
            using var scope = provided.CreateScope();
            ((ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db))
                .Database.HasPendingModelChanges()
                .ShouldBeFalse($"{store.Module} on {provider}: run tools/migration {store.Module} NAME");
        }
    }
}
