using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>What is wrong with a file's rows, or odd about them?</summary>
internal sealed record ListImportFaults(Guid ImportId, ListAsk List) : IQuery<Page<ShownFault>>, ISensitiveQuery;

/// <param name="Refused">Whether the row was refused; else it is stored and flagged.</param>
/// <param name="Column">The column at fault, or <c>null</c> for the row as a whole.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Message">What is wrong and how to mend it, in the reader's language.</param>
internal sealed record ShownFault(Guid Id, int Line, bool Refused, string? Column, string? Value, string Message);

internal sealed class ListImportFaultsHandler(ImportsDb db, ImportRights rights, Cursors cursors)
    : IRequestHandler<ListImportFaults, Result<Page<ShownFault>>>
{
    public static readonly ListShape<ImportFaultRow> Shape = new ListShape<ImportFaultRow>(fault => fault.Id, "line")
        .With("line", fault => fault.Line)
        .With("refused", fault => fault.Refused)
        .With("column", fault => fault.Column);

    public async Task<Result<Page<ShownFault>>> Handle(ListImportFaults ask, CancellationToken cancellationToken)
    {
        if (!await rights.Visible(db.Set<Import>()).AnyAsync(import => import.Id == ask.ImportId, cancellationToken))
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        var japanese = ProblemAnswers.InJapanese;
        return await Shape.Page(
            db.Set<ImportFaultRow>().AsNoTracking().Where(fault => fault.ImportId == ask.ImportId),
            ask.List,
            cursors,
            fault => new ShownFault(
                fault.Id,
                fault.Line,
                fault.Refused,
                fault.Column,
                fault.Value,
                japanese ? fault.Ja : fault.En
            ),
            cancellationToken
        );
    }
}

internal sealed class ListImportFaultsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/imports/{importId}/faults", (Guid importId, ListAsk list) => new ListImportFaults(importId, list))
            .WithMetadata(new ListFields(ListImportFaultsHandler.Shape.Fields))
            .WithSummary("List refused and flagged rows")
            .WithExample(
                null,
                new Page<ShownFault>(
                    [
                        new ShownFault(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000b2"),
                            12,
                            Refused: true,
                            "startedOn",
                            "2026/2/30",
                            "契約開始日「2026/2/30」: 存在しない日付・時刻です。月・日・時を確かめてください。"
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403, 404);
}
