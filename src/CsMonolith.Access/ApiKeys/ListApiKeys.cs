using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
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

namespace CsMonolith.Access.ApiKeys;

/// <summary>Which keys are there?</summary>
internal sealed record ListApiKeys(ListAsk List) : IQuery<Page<ShownApiKey>>;

internal sealed class ListApiKeysHandler(AccessDb db, Cursors cursors)
    : IRequestHandler<ListApiKeys, Result<Page<ShownApiKey>>>
{
    public static readonly ListShape<ApiKey> Shape = new ListShape<ApiKey>(key => key.Id, "-createdAt")
        .With("name", key => key.Name)
        .With("createdAt", key => key.CreatedAt)
        .With("createdBy", key => key.CreatedBy)
        .With("expiresAt", key => key.ExpiresAt)
        .With("revokedAt", key => key.RevokedAt);

    public Task<Result<Page<ShownApiKey>>> Handle(ListApiKeys ask, CancellationToken cancellationToken) =>
        Shape.Page(
            db.Set<ApiKey>().AsNoTracking().Include(key => key.Secrets),
            ask.List,
            cursors,
            ShownApiKey.Of,
            cancellationToken
        );
}

internal sealed class ListApiKeysEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/api-keys", (ListAsk list) => new ListApiKeys(list))
            .WithMetadata(new ListFields(ListApiKeysHandler.Shape.Fields))
            .WithSummary("List the keys of machines")
            .WithExample(null, new Page<ShownApiKey>([ShownApiKey.Example], null))
            .WithProblems(400, 401, 403);
}
