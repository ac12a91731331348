using System.Text.Json;
using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>Say which heading feeds which column. The source's next file is proposed the same.</summary>
/// <param name="Read">The version that the caller read.</param>
/// <param name="Mapping">Heading by column; a column that is missing or <c>null</c> stays empty.</param>
internal sealed record MapImport(Guid ImportId, IfMatch Read, IReadOnlyDictionary<string, string?> Mapping)
    : ICommand<ShownImport>;

internal sealed class MapImportValidator : AbstractValidator<MapImport>
{
    public MapImportValidator()
    {
        RuleFor(ask => ask.Mapping.Count).InclusiveBetween(1, 200);
        RuleForEach(ask => ask.Mapping.Values).MaximumLength(220);
    }
}

internal sealed class MapImportHandler(ImportsDb db, ImportRights rights)
    : IRequestHandler<MapImport, Result<ShownImport>>
{
    public async Task<Result<ShownImport>> Handle(MapImport ask, CancellationToken cancellationToken)
    {
        if (await rights.Find(db, ask.ImportId, cancellationToken) is not { } import)
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        if (ask.Read.Refuses(import) is { } stale)
        {
            return stale;
        }

        if (await db.LiveJob(import, cancellationToken) is { } job)
        {
            return ImportErrors.Busy(job);
        }

        var kind = rights.Find(import.Kind)!;
        var faults = Mappings.Check(kind, import.Layout.Headings, ask.Mapping);
        if (faults.Count > 0)
        {
            return PlatformErrors.Invalid(faults);
        }

        var mapping = kind.Columns.ToDictionary(
            column => column.Name,
            column => ask.Mapping.GetValueOrDefault(column.Name),
            StringComparer.Ordinal
        );
        if (import.Map(mapping).Error is { } refusal)
        {
            return refusal;
        }

        (await db.Remembered(import, cancellationToken)).Columns = import.MappingJson;
        await db.SaveChangesAsync(cancellationToken);
        return ShownImport.Of(import, kind);
    }
}

internal sealed class MapImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/imports/{importId}/mapping",
                async Task<Results<Ok<ShownImport>, ProblemHttpResult>> (
                    Guid importId,
                    [FromBody] Dictionary<string, string?> mapping,
                    IfMatch read,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var mapped = await mediator.Send(new MapImport(importId, read, mapping), cancellation);
                    return mapped.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(mapped.Value.Tag(http));
                }
            )
            .WithName(nameof(MapImport))
            .WithSummary("Map the headings of a file to columns")
            .WithExample(
                new Dictionary<string, string?>
                {
                    ["externalId"] = "顧客コード",
                    ["name"] = "会社名",
                    ["seats"] = null,
                },
                ShownImport.Example
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
