using System.Text.Json;
using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Imports.Loading;

/// <summary>Where an import stands.</summary>
internal enum ImportState
{
    /// <summary>Stored, and mapped as far as could be told.</summary>
    Uploaded,

    /// <summary>Rehearsed with its present mapping.</summary>
    Checked,

    /// <summary>Being loaded, or stopped on the way: commit again to go on.</summary>
    Committing,

    /// <summary>Loaded to its end.</summary>
    Committed,

    /// <summary>Taken back.</summary>
    Undone,
}

/// <summary>What became of the rows of a file, or would become.</summary>
/// <param name="Create">Rows that store something new.</param>
/// <param name="Update">Rows that change something stored.</param>
/// <param name="Skip">Rows that are stored already, just so.</param>
/// <param name="Error">Rows that are refused.</param>
/// <param name="Flagged">Rows, among the first two, that are odd.</param>
internal sealed record ImportCounts(int Create, int Update, int Skip, int Error, int Flagged);

/// <summary>A file on its way in: uploaded, mapped, checked, loaded, perhaps taken back.</summary>
internal sealed class Import : Aggregate
{
    private static readonly TimeSpan UndoFor = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Source { get; init; }

    public required string FileName { get; init; }

    public required string FileHash { get; init; }

    public required bool History { get; init; }

    public required int Rows { get; set; }

    public required string LayoutJson { get; set; }

    public required string MappingJson { get; set; }

    public ImportState State { get; set; }

    /// <summary>Its state as a word, which lists can sort by.</summary>
    public string StateWord { get; private set; } = "uploaded";

    public Guid? JobId { get; private set; }

    public string? CheckedJson { get; private set; }

    public string? CommittedJson { get; private set; }

    public DateTime UploadedAt { get; init; }

    public Guid? UploadedBy { get; init; }

    /// <summary>The API key of the machine that uploaded it; <c>null</c> where a person did.</summary>
    public Guid? UploadedByKey { get; init; }

    public DateTime? CommittedAt { get; private set; }

    /// <summary>Whether every row was refused, so that the file may be loaded again.</summary>
    public bool LoadedNothing { get; private set; }

    public DateTime? UndoneAt { get; private set; }

    /// <summary>How the file is read.</summary>
    public FileLayout Layout => JsonSerializer.Deserialize<FileLayout>(LayoutJson, Wire.Json)!;

    /// <summary>Which heading feeds which column.</summary>
    public IReadOnlyDictionary<string, string?> Mapping =>
        JsonSerializer.Deserialize<Dictionary<string, string?>>(MappingJson, Wire.Json)!;

    /// <summary>What the last rehearsal of the present mapping came to.</summary>
    public ImportCounts? Checked => Read(CheckedJson);

    /// <summary>What the load came to.</summary>
    public ImportCounts? Committed => Read(CommittedJson);

    /// <summary>Sets the mapping; what was rehearsed with another is forgotten.</summary>
    public Result Map(IReadOnlyDictionary<string, string?> mapping)
    {
        if (State > ImportState.Checked)
        {
            return ImportErrors.NotOpen(this);
        }

        MappingJson = JsonSerializer.Serialize(mapping, Wire.Json);
        CheckedJson = null;
        Become(ImportState.Uploaded);
        return Result.Done;
    }

    /// <summary>Reads the file in another way; what was rehearsed is forgotten.</summary>
    public Result ReadAs(FileLayout layout, int rows, IReadOnlyDictionary<string, string?> mapping)
    {
        if (Map(mapping).Error is { } refusal)
        {
            return refusal;
        }

        (LayoutJson, Rows) = (JsonSerializer.Serialize(layout, Wire.Json), rows);
        return Result.Done;
    }

    /// <summary>Notes the job that works on it now.</summary>
    public void GiveTo(Guid job) => JobId = job;

    /// <summary>Notes a rehearsal.</summary>
    public void NoteCheck(ImportCounts counts)
    {
        CheckedJson = JsonSerializer.Serialize(counts, Wire.Json);
        Become(ImportState.Checked);
    }

    /// <summary>Opens the load, or opens it again where it stopped.</summary>
    public Result BeginCommit()
    {
        if (State is ImportState.Committed or ImportState.Undone)
        {
            return ImportErrors.NotOpen(this);
        }

        Become(ImportState.Committing);
        return Result.Done;
    }

    /// <summary>Notes the end of the load.</summary>
    public void NoteCommit(ImportCounts counts, DateTime now)
    {
        CommittedJson = JsonSerializer.Serialize(counts, Wire.Json);
        CommittedAt = now;
        LoadedNothing = counts is { Create: 0, Update: 0, Skip: 0 };
        Become(ImportState.Committed);
    }

    /// <summary>Whether it may be taken back.</summary>
    public Result MayUndo(DateTime now) =>
        State is not (ImportState.Committing or ImportState.Committed) ? ImportErrors.NothingToUndo(this)
        : CommittedAt is { } at && now > at + UndoFor ? ImportErrors.UndoTooLate(at, UndoFor.Days)
        : Result.Done;

    /// <summary>Notes that it has been taken back.</summary>
    public void NoteUndo(DateTime now)
    {
        UndoneAt = now;
        Become(ImportState.Undone);
    }

    private static ImportCounts? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ImportCounts>(json, Wire.Json);

    private void Become(ImportState state)
    {
        State = state;
        StateWord = JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
    }
}

/// <summary>The file's bytes.</summary>
internal sealed class ImportFile
{
    public Guid ImportId { get; set; }

    public required byte[] Bytes { get; set; }
}

/// <summary>How a source's columns were mapped the last time.</summary>
internal sealed class RememberedMapping
{
    public required string Kind { get; set; }

    public required string Source { get; set; }

    public required string Columns { get; set; }

    /// <summary>How the files of the source are read, as JSON; <c>null</c> where nobody has said so.</summary>
    public string? Reading { get; set; }

    /// <summary>What is remembered of how to read the source's files.</summary>
    public ImportReading? Read() =>
        Reading is null ? null : JsonSerializer.Deserialize<ImportReading>(Reading, Wire.Json);
}

internal sealed class ImportTable : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.HasKey(import => import.Id);
        builder.HasIndex(import => new { import.Kind, import.FileHash });
        builder
            .Ignore(import => import.Layout)
            .Ignore(import => import.Mapping)
            .Ignore(import => import.Checked)
            .Ignore(import => import.Committed);
    }
}

internal sealed class ImportFileTable : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> builder)
    {
        builder.ToTable("files");
        builder.HasKey(file => file.ImportId);
    }
}

internal sealed class RememberedMappingTable : IEntityTypeConfiguration<RememberedMapping>
{
    public void Configure(EntityTypeBuilder<RememberedMapping> builder)
    {
        builder.ToTable("mappings");
        builder.HasKey(mapping => new { mapping.Kind, mapping.Source });
    }
}
