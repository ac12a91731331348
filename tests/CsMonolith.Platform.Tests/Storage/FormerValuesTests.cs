using System.Text.Json;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Tests.Storage;

public sealed class FormerValuesTests : IDisposable
{
    private readonly Vault _vault = new();
    private readonly FormerValues _former = new();

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void Former_values_of_what_was_changed_or_removed_are_told_without_secrets()
    {
        var (changed, removed) = (new Held { Name = "古い名前" }, new Held { Name = "消えた名前" });
        _vault.AttachRange(changed, removed, new Held { Name = "そのまま" });
        changed.Name = "新しい名前";
        changed.Hash = "other";
        _vault.Remove(removed);
        _vault.Add(new Held { Name = "追加" });

        _former.See(_vault.ChangeTracker.Entries());

        var told = _former.Take()!;
        var rows = JsonDocument.Parse(told).RootElement.EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("was").GetProperty("name").GetString())
            .ShouldBe(["古い名前", "消えた名前"], ignoreOrder: true);
        rows.Select(row => row.GetProperty("id").GetString())
            .ShouldBe([changed.Id.ToString(), removed.Id.ToString()], ignoreOrder: true);
        told.ShouldNotContain("secret");
        told.ShouldNotContain("hash");
        told.ShouldNotContain("bytes");
        _former.Take().ShouldBeNull();
    }

    [Fact]
    public void A_change_of_a_secret_alone_tells_nothing()
    {
        var held = new Held { Name = "鍵" };
        _vault.Attach(held);
        held.Hash = "other";

        _former.See(_vault.ChangeTracker.Entries());

        _former.Take().ShouldBeNull();
    }

    private sealed class Held
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public required string Name { get; set; }

        [SecretColumn]
        public string Hash { get; set; } = "secret";

        public byte[] Bytes { get; set; } = [1, 2, 3];
    }

    private sealed class Vault : DbContext
    {
        public DbSet<Held> Holdings => Set<Held>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite("Data Source=:memory:");
    }
}
