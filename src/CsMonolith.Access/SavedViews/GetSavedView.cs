using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SavedViews;

/// <summary>What does a view hold?</summary>
internal sealed record GetSavedView(Guid ViewId) : IQuery<SavedViewRow>;

internal sealed class GetSavedViewHandler(AccessDb db, RequestContext context)
    : IRequestHandler<GetSavedView, Result<SavedViewRow>>
{
    public async Task<Result<SavedViewRow>> Handle(GetSavedView ask, CancellationToken cancellationToken)
    {
        var view = await db.Set<SavedView>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.ViewId, cancellationToken);
        return view?.IsReadBy(context.Caller.PersonId) == true
            ? SavedViewRow.Of(view, context.Caller.PersonId)
            : PlatformErrors.NotFound("saved-view", ask.ViewId);
    }
}

internal sealed class GetSavedViewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/saved-views/{viewId}", (Guid viewId) => new GetSavedView(viewId))
            .WithSummary("Read a view: one's own, or one that somebody shares")
            .WithExample(null, SavedViewRow.Example)
            .WithProblems(401, 403, 404);
}
