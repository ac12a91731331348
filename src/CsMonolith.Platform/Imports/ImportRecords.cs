using CsMonolith.Kernel;

namespace CsMonolith.Platform.Imports;

/// <summary>Where an import stands.</summary>
internal enum ImportState
{
    Uploaded,
    Checked,
    Committing,
    Committed,
    Undone,
}

/// <summary>A file on its way in.</summary>
internal sealed class Import : Aggregate
{
    public Guid Id { get; set; }

    public required string Kind { get; set; }

    public required string Source { get; set; }

    public required string FileName { get; set; }

    public required string FileHash { get; set; }

    public ImportState State { get; set; }

    public DateTime UploadedAt { get; set; }

    public Guid? UploadedBy { get; set; }
}

/// <summary>The file's bytes.</summary>
internal sealed class ImportFile
{
    public Guid ImportId { get; set; }

    public required byte[] Bytes { get; set; }
}

/// <summary>A row that was refused or stored with a flag.</summary>
internal sealed class ImportFault
{
    public Guid Id { get; set; }

    public Guid ImportId { get; set; }

    public int Line { get; set; }

    public bool Refused { get; set; }

    public string? Column { get; set; }

    public string? Value { get; set; }

    public required string En { get; set; }

    public required string Ja { get; set; }
}

/// <summary>How a source's columns were mapped the last time.</summary>
internal sealed class RememberedMapping
{
    public required string Kind { get; set; }

    public required string Source { get; set; }

    public required string Columns { get; set; }
}
