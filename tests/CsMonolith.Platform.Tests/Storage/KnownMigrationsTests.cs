using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Platform.Tests.Storage;

public sealed class KnownMigrationsTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Empty();
    private readonly ServiceProvider _host;

    public KnownMigrationsTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(_database.Configuration);
        _host = services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _host.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task An_empty_database_lacks_them_and_is_not_made_by_the_question()
    {
        (await AreApplied()).ShouldBeFalse();

        (await InStore(db => db.Database.CanConnectAsync())).ShouldBe(TestDatabase.IsPostgres);
    }

    [Fact]
    public async Task A_migrated_database_has_them_unless_this_host_knows_more()
    {
        await PlatformServices.Migrate(_host, CancellationToken.None);
        (await AreApplied()).ShouldBeTrue();

        await InStore(db =>
            TestDatabase.IsPostgres
                ? db.Database.ExecuteSqlAsync($"DELETE FROM platform.__migrations")
                : db.Database.ExecuteSqlAsync($"DELETE FROM platform__migrations")
        );

        (await AreApplied()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_an_earlier_build_is_told_so_and_nothing_is_written()
    {
        await PlatformServices.Migrate(_host, CancellationToken.None);
        await InStore(db =>
            TestDatabase.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"UPDATE platform.__migrations SET \"MigrationId\" = '20250101000000_Old' WHERE \"MigrationId\" LIKE '%Initial'"
                )
                : db.Database.ExecuteSqlAsync(
                    $"UPDATE platform__migrations SET MigrationId = '20250101000000_Old' WHERE MigrationId LIKE '%Initial'"
                )
        );

        var refusal = await PlatformServices.Migrate(_host, CancellationToken.None);

        refusal.ShouldNotBeNull().ShouldContain("earlier build");
        refusal.ShouldContain("empty database");
        (await AreApplied()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_told_so_and_stays_as_it_is()
    {
        await PlatformServices.Migrate(_host, CancellationToken.None);
        await InStore(db =>
            TestDatabase.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"INSERT INTO platform.__migrations VALUES ('29990101000000_OfTheFuture', '99.0.0')"
                )
                : db.Database.ExecuteSqlAsync(
                    $"INSERT INTO platform__migrations VALUES ('29990101000000_OfTheFuture', '99.0.0')"
                )
        );

        var refusal = (await PlatformServices.Migrate(_host, CancellationToken.None)).ShouldNotBeNull();

        refusal.Split('\n').Length.ShouldBe(2);
        refusal.ShouldContain("newer version");
        refusal.ShouldContain("より新しい版");
    }

    private Task<bool> AreApplied() =>
        ActivatorUtilities.CreateInstance<KnownMigrations>(_host).AreApplied(CancellationToken.None);

    private async Task<T> InStore<T>(Func<PlatformDb, Task<T>> look)
    {
        await using var scope = _host.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
