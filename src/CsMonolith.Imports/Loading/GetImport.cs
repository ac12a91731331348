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

/// <summary>How does an import stand?</summary>
internal sealed record GetImport(Guid ImportId) : IQuery<ShownImport>;

internal sealed class GetImportHandler(ImportsDb db, ImportRights rights)
    : IRequestHandler<GetImport, Result<ShownImport>>
{
    public async Task<Result<ShownImport>> Handle(GetImport ask, CancellationToken cancellationToken) =>
        await rights
            .Visible(db.Set<Import>().AsNoTracking())
            .SingleOrDefaultAsync(import => import.Id == ask.ImportId, cancellationToken)
            is { } import
            ? ShownImport.Of(import, rights.Find(import.Kind))
            : PlatformErrors.NotFound("import", ask.ImportId);
}

internal sealed class GetImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/imports/{importId}",
                async Task<Results<Ok<ShownImport>, ProblemHttpResult>> (
                    Guid importId,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var import = await mediator.Send(new GetImport(importId), cancellation);
                    return import.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(import.Value.Tag(http));
                }
            )
            .WithName(nameof(GetImport))
            .WithSummary("Ask how an import stands")
            .WithExample(null, ShownImport.Example)
            .WithProblems(401, 403, 404);
}
