using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Access.AuditTrail;

/// <summary>
/// One audit row's place in the chain. Written by the sealer after the row, so that writers do not queue behind each
/// other.
/// </summary>
internal sealed class AuditLink
{
    /// <summary>1, 2, 3, … without a gap.</summary>
    public long Number { get; set; }

    /// <summary>The audit row.</summary>
    public Guid AuditId { get; set; }

    /// <summary>SHA-256 over the hash of the link before and the row.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>The end of the chain as it stood at some time, signed.</summary>
internal sealed class AuditHead
{
    /// <summary>The last link.</summary>
    public long Number { get; set; }

    /// <summary>Its hash.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>When.</summary>
    public DateTime SealedAt { get; set; }

    /// <summary>Which key signed: the first sixteen hexadecimal digits of its SHA-256.</summary>
    public required string KeyId { get; set; }

    /// <summary>ECDSA over P-256 and SHA-256 (FIPS 186-5), in IEEE P1363 form.</summary>
    public required byte[] Signature { get; set; }
}

internal sealed class AuditLinkTable : IEntityTypeConfiguration<AuditLink>
{
    public void Configure(EntityTypeBuilder<AuditLink> builder)
    {
        builder.ToTable("audit_links");
        builder.HasKey(link => link.Number);
        builder.Property(link => link.Number).ValueGeneratedNever();
        builder.HasIndex(link => link.AuditId).IsUnique();
    }
}

internal sealed class AuditHeadTable : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_heads");
        builder.HasKey(head => head.Number);
        builder.Property(head => head.Number).ValueGeneratedNever();
    }
}
