using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Reviews;

/// <summary>
/// The material of a business review (QBR) with one customer as it was built. It is never changed: whoever downloads it
/// later gets the same bytes.
/// </summary>
internal sealed class ReviewPack
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required PackLanguage Language { get; init; }

    /// <summary>Which parts it has, in words of the wire, divided by commas.</summary>
    public required string Parts { get; init; }

    /// <summary>Slides, the cover among them.</summary>
    public required int Slides { get; init; }

    public required Guid? BuiltBy { get; init; }

    /// <summary>Until when facts were taken in.</summary>
    public required DateTime BuiltAt { get; init; }
}

/// <summary>The files of a pack, apart so that lists do not read them.</summary>
internal sealed class ReviewPackFile
{
    /// <summary>The pack's.</summary>
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>A <see cref="PackDocument"/> as JSON: from it both were drawn.</summary>
    public required string Document { get; init; }

    public required byte[] Html { get; init; }

    public required byte[] Pptx { get; init; }
}

internal sealed class ReviewPackMapping : IEntityTypeConfiguration<ReviewPack>
{
    public void Configure(EntityTypeBuilder<ReviewPack> builder)
    {
        builder.ToTable("review_packs").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Parts).HasMaxLength(200);
        builder.HasIndex(row => new { row.AccountId, row.BuiltAt });
    }
}

internal sealed class ReviewPackFileMapping : IEntityTypeConfiguration<ReviewPackFile>
{
    public void Configure(EntityTypeBuilder<ReviewPackFile> builder)
    {
        builder.ToTable("review_pack_files").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.AccountId);
    }
}
