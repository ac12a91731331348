using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        using var shop = new ShopAlone();

        (
            await shop.InScope(services =>
                Task.FromResult(services.GetRequiredService<PlatformDb>().Database.HasPendingModelChanges())
            )
        ).ShouldBeFalse();
    }
}
