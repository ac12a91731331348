using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Imports;

/// <summary>What an import did to one stored row, so that it can be undone.</summary>
public sealed class ImportChangeRow
{
    /// <summary>Rises with every change.</summary>
    public long Seq { get; set; }

    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>The module's entity type.</summary>
    public required string Entity { get; set; }

    /// <summary>The row's primary key as JSON.</summary>
    public required string RowKey { get; set; }

    /// <summary>The row's values before, as JSON; <c>null</c> where the import created it.</summary>
    public string? Before { get; set; }

    /// <summary>The row's values after, as JSON: an undo is refused where somebody changed them since.</summary>
    public required string After { get; set; }
}

/// <summary>
/// Rows of a file that one transaction loaded: it commits with them, so that a load which died goes on where it was.
/// </summary>
public sealed class ImportBatchRow
{
    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>Rows of the file before this batch.</summary>
    public int FirstRow { get; set; }

    /// <summary>Rows of the file in this batch.</summary>
    public int Rows { get; set; }

    /// <summary>Of these, newly stored.</summary>
    public int Created { get; set; }

    /// <summary>Changed.</summary>
    public int Updated { get; set; }

    /// <summary>Stored already, just so.</summary>
    public int Skipped { get; set; }

    /// <summary>Refused.</summary>
    public int Refused { get; set; }

    /// <summary>Stored, but odd.</summary>
    public int Flagged { get; set; }
}

/// <summary>What is wrong with a row of a file that was refused, or odd about one that was stored.</summary>
public sealed class ImportFaultRow
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>The line of the file.</summary>
    public int Line { get; set; }

    /// <summary>Whether the row was refused; else it is stored and flagged.</summary>
    public bool Refused { get; set; }

    /// <summary>The column at fault, or <c>null</c> for the row as a whole.</summary>
    public string? Column { get; set; }

    /// <summary>What stands there, at most 200 characters of it.</summary>
    public string? Value { get; set; }

    /// <summary>What is wrong and how to mend it.</summary>
    public required string En { get; set; }

    /// <summary>The same in Japanese.</summary>
    public required string Ja { get; set; }
}

internal sealed class ImportChangeRowTable : IEntityTypeConfiguration<ImportChangeRow>
{
    public void Configure(EntityTypeBuilder<ImportChangeRow> builder)
    {
        builder.ToTable("import_changes", PlatformDb.Schema);
        builder.HasKey(row => row.Seq);
        builder.HasIndex(row => row.ImportId);
    }
}

internal sealed class ImportBatchRowTable : IEntityTypeConfiguration<ImportBatchRow>
{
    public void Configure(EntityTypeBuilder<ImportBatchRow> builder)
    {
        builder.ToTable("import_batches", PlatformDb.Schema);
        builder.HasKey(row => new { row.ImportId, row.FirstRow });
    }
}

internal sealed class ImportFaultRowTable : IEntityTypeConfiguration<ImportFaultRow>
{
    public void Configure(EntityTypeBuilder<ImportFaultRow> builder)
    {
        builder.ToTable("import_faults", PlatformDb.Schema);
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.ImportId, row.Line });
    }
}
