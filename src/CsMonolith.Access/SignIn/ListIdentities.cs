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

namespace CsMonolith.Access.SignIn;

/// <summary>Who is linked with which identity?</summary>
internal sealed record ListIdentities(ListAsk List) : IQuery<Page<ShownIdentity>>, ISensitiveQuery;

internal sealed class ListIdentitiesHandler(AccessDb db, Cursors cursors)
    : IRequestHandler<ListIdentities, Result<Page<ShownIdentity>>>
{
    public static readonly ListShape<IdentityLink> Shape = new ListShape<IdentityLink>(link => link.Id, "-linkedAt")
        .With("personId", link => link.PersonId)
        .With("issuer", link => link.Issuer)
        .With("subject", link => link.Subject)
        .With("linkedAt", link => link.LinkedAt)
        .With("unlinkedAt", link => link.UnlinkedAt);

    public Task<Result<Page<ShownIdentity>>> Handle(ListIdentities ask, CancellationToken cancellationToken) =>
        Shape.Page(db.Set<IdentityLink>().AsNoTracking(), ask.List, cursors, ShownIdentity.Of, cancellationToken);
}

internal sealed class ListIdentitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/identities", (ListAsk list) => new ListIdentities(list))
            .WithMetadata(new ListFields(ListIdentitiesHandler.Shape.Fields))
            .WithSummary("List who is linked with which identity")
            .WithExample(null, new Page<ShownIdentity>([ShownIdentity.Example], null))
            .WithProblems(400, 401, 403);
}
