using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
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

/// <summary>Which files have come in?</summary>
internal sealed record ListImports(ListAsk List) : IQuery<Page<ShownImport>>;

internal sealed class ListImportsHandler(ImportsDb db, ImportRights rights, Cursors cursors)
    : IRequestHandler<ListImports, Result<Page<ShownImport>>>
{
    public static readonly ListShape<Import> Shape = new ListShape<Import>(import => import.Id, "-uploadedAt")
        .With("kind", import => import.Kind)
        .With("source", import => import.Source)
        .With("fileName", import => import.FileName)
        .With("state", import => import.StateWord)
        .With("rows", import => import.Rows)
        .With("uploadedAt", import => import.UploadedAt)
        .With("committedAt", import => import.CommittedAt);

    public Task<Result<Page<ShownImport>>> Handle(ListImports ask, CancellationToken cancellationToken) =>
        Shape.Page(
            rights.Visible(db.Set<Import>().AsNoTracking()),
            ask.List,
            cursors,
            import => ShownImport.Of(import, rights.Find(import.Kind)),
            cancellationToken
        );
}

internal sealed class ListImportsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/imports", (ListAsk list) => new ListImports(list))
            .WithMetadata(new ListFields(ListImportsHandler.Shape.Fields))
            .WithSummary("List imports")
            .WithDescription("Those of the kinds of file that one may load; a machine sees its own.")
            .WithExample(null, new Page<ShownImport>([ShownImport.Example], null))
            .WithProblems(400, 401, 403);
}
