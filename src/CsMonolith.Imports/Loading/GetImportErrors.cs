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
using CsvHelper;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// The refused rows as they stood in the file, each with what is wrong: mend them there and send the file again.
/// </summary>
internal sealed record GetImportErrors(Guid ImportId) : IQuery<ErrorFile>, ISensitiveQuery;

internal sealed record ErrorFile(string FileName, byte[] Bytes);

internal sealed class GetImportErrorsHandler(ImportsDb db, ImportRights rights)
    : IRequestHandler<GetImportErrors, Result<ErrorFile>>
{
    public async Task<Result<ErrorFile>> Handle(GetImportErrors ask, CancellationToken cancellationToken)
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

        var bytes = await db.Set<ImportFile>()
            .Where(file => file.ImportId == import.Id)
            .Select(file => file.Bytes)
            .SingleAsync(cancellationToken);
        var faults = await db.Set<ImportFaultRow>()
            .AsNoTracking()
            .Where(fault => fault.ImportId == import.Id && fault.Refused)
            .OrderBy(fault => fault.Id)
            .ToListAsync(cancellationToken);
        return new ErrorFile(
            Path.GetFileNameWithoutExtension(import.FileName) + "_errors.csv",
            Write(import.Layout, bytes, faults.ToLookup(fault => fault.Line))
        );
    }

    // With a mark, since Excel takes a CSV without one for CP932.
    private static byte[] Write(FileLayout layout, byte[] bytes, ILookup<int, ImportFaultRow> faults)
    {
        var places = Enumerable
            .Range(0, layout.Headings.Count)
            .Where(i => !Heading.OfErrorFiles.Contains(layout.Headings[i]))
            .ToList();
        using var stream = new MemoryStream();
        using (var text = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            Line(csv, places.Select(i => layout.Headings[i]).Concat(Heading.OfErrorFiles));
            foreach (var row in layout.Rows(bytes).Where(row => faults.Contains(row.Line)))
            {
                var theirs = faults[row.Line].ToList();
                Line(
                    csv,
                    [
                        .. places.Select(i => i < row.Cells.Count ? row.Cells[i] : ""),
                        string.Join(" / ", theirs.Select(fault => fault.Ja)),
                        string.Join(" / ", theirs.Select(fault => fault.En)),
                        string.Join(" / ", theirs.Select(fault => fault.Column).OfType<string>().Distinct()),
                        .. row.Cells.Skip(layout.Headings.Count),
                    ]
                );
            }
        }

        return stream.ToArray();
    }

    private static void Line(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(Heading.Guard(cell));
        }

        csv.NextRecord();
    }
}

internal sealed class GetImportErrorsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/imports/{importId}/errors.csv",
                async Task<Results<FileContentHttpResult, ProblemHttpResult>> (
                    Guid importId,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var errors = await mediator.Send(new GetImportErrors(importId), cancellation);
                    return errors.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.File(errors.Value.Bytes, "text/csv; charset=utf-8", errors.Value.FileName);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithName(nameof(GetImportErrors))
            .WithSummary("Download the refused rows, to mend and send again")
            .WithExample(
                null,
                "顧客コード,会社名,席数,_error_ja,_error_en,_column\r\nA-012,株式会社青空,三十,席数「三十」: 数値ではありません。,Seats '三十' is not "
                    + "a number.,seats\r\n"
            )
            .WithProblems(401, 403, 404);
}
