using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SavedViews;

/// <summary>Which views may I open: my own, and those that others share?</summary>
internal sealed record ListSavedViews(ListAsk List) : IQuery<Page<SavedViewRow>>;

internal sealed class ListSavedViewsHandler(AccessDb db, RequestContext context, Cursors cursors)
    : IRequestHandler<ListSavedViews, Result<Page<SavedViewRow>>>
{
    public static readonly ListShape<SavedView> Shape = new ListShape<SavedView>(view => view.Id, "name")
        .With("name", view => view.Name)
        .With("screen", view => view.Screen)
        .With("isShared", view => view.IsShared)
        .With("ownerId", view => view.OwnerId)
        .With("changedAt", view => view.ChangedAt);

    public Task<Result<Page<SavedViewRow>>> Handle(ListSavedViews ask, CancellationToken cancellationToken)
    {
        var reader = context.Caller.PersonId;
        return Shape.Page(
            db.Set<SavedView>().AsNoTracking().Where(view => view.IsShared || view.OwnerId == reader),
            ask.List,
            cursors,
            view => SavedViewRow.Of(view, reader),
            cancellationToken
        );
    }
}

internal sealed class ListSavedViewsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/saved-views", (ListAsk list) => new ListSavedViews(list))
            .WithMetadata(new ListFields(ListSavedViewsHandler.Shape.FieldNames))
            .WithSummary("List one's own views and those that others share")
            .WithExample(null, new Page<SavedViewRow>([SavedViewRow.Example], null))
            .WithProblems(400, 401, 403);
}
