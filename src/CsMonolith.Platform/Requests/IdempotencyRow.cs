using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// What a request with an idempotency key came to. It commits with the effect, so a key without a row has had none.
/// </summary>
public sealed class IdempotencyRow
{
    /// <summary>Hash of the caller and their key.</summary>
    public required string Id { get; set; }

    /// <summary>Hash of the operation and the whole request: the key is good for this one only.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>
    /// The answer as JSON, encrypted under the key itself, which is stored nowhere: answers may hold secrets.
    /// </summary>
    public required byte[] Outcome { get; set; }

    /// <summary>When it is forgotten.</summary>
    public DateTime ExpiresAt { get; set; }
}

internal sealed class IdempotencyRowTable : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency", PlatformDb.Schema);
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.HasIndex(row => row.ExpiresAt);
    }
}
