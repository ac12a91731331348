using System.Globalization;
using CsMonolith.Imports.Files;
using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>What will be stored of the first rows?</summary>
internal sealed record PreviewImport(Guid ImportId) : IQuery<ImportPreview>, ISensitiveQuery
{
    /// <summary>Rows that are shown.</summary>
    public const int MostRows = 20;
}

/// <param name="Rows">The first rows, as they are read with the present mapping.</param>
internal sealed record ImportPreview(IReadOnlyList<PreviewRow> Rows);

/// <param name="Line">The line of the file.</param>
/// <param name="Values">
/// What is read for each column that the file or a constant feeds: days as 2026-04-01, instants in UTC, numbers and
/// flags plain; <c>null</c> for nothing. Empty where the row as a whole cannot be read.
/// </param>
/// <param name="Faults">What is wrong with the row, and what is odd about it.</param>
internal sealed record PreviewRow(
    int Line,
    IReadOnlyDictionary<string, string?> Values,
    IReadOnlyList<PreviewFault> Faults
);

/// <param name="Column">The column at fault, or <c>null</c> for the row as a whole.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Refused">Whether the row will be refused; else it is stored and flagged.</param>
internal sealed record PreviewFault(string? Column, string Message, bool Refused);

internal sealed class PreviewImportHandler(ImportsDb db, ImportRights rights)
    : IRequestHandler<PreviewImport, Result<ImportPreview>>
{
    public async Task<Result<ImportPreview>> Handle(PreviewImport ask, CancellationToken cancellationToken)
    {
        if (
            await rights
                .Visible(db.Set<Import>().AsNoTracking())
                .SingleOrDefaultAsync(import => import.Id == ask.ImportId, cancellationToken)
            is not { } import
        )
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        var kind = rights.Find(import.Kind)!;
        var reader = new RowReader(import, kind, db.Clock);
        var bytes = await db.BytesOf(import, cancellationToken);
        return new ImportPreview([
            .. import.Layout.Rows(bytes).Take(PreviewImport.MostRows).Select(row => Show(kind, reader.Read(row))),
        ]);
    }

    private static PreviewRow Show(ImportKind kind, ReadRow read) =>
        new(
            read.File.Line,
            kind.Columns.Where(column => read.Row?.Has(column.Name) == true)
                .ToDictionary(column => column.Name, column => Written(read.Row!.Value(column.Name))),
            [
                .. read
                    .Faults.Concat(read.Flag is null ? [] : [read.Flag])
                    .Select(fault => new PreviewFault(
                        fault.Column,
                        ProblemAnswers.InJapanese ? fault.Ja : fault.En,
                        fault.Refused
                    )),
            ]
        );

    private static string? Written(object? value) =>
        value switch
        {
            null => null,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}

internal sealed class PreviewImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/imports/{importId}/preview", (Guid importId) => new PreviewImport(importId))
            .WithSummary("See the first rows of a file as they will be stored")
            .WithExample(
                null,
                new ImportPreview([
                    new PreviewRow(
                        2,
                        new Dictionary<string, string?>
                        {
                            ["externalId"] = "C-0001",
                            ["name"] = "株式会社東都精機",
                            ["seats"] = "120",
                        },
                        []
                    ),
                ])
            )
            .WithProblems(401, 403, 404);
}
