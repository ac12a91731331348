using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using Microsoft.AspNetCore.Http;

namespace CsMonolith.Imports.Loading;

/// <summary>An import as callers see it.</summary>
/// <param name="State">uploaded, checked, committing, committed or undone.</param>
/// <param name="Encoding">
/// utf-8, utf-8-bom, utf-16-le, utf-16-be, cp932, euc-jp, iso-2022-jp or windows-1252; <c>null</c> for a workbook.
/// </param>
/// <param name="Delimiter">What stands between cells; <c>null</c> for a workbook.</param>
/// <param name="Sheet">The sheet that is read; <c>null</c> for a text file.</param>
/// <param name="Sheets">The sheets of a workbook that are not hidden; empty for a text file.</param>
/// <param name="HeaderLine">
/// The line that holds the headings; lines above it are passed over. 0 where there are none.
/// </param>
/// <param name="Rows">Rows below the headings that hold anything.</param>
/// <param name="Mapping">For each column the heading that feeds it, or <c>null</c>.</param>
/// <param name="Readings">How the cells of columns are meant, where the file or a person has said so.</param>
/// <param name="UnmappedHeadings">Headings that feed nothing.</param>
/// <param name="MissingColumns">Columns that must be mapped before the import can be checked.</param>
/// <param name="Proposals">
/// What every row of such columns seems to hold, as the file's name and headings tell: say so as a constant of the
/// reading, or say otherwise.
/// </param>
/// <param name="Checked">What a commit would come to, as last rehearsed with this mapping.</param>
/// <param name="Committed">What the commit came to.</param>
/// <param name="JobId">The job that worked on it last.</param>
/// <param name="Version">The ETag, for If-Match.</param>
internal sealed record ShownImport(
    Guid Id,
    string Kind,
    string Source,
    string FileName,
    bool History,
    ImportState State,
    string? Encoding,
    string? Delimiter,
    string? Sheet,
    IReadOnlyList<string> Sheets,
    int HeaderLine,
    IReadOnlyList<string> Headings,
    int Rows,
    IReadOnlyDictionary<string, string?> Mapping,
    IReadOnlyDictionary<string, ColumnReading> Readings,
    IReadOnlyList<string> UnmappedHeadings,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyDictionary<string, string> Proposals,
    ImportCounts? Checked,
    ImportCounts? Committed,
    Guid? JobId,
    DateTime UploadedAt,
    Guid? UploadedBy,
    DateTime? CommittedAt,
    DateTime? UndoneAt,
    long Version
)
{
    /// <summary>An example for documents.</summary>
    public static ShownImport Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000b1"),
            "accounts",
            "crm",
            "顧客一覧.csv",
            History: true,
            ImportState.Checked,
            "cp932",
            ",",
            null,
            [],
            3,
            ["顧客コード", "会社名", "席数", "備考"],
            5000,
            new Dictionary<string, string?>
            {
                ["externalId"] = "顧客コード",
                ["name"] = "会社名",
                ["seats"] = "席数",
            },
            new Dictionary<string, ColumnReading>(),
            ["備考"],
            [],
            new Dictionary<string, string>(),
            new ImportCounts(4963, 0, 0, 37, 2),
            null,
            Guid.Parse("0199a000-0000-7000-8000-0000000000aa"),
            new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            null,
            null,
            3
        );

    /// <summary>Shows one.</summary>
    public static ShownImport Of(Import import, ImportKind? kind)
    {
        var (layout, mapping) = (import.Layout, import.Mapping);
        List<string> missing = kind is null
            ? []
            : [.. Mappings.Missing(kind.Columns, mapping, layout).Select(column => column.Name)];
        return new ShownImport(
            import.Id,
            import.Kind,
            import.Source,
            import.FileName,
            import.History,
            import.State,
            layout.Encoding,
            layout.Delimiter,
            layout.Sheet,
            layout.Sheets ?? [],
            layout.HeaderLine,
            layout.Headings,
            import.Rows,
            mapping,
            layout.Columns ?? new Dictionary<string, ColumnReading>(),
            [.. layout.Headings.Except(mapping.Values.OfType<string>()).Except(Heading.OfErrorFiles)],
            missing,
            (kind?.Propose(FileTitle.Of(import.FileName, layout.Sheet), mapping) ?? new Dictionary<string, string>())
                .Where(one => missing.Contains(one.Key))
                .ToDictionary(),
            import.Checked,
            import.Committed,
            import.JobId,
            import.UploadedAt,
            import.UploadedBy,
            import.CommittedAt,
            import.UndoneAt,
            import.Version
        );
    }

    /// <summary>Gives the answer its ETag.</summary>
    public ShownImport Tag(HttpContext http)
    {
        http.Response.Headers.ETag = $"\"{Version}\"";
        return this;
    }
}
