
namespace CsMonolith.Journey.Storage;

/// <summary>
/// One row that rises with every change of who may see what: people, teams, ownership, partners. Every host reads it before
/// it trusts a scope that it remembers, so a transfer counts at once everywhere.
/// </summary>
internal sealed class ScopeVersion
{
    public const int TheOnly = 1;

    public int Id { get; private set; } = TheOnly;

    public long Version { get; private set; }
}

internal sealed class ScopeVersionMapping : IEntityTypeConfiguration<ScopeVersion>
{
    public void Configure(EntityTypeBuilder<ScopeVersion> builder)
    {
        builder.ToTable("ScopeVersions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new ScopeVersion());
    }
}
