using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Storage;

/// <summary>One of the numbers that every host reads before it trusts what it remembers of who may see what.</summary>
public sealed class AccessVersionRow
{
    /// <summary>Rises when somebody may no longer sign in, or as something else.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Rises with every change of people, teams, ownership and partners.</summary>
    public const string Scope = "scope";

    /// <summary>Which; each has a row, so that those who move different ones do not wait for each other.</summary>
    public required string Name { get; set; }

    /// <summary>Rises only.</summary>
    public long Version { get; set; }
}

internal sealed class AccessVersionRowTable : IEntityTypeConfiguration<AccessVersionRow>
{
    public void Configure(EntityTypeBuilder<AccessVersionRow> builder)
    {
        builder.ToTable("access_versions", PlatformDb.Schema);
        builder.HasKey(row => row.Name);
    }
}
